//! `key-below-table`: in TOML, a key below a `[table]` line belongs to that table.

use super::edit::{fix, whole_lines};
use super::input::Input;
use crate::site::problem::{Problem, Rule, Safety, Severity};
use crate::syntax::front_matter::{Entry, Format, FrontMatter, MapForm};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "key-below-table",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/key-below-table.md"),
};

/// Keys that hardly any table of a theme has, and whose absence at the top shows.
const KEYS: &[&str] = &["title", "date", "draft"];

/// Tables in which those keys have a meaning.
const OWN_TITLES: &[&str] = &["menu", "menus", "resources", "cascade"];

/// Such a key in a table when the top level lacks it (oracle `fm/toml-key-after-table`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(front) = input.front().filter(|front| front.format == Format::Toml) else { return Vec::new() };
    let tables = front.root.iter().filter(|entry| {
        entry.value.map().is_some_and(|map| map.form == MapForm::Table)
            && !OWN_TITLES.iter().any(|own| entry.key.text.eq_ignore_ascii_case(own))
    });
    // A post that has its title at the top knows where keys go: then one in a table is meant.
    if input.entry("title").is_some() && input.entry("date").is_some() {
        return Vec::new();
    }
    tables
        .flat_map(|table| {
            table
                .value
                .entries()
                .iter()
                .filter_map(|entry| problem(input, front, table, entry))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn problem(input: &Input<'_>, front: &FrontMatter, table: &Entry, entry: &Entry) -> Option<Problem> {
    let key = KEYS.iter().find(|key| entry.key.text.eq_ignore_ascii_case(key))?;
    if input.entry(key).is_some() {
        return None;
    }
    let line = whole_lines(input.post.text, entry.span);
    let header = front.headers.first()?.span.start();
    let message = format!(
        "`{key}` stands below `[{0}]`, so Hugo reads it as `{0}.{key}` and the page has none. Move it above.",
        table.key.text
    );
    let mut move_up = fix(
        format!("Move `{key}` above the tables"),
        [(Span::empty(header), line.of(input.post.text).to_owned()), (line, String::new())],
    );
    move_up.safety = Safety::Suggestion;
    Some(RULE.at(entry.key.span, message).fix(move_up))
}
