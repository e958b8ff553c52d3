//! `published-early`: Zola publishes a post whose date lies ahead.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "published-early",
    severity: Severity::Information,
    page: include_str!("../../../../docs/rules/published-early.md"),
};

/// A date ahead on a post that is no draft (case `build-future-date`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let page = input.post.page;
    let is_ahead = page.date.is_some_and(|date| date > input.post.now);
    if !is_ahead || page.draft || !page.rendered || !page.known {
        return Vec::new();
    }
    let entry = input.entry("date");
    let span = entry.map_or_else(|| input.first_line(), |entry| entry.value.span);
    let message = "This date lies ahead, but Zola knows no scheduled posts: the next build publishes it.";
    let problem = RULE.at(span, message);
    let has_draft = input.entry("draft").is_some();
    match entry.filter(|_| !has_draft) {
        Some(entry) => {
            let end = crate::syntax::front_matter::write::line_ending(input.post.text);
            let draft = match input.format() {
                crate::syntax::front_matter::Format::Toml => format!("draft = true{end}"),
                _ => format!("draft: true{end}"),
            };
            vec![problem.fix(Fix::suggestion("Make it a draft", Span::empty(entry.span.start()), draft))]
        }
        None => vec![problem],
    }
}
