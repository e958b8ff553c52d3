//! `output-unknown`: an output format that the site does not define stops the build.

use super::input::Input;
use crate::site::model::UnknownPart;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;
use serde_json::Value as Json;

/// The rule.
pub static RULE: Rule = Rule {
    code: "output-unknown",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/output-unknown.md"),
};

/// The formats that every site has (measured one by one with 0.168).
const FORMATS: &[&str] = &[
    "404",
    "alias",
    "amp",
    "calendar",
    "css",
    "csv",
    "gotmpl",
    "html",
    "json",
    "markdown",
    "robots",
    "rss",
    "sitemap",
    "webappmanifest",
];

/// The names in `outputs`, at the top and in `cascade` (oracle `type/outputs-bad`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let inherited = input.cascades().into_iter().filter_map(|cascade| input.child(cascade, "outputs"));
    let values = input.entry("outputs").into_iter().chain(inherited).map(|entry| input.resolve(&entry.value));
    values
        .flat_map(|value| match value.list() {
            Some(list) => list
                .items
                .iter()
                .filter_map(|item| problem(input, item, &[text(input, item)?]))
                .collect::<Vec<_>>(),
            // A single text is cut at white space.
            None => text(input, value)
                .and_then(|text| {
                    problem(input, value, &text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
                })
                .into_iter()
                .collect(),
        })
        .collect()
}

fn text(input: &Input<'_>, value: &Value) -> Option<String> {
    input.read(value).map(|scalar| scalar.to_text())
}

/// The formats that the site's configuration defines, in lower case.
fn own_formats(input: &Input<'_>) -> Vec<String> {
    match input.config.get(&["outputformats"]) {
        Some(Json::Object(formats)) => formats.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

/// Whether the site may have an output format of that name, in any case.
pub fn may_exist(input: &Input<'_>, name: &str) -> bool {
    // A theme that is not on disk may define formats.
    let hidden = input.lacks(UnknownPart::Config) || input.lacks(UnknownPart::Templates);
    let name = name.to_lowercase();
    hidden || FORMATS.contains(&name.as_str()) || own_formats(input).contains(&name)
}

fn problem(input: &Input<'_>, value: &Value, names: &[String]) -> Option<Problem> {
    let unknown = names.iter().find(|name| !may_exist(input, name))?;
    let own = own_formats(input);
    let all: Vec<&str> = own.iter().map(String::as_str).chain(["html", "json", "rss"]).collect();
    let problem = RULE.at(
        value.span,
        format!("{} stops here: the site has no output format `{unknown}`. It has {}, and others that Hugo brings along.", input.hugo(), all.join(", ")),
    );
    let inner = value.scalar().map(|scalar| scalar.inner)?;
    Some(if names.len() == 1 { problem.fix(Fix::suggestion("Use `html`", inner, "html")) } else { problem })
}
