//! Translation between the protocol's types and ours.

pub mod actions;
pub mod completion;
pub mod diagnostics;
pub mod edits;
pub mod folding;
pub mod hover;
pub mod links;
pub mod navigation;
pub mod publication;
pub mod rename;
pub mod signature;
pub mod symbols;
pub mod tokens;

use tower_lsp::gen_lsp_types as lsp;

use crate::text::{Encoding, Position, Span, Text};

/// The byte offset of a protocol position, clamped into `text`.
pub fn offset(text: &Text, position: lsp::Position, encoding: Encoding) -> usize {
    text.offset(Position::new(position.line, position.character), encoding)
}

/// The bytes of a protocol range, clamped into `text`; an inverted range counts from its lesser end.
pub fn span(text: &Text, range: lsp::Range, encoding: Encoding) -> Span {
    let [start, end] = [range.start, range.end].map(|position| offset(text, position, encoding));
    Span::new(start.min(end), start.max(end))
}

/// The protocol range of `span` in `text`.
pub fn range(text: &Text, span: Span, encoding: Encoding) -> lsp::Range {
    let [start, end] = [span.start(), span.end()].map(|offset| {
        let Position { line, character } = text.position(offset, encoding);
        lsp::Position { line, character }
    });
    lsp::Range { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_clamped_and_turned_round() {
        let text = Text::from("é😀\nb");
        let at = |line, character| lsp::Position { line, character };
        let given = lsp::Range { start: at(9, 9), end: at(0, 1) };
        let found = span(&text, given, Encoding::Utf16);
        assert_eq!(found, Span::new(2, 8));
        assert_eq!(range(&text, found, Encoding::Utf16), lsp::Range { start: at(0, 1), end: at(1, 1) });
    }
}
