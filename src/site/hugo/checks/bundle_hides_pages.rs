//! `bundle-hides-pages`: beside an `index.md`, other posts of the folder are no pages.

use super::input::Input;
use crate::site::model::PageKind;
use crate::site::problem::{Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "bundle-hides-pages",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/bundle-hides-pages.md"),
};

/// How many names the message gives.
const SHOWN: usize = 3;

/// The posts in the folder of an `index.md`: they become its resources (oracle `struct/index-and-siblings`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some((folder, _)) = input.post.path.rsplit_once('/') else { return Vec::new() };
    let headless = input.entry("headless").is_some() || input.entry("build").is_some();
    if input.post.page.kind != Some(PageKind::LeafBundle) || headless {
        return Vec::new();
    }
    let files = input.site.files_under(folder);
    let hidden: Vec<&str> = files
        .iter()
        .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|name| !name.contains('/') && name.ends_with(".md") && !name.starts_with("index."))
        .filter(|name| !name.eq_ignore_ascii_case("readme.md"))
        .collect();
    if hidden.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = hidden.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more =
        if hidden.len() > SHOWN { format!(" and {} more", hidden.len() - SHOWN) } else { String::new() };
    let first_line = input.post.text.find('\n').unwrap_or(input.post.text.len());
    let message = format!(
        "This `index.md` makes the folder one page, so {}{more} are no pages of the site. Name it `_index.md` to make the folder a section.",
        names.join(", ")
    );
    vec![RULE.at(Span::new(0, first_line), message)]
}
