//! `url-with-protocol`: `url` and `aliases` take paths of this site; an address stops the build.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "url-with-protocol",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/url-with-protocol.md"),
};

/// Addresses where paths must stand (oracle `type/url-http`, `type/aliases-http`). Hugo looks for small letters only.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let url = input.entry("url").map(|entry| input.resolve(&entry.value));
    let aliases = input.entry("aliases").map(|entry| input.resolve(&entry.value));
    let aliases = aliases.into_iter().flat_map(|value| match value.list() {
        Some(list) => list.items.iter().map(|item| input.resolve(item)).collect(),
        None => vec![value],
    });
    url.into_iter()
        .map(|value| (value, "url"))
        .chain(aliases.map(|value| (value, "aliases")))
        .filter_map(|(value, key)| problem(input, value, key))
        .collect()
}

fn problem(input: &Input<'_>, value: &Value, key: &str) -> Option<Problem> {
    let scalar = value.scalar()?;
    let refused = ["http://", "https://"].iter().any(|protocol| scalar.text.starts_with(protocol));
    refused.then(|| {
        let problem = RULE.at(
            value.span,
            format!("{} stops at `http` in `{key}`. Write the path alone, as in `/about/`.", input.hugo()),
        );
        let path = scalar.text.splitn(4, '/').nth(3).map(|path| format!("/{path}"));
        match path {
            Some(path) => problem.fix(Fix::suggestion("Keep the path alone", scalar.inner, path)),
            None => problem,
        }
    })
}
