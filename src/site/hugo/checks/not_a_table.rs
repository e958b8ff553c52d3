//! `not-a-table`: `params`, `build`, `sites` and `cascade` must be tables; anything else stops the build.

use super::input::{Input, describe};
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::version::Version;
use crate::syntax::front_matter::{Value, ValueKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-table",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/not-a-table.md"),
};

/// `params` without a value is an error before this release (oracle `type/params-null` by version).
const EMPTY_PARAMS_ACCEPTED: Version = Version::new(0, 162, 0);

/// Older releases do not know the key `sites`.
const SITES_SINCE: Version = Version::new(0, 153, 0);

/// Single values and lists where a table must stand (oracle `type/params-string`, `type/build-list`, ...).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for key in ["params", "build", "_build", "sites"] {
        let unread = key == "sites" && input.version() < SITES_SINCE;
        let Some(entry) = input.entry(key).filter(|_| !unread) else { continue };
        if !is_table(input, key, &entry.value) {
            found.push(problem(input, key, &entry.value));
        }
    }
    for key in ["params", "build", "_build"] {
        for cascade in input.cascades() {
            if let Some(entry) = input.child(cascade, key).filter(|entry| !is_table(input, key, &entry.value))
            {
                found.push(problem(input, key, &entry.value));
            }
        }
    }
    found.extend(cascade(input));
    found
}

fn is_table(input: &Input<'_>, key: &str, value: &Value) -> bool {
    let value = input.resolve(value);
    match &value.kind {
        ValueKind::Map(_) => true,
        ValueKind::List(_) | ValueKind::Alias(_) => false,
        ValueKind::Null | ValueKind::Scalar(_) => match input.read(value) {
            Some(Scalar::Null) => key != "params" || input.version() >= EMPTY_PARAMS_ACCEPTED,
            // Hugo reads a text as JSON here.
            Some(Scalar::Text(text)) => key == "params" && is_json_object(&text),
            _ => false,
        },
    }
}

/// `cascade` may be a list, whose single values are ignored (oracle `type/cascade-list-str`).
fn cascade(input: &Input<'_>) -> Option<Problem> {
    let entry = input.entry("cascade")?;
    let value = input.resolve(&entry.value);
    let scalar = input.read(value)?;
    (scalar != Scalar::Null).then(|| problem(input, "cascade", value))
}

fn problem(input: &Input<'_>, key: &str, value: &Value) -> Problem {
    RULE.at(
        value.span,
        format!(
            "{} stops here: `{key}` must be a table with keys and values, and this is {}.",
            input.hugo(),
            describe(value)
        ),
    )
}

fn is_json_object(text: &str) -> bool {
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}
