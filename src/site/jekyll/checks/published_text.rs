//! `published-as-text`: `published: "false"`, which is a text and therefore as good as true.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "published-as-text",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/published-as-text.md"),
};

/// A word that means false to a person and not to Ruby.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(entry) = input.entry("published") else { return Vec::new() };
    let word = entry.value.text().unwrap_or_default().to_lowercase();
    let is_meant = matches!(word.as_str(), "false" | "no" | "off" | "0" | "n");
    if !is_meant || input.data.boolean("published").is_some() {
        return Vec::new();
    }
    let shown = entry.value.span.of(input.post.text);
    let message =
        format!("Jekyll publishes this page: only `false` keeps it out, and `{shown}` is not that.");
    vec![RULE.at(entry.value.span, message).fix(Fix::suggestion("Write `false`", entry.value.span, "false"))]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_what_looks_like_false_and_is_not() {
        for (value, expected) in [
            ("\"false\"", &["warning published-as-text `\"false\"`"][..]),
            ("0", &["warning published-as-text `0`"]),
            ("no", &[]),
            ("false", &[]),
            ("true", &[]),
            ("", &[]),
        ] {
            let text = format!("---\npublished: {value}\n---\n");
            assert_eq!(marks(&[("_posts/2024-01-02-a.md", &text)]), expected, "{value}");
        }
    }
}
