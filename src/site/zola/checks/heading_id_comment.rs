//! `heading-id-comment`: from 0.23 on `{#id}` opens a comment in a post that has any other piece of template.

use super::input::Input;
use super::template;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::version::Version;
use crate::site::zola::version::Era;
use crate::syntax::tera::{FaultKind, PieceKind};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "heading-id-comment",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/heading-id-comment.md"),
};

/// Ids of headings that open a comment without an end (case `v23-heading-id-attr-with-tera`), or that swallow the text
/// up to the end of another (case `v23-heading-id-swallows`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Components {
        return Vec::new();
    }
    let Some(content) = template::of(input) else { return Vec::new() };
    let open = content.faults.iter().filter(|fault| fault.kind == FaultKind::Unclosed(PieceKind::Comment));
    let open = open.map(|fault| {
        let (severity, stops) = match surely_stops(input) {
            true => (Severity::Error, "stops"),
            false => (Severity::Warning, "may stop"),
        };
        let message = format!(
            "{} {stops} here: in a post with templates `{{#` opens a comment. Put a blank between the brace and the `#`.",
            input.zola()
        );
        input.when_published(RULE.at(fault.span, message).severity(severity).fix(fix(fault.span)))
    });
    let swallowing = content.comments.iter().filter(|comment| is_id(comment.of(input.post.text)));
    let swallowing = swallowing.map(|comment| {
        let opener = Span::new(comment.start(), comment.start() + 2);
        let message = "This opens a comment, and readers see nothing of the text up to the next `#}`. Put a blank \
                       between the brace and the `#`.";
        RULE.at(opener, message).severity(Severity::Warning).fix(fix(opener))
    });
    open.chain(swallowing).collect()
}

/// What later releases do has not been measured: the report about this (getzola/zola#3234) is closed.
fn surely_stops(input: &Input<'_>) -> bool {
    const LAST_MEASURED: Version = Version::new(0, 23, 2);
    input.model.version.as_ref().is_some_and(|hint| hint.version <= LAST_MEASURED)
}

fn fix(opener: Span) -> Fix {
    Fix::safe("Put a blank between them", opener, "{ #")
}

/// Whether a comment starts like an id: `{#name}`.
fn is_id(comment: &str) -> bool {
    let word = comment.trim_start_matches("{#");
    let end = word.find(|c: char| c.is_whitespace() || c == '}' || c == '#').unwrap_or(word.len());
    end > 0 && word.get(end..).is_some_and(|rest| rest.starts_with('}'))
}
