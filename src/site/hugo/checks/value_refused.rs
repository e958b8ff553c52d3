//! `value-refused`: a nested value of the wrong type that stops the build, such as a word for a number.

use super::input::{Input, describe};
use crate::site::hugo::scalars::{Scalar, parse_bool};
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::front_matter::{Format, Node, Value, ValueKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "value-refused",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/value-refused.md"),
};

#[derive(Clone, Copy)]
enum Wanted {
    Bool,
    Number,
    Single,
}

/// The nested values that Hugo decodes strictly (oracle `type/build-pub-str`, `type/sitemap-bad-priority`).
const STRICT: &[(&str, &str, Wanted)] = &[
    ("build", "publishResources", Wanted::Bool),
    ("build", "list", Wanted::Single),
    ("build", "render", Wanted::Single),
    ("_build", "publishResources", Wanted::Bool),
    ("sitemap", "priority", Wanted::Number),
    ("sitemap", "disable", Wanted::Bool),
    ("sitemap", "changefreq", Wanted::Single),
    ("sitemap", "filename", Wanted::Single),
];

/// Values of those keys that can't be decoded, at the top and in `cascade`.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (table, key, wanted) in STRICT {
        let tops = input.entry(table).into_iter();
        let inherited = input.cascades().into_iter().filter_map(|cascade| input.child(cascade, table));
        for entry in tops.chain(inherited) {
            let Some(child) = input.child(&entry.value, key) else { continue };
            if !fits(input, &child.value, *wanted) {
                found.push(problem(input, table, key, &child.value, *wanted));
            }
        }
    }
    found.extend(merges(input));
    found
}

/// `<<` in YAML with anything but a map or a list of maps (measured with 0.168).
fn merges(input: &Input<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let Some(front) = input.front().filter(|front| front.format == Format::Yaml) else { return found };
    let is_refused = |value: &Value| !matches!(value.kind, ValueKind::Map(_) | ValueKind::Alias(_));
    front.walk(&mut |_, node| {
        let Node::Entry(entry) = node else { return };
        let value = input.resolve(&entry.value);
        let is_wrong = match value.list() {
            Some(list) => list.items.iter().any(|item| is_refused(input.resolve(item))),
            None => is_refused(value),
        };
        // In quotes it is a key like any other.
        if entry.key.text == "<<" && entry.key.span == entry.key.inner && is_wrong {
            let message = format!(
                "{} stops here: `<<` takes over the keys of a table, and this is {}.",
                input.hugo(),
                describe(value)
            );
            found.push(RULE.at(entry.key.span.join(entry.value.span), message));
        }
    });
    found
}

/// The decoder reads texts, too: an empty one is false or zero.
fn fits(input: &Input<'_>, value: &Value, wanted: Wanted) -> bool {
    let Some(scalar) = input.read(value) else { return false };
    match (wanted, scalar) {
        (Wanted::Bool, Scalar::Text(text)) => text.is_empty() || parse_bool(&text).is_some(),
        (Wanted::Number, Scalar::Text(text)) => text.is_empty() || text.parse::<f64>().is_ok(),
        (_, Scalar::Time(_)) => false,
        _ => true,
    }
}

fn problem(input: &Input<'_>, table: &str, key: &str, value: &Value, wanted: Wanted) -> Problem {
    let wanted = match wanted {
        Wanted::Bool => "`true` or `false`",
        Wanted::Number => "a number",
        Wanted::Single => "a single word",
    };
    let is = value.text().map_or_else(|| describe(value).to_owned(), |text| format!("`{text}`"));
    RULE.at(
        value.span,
        format!("{} stops here: `{table}.{key}` must be {wanted}, and this is {is}.", input.hugo()),
    )
}
