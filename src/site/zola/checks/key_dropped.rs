//! `key-dropped`: Zola drops keys of a page that it does not know, without a word.

use super::input::Input;
use super::key_refused::is_read;
use super::relocate::{self, Into};
use super::similar::similar;
use crate::site::problem::{Fix, Mark, Problem, Rule, Severity};
use crate::site::zola::fields::{FIELDS, field, is_on};
use crate::syntax::front_matter::Entry;

/// The rule.
pub static RULE: Rule = Rule {
    code: "key-dropped",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/key-dropped.md"),
};

/// Keys of other generators, and Zola's that mean the same.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("author", "authors"),
    ("layout", "template"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("last_modified_at", "updated"),
    ("permalink", "path"),
    ("url", "path"),
    ("summary", "description"),
    ("redirect_from", "aliases"),
];

/// Keys of pages beside the known ones (cases `page-unknown-top-level`, `taxonomies-toplevel-tags-ignored`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.content.is_section() {
        return Vec::new();
    }
    let is_known = |name: &str| field(name, input.content.kind).is_some_and(|field| is_read(input, field));
    input.entries().filter(|entry| !is_known(&entry.key.text)).map(|entry| problem(input, entry)).collect()
}

fn problem(input: &Input<'_>, entry: &Entry) -> Problem {
    let key = entry.key.text.as_str();
    if input.model.config.taxonomies().iter().any(|name| *name == key) {
        let message =
            format!("Zola drops `{key}` here, so the page has no {key}. They belong below `taxonomies`.");
        let mut problem = RULE.at(entry.key.span, message);
        problem.fixes.extend(relocate::relocate(input, entry, Into::Taxonomies));
        return problem;
    }
    let names = FIELDS.iter().filter(|field| is_on(field, input.content.kind) && is_read(input, field));
    let names: Vec<&str> = names.map(|field| field.name).filter(|name| input.entry(name).is_none()).collect();
    let other =
        OTHER_NAMES.iter().find(|(other, own)| *other == key && names.contains(own)).map(|(_, own)| *own);
    if let Some(right) = similar(key, names.iter().copied()) {
        let message = format!("Zola drops `{key}`, which it does not know. Did you mean `{right}`?");
        let fix = Fix::suggestion(format!("Change to `{right}`"), entry.key.inner, right);
        return RULE.at(entry.key.span, message).fix(fix);
    }
    let instead = other.map(|own| format!(" Zola calls it `{own}`.")).unwrap_or_default();
    let message =
        format!("Zola drops `{key}`: templates never see it.{instead} Values of your own go below `extra`.");
    let mut problem = RULE.at(entry.key.span, message).severity(Severity::Hint).mark(Mark::Unnecessary);
    problem.fixes.extend(relocate::relocate(input, entry, Into::Extra));
    problem
}
