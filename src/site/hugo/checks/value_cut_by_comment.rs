//! `value-cut-by-comment`: a `#` after a space starts a comment in YAML, so the rest of the title is lost.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write::quoted_simply;
use crate::syntax::front_matter::{Entry, Format, FrontMatter, ScalarStyle, Value};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "value-cut-by-comment",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/value-cut-by-comment.md"),
};

const TEXTS: &[&str] = &["title", "linkTitle", "description", "summary"];

/// Comments that touch a word, `Issue #5` or `- #go`, behind a text or in place of a term
/// (oracle `fm/yaml-hash-in-title`). A comment with a space behind its `#` is taken for one.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(front) = input.front().filter(|front| front.format == Format::Yaml) else { return Vec::new() };
    let texts =
        TEXTS.iter().filter_map(|key| input.entry(key)).filter_map(|entry| behind(input, front, entry));
    let terms = input.term_entries().into_iter().flat_map(|(_, entry)| {
        let items = entry.value.items().iter();
        items.filter_map(|item| instead(input, front, item)).collect::<Vec<_>>()
    });
    texts.chain(terms).collect()
}

fn behind(input: &Input<'_>, front: &FrontMatter, entry: &Entry) -> Option<Problem> {
    let scalar = entry.value.scalar().filter(|scalar| scalar.style == ScalarStyle::Plain)?;
    let comment = comment_on_line(input, front, entry.value.span.end())?;
    let whole = Span::new(entry.value.span.start(), comment.end());
    let message = format!(
        "The `#` starts a comment, so `{}` is only `{}`. Quote the value to keep all of it.",
        entry.key.text, scalar.text
    );
    let text = whole.of(input.post.text).trim_end();
    let end = whole.start() + text.len();
    Some(RULE.at(comment, message).fix(Fix::suggestion(
        "Quote the value",
        Span::new(whole.start(), end),
        quoted_simply(text, Format::Yaml),
    )))
}

fn instead(input: &Input<'_>, front: &FrontMatter, item: &Value) -> Option<Problem> {
    if !item.span.is_empty() {
        return None;
    }
    let comment = comment_on_line(input, front, item.span.end())?;
    let text = comment.of(input.post.text).trim_end();
    let span = Span::new(comment.start(), comment.start() + text.len());
    let message = "The `#` starts a comment, so there is nothing here. Quote the term to keep it.";
    Some(RULE.at(span, message).fix(Fix::suggestion(
        "Quote the term",
        span,
        quoted_simply(text, Format::Yaml),
    )))
}

/// A comment between `from` and the end of its line whose `#` touches a word.
fn comment_on_line(input: &Input<'_>, front: &FrontMatter, from: usize) -> Option<Span> {
    let comment = front.comments.iter().find(|comment| comment.start() >= from)?;
    let between = input.post.text.get(from..comment.start())?;
    let next = comment.of(input.post.text).chars().nth(1)?;
    (between.chars().all(|c| c == ' ') && !next.is_whitespace() && next != '#').then_some(*comment)
}
