//! Front matter that cannot be read, at the place where it goes wrong.

use super::{duplicate_key, syntax_fixes};
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "front-matter-syntax",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/front-matter-syntax.md"),
};

/// Every syntax error but duplicates, which have a rule of their own.
pub fn check(view: &PostView) -> Vec<Problem> {
    let Some(front) = view.document.front_matter() else { return Vec::new() };
    let errors = front.errors.iter().filter(|error| !duplicate_key::is_duplicate(&error.kind));
    errors
        .map(|error| {
            let mut problem = RULE.at(error.span, error.message());
            problem.fixes = syntax_fixes::fixes(front.format, &view.text, error);
            problem
        })
        .collect()
}
