//! `divider-spelling`: only `<!--more-->`, without spaces, ends the summary.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "divider-spelling",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/divider-spelling.md"),
};

/// Comments that are nearly the divider, in a post that has none (oracle group `summary`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let markdown = &input.post.document.markdown;
    if markdown.divider.is_some() {
        return Vec::new();
    }
    let near = markdown.html.iter().filter(|span| {
        let text = span.of(input.post.text).trim();
        let inner = text.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        inner.is_some_and(|inner| inner.trim().eq_ignore_ascii_case("more") && inner != "more")
    });
    near.map(|span| {
        let text = span.of(input.post.text);
        let start = span.start() + text.len() - text.trim_start().len();
        let span = crate::text::Span::new(start, start + text.trim().len());
        RULE.at(span, "Hugo takes this for an ordinary comment, so it does not end the summary.")
            .fix(Fix::safe("Write `<!--more-->`", span, "<!--more-->"))
    })
    .collect()
}
