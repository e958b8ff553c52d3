//! `sort-key-missing`: a section sorts by a key that this page does not have, so its list leaves the page out.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::zola::page::parent;

/// The rule.
pub static RULE: Rule = Rule {
    code: "sort-key-missing",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/sort-key-missing.md"),
};

/// Pages of a sorted section without the key (cases `section-sort-date-missing`, `page-date-in-extra-after-table`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let page = input.post.page;
    if input.content.is_section() || !page.known || !page.rendered || page.draft {
        return Vec::new();
    }
    let language = input.content.code(&input.model.config);
    let section = input.model.sections.section(parent(&input.content), language);
    let Some(sort_by) = section.and_then(|section| section.sort_by.as_deref()) else { return Vec::new() };
    let lacks = match sort_by {
        "date" => page.date.is_none(),
        "update_date" => page.date.is_none() && page.lastmod.is_none(),
        "weight" => input.entry("weight").is_none(),
        "title" | "title_bytes" => page.title.is_none(),
        _ => false,
    };
    let key = match sort_by {
        "update_date" => "date",
        "title_bytes" => "title",
        key => key,
    };
    let message = format!(
        "The section sorts its pages by {key}, and this one has none: lists leave it out. Give it a `{key}`."
    );
    lacks.then(|| RULE.at(input.first_line(), message)).into_iter().collect()
}
