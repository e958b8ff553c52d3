//! `resources-ignored`: an entry of `resources` that Hugo can't use is dropped, and all entries after it.

use super::input::{Input, describe};
use crate::site::problem::{Mark, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "resources-ignored",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/resources-ignored.md"),
};

/// Entries without `src`, or that are no tables (resources/resource_metadata.go; oracle `type/resources-*`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(entry) = input.entry("resources") else { return Vec::new() };
    let value = input.resolve(&entry.value);
    let Some(list) = value.list() else {
        let used = value.map().is_some() || value.text().is_some_and(|text| !text.is_empty());
        let message = format!(
            "Hugo ignores this: `resources` must be a list of tables, and this is {}.",
            describe(value)
        );
        return used.then(|| RULE.at(value.span, message)).into_iter().collect();
    };
    let Some((at, item)) = list.items.iter().enumerate().find(|(_, item)| !usable(input, item)) else {
        return Vec::new();
    };
    let after = if at + 1 < list.items.len() { " and all entries after it" } else { "" };
    vec![
        RULE.at(
            item.span,
            format!("Hugo ignores this entry{after}, because it has no `src` that names the files."),
        )
        .mark(Mark::Unnecessary),
    ]
}

fn usable(input: &Input<'_>, item: &Value) -> bool {
    input
        .child(item, "src")
        .and_then(|src| input.resolve(&src.value).text())
        .is_some_and(|src| !src.is_empty())
}
