//! The parts of a heading: its marks, its content, and the attribute block at its end.

use super::Anchor;
use crate::text::Span;
use smol_str::SmolStr;

/// Where the parts of a heading lie.
#[derive(Debug, PartialEq)]
pub(super) struct Parts {
    /// Without marks and attribute block.
    pub content: Span,
    /// The block, braces included.
    pub attributes: Option<Span>,
    /// The id in the block.
    pub id: Option<Anchor>,
}

/// Takes the heading that `span` covers apart.
pub(super) fn parts(text: &str, span: Span) -> Parts {
    let inside = trim(
        text,
        if span.of(text).trim_start().starts_with('#') { atx(text, span) } else { setext(text, span) },
    );
    match block(text, inside) {
        Some((attributes, id)) => {
            let content = trim(text, Span::new(inside.start(), attributes.start()));
            Parts { content, attributes: Some(attributes), id }
        }
        None => Parts { content: inside, attributes: None, id: None },
    }
}

/// The heading without `#` at its start and, after a blank, at its end.
fn atx(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let start = written.len() - written.trim_start().trim_start_matches('#').len();
    let body = written.get(start..).unwrap_or("").trim_end();
    let bare = body.trim_end_matches('#');
    let closed = bare.is_empty() || bare.ends_with([' ', '\t']);
    let end = start + if closed { bare.len() } else { body.len() };
    Span::new(span.start() + start, span.start() + end)
}

/// The heading without its underline.
fn setext(text: &str, span: Span) -> Span {
    let written = span.of(text).trim_end();
    let end = written.rfind('\n').unwrap_or(written.len());
    Span::new(span.start(), span.start() + end)
}

fn trim(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let start = span.start() + written.len() - written.trim_start().len();
    Span::new(start, start + written.trim().len())
}

/// `{#id .class key="value"}` at the end of a heading. Most parsers want no blank before it (goldmark, pulldown-cmark).
fn block(text: &str, content: Span) -> Option<(Span, Option<Anchor>)> {
    let written = content.of(text);
    if !written.ends_with('}') {
        return None;
    }
    let open = written.rfind('{')?;
    let before = written.get(..open)?;
    let escapes = before.len() - before.trim_end_matches('\\').len();
    if escapes % 2 == 1 {
        return None;
    }
    let start = content.start() + open;
    let inner = Span::new(start + 1, content.end() - 1);
    let mut id = None;
    let mut rest = inner.of(text);
    if !rest.is_empty() && rest.trim().is_empty() {
        return None;
    }
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some((Span::new(start, content.end()), id));
        }
        let at = inner.end() - rest.len();
        let length = attribute(rest)?;
        if rest.starts_with('#') {
            let span = Span::new(at + 1, at + length);
            id = Some(Anchor { text: SmolStr::new(span.of(text)), span });
        }
        rest = rest.get(length..)?;
    }
}

/// Outside of quotes these are part of no attribute, in goldmark nor in pulldown-cmark.
const IN_NO_WORD: [char; 5] = ['{', '}', '<', '>', '\\'];

/// The length of one attribute; `None` when it is none, and the braces are plain text.
fn attribute(rest: &str) -> Option<usize> {
    let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest.get(..blank)?;
    if word.starts_with(['#', '.']) || word == ":" {
        return (!word.contains(IN_NO_WORD)).then_some(blank);
    }
    let (key, value) = rest.split_once('=')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':');
    if key.is_empty() || !key.chars().all(plain) {
        return None;
    }
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.find(quote)? + 2,
        _ => {
            let length = value.find(char::is_whitespace).unwrap_or(value.len());
            (!value.get(..length)?.contains(IN_NO_WORD)).then_some(length)?
        }
    };
    Some(key.len() + 1 + length)
}
