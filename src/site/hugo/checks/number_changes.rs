//! `number-changes`: a title or a term that looks like a number is shortened: `1.10` becomes `1.1`.

use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;
use crate::syntax::front_matter::write::quoted_simply;

/// The rule.
pub static RULE: Rule = Rule {
    code: "number-changes",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/number-changes.md"),
};

const TEXTS: &[&str] = &["title", "linkTitle", "description", "summary", "slug", "url", "type", "layout"];

/// Unquoted numbers in text fields and terms that read back differently (oracle `type/title-float`, `type/slug-012`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let texts = TEXTS.iter().filter_map(|key| Some(&input.entry(key)?.value));
    let terms = input.term_entries().into_iter().flat_map(|(_, entry)| {
        let value = input.resolve(&entry.value);
        value.list().map_or_else(|| vec![value], |list| list.items.iter().collect())
    });
    texts.chain(terms).filter_map(|value| problem(input, value)).collect()
}

fn problem(input: &Input<'_>, value: &Value) -> Option<Problem> {
    let value = input.resolve(value);
    let scalar = input.read(value)?;
    let written = value.text()?;
    if !matches!(scalar, Scalar::Int(_) | Scalar::Float(_)) || scalar.to_text() == written {
        return None;
    }
    let message = format!(
        "Hugo reads this as a number and makes `{}` of it. Quote it to keep it as it stands.",
        scalar.to_text()
    );
    Some(RULE.at(value.span, message).fix(Fix::safe(
        "Quote it",
        value.span,
        quoted_simply(written, input.format()),
    )))
}
