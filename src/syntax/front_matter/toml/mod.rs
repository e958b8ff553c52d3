//! TOML into the tree, from the events of `toml_parser`.

mod build;
mod explain;
mod segment;
mod tables;

use super::piece::Piece;
use crate::text::Span;
use build::Builder;

/// Parses the TOML in `inner`. What the whole does not parse as is cut at each entry and each table header, so that
/// an array that is never closed costs only its own entry.
pub(super) fn parse(text: &str, inner: Span) -> Piece {
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
