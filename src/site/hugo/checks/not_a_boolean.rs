//! `not-a-boolean`: `draft: yes` is read as false, so the post is published.

use super::input::{Input, describe};
use crate::site::hugo::scalars::{Scalar, parse_bool};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-boolean",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/not-a-boolean.md"),
};

/// The boolean fields, and what false means for each.
const FIELDS: &[(&str, &str)] = &[
    ("draft", "so the post is published"),
    ("headless", "so the bundle gets a page of its own"),
    ("isCJKLanguage", "so words are counted by spaces"),
];

const YES: &[&str] = &["yes", "y", "on", "ja", "oui", "si"];
const NO: &[&str] = &["no", "n", "off", "nein", "non"];

/// Values that Hugo takes for false although they do not say so (oracle `type/draft-*`). `no` is what it means.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    FIELDS.iter().filter_map(|(key, effect)| problem(input, &input.entry(key)?.value, effect)).collect()
}

fn problem(input: &Input<'_>, value: &Value, effect: &str) -> Option<Problem> {
    let value = input.resolve(value);
    let word = match input.read(value) {
        Some(Scalar::Text(text)) if !text.is_empty() && parse_bool(&text).is_none() => text.to_lowercase(),
        Some(Scalar::Time(text)) => text,
        Some(_) => return None,
        None => String::new(),
    };
    if NO.contains(&word.as_str()) {
        return None;
    }
    let what = if word.is_empty() { describe(value).to_owned() } else { format!("`{word}`") };
    let problem =
        RULE.at(value.span, format!("Hugo reads {what} as false, {effect}. Only `true` means yes."));
    let fix = Fix::suggestion("Write `true`", value.span, "true");
    Some(if YES.contains(&word.as_str()) {
        problem.fix(fix)
    } else {
        problem.fix(fix).fix(Fix::suggestion("Write `false`", value.span, "false"))
    })
}
