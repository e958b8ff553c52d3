//! `key-swallowed`: in TOML, a key below a `[table]` line belongs to that table.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::site::zola::fields::field;
use crate::syntax::front_matter::{Entry, Format, MapForm};
use crate::text::{Edit, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "key-swallowed",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/key-swallowed.md"),
};

/// Fields whose names no theme gives to values of its own.
const FIELDS: &[&str] = &["title", "date", "draft", "slug", "path", "template", "aliases", "updated"];

/// Fields of the page below `[extra]` that the top level lacks (cases `toml-key-after-table`,
/// `page-date-in-extra-after-table`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(extra) = input.entry("extra").filter(|_| input.format() == Format::Toml) else {
        return Vec::new();
    };
    if !extra.value.map().is_some_and(|map| map.form == MapForm::Table) {
        return Vec::new();
    }
    // A post that has a title and a date at the top knows where keys go: then one in the table is meant.
    if input.entry("title").is_some() && (input.entry("date").is_some() || input.content.is_section()) {
        return Vec::new();
    }
    let swallowed = extra.value.entries().iter().filter(|entry| {
        let name = entry.key.text.as_str();
        FIELDS.contains(&name) && field(name, input.content.kind).is_some() && input.entry(name).is_none()
    });
    swallowed.map(|entry| problem(input, entry)).collect()
}

fn problem(input: &Input<'_>, entry: &Entry) -> Problem {
    let key = &entry.key.text;
    let message = format!(
        "`{key}` stands below `[extra]`, so Zola reads it as `extra.{key}` and the page has none. Move it above."
    );
    let problem = RULE.at(entry.key.span, message);
    let Some(header) = input.front().and_then(|front| front.headers.first()) else { return problem };
    let text = input.post.text;
    let start = text.get(..entry.span.start()).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text
        .get(entry.span.end()..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |at| entry.span.end() + at + 1);
    let line = Span::new(start, end);
    let edits = vec![Edit::insert(header.span.start(), line.of(text)), Edit::replace(line, "")];
    let title = format!("Move `{key}` above the tables");
    problem.fix(Fix { title, edits, create: None, safety: Safety::Suggestion })
}
