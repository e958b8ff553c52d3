//! `renamed-key`: keys that Hugo has renamed: a warning for some releases, then an error.

use super::input::Input;
use crate::site::hugo::fields::OLD_BUILD_REMOVED;
use crate::site::problem::{Fix, Mark, Problem, Rule, Severity};
use crate::site::version::Version;
use crate::syntax::front_matter::Entry;

/// The rule.
pub static RULE: Rule = Rule {
    code: "renamed-key",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/renamed-key.md"),
};

/// One renaming: Hugo warns three minor releases after it, and stops after fifteen (common/hugo/hugo.go).
struct Renaming {
    old: &'static str,
    new: &'static str,
    warns: Version,
    stops: Version,
}

const BUILD: Renaming =
    Renaming { old: "_build", new: "build", warns: Version::new(0, 148, 0), stops: OLD_BUILD_REMOVED };

const TARGET: Renaming = Renaming {
    old: "_target",
    new: "target",
    warns: Version::new(0, 159, 0),
    stops: Version::new(0, 171, 0),
};

/// Old keys at the top and in `cascade` (oracle `type/_build`, `type/cascade-_target`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let mut found: Vec<Problem> =
        input.entry(BUILD.old).and_then(|entry| problem(input, entry, &BUILD)).into_iter().collect();
    for cascade in input.cascades() {
        for renaming in [&BUILD, &TARGET] {
            found
                .extend(input.child(cascade, renaming.old).and_then(|entry| problem(input, entry, renaming)));
        }
    }
    found
}

fn problem(input: &Input<'_>, entry: &Entry, renaming: &Renaming) -> Option<Problem> {
    let Renaming { old, new, warns, stops } = renaming;
    let version = input.version();
    if version < *warns {
        return None;
    }
    let (severity, message) = if version >= *stops {
        (
            Severity::Error,
            format!("`{old}` is now called `{new}`, and {} stops at the old name.", input.hugo()),
        )
    } else {
        (Severity::Warning, format!("`{old}` is now called `{new}`. Hugo {stops} will stop at the old name."))
    };
    let problem = RULE.at(entry.key.span, message).severity(severity).mark(Mark::Deprecated);
    Some(problem.fix(Fix::safe(format!("Rename it to `{new}`"), entry.key.inner, *new)))
}
