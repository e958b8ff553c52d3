//! How severe the findings of the shared rules are to Hugo.

use crate::site::hugo::shortcodes::builtin::UNDOCUMENTED;
use crate::site::hugo::shortcodes::removed_in;
use crate::site::model::{PostInput, Unknown, UnknownPart};
use crate::site::problem::{Problem, Severity};
use crate::site::version::Version;
use crate::syntax::front_matter::{Format, RootKind, SyntaxErrorKind};

/// The release that brought the stricter YAML parser: duplicate keys and a lone `null` stop it
/// (oracle `fm/yaml-dup` by version).
const STRICT_YAML: Version = Version::new(0, 152, 0);

/// The release that reads TOML 1.1, with line ends inside inline tables (measured release by release).
const TOML_1_1: Version = Version::new(0, 164, 0);

/// The shortcodes whose missing parameters the rule `shortcode-argument` reports by itself.
const OWN_ARGUMENTS: &[&str] = &["instagram", "param", "qr", "ref", "relref", "vimeo", "x", "youtube"];

/// The severity of a shared finding in a post; `None` when Hugo of that version does not mind.
pub fn judge(
    problem: &Problem,
    post: &PostInput<'_>,
    version: Version,
    unknowns: &[Unknown],
) -> Option<Severity> {
    match problem.rule.code {
        "duplicate-key" => Some(duplicate_key(post, version)),
        "front-matter-syntax" => front_matter(problem, post, version),
        "shortcode-unknown" => unknown_shortcode(problem, post, version, unknowns),
        "shortcode-missing-parameter" => missing_parameter(problem, post),
        _ => Some(problem.severity),
    }
}

/// JSON keeps the last of two values, and so did YAML in older releases.
fn duplicate_key(post: &PostInput<'_>, version: Version) -> Severity {
    match post.document.front_matter().map(|front| front.format) {
        Some(Format::Json) => Severity::Warning,
        Some(Format::Yaml) if version < STRICT_YAML => Severity::Warning,
        _ => Severity::Error,
    }
}

fn front_matter(problem: &Problem, post: &PostInput<'_>, version: Version) -> Option<Severity> {
    let errors = post.document.front_matter().map_or(&[][..], |front| &front.errors);
    let error = errors.iter().find(|error| error.span == problem.span && error.message() == problem.message);
    match error.map(|error| &error.kind) {
        Some(SyntaxErrorKind::NotAMap(RootKind::Null) | SyntaxErrorKind::EmptyAnchor(_))
            if version < STRICT_YAML =>
        {
            None
        }
        Some(SyntaxErrorKind::NewlineInInlineTable) if version >= TOML_1_1 => None,
        _ => Some(problem.severity),
    }
}

/// A template that is not on disk may define it; a removed one has a rule of its own.
fn unknown_shortcode(
    problem: &Problem,
    post: &PostInput<'_>,
    version: Version,
    unknowns: &[Unknown],
) -> Option<Severity> {
    let name = call_at(problem, post);
    let hidden = unknowns.iter().any(|unknown| unknown.what == UnknownPart::Templates);
    let known = UNDOCUMENTED.contains(&name.as_str()) || removed_in(&name, version).is_some();
    (!hidden && !known).then_some(Severity::Error)
}

fn missing_parameter(problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let own = OWN_ARGUMENTS.contains(&call_at(problem, post).as_str());
    (!own).then_some(problem.severity)
}

/// The name of the shortcode call that a finding is about, in lower case.
fn call_at(problem: &Problem, post: &PostInput<'_>) -> String {
    let call = post.document.shortcodes.at(problem.span.start());
    call.map(|(_, call)| call.name.to_lowercase()).unwrap_or_default()
}
