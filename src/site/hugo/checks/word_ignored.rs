//! `word-ignored`: an unknown word in `build` means the default, so a page meant to be hidden is public.

use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::{Entry, Value};

/// The rule.
pub static RULE: Rule = Rule {
    code: "word-ignored",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/word-ignored.md"),
};

const WORDS: &[(&str, &[&str], &str)] = &[
    ("list", &["always", "never", "local"], "so the page appears in all lists"),
    ("render", &["always", "never", "link"], "so the page is published"),
];

/// Words in `build.list` and `build.render` that Hugo reads as `always` (oracle `type/build-list-bad`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let inherited = input.cascades().into_iter().filter_map(|cascade| input.child(cascade, "build"));
    let tables: Vec<&Entry> = input.entry("build").into_iter().chain(inherited).collect();
    tables.into_iter().flat_map(|table| table_problems(input, &table.value)).collect()
}

fn table_problems(input: &Input<'_>, table: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    for (key, words, effect) in WORDS {
        let Some(entry) = input.child(table, key) else { continue };
        let Some(Scalar::Text(text)) = input.read(&entry.value) else { continue };
        if text.is_empty()
            || words.contains(&text.to_lowercase().as_str())
            || matches!(text.as_str(), "true" | "false")
        {
            continue;
        }
        let span = input.resolve(&entry.value).span;
        let message = format!(
            "Hugo does not know `{text}` here and takes it for `always`, {effect}. It knows {}.",
            words.join(", ")
        );
        found.push(RULE.at(span, message).fix(Fix::suggestion(
            "Write `never`",
            span,
            if input.format() == crate::syntax::front_matter::Format::Yaml { "never" } else { "\"never\"" },
        )));
    }
    found
}
