//! YAML into the tree, from the events of `granit-parser`.

mod build;
mod explain;
mod segment;

use super::error::{RootKind, SyntaxError, SyntaxErrorKind};
use super::lines::lines;
use super::piece::Piece;
use crate::text::Span;
use build::{Root, build};

pub(super) use segment::bracket_balance;

/// Parses the YAML in `inner`. What the whole does not parse as is cut at each top-level entry, so that one broken
/// line costs only its own entry.
pub(super) fn parse(text: &str, inner: Span) -> Piece {
    let mut piece = parse_map(text, inner);
    if let Some(tab) = leading_tab(text, inner).filter(|_| piece.errors.is_empty()) {
        piece.errors.push(SyntaxError::new(tab, SyntaxErrorKind::TabIndent));
    }
    piece
}

/// A tab before the first entry, which the parser lets pass and no generator does.
fn leading_tab(text: &str, inner: Span) -> Option<Span> {
    let lines = lines(text, inner.start()).map(|line| line.span);
    let first =
        lines.take_while(|span| span.start() < inner.end()).find(|span| !span.of(text).trim().is_empty())?;
    first.of(text).starts_with('\t').then(|| Span::new(first.start(), first.start() + 1))
}

fn parse_map(text: &str, inner: Span) -> Piece {
    match build(text, inner) {
        Ok((Root::Map | Root::Empty, piece)) => piece,
        Ok((Root::List, piece)) => not_a_map(text, inner, RootKind::List, piece),
        Ok((Root::Null, piece)) => not_a_map(text, inner, RootKind::Null, piece),
        Ok((Root::Scalar, piece)) => {
            let recovered = recover(text, inner);
            let only_text = recovered.entries.is_empty()
                && recovered.errors.iter().all(|error| error.kind == SyntaxErrorKind::MissingColon);
            if only_text { not_a_map(text, inner, RootKind::Scalar, piece) } else { recovered }
        }
        Err(error) => {
            let mut recovered = recover(text, inner);
            if recovered.errors.is_empty() {
                // Only together are the segments wrong: they are not indented alike.
                let at = inner.start() + error.marker().byte_offset().unwrap_or(0);
                recovered.errors.push(explain::explain(text, inner, error.kind(), at));
            }
            recovered
        }
    }
}

fn not_a_map(text: &str, inner: Span, kind: RootKind, piece: Piece) -> Piece {
    let first = lines(text, inner.start()).map(|line| line.span).find(|span| {
        let content = span.of(text).trim_start();
        !content.is_empty() && !content.starts_with('#')
    });
    let span = first.map_or(inner, |line| trimmed(text, line));
    Piece { errors: vec![SyntaxError::new(span, SyntaxErrorKind::NotAMap(kind))], ..piece }
}

/// The segments of `inner`: see [`segment::cut`].
pub(super) fn segments(text: &str, inner: Span) -> Vec<Span> {
    segment::cut(text, inner)
}

/// Parses each segment alone. Equals the whole for every document that parses.
pub(super) fn recover(text: &str, inner: Span) -> Piece {
    let mut whole = Piece::default();
    let segments = segment::cut(text, inner);
    for (index, &span) in segments.iter().enumerate() {
        let next = segments.get(index + 1).map(|next| next.start());
        whole.append(segment::parse(text, span, next));
    }
    whole
}

/// `span` without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let start = span.start() + (raw.len() - raw.trim_start().len());
    Span::new(start, start + raw.trim().len())
}
