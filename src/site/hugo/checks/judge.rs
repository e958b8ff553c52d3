//! How severe the findings of the shared rules are to Hugo.

use super::foreign_key;
use crate::site::hugo::shortcodes::builtin::UNDOCUMENTED;
use crate::site::hugo::shortcodes::removed_in;
use crate::site::model::{PostInput, Unknown, UnknownPart};
use crate::site::problem::{Problem, Severity};
use crate::site::version::{Version, VersionHint};
use crate::syntax::front_matter::{Format, RootKind, SplitProblemKind, SyntaxError, SyntaxErrorKind};

/// The release that changed the YAML parser: duplicate keys and a lone `null` stop it, while a value may start with
/// a comma or a closing brace and hold control characters (oracle `fm/yaml-dup`, `fm2/yaml-comma-start` by version).
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
        "front-matter-delimiter" => Some(delimiter(problem, post)),
        "front-matter-syntax" => front_matter(problem, post, version),
        "key-typo" => key_typo(problem, post),
        "shortcode-unknown" => unknown_shortcode(problem, post, version, unknowns),
        "shortcode-missing-parameter" => missing_parameter(problem, post),
        _ => Some(problem.severity),
    }
}

/// What to add to a shared finding in a post that the site's version builds and later ones don't.
pub fn remark(problem: &Problem, post: &PostInput<'_>, version: &VersionHint) -> Option<String> {
    let is_yaml = post.document.front_matter().is_some_and(|front| front.format == Format::Yaml);
    if problem.rule.code == "term-collision" {
        return Some("Posts that are only below the other are not listed.".to_owned());
    }
    let is_accepted = problem.rule.code == "duplicate-key" && is_yaml && version.version < STRICT_YAML;
    is_accepted.then(|| version.accepts_until("Hugo", STRICT_YAML))
}

/// JSON keeps the last of two values, and so did YAML in older releases.
fn duplicate_key(post: &PostInput<'_>, version: Version) -> Severity {
    match post.document.front_matter().map(|front| front.format) {
        Some(Format::Json) => Severity::Warning,
        Some(Format::Yaml) if version < STRICT_YAML => Severity::Warning,
        _ => Severity::Error,
    }
}

/// An old or a foreign key is no slip: it has a rule of its own.
fn key_typo(problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let key = problem.span.of(post.text).trim_matches(['"', '\'']);
    let named = key.eq_ignore_ascii_case("_build") || foreign_key::is_foreign(key);
    (!named).then_some(problem.severity)
}

/// Text behind the opener, and text above a late closer, are found because the front matter does not parse with them.
fn delimiter(problem: &Problem, post: &PostInput<'_>) -> Severity {
    let found = post.document.front.problems.iter().find(|found| found.span == problem.span);
    match found.map(|found| &found.kind) {
        Some(SplitProblemKind::TextAfterOpener | SplitProblemKind::LateCloser { .. }) => Severity::Error,
        _ => problem.severity,
    }
}

fn front_matter(problem: &Problem, post: &PostInput<'_>, version: Version) -> Option<Severity> {
    use SyntaxErrorKind::*;
    let front = post.document.front_matter()?;
    let same = |error: &&SyntaxError| error.span == problem.span && error.message() == problem.message;
    let Some(error) = front.errors.iter().find(same) else { return Some(problem.severity) };
    let accepted = match (front.format, &error.kind) {
        // Up to the next comma or line end all is one text to the newer parser: `{a: 1 b: 2}`.
        (Format::Yaml, MissingComma) if version >= STRICT_YAML => return Some(Severity::Warning),
        (Format::Yaml, MissingColon) if version >= STRICT_YAML && follows_bare_key(error, post.text) => {
            return Some(Severity::Warning);
        }
        (Format::Yaml, NotAMap(RootKind::Null)) => version < STRICT_YAML,
        (Format::Yaml, EmptyAnchor(_)) => {
            version < STRICT_YAML || is_followed(error, front.inner.of(post.text), front.inner.start())
        }
        (Format::Yaml, ComplexKey) => {
            version >= STRICT_YAML && !error.span.of(post.text).starts_with(['[', '{'])
        }
        (Format::Yaml, ReservedStart(',' | '}') | ControlCharacter) => version >= STRICT_YAML,
        (Format::Yaml, Other(_)) => version >= STRICT_YAML && holds_lenient_text(error, post.text),
        (Format::Yaml, BadIndent) => version < STRICT_YAML || follows_document_end(error, post.text),
        (Format::Toml, NewlineInInlineTable) => version >= TOML_1_1,
        _ => false,
    };
    (!accepted).then_some(problem.severity)
}

/// Whether the line above, comments aside, is a top-level key without a value: then the newer parser takes the line
/// for that value, though it is not indented (measured with 0.168).
fn follows_bare_key(error: &SyntaxError, text: &str) -> bool {
    let above = text.get(..error.span.start()).unwrap_or_default();
    let is_at_margin = above.is_empty() || above.ends_with('\n');
    let mut lines = above.lines().rev().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let key = lines.next().and_then(|line| line.split(" #").next()?.trim_end().strip_suffix(':'));
    is_at_margin
        && key.is_some_and(|key| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
        })
}

/// Whether more than comments stands behind an anchor without a value, and no end of a list or a map in brackets:
/// then the newer parser takes the value for null (measured with 0.168).
fn is_followed(error: &SyntaxError, front: &str, start: usize) -> bool {
    let rest = error.span.end().checked_sub(start).and_then(|at| front.get(at..)).unwrap_or_default();
    let mut lines = rest.lines().map(str::trim_start);
    let next = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    next.is_some_and(|line| !line.starts_with([',', ']', '}']))
}

/// Control characters, a stray byte order mark and a comment that touches a quote: all of them build
/// (measured with 0.168).
fn holds_lenient_text(error: &SyntaxError, text: &str) -> bool {
    let before = text.get(..error.span.start()).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(before..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.contains(|c: char| (c.is_control() && c != '\t') || c == '\u{feff}')
        || line.contains("\"#")
        || line.contains("'#")
}

/// Whether the line above ends the YAML document with `...`: Hugo reads no further.
fn follows_document_end(error: &SyntaxError, text: &str) -> bool {
    let above = text.get(..error.span.start()).unwrap_or_default();
    above.lines().rev().find(|line| !line.trim().is_empty()).is_some_and(|line| line.trim_end() == "...")
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
