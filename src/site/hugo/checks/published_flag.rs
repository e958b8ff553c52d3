//! `published-flag`: `published: true` of Jekyll and others is a broken date to Hugo.

use super::date_chain;
use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "published-flag",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/published-flag.md"),
};

/// `published` with a boolean that Hugo tries to read as a date (oracle `migrate/jekyll`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let unread = date_chain::unreadable(input);
    let Some(entry) = unread.into_iter().find(|entry| entry.key.text.eq_ignore_ascii_case("published"))
    else {
        return Vec::new();
    };
    let Some(Scalar::Bool(published)) = input.read(&entry.value) else { return Vec::new() };
    let problem = RULE.at(
        entry.span,
        format!(
            "{} takes `published` for a date, so the build fails. Whether a post is public is said by `draft: {}`.",
            input.hugo(),
            !published,
        ),
    );
    vec![if input.entry("draft").is_some() {
        problem.fix(Fix::safe(
            "Remove `published`",
            super::edit::whole_lines(input.post.text, entry.span),
            "",
        ))
    } else {
        let both = Span::new(entry.key.inner.start(), entry.key.inner.end());
        problem.fix(super::edit::fix(
            "Write `draft` instead",
            [(both, "draft".to_owned()), (input.resolve(&entry.value).span, (!published).to_string())],
        ))
    }]
}
