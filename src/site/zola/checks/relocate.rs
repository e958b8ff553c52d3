//! Moves an entry from the top of the front matter below `taxonomies` or `extra`.

use super::input::Input;
use crate::site::problem::{Fix, Safety};
use crate::syntax::front_matter::{Entry, Format, write};
use crate::text::{Edit, Span};

/// The table that an entry goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Into {
    /// `taxonomies`.
    Taxonomies,
    /// `extra`.
    Extra,
}

/// The fix, where it can be written without guessing: in TOML for an entry that stands above all tables, in YAML where
/// the table is not there yet.
pub fn relocate(input: &Input<'_>, entry: &Entry, into: Into) -> Option<Fix> {
    let table = match into {
        Into::Taxonomies => "taxonomies",
        Into::Extra => "extra",
    };
    let edits = match input.format() {
        Format::Toml => toml(input, entry, table)?,
        Format::Yaml => yaml(input, entry, table)?,
        Format::Json | Format::Org | Format::Metadata => return None,
    };
    Some(Fix { title: format!("Move it below `{table}`"), edits, create: None, safety: Safety::Suggestion })
}

fn toml(input: &Input<'_>, entry: &Entry, table: &str) -> Option<Vec<Edit>> {
    let (front, text) = (input.front()?, input.post.text);
    let lines = whole_lines(text, entry.span);
    if entry.value.map().is_some()
        || front.headers.iter().any(|header| header.span.start() < entry.span.start())
    {
        return None;
    }
    let end = write::line_ending(text);
    let written = entry.span.of(text);
    let header = front.headers.iter().find(|header| header.name.of(text).trim() == table);
    let insert = match header {
        Some(header) => Edit::insert(header.span.end(), format!("{end}{written}")),
        None if input.entry(table).is_none() => {
            Edit::insert(front.closer?.start(), format!("[{table}]{end}{written}{end}"))
        }
        None => return None,
    };
    Some(vec![Edit::replace(lines, ""), insert])
}

fn yaml(input: &Input<'_>, entry: &Entry, table: &str) -> Option<Vec<Edit>> {
    if input.entry(table).is_some() {
        return None;
    }
    let text = input.post.text;
    let end = write::line_ending(text);
    let indented: Vec<String> = entry.span.of(text).lines().map(|line| format!("  {line}")).collect();
    Some(vec![Edit::replace(entry.span, format!("{table}:{end}{}", indented.join(end)))])
}

/// The lines that a span touches, with the last one's end.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text.get(..span.start()).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end =
        text.get(span.end()..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| span.end() + at + 1);
    Span::new(start, end)
}
