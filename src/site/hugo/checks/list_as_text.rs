//! `list-as-text`: several terms in one text are one term.

use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write::quoted_simply;
use crate::syntax::front_matter::{Format, Value};

/// The rule.
pub static RULE: Rule = Rule {
    code: "list-as-text",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/list-as-text.md"),
};

/// Commas in a single text where a list is meant (oracle `type/tags-string-comma`, `type/aliases-string-comma`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let terms = input.term_entries().into_iter().map(|(taxonomy, entry)| {
        (&entry.value, format!("Hugo takes this text for one single {}, commas and all", taxonomy.singular))
    });
    let words = ["keywords", "aliases"].into_iter().filter_map(|key| {
        let entry = input.entry(key)?;
        Some((&entry.value, format!("Hugo cuts `{key}` at its spaces and keeps the commas")))
    });
    terms.chain(words).filter_map(|(value, effect)| problem(input, value, &effect)).collect()
}

fn problem(input: &Input<'_>, value: &Value, effect: &str) -> Option<Problem> {
    let value = input.resolve(value);
    let Some(Scalar::Text(text)) = input.read(value) else { return None };
    let parts: Vec<&str> =
        text.split([',', '、', '，']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    let items: Vec<String> = parts.iter().map(|part| item(part, input.format())).collect();
    let problem = RULE.at(value.span, format!("{effect}. Write a list."));
    Some(problem.fix(Fix::safe("Make it a list", value.span, format!("[{}]", items.join(", ")))))
}

fn item(text: &str, format: Format) -> String {
    let plain = format == Format::Yaml
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '+' | '.' | '/'))
        && text.starts_with(|c: char| c.is_alphanumeric())
        && crate::site::hugo::scalars::plain(text).is_text();
    if plain { text.to_owned() } else { quoted_simply(text, format) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_quoted_where_they_must_be() {
        for (text, format, expected) in [
            ("go", Format::Yaml, "go"),
            ("machine learning", Format::Yaml, "machine learning"),
            ("2021", Format::Yaml, "\"2021\""),
            ("C#: x", Format::Yaml, "\"C#: x\""),
            ("go", Format::Toml, "\"go\""),
        ] {
            assert_eq!(item(text, format), expected);
        }
    }
}
