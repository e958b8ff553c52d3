//! `value-ignored`: a list or a table where a text must stand is nothing to Hugo.

use super::input::{Input, describe};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write::quoted_simply;

/// The rule.
pub static RULE: Rule = Rule {
    code: "value-ignored",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/value-ignored.md"),
};

const TEXTS: &[&str] =
    &["title", "linkTitle", "description", "summary", "slug", "url", "type", "layout", "translationKey"];

/// Lists and tables in text fields, tables in list fields (oracle `type/title-list`, `type/aliases-map`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let texts = TEXTS.iter().filter_map(|key| {
        let value = input.resolve(&input.entry(key)?.value);
        (value.list().is_some() || value.map().is_some()).then_some((key, value))
    });
    let lists = ["aliases", "keywords"].iter().filter_map(|key| {
        let value = input.resolve(&input.entry(key)?.value);
        value.map().is_some().then_some((key, value))
    });
    texts
        .chain(lists)
        .map(|(key, value)| {
            let problem = RULE.at(
                value.span,
                format!("Hugo can't use {} for `{key}`, so the page has none.", describe(value)),
            );
            let text = value.span.of(input.post.text);
            let quotable = !text.contains('\n') && value.list().is_some();
            if quotable {
                problem.fix(Fix::suggestion("Quote it", value.span, quoted_simply(text, input.format())))
            } else {
                problem
            }
        })
        .collect()
}
