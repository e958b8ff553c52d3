//! `not-a-number`: `weight: x` is read as 0, and `weight: 010` as 8.

use super::input::{Input, describe};
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "not-a-number",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/not-a-number.md"),
};

/// `weight`, and the weight within each taxonomy (oracle `type/weight-*`, `type/tags_weight-bad`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let taxonomies = input.model.taxonomies().iter().map(|taxonomy| format!("{}_weight", taxonomy.name));
    std::iter::once("weight".to_owned())
        .chain(taxonomies)
        .filter_map(|key| problem(input, &input.entry(&key)?.value, &key))
        .collect()
}

fn problem(input: &Input<'_>, value: &Value, key: &str) -> Option<Problem> {
    let value = input.resolve(value);
    let written = value.text().unwrap_or_default();
    let Some(scalar) = input.read(value) else {
        return Some(RULE.at(
            value.span,
            format!("Hugo can't read {} as a number, so `{key}` has no effect.", describe(value)),
        ));
    };
    let read = match scalar {
        Scalar::Int(number) => number,
        Scalar::Text(text) if text.is_empty() => return None,
        Scalar::Text(text) => match octal_or_decimal(&text) {
            Some(number) => number,
            None => {
                return Some(RULE.at(
                    value.span,
                    format!("Hugo can't read `{text}` as a number, so `{key}` has no effect."),
                ));
            }
        },
        _ => return None,
    };
    let decimal = written.trim_start_matches(['0', '+']);
    let meant: i128 = if decimal.is_empty() { 0 } else { decimal.parse().ok()? };
    (read != meant).then(|| {
        let message =
            format!("Hugo takes a number with a leading zero for an octal one, so `{key}` is {read}.");
        RULE.at(value.span, message).fix(Fix::safe(format!("Write {decimal}"), value.span, decimal))
    })
}

/// Go's `strconv.ParseInt` with base 0, after spf13/cast has cut zeros behind the point.
fn octal_or_decimal(text: &str) -> Option<i128> {
    let text = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    };
    match crate::site::hugo::scalars::plain(text) {
        Scalar::Int(number) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cast_as_go_does() {
        for (text, expected) in [
            ("10", Some(10)),
            ("010", Some(8)),
            ("0x10", Some(16)),
            ("1.0", Some(1)),
            ("1.5", None),
            ("x", None),
        ] {
            assert_eq!(octal_or_decimal(text), expected, "{text}");
        }
    }
}
