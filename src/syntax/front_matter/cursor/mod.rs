//! What is the cursor in? Works on text that is broken and half typed, hence from the text and not from the tree.

mod flow;
mod json;
mod locate;
mod metadata;
mod place;
mod style;
mod toml;
mod yaml;
mod yaml_lines;

pub use place::{Cursor, ItemForm, KeyForm, KeyPlace, Place, QuoteStyle, Quoted, Separator, ValuePlace};

use super::Parsed;
use super::tree::{Format, FrontMatter, ScalarStyle};
use crate::text::Span;

/// What the cursor at byte `offset` of `text` is in. `parsed` must be the result of parsing the same text.
pub fn cursor(text: &str, parsed: &Parsed, offset: usize) -> Cursor {
    let outside = |place| Cursor { format: None, path: Vec::new(), place };
    let Some(front_matter) = &parsed.front_matter else { return outside(Place::Outside) };
    if !text.is_char_boundary(offset) {
        return outside(Place::Outside);
    }
    let inside = |place| Cursor { format: Some(front_matter.format), path: Vec::new(), place };
    match region(text, front_matter, offset) {
        Region::Outside => outside(Place::Outside),
        Region::Delimiter => inside(Place::Delimiter),
        Region::Inner if in_multiline_text(text, front_matter, offset) => {
            Cursor { path: front_matter.path_at(offset), ..inside(Place::Text) }
        }
        Region::Inner => {
            let (path, place) = match front_matter.format {
                Format::Yaml => yaml::at(text, front_matter, offset),
                Format::Toml => toml::at(text, front_matter, offset),
                Format::Json => json::at(text, front_matter, offset),
                Format::Metadata => metadata::at(text, front_matter, offset),
                Format::Org => (Vec::new(), Place::Outside),
            };
            let place = if is_out_of_reach(&place, offset) { Place::Text } else { place };
            Cursor { format: Some(front_matter.format), path, place }
        }
    }
}

/// Whether what a completion would replace ends before the cursor, as it does right behind a closing quote. An editor
/// refuses such an edit, and whoever just typed the quote wants no list.
fn is_out_of_reach(place: &Place, offset: usize) -> bool {
    match place {
        Place::Key(key) => !key.replace.touches(offset),
        Place::Value(value) => !value.replace.touches(offset),
        _ => false,
    }
}

enum Region {
    Outside,
    Delimiter,
    Inner,
}

fn region(text: &str, front_matter: &FrontMatter, offset: usize) -> Region {
    let FrontMatter { opener, inner, closer, format, .. } = front_matter;
    let is_json = *format == Format::Json;
    if offset < opener.start() {
        return Region::Outside;
    }
    let at_closer =
        closer.is_some_and(|closer| closer.touches(offset) && !(is_json && offset == closer.start()));
    if at_closer || (!opener.is_empty() && offset < inner.start()) {
        return Region::Delimiter;
    }
    // Without a closer the end is a guess, and blank lines behind it are where the next key is typed.
    let typed_below = closer.is_none()
        && *format != Format::Metadata
        && text.get(inner.end()..offset).is_some_and(|between| between.trim().is_empty())
        && rest_of_line(text, offset).is_empty();
    if inner.touches(offset) || typed_below { Region::Inner } else { Region::Outside }
}

fn rest_of_line(text: &str, offset: usize) -> &str {
    text.get(offset..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or("").trim()
}

fn in_multiline_text(text: &str, front_matter: &FrontMatter, offset: usize) -> bool {
    let nodes = front_matter.nodes_at(offset);
    let Some(value) = nodes.last().map(|node| node.value()) else { return false };
    let Some(scalar) = value.scalar() else { return false };
    let is_block = matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded);
    let is_long = value.span.of(text).contains(['\n', '\r']);
    let start = if is_block { scalar.inner.start() } else { value.span.start() + 1 };
    (is_block || is_long)
        && start <= offset
        && offset <= value.span.end()
        && (is_block || !at_end(value.span, offset))
}

fn at_end(span: Span, offset: usize) -> bool {
    offset == span.end()
}

#[cfg(test)]
mod tests;
