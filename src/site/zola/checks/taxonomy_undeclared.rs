//! `taxonomy-undeclared`: terms of a taxonomy that the configuration does not declare stop the build.

use super::input::Input;
use super::similar::similar;
use crate::site::model::UnknownPart;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::zola::fields::field;
use crate::site::zola::terms::TABLE;
use crate::syntax::front_matter::Entry;
use smol_str::SmolStr;

/// The rule.
pub static RULE: Rule = Rule {
    code: "taxonomy-undeclared",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/taxonomy-undeclared.md"),
};

/// Keys of the table that are no taxonomy of the page's language (cases `tax-undeclared`, `tax-lang-undeclared`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.content.is_section() || input.lacks(UnknownPart::Config) {
        return Vec::new();
    }
    let config = &input.model.config;
    let language = config.language(input.content.code(config));
    let declared = language.map(|language| language.taxonomies.as_slice()).unwrap_or_default();
    let entries = input.entry(TABLE).map(|entry| input.resolve(&entry.value).entries()).unwrap_or_default();
    let unknown = entries.iter().filter(|entry| !declared.contains(&entry.key.text));
    unknown.map(|entry| input.when_published(problem(input, entry, declared))).collect()
}

fn problem(input: &Input<'_>, entry: &Entry, declared: &[SmolStr]) -> Problem {
    let key = entry.key.text.as_str();
    let near = similar(key, declared.iter().map(SmolStr::as_str));
    let why = match near {
        _ if field(key, input.content.kind).is_some() => {
            format!("it stands below `[{TABLE}]`, so it is read as a taxonomy. Move it above")
        }
        Some(near) => format!("the site has no taxonomy of that name. Did you mean `{near}`?"),
        None if declared.is_empty() => "the configuration declares no taxonomies".to_owned(),
        None => format!("the configuration declares only {}", declared.join(", ")),
    };
    let end = if why.ends_with('?') { "" } else { "." };
    let problem = RULE.at(entry.key.span, format!("{} stops here at `{key}`: {why}{end}", input.zola()));
    match near {
        Some(near) => problem.fix(Fix::suggestion(format!("Change to `{near}`"), entry.key.inner, near)),
        None => problem,
    }
}
