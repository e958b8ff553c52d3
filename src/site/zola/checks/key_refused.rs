//! `key-refused`: a section with a key that Zola does not know stops the build.

use super::input::Input;
use super::similar::similar;
use crate::site::field::Field;
use crate::site::model::PageKind;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::version::Version;
use crate::site::zola::fields::{FIELDS, field, is_on};
use crate::syntax::front_matter::Entry;

/// The rule.
pub static RULE: Rule = Rule {
    code: "key-refused",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/key-refused.md"),
};

/// The first release that refuses the keys of sections that it does not know (`deny_unknown_fields` in
/// `components/content/src/front_matter/section.rs`).
const STRICT: Version = Version::new(0, 19, 0);

/// Keys of sections beside the known ones (cases `section-unknown-field`, `section-date-field`, `section-taxonomies`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let is_lenient = input.model.version.as_ref().is_some_and(|hint| hint.version < STRICT);
    if !input.content.is_section() || input.content.is_passed_over() || is_lenient {
        return Vec::new();
    }
    let unknown = input.entries().filter(|entry| !is_known(input, &entry.key.text));
    unknown.map(|entry| input.when_read(problem(input, entry))).collect()
}

/// Whether the site's version knows the field; where none is known, whether any does.
fn is_known(input: &Input<'_>, name: &str) -> bool {
    field(name, input.content.kind).is_some_and(|field| is_read(input, field))
}

/// Whether the site's version reads a field; any, where none is known.
pub fn is_read(input: &Input<'_>, field: &Field) -> bool {
    let Some(version) = input.model.version.as_ref().map(|hint| hint.version) else { return true };
    field.since <= version && field.removed.is_none_or(|removed| version < removed)
}

fn problem(input: &Input<'_>, entry: &Entry) -> Problem {
    let key = entry.key.text.as_str();
    let why = match key {
        "generate_feed" => "since 0.19 it is called `generate_feeds`".to_owned(),
        _ if field(key, PageKind::Single).is_some() => "only pages have it, sections don't".to_owned(),
        _ => {
            "a section takes only the keys that Zola knows. Values of your own go below `[extra]`".to_owned()
        }
    };
    let message = format!("{} stops here at `{key}`: {why}.", input.zola());
    let names = FIELDS.iter().filter(|field| is_on(field, input.content.kind) && is_read(input, field));
    let absent = names.map(|field| field.name).filter(|name| input.entry(name).is_none());
    let problem = RULE.at(entry.key.span, message);
    match similar(key, absent) {
        Some(right) => problem.fix(Fix::suggestion(format!("Change to `{right}`"), entry.key.inner, right)),
        None => problem,
    }
}
