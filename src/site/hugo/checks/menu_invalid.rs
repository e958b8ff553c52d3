//! `menu-invalid`: an entry of `menus` that Hugo can't decode stops the build of a site that shows menus.

use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "menu-invalid",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/menu-invalid.md"),
};

/// Entries that are no tables, and weights that are no numbers (oracle group `menus`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    // When both keys are there, only `menus` is read.
    let Some(entry) = input.entry("menus").or_else(|| input.entry("menu")) else { return Vec::new() };
    let value = input.resolve(&entry.value);
    if let Some(list) = value.list() {
        let has_table = |item: &&Value| item.map().is_some();
        return list
            .items
            .iter()
            .filter(has_table)
            .map(|item| {
                problem(
                    input,
                    item,
                    "in a list, only names of menus may stand. Write one table with an entry per menu",
                )
            })
            .collect();
    }
    value.entries().iter().filter_map(|menu| entry_problem(input, &menu.value)).collect()
}

fn entry_problem(input: &Input<'_>, value: &Value) -> Option<Problem> {
    let value = input.resolve(value);
    if value.map().is_none() {
        let empty = value.list().is_some() || input.read(value).is_some_and(|scalar| scalar == Scalar::Null);
        return (!empty).then(|| {
            problem(
                input,
                value,
                "the entry of a menu must be a table, such as `weight: 10` on a line of its own",
            )
        });
    }
    let weight = &input.child(value, "weight")?.value;
    match input.read(weight) {
        Some(Scalar::Text(text)) if !text.is_empty() && text.parse::<i64>().is_err() => {
            Some(problem(input, weight, "the weight of a menu entry must be a whole number"))
        }
        _ => None,
    }
}

/// Menus are decoded only when a template asks for one, so a site without such a template builds
/// (oracle `type/menus-map-scalar` against `menu/menus-map-scalar`).
fn problem(input: &Input<'_>, value: &Value, why: &str) -> Problem {
    let (severity, effect) = match input.menus {
        super::input::MenuUse::Shown => (Severity::Error, format!("{} stops here", input.hugo())),
        super::input::MenuUse::Unknown => {
            (Severity::Warning, "Hugo stops here as soon as a template shows a menu".to_owned())
        }
    };
    RULE.at(value.span, format!("{effect}: {why}.")).severity(severity)
}
