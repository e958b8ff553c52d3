//! `shortcode-removed`: a shortcode that Hugo no longer brings along stops the build.

use super::calls::own_calls;
use super::input::Input;
use crate::site::hugo::shortcodes::builtin::BUILTINS;
use crate::site::model::UnknownPart;
use crate::site::problem::{Mark, Problem, Rule, Severity};
use crate::site::version::Version;
use crate::syntax::shortcode::{Call, CallKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-removed",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-removed.md"),
};

/// Hugo warns of these from that release on.
const DEPRECATED: &[(&str, Version, &str)] = &[
    ("comment", Version::new(0, 143, 0), "an HTML comment"),
    ("gist", Version::new(0, 143, 0), "a link"),
    ("tweet", Version::new(0, 142, 0), "`x` with `user` and `id`"),
    ("twitter", Version::new(0, 142, 0), "`x` with `user` and `id`"),
    ("twitter_simple", Version::new(0, 142, 0), "`x` with `user` and `id`"),
];

/// Calls of removed and deprecated shortcodes that no template of the site takes over
/// (oracle `embedded/gist`, `embedded/comment`).
/// Themes often bring one of the same name, so nothing is said while templates are missing from the disk.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.lacks(UnknownPart::Templates) {
        return Vec::new();
    }
    own_calls(input)
        .filter(|call| call.kind != CallKind::Close)
        .filter_map(|call| problem(input, call))
        .collect()
}

fn problem(input: &Input<'_>, call: &Call) -> Option<Problem> {
    let name = call.name.to_lowercase();
    match BUILTINS.iter().find(|builtin| builtin.name == name).and_then(|own| Some((own, own.removed?))) {
        Some((own, removed)) if removed <= input.version() => {
            let message = format!(
                "{} stops at `{name}`, which it no longer brings along. Use {}.",
                input.hugo(),
                own.instead
            );
            Some(input.when_rendered(RULE.at(call.name_span, message)))
        }
        Some((own, removed)) => {
            let accepts = input.model.version()?.accepts_until("Hugo", removed);
            Some(deprecated(call, format!("`{name}` is on its way out: {accepts} Use {} then.", own.instead)))
        }
        None => {
            let (_, _, instead) =
                DEPRECATED.iter().find(|(old, since, _)| *old == name && input.version() >= *since)?;
            let message =
                format!("Hugo warns of `{name}`, and a later release will stop at it. Use {instead}.");
            Some(deprecated(call, message))
        }
    }
}

fn deprecated(call: &Call, message: String) -> Problem {
    RULE.at(call.name_span, message).severity(Severity::Warning).mark(Mark::Deprecated)
}
