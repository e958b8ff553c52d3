//! The tokens inside of `{{ }}` and `{% %}`.

use crate::text::Span;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes; a text has its quotes in them.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or a word of the language.
    Word,
    /// A whole number.
    Int,
    /// A number with a fraction.
    Float,
    /// A text in `"`, `'` or backticks.
    Text,
    /// An operator or a bracket.
    Mark(&'static str),
    /// A quote without its partner.
    OpenQuote,
    /// A character that means nothing here.
    Stray(char),
}

/// Operators and brackets, the longer ones first.
const MARKS: &[&str] = &[
    "...", "-%}", "-}}", "{%-", "{{-", "%}", "}}", "{%", "{{", "==", "!=", "<=", ">=", "//", "**", "::",
    "/>", "</", "?.", "(", ")", "[", "]", "{", "}", ",", ".", ":", "|", "=", "<", ">", "+", "-", "*", "/",
    "%", "~", "@", "?", "!", "&",
];

impl Token {
    /// Whether it is that operator or bracket.
    pub fn is(&self, mark: &str) -> bool {
        matches!(self.kind, TokenKind::Mark(own) if own == mark)
    }

    /// The word that it is.
    pub fn word<'t>(&self, text: &'t str) -> Option<&'t str> {
        (self.kind == TokenKind::Word).then(|| self.span.of(text))
    }

    /// A text without its quotes.
    pub fn unquoted(&self) -> Span {
        match self.kind {
            TokenKind::Text => Span::new(self.span.start() + 1, self.span.end().saturating_sub(1)),
            _ => self.span,
        }
    }
}

/// The token at byte `from` of `text`, white space skipped; `None` at the end.
pub fn next(text: &str, from: usize) -> Option<Token> {
    let rest = text.get(from..)?;
    let start = from + (rest.len() - rest.trim_start().len());
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    let token = |kind: TokenKind, length: usize| Token { kind, span: Span::new(start, start + length) };
    if first.is_ascii_digit() {
        return Some(number(rest, token));
    }
    if first.is_alphabetic() || first == '_' {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        return Some(token(TokenKind::Word, end));
    }
    if matches!(first, '"' | '\'' | '`') {
        return Some(match quoted(rest, first) {
            Some(length) => token(TokenKind::Text, length),
            None => token(TokenKind::OpenQuote, rest.len()),
        });
    }
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
    Some(mark.map_or_else(
        || token(TokenKind::Stray(first), first.len_utf8()),
        |mark| token(TokenKind::Mark(mark), mark.len()),
    ))
}

/// All tokens of `text` within `span`.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let scope = text.get(..span.end()).unwrap_or(text);
    let mut found = Vec::new();
    let mut at = span.start();
    while let Some(token) = next(scope, at) {
        at = token.span.end();
        found.push(token);
    }
    found
}

fn number(rest: &str, token: impl Fn(TokenKind, usize) -> Token) -> Token {
    let digits = |text: &str| text.find(|c: char| !(c.is_ascii_digit() || c == '_')).unwrap_or(text.len());
    let whole = digits(rest);
    let fraction = rest.get(whole..).and_then(|tail| tail.strip_prefix('.')).map_or(0, digits);
    match fraction {
        0 => token(TokenKind::Int, whole),
        length => token(TokenKind::Float, whole + 1 + length),
    }
}

/// The length of a text with its quotes; a backslash takes the next character along.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let found = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        found
    });
    end.map(|(at, _)| at + quote.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_tokens() {
        let text = r#"a.b|c(d="x }} \" y", e=-1.5) == [`q`, 7] ~ "open"#;
        let found: Vec<&str> =
            tokens(text, Span::new(0, text.len())).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(
            found,
            [
                "a",
                ".",
                "b",
                "|",
                "c",
                "(",
                "d",
                "=",
                r#""x }} \" y""#,
                ",",
                "e",
                "=",
                "-",
                "1.5",
                ")",
                "==",
                "[",
                "`q`",
                ",",
                "7",
                "]",
                "~",
                "\"open"
            ]
        );
    }
}
