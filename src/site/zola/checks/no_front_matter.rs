//! `no-front-matter`: every page and section needs front matter, be it empty.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write;
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "no-front-matter",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/no-front-matter.md"),
};

/// A file without any (cases `fm-missing`, `fm-empty-file`). What hides or breaks it is said by a shared rule.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.front().is_some()
        || input.content.is_passed_over()
        || !input.post.document.front.problems.is_empty()
    {
        return Vec::new();
    }
    let problem = match blanks_behind_opener(input.post.text) {
        Some(blanks) => RULE
            .at(
                blanks,
                format!("{} stops here: nothing, not even a blank, may follow the delimiter.", input.zola()),
            )
            .fix(Fix::safe("Remove the blanks", blanks, "")),
        None => {
            let end = write::line_ending(input.post.text);
            let empty = format!("+++{end}title = \"\"{end}+++{end}{end}");
            let message = format!(
                "{} stops here: every file below content needs front matter at its start, between two lines `+++`.",
                input.zola()
            );
            RULE.at(input.first_line(), message).fix(Fix::suggestion(
                "Add front matter",
                Span::empty(0),
                empty,
            ))
        }
    };
    vec![input.when_read(problem)]
}

/// `+++ ` on the first line with text on it, which only 0.23 takes for an opener (case `fm-trailing-space-open`).
fn blanks_behind_opener(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let line = text.get(start..)?.lines().next()?;
    let blanks = line.strip_prefix("+++").or_else(|| line.strip_prefix("---"))?;
    let from = start + line.len() - blanks.len();
    (!blanks.is_empty() && blanks.trim().is_empty()).then(|| Span::new(from, from + blanks.len()))
}
