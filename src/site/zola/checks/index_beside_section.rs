//! `index-beside-section`: an `index.md` where a section is stops the build.

use super::input::Input;
use crate::site::model::PageKind;
use crate::site::problem::{Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "index-beside-section",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/index-beside-section.md"),
};

/// `index.md` at the top of the content, or beside an `_index.md` (cases `path-root-index`, `path-index-and-_index`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let is_index = input.post.path.ends_with("/index.md");
    let dir = input.content.dir.as_str();
    // A page with an address elsewhere does not stand in the section's way.
    let is_in_the_way = input.post.page.url.as_deref().is_some_and(|url| url.trim_matches('/') == dir);
    if !is_index || !is_in_the_way || !(dir.is_empty() || has_section(input, dir)) {
        return Vec::new();
    }
    let message = format!(
        "{} stops here: this folder is a section, whose page is `_index.md`. Rename this file or move it.",
        input.zola()
    );
    vec![input.when_published(RULE.at(input.first_line(), message))]
}

fn has_section(input: &Input<'_>, dir: &str) -> bool {
    let folder = format!("content/{dir}");
    input.site.files_under(&folder).iter().any(|path| {
        let content = input.model.layout.content(path);
        content.is_some_and(|content| {
            content.dir == dir && content.kind == PageKind::Section && !content.is_passed_over()
        })
    })
}
