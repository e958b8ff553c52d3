//! How an accepted value is written at its place: in the quotes that are there, in those of the file, or as a list.

use crate::corpus::keys::KeyStats;
use crate::corpus::post::ValueForm;
use crate::features::completion::Item;
use crate::features::completion::context::Context;
use crate::features::fields::{self, field_at};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::cursor::{ItemForm, ValuePlace};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, Quote, ScalarStyle, Step};
use crate::text::{Edit, Span};

/// What a text is to the format it is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// Text: quoted where it would be read as something else.
    Text,
    /// A boolean, a number or a date, written as it is.
    Literal,
}

/// Whether the place holds a list that is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap {
    /// A single value, or an item of a list.
    None,
    /// `[value]`.
    Brackets,
    /// One line for the value below its key.
    Lines,
}

/// Gives `item` the edit that writes `text` at `place`, and what clients need to compare it with what stands there.
pub(super) fn write(
    context: &Context<'_>,
    place: &ValuePlace,
    item: Item,
    text: &str,
    nature: Nature,
    wrap: Wrap,
) -> Item {
    let body = &context.view.text;
    let (edit, snippet) = match (place.quoted, wrap) {
        (Some(quoted), Wrap::None) => (in_quotes(context, place, text, quoted.quote, quoted.closed), None),
        _ => bare(context, place, text, nature, wrap),
    };
    let before = Span::new(edit.span.start(), place.replace.start()).of(body);
    let filter_text = format!("{before}{}", item.filter_text);
    Item { edit, snippet, filter_text, ..item }
}

/// Whether a value at `place` must be written as a list, and how the posts like this one write theirs.
pub(super) fn wrap(context: &Context<'_>, place: &ValuePlace, list: ListOrNot) -> Wrap {
    if place.item.is_some() || list == ListOrNot::Single {
        return Wrap::None;
    }
    match (context.format, context.stats().and_then(KeyStats::usual_form)) {
        (Format::Metadata, _) => Wrap::None,
        (_, Some(ValueForm::Scalar(_))) => Wrap::None,
        (Format::Yaml, Some(ValueForm::BlockList)) => Wrap::Lines,
        _ => Wrap::Brackets,
    }
}

/// What the value at a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListOrNot {
    /// A list.
    List,
    /// A single value.
    Single,
}

/// What the value at the cursor is, by the generator's tables or else by the other posts.
pub(super) fn list_or_not(context: &Context<'_>) -> ListOrNot {
    use FieldKind::*;
    let form = context.stats().and_then(KeyStats::usual_form);
    match field_at(context.model(), context.section(), context.path).map(|field| field.kind) {
        Some(TextList | UrlPathList | WordList(_) | Terms) => ListOrNot::List,
        Some(kind) if kind != Any => ListOrNot::Single,
        _ if matches!(form, Some(ValueForm::BlockList | ValueForm::FlowList)) => ListOrNot::List,
        _ => ListOrNot::Single,
    }
}

/// Whether a text without quotes is a boolean or a number.
pub(super) fn is_literal(text: &str) -> bool {
    matches!(text, "true" | "false") || text.parse::<i64>().is_ok() || text.parse::<f64>().is_ok()
}

/// Whether the posts with these statistics write a date as a date or as a quoted text.
pub(super) fn date_nature(stats: Option<&KeyStats>, format: Format, text: &str) -> Nature {
    let usual = stats.and_then(KeyStats::usual_form);
    let is_quoted = matches!(usual, Some(ValueForm::Scalar(style)) if style.is_text());
    match format {
        Format::Yaml if !is_quoted => Nature::Literal,
        Format::Toml if !is_quoted && text.parse::<toml::value::Datetime>().is_ok() => Nature::Literal,
        _ => Nature::Text,
    }
}

fn in_quotes(context: &Context<'_>, place: &ValuePlace, text: &str, quote: Quote, closed: bool) -> Edit {
    let Some(mut inner) = write::inside_quotes(text, context.format, quote) else {
        return Edit::replace(place.token, write::quoted(text, context.format, quote));
    };
    if !closed {
        inner.push(quote.char());
    }
    Edit::replace(place.replace, inner)
}

fn bare(
    context: &Context<'_>,
    place: &ValuePlace,
    text: &str,
    nature: Nature,
    wrap: Wrap,
) -> (Edit, Option<String>) {
    let in_brackets = wrap == Wrap::Brackets || place.item == Some(ItemForm::Flow);
    let around = if in_brackets { Around::Brackets } else { Around::Line };
    let written = match (nature, context.format) {
        (Nature::Literal, _) => text.to_string(),
        (Nature::Text, format) => {
            write::value(text, WritePlace { format, around, preferred: preferred(context, place, wrap) })
        }
    };
    let space = if place.needs_space_before { " " } else { "" };
    match wrap {
        Wrap::None => (Edit::replace(place.token, format!("{space}{written}")), None),
        Wrap::Brackets => {
            let snippet = format!("{space}[{}$0]", escape_snippet(&written));
            (Edit::replace(place.token, format!("{space}[{written}]")), Some(snippet))
        }
        Wrap::Lines => (on_a_line_below(&context.view.text, place, &written), None),
    }
}

/// `\n  - value`, in place of the blanks behind the colon as well.
fn on_a_line_below(text: &str, place: &ValuePlace, written: &str) -> Edit {
    let head = text.get(..place.token.start()).unwrap_or_default();
    let line = head.rsplit(['\n', '\r']).next().unwrap_or_default();
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let start = head.trim_end_matches([' ', '\t']).len();
    let span = Span::new(start, place.token.end());
    Edit::replace(span, format!("{}{indent}  - {written}", write::line_ending(text)))
}

/// The quote of the other items, or else of the other posts, or else of the whole front matter.
fn preferred(context: &Context<'_>, place: &ValuePlace, wrap: Wrap) -> Option<Quote> {
    if let Some(quote) = place.style.list {
        return quote;
    }
    let mut path = context.path.to_vec();
    if wrap != Wrap::None {
        path.push(Step::Index(0));
    }
    let usual = usual_style(context, &path).filter(|_| context.format == Format::Yaml);
    match usual {
        Some(style @ (ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)) => {
            style.quote()
        }
        _ => place.style.document.flatten(),
    }
}

/// The style in which the posts like this one write the value at `path`, as far as it is written the same there.
fn usual_style(context: &Context<'_>, path: &[Step]) -> Option<ScalarStyle> {
    let is_item = matches!(path.last(), Some(Step::Index(_)));
    let site = context.site();
    let stats = if is_item { fields::item_stats(site, context.section(), path) } else { context.stats() };
    match stats?.usual_form()? {
        ValueForm::Scalar(style) => Some(style),
        _ => None,
    }
}

/// The text for a snippet, in which `$`, `}` and `\` have a meaning.
pub(super) fn escape_snippet(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '$' | '}' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
