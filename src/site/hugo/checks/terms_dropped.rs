//! `terms-dropped`: one list or table among the terms makes Hugo drop all of them.

use super::input::Input;
use crate::site::problem::{Fix, Problem};
use crate::syntax::front_matter::write::quoted_simply;
use crate::syntax::front_matter::{ListForm, Value};

/// The rule.
pub use crate::site::rules::TERMS_DROPPED as RULE;

/// Tables and nested lists in taxonomies (oracle `type/tags-map`, `fm2/yaml-list-item-colon`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    input
        .term_entries()
        .into_iter()
        .flat_map(|(taxonomy, entry)| {
            let value = input.resolve(&entry.value);
            let bad: Vec<&Value> = match value.list() {
                Some(list) if list.form == ListForm::Tables => vec![value],
                Some(list) => list.items.iter().filter(|item| is_nested(input, item)).collect(),
                None => Some(value).filter(|value| value.map().is_some()).into_iter().collect(),
            };
            bad.into_iter().map(|item| problem(input, item, &taxonomy.name)).collect::<Vec<_>>()
        })
        .collect()
}

fn is_nested(input: &Input<'_>, item: &Value) -> bool {
    let item = input.resolve(item);
    item.map().is_some() || item.list().is_some()
}

fn problem(input: &Input<'_>, item: &Value, taxonomy: &str) -> Problem {
    let problem = RULE.at(
        item.span,
        format!(
            "Hugo drops all {taxonomy} of this page, because this is {} and not a single word.",
            super::input::describe(item)
        ),
    );
    let text = item.span.of(input.post.text);
    let accidental =
        item.map().is_some_and(|map| map.entries.len() == 1) && !text.contains(['\n', '{', '[', '"', '\'']);
    if accidental {
        problem.fix(Fix::suggestion("Quote it", item.span, quoted_simply(text, input.format())))
    } else {
        problem
    }
}
