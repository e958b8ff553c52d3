//! Front matter whose first or last line is not what the generator looks for.

use super::delimiter_fixes;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::front_matter::SplitProblemKind;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "front-matter-delimiter",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/front-matter-delimiter.md"),
};

/// What is wrong with the delimiters, or hides the front matter.
pub fn check(view: &PostView) -> Vec<Problem> {
    let problems = view.document.front.problems.iter();
    problems
        .map(|found| {
            let mut problem = RULE.at(found.span, found.message()).severity(severity(&found.kind));
            problem.fixes = delimiter_fixes::fixes(view, found);
            problem
        })
        .collect()
}

/// The build stops only where no front matter can be cut out; the rest builds, but not as meant.
fn severity(kind: &SplitProblemKind) -> Severity {
    use SplitProblemKind::*;
    match kind {
        MissingCloser { .. } | NotACloser { .. } | InvalidOpener { .. } => Severity::Error,
        LateCloser { .. }
        | TextAfterCloser
        | CloserBehindText
        | TextAfterOpener
        | Hidden { .. }
        | UnknownFormat { .. } => Severity::Warning,
    }
}
