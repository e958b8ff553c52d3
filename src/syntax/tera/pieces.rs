//! A template cut into text, expressions, tags and comments.

use super::tokens::{Token, TokenKind, next};
use crate::text::Span;

/// One piece of a template that is no plain text.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its bytes with the delimiters.
    pub span: Span,
    /// The tokens between the delimiters; none for a comment.
    pub tokens: Vec<Token>,
}

/// The kinds of pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// `{{ … }}`.
    Value,
    /// `{% … %}`.
    Tag,
    /// `{# … #}`.
    Comment,
}

/// A piece that has no end: nothing behind it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// What it would be.
    pub kind: PieceKind,
    /// Its opening delimiter.
    pub opener: Span,
    /// The last byte that was looked at: the end of the text.
    pub end: usize,
}

/// The pieces of `text` from byte `from` on. What stands between `{% raw %}` and `{% endraw %}` is text.
pub fn pieces(text: &str, from: usize) -> (Vec<Piece>, Option<Broken>) {
    let mut found: Vec<Piece> = Vec::new();
    let mut at = from;
    while let Some((start, kind)) = opening(text, at) {
        let opener = Span::new(start, start + DELIMITER);
        let broken = Broken { kind, opener, end: text.len() };
        let Some(piece) = piece(text, opener, kind) else { return (found, Some(broken)) };
        at = piece.span.end();
        if is_tag(text, &piece, "raw") {
            found.push(piece);
            let Some(end) = end_of_raw(text, at) else { return (found, Some(broken)) };
            at = end;
        } else {
            found.push(piece);
        }
    }
    (found, None)
}

/// The piece that starts at byte `start`; `None` when none does or when it has no end.
pub fn piece_at(text: &str, start: usize) -> Option<Piece> {
    let (at, kind) = opening(text, start)?;
    if at == start { piece(text, Span::new(start, start + DELIMITER), kind) } else { None }
}

fn piece(text: &str, opener: Span, kind: PieceKind) -> Option<Piece> {
    match kind {
        PieceKind::Comment => comment(text, opener),
        PieceKind::Value => inside(text, opener, kind, ["}}", "-}}"]),
        PieceKind::Tag => inside(text, opener, kind, ["%}", "-%}"]),
    }
}

/// The length of an opening delimiter.
const DELIMITER: usize = 2;

/// Whether a piece is the tag of that one word.
fn is_tag(text: &str, piece: &Piece, word: &str) -> bool {
    piece.kind == PieceKind::Tag && matches!(piece.tokens.as_slice(), [only] if only.word(text) == Some(word))
}

fn opening(text: &str, from: usize) -> Option<(usize, PieceKind)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += memchr::memchr(b'{', rest.as_bytes())?;
        let kind = match text.as_bytes().get(at + 1) {
            Some(b'{') => PieceKind::Value,
            Some(b'%') => PieceKind::Tag,
            Some(b'#') => PieceKind::Comment,
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((at, kind));
    }
}

fn comment(text: &str, opener: Span) -> Option<Piece> {
    let length = text.get(opener.end()..)?.find("#}")?;
    let span = Span::new(opener.start(), opener.end() + length + DELIMITER);
    Some(Piece { kind: PieceKind::Comment, span, tokens: Vec::new() })
}

/// Reads tokens up to the closing delimiter, which quotes hide.
fn inside(text: &str, opener: Span, kind: PieceKind, closers: [&'static str; 2]) -> Option<Piece> {
    let trims = text.get(opener.end()..)?.starts_with('-');
    let mut at = opener.end() + usize::from(trims);
    let mut tokens = Vec::new();
    let mut braces = 0_usize;
    loop {
        let mut token = next(text, at)?;
        // Nothing may open inside of a piece; going on would take quadratic time on a text of openers.
        if token.kind == TokenKind::OpenQuote || token.is("{{") || token.is("{%") {
            return None;
        }
        // `{"a": {"b": 1}}`: the two braces close two tables, not the expression.
        if braces > 0 && token.is("}}") {
            token = Token {
                kind: TokenKind::Mark("}"),
                span: Span::new(token.span.start(), token.span.start() + 1),
            };
        }
        at = token.span.end();
        if closers.iter().any(|closer| token.is(closer)) {
            return Some(Piece { kind, span: Span::new(opener.start(), at), tokens });
        }
        match token.kind {
            TokenKind::Mark("{") => braces += 1,
            TokenKind::Mark("}") => braces = braces.saturating_sub(1),
            _ => {}
        }
        tokens.push(token);
    }
}

/// The start of the tag `{% endraw %}`.
fn end_of_raw(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find("{%")?;
        let rest = text.get(at + DELIMITER..)?.trim_start_matches('-').trim_start();
        if rest
            .strip_prefix("endraw")
            .is_some_and(|rest| rest.trim_start().trim_start_matches('-').starts_with("%}"))
        {
            return Some(at);
        }
        at += DELIMITER;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text, 0).0.iter().map(|piece| piece.span.of(text)).collect()
    }

    #[test]
    fn quotes_hide_delimiters_and_raw_text_is_no_template() {
        assert_eq!(
            cut("a {{ \"}}\" }} {# x {{ #} {%- raw -%}{{ no }}{% endraw %}{% if x %}"),
            ["{{ \"}}\" }}", "{# x {{ #}", "{%- raw -%}", "{% endraw %}", "{% if x %}"]
        );
        assert_eq!(cut("{{ x | f(m={\"a\": {\"b\": 1}}) }} y"), ["{{ x | f(m={\"a\": {\"b\": 1}}) }}"]);
    }

    #[test]
    fn what_has_no_end_is_told() {
        for (text, kind) in [
            ("100{%\n", PieceKind::Tag),
            ("a {{ b", PieceKind::Value),
            ("## H {#id}", PieceKind::Comment),
            ("{{ \"a }}", PieceKind::Value),
            ("{% raw %} x", PieceKind::Tag),
        ] {
            assert_eq!(pieces(text, 0).1.map(|broken| broken.kind), Some(kind), "{text}");
        }
    }
}
