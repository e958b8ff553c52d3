//! How an accepted key is written: with its separator, and with the start of the value that it usually has.

use crate::corpus::keys::KeyStats;
use crate::corpus::post::ValueForm;
use crate::features::completion::context::Context;
use crate::features::completion::insert::escape_snippet;
use crate::features::completion::key_candidates::Candidate;
use crate::features::completion::{Item, Retrigger, key_json};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::cursor::{KeyForm, KeyPlace, Separator};
use crate::syntax::front_matter::{Entry, Format, MapForm, Quote, Step, write};
use crate::text::{Edit, Span};

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A value without quotes.
    Bare,
    /// A text in quotes.
    Quoted(Quote),
    /// A list in brackets.
    Brackets,
    /// A list of lines.
    Lines,
    /// A table.
    Table,
    /// A list of tables.
    TableList,
}

/// The shape that the other posts give to the value of a key, or else the one of its type.
pub(super) fn shape(candidate: &Candidate<'_>, has_keys_below: impl Fn() -> bool) -> Shape {
    use FieldKind::*;
    match candidate.field.map(|field| field.kind) {
        Some(FieldKind::Table { .. }) if usual(candidate).is_none() => return Shape::Table,
        Some(FieldKind::TableList { .. }) => return Shape::TableList,
        _ => {}
    }
    match usual(candidate) {
        Some(ValueForm::Table) => Shape::Table,
        Some(ValueForm::BlockList) if has_keys_below() => Shape::TableList,
        Some(ValueForm::BlockList) => Shape::Lines,
        Some(ValueForm::FlowList) => Shape::Brackets,
        Some(ValueForm::Scalar(style)) => style.quote().map_or(Shape::Bare, Shape::Quoted),
        Some(ValueForm::Empty) | None => match candidate.field.map(|field| field.kind) {
            Some(TextList | UrlPathList | WordList(_) | Terms) => Shape::Brackets,
            _ if candidate.taxonomy.is_some() => Shape::Brackets,
            _ => Shape::Bare,
        },
    }
}

fn usual(candidate: &Candidate<'_>) -> Option<ValueForm> {
    candidate.stats.and_then(KeyStats::usual_form)
}

/// What is written in place of a key.
pub(super) struct Written {
    /// The bytes that go.
    pub span: Span,
    /// The plain text.
    pub text: String,
    /// The text with tab stops, where it differs.
    pub snippet: Option<String>,
    /// Edits elsewhere.
    pub extra: Vec<Edit>,
}

/// Gives `item` the edit that writes the key `name` at `place`.
pub(super) fn write(
    context: &Context<'_>,
    place: &KeyPlace,
    item: Item,
    name: &str,
    shape: Shape,
    has_values: bool,
) -> Item {
    let written = match (place.separator, place.form, context.format) {
        (_, KeyForm::Header | KeyForm::ArrayHeader, _) => header(context, place, name),
        (Separator::Present, _, _) => name_only(context, place, name),
        (Separator::Missing, _, Format::Json) => key_json::entry(context, place, name, shape),
        (Separator::Missing, _, Format::Toml) => toml(context, place, name, shape),
        (Separator::Missing, _, Format::Metadata) => yaml(context, place, name, Shape::Bare),
        (Separator::Missing, _, Format::Yaml | Format::Org) => yaml(context, place, name, shape),
    };
    let in_header = matches!(place.form, KeyForm::Header | KeyForm::ArrayHeader);
    let adds_value = place.separator == Separator::Missing && context.format != Format::Json && !in_header;
    let retrigger = if has_values && adds_value { Retrigger::Yes } else { Retrigger::No };
    let edit = Edit::replace(written.span, written.text);
    Item { edit, snippet: written.snippet, extra_edits: written.extra, retrigger, ..item }
}

fn name_only(context: &Context<'_>, place: &KeyPlace, name: &str) -> Written {
    let text = match place.quoted {
        Some(quoted) => write::inside_quotes(name, context.format, quoted.quote),
        None => Some(write::key(name, context.format)),
    };
    Written {
        span: place.replace,
        text: text.unwrap_or_else(|| name.to_string()),
        snippet: None,
        extra: Vec::new(),
    }
}

/// The name of a TOML header, and its closing brackets where they are missing.
fn header(context: &Context<'_>, place: &KeyPlace, name: &str) -> Written {
    let wanted = if place.form == KeyForm::ArrayHeader { "]]" } else { "]" };
    let rest = context.view.text.get(place.replace.end()..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let there = line.chars().filter(|letter| *letter == ']').count().min(wanted.len());
    let missing = wanted.get(there..).unwrap_or_default();
    let Written { text, .. } = name_only(context, place, name);
    // What stands behind the name on its line is the rest of the brackets: the missing ones go before it.
    Written { span: place.replace, text: format!("{text}{missing}"), snippet: None, extra: Vec::new() }
}

fn yaml(context: &Context<'_>, place: &KeyPlace, name: &str, shape: Shape) -> Written {
    let key = open_key(context, place, name);
    let is_flow = place.form == KeyForm::Flow;
    let indent = child_indent(context, place);
    let line = write::line_ending(&context.view.text);
    let (text, stop) = match shape {
        Shape::Lines if !is_flow => (format!("{key}:{line}{indent}- "), None),
        Shape::TableList if !is_flow => (format!("{key}:{line}{indent}- "), None),
        Shape::Table if !is_flow => (format!("{key}:{line}{indent}"), None),
        Shape::Brackets | Shape::Lines => (format!("{key}: "), Some("[$1]".to_string())),
        Shape::Quoted(quote) => (format!("{key}: "), Some(format!("{0}$1{0}", quote.char()))),
        Shape::Table => (format!("{key}: "), Some("{ $1 }".to_string())),
        Shape::TableList => (format!("{key}: "), Some("[{ $1 }]".to_string())),
        Shape::Bare => (format!("{key}: "), None),
    };
    finish(place, text, stop)
}

fn toml(context: &Context<'_>, place: &KeyPlace, name: &str, shape: Shape) -> Written {
    let key = open_key(context, place, name);
    if let Some(header) = toml_header(context, place, &key, shape) {
        return finish(place, header, None);
    }
    let stop = match shape {
        Shape::Brackets | Shape::Lines => Some("[$1]".to_string()),
        Shape::Quoted(quote) => Some(format!("{0}$1{0}", quote.char())),
        Shape::Table => Some("{ $1 }".to_string()),
        Shape::TableList => Some("[{ $1 }]".to_string()),
        Shape::Bare => None,
    };
    finish(place, format!("{key} = "), stop)
}

/// `[name]` on a line of its own, where no entry of the table above follows that the header would take over.
fn toml_header(context: &Context<'_>, place: &KeyPlace, key: &str, shape: Shape) -> Option<String> {
    let (open, close) = match shape {
        Shape::Table => ("[", "]"),
        Shape::TableList => ("[[", "]]"),
        _ => return None,
    };
    let can_be = place.is_new_line && place.form == KeyForm::Entry && place.quoted.is_none();
    if !can_be || is_followed_by_entries(context, place.replace.end()) {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for step in context.path {
        let Step::Key(key) = step else { return None };
        parts.push(write::key(key, Format::Toml));
    }
    parts.push(key.to_string());
    Some(format!("{open}{}{close}{}", parts.join("."), write::line_ending(&context.view.text)))
}

fn is_followed_by_entries(context: &Context<'_>, at: usize) -> bool {
    let Some(front) = context.view.document.front_matter() else { return false };
    let next_header = front.headers.iter().map(|header| header.span.start()).find(|start| *start > at);
    let end = next_header.unwrap_or(front.inner.end());
    let is_between = |entry: &Entry| {
        let is_header = entry.value.map().is_some_and(|map| map.form == MapForm::Table);
        !is_header && (at + 1..end).contains(&entry.key.span.start())
    };
    front.entries_at(context.path).iter().any(is_between)
}

/// The key up to its separator: a quote that is open stays, and is closed.
fn open_key(context: &Context<'_>, place: &KeyPlace, name: &str) -> String {
    let Written { text, .. } = name_only(context, place, name);
    match place.quoted {
        Some(quoted) => format!("{text}{}", quoted.quote.char()),
        None => text,
    }
}

/// A closing quote that is there already is written anew, so that the separator can stand behind it.
pub(super) fn with_closing_quote(place: &KeyPlace) -> Span {
    let closing = place.quoted.filter(|quoted| quoted.closed).map_or(0, |_| 1);
    Span::new(place.replace.start(), place.replace.end() + closing)
}

/// The blanks before what belongs to the key: two more than the key's own column.
fn child_indent(context: &Context<'_>, place: &KeyPlace) -> String {
    let head = context.view.text.get(..place.replace.start()).unwrap_or_default();
    let line = head.rsplit(['\n', '\r']).next().unwrap_or_default();
    let quote = usize::from(place.quoted.is_some());
    " ".repeat(line.chars().count().saturating_sub(quote) + 2)
}

fn finish(place: &KeyPlace, text: String, stop: Option<String>) -> Written {
    let snippet = stop.map(|stop| format!("{}{stop}", escape_snippet(&text)));
    Written { span: with_closing_quote(place), text, snippet, extra: Vec::new() }
}
