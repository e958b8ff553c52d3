//! How the writer quotes, and what a token says without its quotes.

use super::flow::Token;
use crate::syntax::front_matter::lookup::Node;
use crate::syntax::front_matter::tree::{Format, FrontMatter, Quote, ScalarStyle};
use crate::syntax::front_matter::{toml, yaml};
use crate::text::Span;

/// The decoded text of a token.
pub(super) fn decode(text: &str, format: Format, token: Token) -> String {
    let inner = token.inner.of(text);
    let has_escape = match token.quoted.map(|quoted| quoted.quote) {
        Some(Quote::Double) => inner.contains('\\'),
        Some(Quote::Single) => format == Format::Yaml && inner.contains("''"),
        None => false,
    };
    if !has_escape {
        return inner.to_owned();
    }
    let raw = token.span.of(text);
    // JSON's escapes are YAML's, but for surrogate pairs, which the parser reads too.
    let is_toml = format == Format::Toml;
    let document = if is_toml { format!("k = {raw}") } else { format!("k: {raw}") };
    let whole = Span::new(0, document.len());
    let piece = if is_toml { toml::parse(&document, whole) } else { yaml::parse(&document, whole) };
    let decoded = piece.entries.first().and_then(|entry| entry.value.text().map(str::to_owned));
    decoded.unwrap_or_else(|| inner.to_owned())
}

/// The way that most of `quotes` go; `None` when there are none.
pub(super) fn usual(quotes: impl Iterator<Item = Option<Quote>>) -> Option<Option<Quote>> {
    let mut counts = [0_usize; 3];
    let kinds = [None, Some(Quote::Double), Some(Quote::Single)];
    for quote in quotes {
        let slot = kinds.iter().position(|kind| *kind == quote);
        if let Some(count) = slot.and_then(|slot| counts.get_mut(slot)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().filter(|&most| most > 0)?;
    kinds.into_iter().zip(counts).find(|(_, count)| *count == most).map(|(kind, _)| kind)
}

/// How texts are quoted in the whole front matter, but for the one at `offset`, which is being typed.
/// Plain numbers, dates and booleans say nothing.
pub(super) fn of_document(front_matter: &FrontMatter, offset: usize) -> Option<Option<Quote>> {
    let mut quotes = Vec::new();
    front_matter.walk(&mut |_, node: Node<'_>| {
        let Some(scalar) = node.value().scalar() else { return };
        if node.value().span.touches(offset) {
            return;
        }
        match scalar.style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quotes.push(scalar.style.quote()),
            ScalarStyle::Plain if is_word(&scalar.text) => quotes.push(None),
            _ => {}
        }
    });
    usual(quotes.into_iter())
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !matches!(text, "true" | "false" | "null")
}
