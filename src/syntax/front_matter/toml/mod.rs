//! TOML into the tree, from the events of `toml_parser`.

mod build;
mod explain;
mod segment;
mod tables;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::piece::Piece;
use crate::text::Span;
use build::Builder;

/// Parses the TOML in `inner`. What the whole does not parse as is cut at each entry and each table header, so that
/// an array that is never closed costs only its own entry.
pub(super) fn parse(text: &str, inner: Span) -> Piece {
    let mut piece = parse_entries(text, inner);
    if let Some(at) = lone_return(text, inner).filter(|_| piece.errors.is_empty()) {
        piece.errors.push(SyntaxError::new(Span::new(at, at + 1), SyntaxErrorKind::ControlCharacter));
    }
    piece
}

/// A carriage return that ends no line: the parser lets it pass, TOML does not.
fn lone_return(text: &str, inner: Span) -> Option<usize> {
    let bytes = inner.of(text).as_bytes();
    let is_lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr_iter(b'\r', bytes).find(is_lone).map(|at| inner.start() + at)
}

fn parse_entries(text: &str, inner: Span) -> Piece {
    let mut builder = Builder::new(text);
    builder.feed(inner);
    if builder.errors().iter().all(|error| error.kind.is_lenient()) {
        return builder.finish(inner);
    }
    let recovered = recover(text, inner);
    if recovered.errors.iter().all(|error| error.kind.is_lenient()) {
        builder.finish(inner)
    } else {
        recovered
    }
}

/// The segments of `inner`: see [`segment::cut`].
pub(super) fn segments(text: &str, inner: Span) -> Vec<Span> {
    segment::cut(text, inner)
}

/// Parses each segment alone. Equals the whole for every document that parses.
pub(super) fn recover(text: &str, inner: Span) -> Piece {
    let mut builder = Builder::new(text);
    let segments = segment::cut(text, inner);
    for (index, &span) in segments.iter().enumerate() {
        builder.feed(span);
        if let Some(next) = segments.get(index + 1) {
            builder.report_unclosed_at(span, next.start());
        }
    }
    builder.finish(inner)
}
