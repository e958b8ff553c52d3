//! From the parser's error to what the writer did.

use granit_parser::ErrorKind;

use super::trimmed;
use crate::syntax::front_matter::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::front_matter::lines::{line_at, line_start};
use crate::syntax::front_matter::tree::Quote;
use crate::text::Span;

/// The problem in the segment `span`, which the parser found at byte `at`.
pub(super) fn explain(text: &str, span: Span, kind: &ErrorKind, at: usize) -> SyntaxError {
    use ErrorKind as E;
    // Behind a byte order mark the parser counts some bytes too few, which may lead into a character.
    let at = text.floor_char_boundary(at);
    let place = Place::new(text, span, at);
    match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            place.quote()
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => place.escape(),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            place.to_line_end(SyntaxErrorKind::TextAfterValue)
        }
        E::MappingValueNotAllowed => place.colon(),
        E::UnclosedFlowCollection { open } => {
            SyntaxError::new(Span::new(at, at + 1), SyntaxErrorKind::UnclosedFlow(*open))
        }
        E::MismatchedFlowCollectionEnd { close, .. } => place.wrong_close(*close),
        E::MisplacedFlowCollectionEnd if !place.is_value_start() => {
            let close = place.char().unwrap_or(']');
            place.one_char(SyntaxErrorKind::UnexpectedClose(close))
        }
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => {
            place.tab()
        }
        E::SimpleKeyExpected => explain_line(text, place.line),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => {
            place.to_line_end(SyntaxErrorKind::BlockHeader(place.char().unwrap_or('|')))
        }
        E::BlockSequenceEntryNotAllowed if place.is_value_start() => {
            place.to_line_end(SyntaxErrorKind::DashInValue)
        }
        E::RecursionLimitExceeded => place.one_char(SyntaxErrorKind::TooDeep),
        E::ExpectedBlockMappingKey | E::ExpectedDocumentStart => place.after_value(),
        other => place.other(other),
    }
}

/// The problem of a line that has no key.
pub(super) fn explain_line(text: &str, line: Span) -> SyntaxError {
    let line = trimmed(text, line);
    let content = line.of(text);
    let key_len = content.len()
        - content.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')).len();
    let after = content.get(key_len..).unwrap_or("");
    let at = line.start() + key_len;
    let mut chars = after.chars();
    match (chars.next(), chars.next()) {
        _ if key_len == 0 => SyntaxError::new(line, SyntaxErrorKind::MissingColon),
        (Some('：'), _) => {
            SyntaxError::new(Span::new(at, at + '：'.len_utf8()), SyntaxErrorKind::FullWidthColon)
        }
        (Some(':'), Some(c)) if c.is_whitespace() && !c.is_ascii() => {
            SyntaxError::new(Span::new(at + 1, at + 1 + c.len_utf8()), SyntaxErrorKind::WideSpace(c))
        }
        (Some(':'), Some(c)) if c != '/' => {
            SyntaxError::new(Span::new(line.start(), at + 1), SyntaxErrorKind::MissingColonSpace)
        }
        _ if after.trim_start().starts_with('=') => {
            let equals = at + (after.len() - after.trim_start().len());
            SyntaxError::new(Span::new(equals, equals + 1), SyntaxErrorKind::EqualsInYaml)
        }
        _ => SyntaxError::new(line, SyntaxErrorKind::MissingColon),
    }
}

/// Where an error was found.
struct Place<'t> {
    text: &'t str,
    segment: Span,
    at: usize,
    line: Span,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, segment: Span, at: usize) -> Self {
        let start = line_start(text, at);
        let line = line_at(text, start).map_or(Span::empty(at), |line| line.span);
        // The error at the end of a segment belongs to its last line, not to the next segment.
        Place { text, segment, at: at.min(segment.end()), line }
    }

    fn char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn before(&self) -> &'t str {
        Span::new(self.line.start(), self.at).of(self.text)
    }

    /// Whether `at` is the first character behind `key:` or a dash.
    fn is_value_start(&self) -> bool {
        let before = self.before().trim_end();
        before.len() < self.before().len() && before.ends_with([':', '-'])
    }

    fn one_char(&self, kind: SyntaxErrorKind) -> SyntaxError {
        let len = self.char().map_or(0, char::len_utf8);
        SyntaxError::new(Span::new(self.at, self.at + len), kind)
    }

    /// The parser names the opening bracket.
    fn wrong_close(&self, close: char) -> SyntaxError {
        let rest = Span::new(self.at, self.segment.end()).of(self.text);
        let at = self.at + rest.find(close).unwrap_or(0);
        SyntaxError::new(Span::new(at, at + 1), SyntaxErrorKind::UnexpectedClose(close))
    }

    fn to_line_end(&self, kind: SyntaxErrorKind) -> SyntaxError {
        let end = self.line.end().max(self.at);
        SyntaxError::new(trimmed(self.text, Span::new(self.at, end)), kind)
    }

    fn quote(&self) -> SyntaxError {
        match Quote::at(self.text, self.at) {
            Some(quote) => self.to_line_end(SyntaxErrorKind::UnterminatedQuote(quote)),
            None => self.to_line_end(SyntaxErrorKind::BadIndent),
        }
    }

    /// The parser and Hugo name the opening quote; the writer looks for the backslash.
    fn escape(&self) -> SyntaxError {
        let rest = Span::new(self.at, self.segment.end()).of(self.text);
        let mut chars = rest.char_indices();
        while let Some((index, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let next = chars.next().map_or('\0', |(_, c)| c);
            if !is_escape(next, rest.get(index + 2..).unwrap_or("")) {
                let start = self.at + index;
                let end = (start + 1 + next.len_utf8()).min(self.segment.end());
                return SyntaxError::new(Span::new(start, end), SyntaxErrorKind::BadEscape)
                    .reported_at(self.at);
            }
        }
        self.to_line_end(SyntaxErrorKind::BadEscape)
    }

    /// A second `: ` on a line is a value that needs quotes; the first one is a line indented below a value.
    fn colon(&self) -> SyntaxError {
        let content = self.line.of(self.text);
        let first = content.find(": ").map(|at| self.line.start() + at);
        if let Some(first) = first
            && first < self.at
        {
            let value = Span::new(first + 1, self.line.end());
            return SyntaxError::new(trimmed(self.text, value), SyntaxErrorKind::ColonInValue);
        }
        let error = SyntaxError::new(trimmed(self.text, self.line), SyntaxErrorKind::BadIndent);
        // Hugo names the value that the line would continue (oracle fm/yaml-bad-indent).
        let above = Span::new(self.segment.start(), self.line.start()).of(self.text).trim_end();
        error.reported_at(self.segment.start() + above.len().saturating_sub(1))
    }

    fn tab(&self) -> SyntaxError {
        let content = self.line.of(self.text);
        let blanks = content.len() - content.trim_start_matches([' ', '\t']).len();
        // Behind a byte order mark it may be the line before the one with the tab.
        let Some(tab) = content.find('\t') else { return self.to_line_end(SyntaxErrorKind::TabIndent) };
        let start = self.line.start() + tab;
        let end = (self.line.start() + blanks).max(start + 1);
        SyntaxError::new(Span::new(start, end), SyntaxErrorKind::TabIndent)
    }

    /// Something behind a finished value: on its line, or on a line that is indented like no other.
    fn after_value(&self) -> SyntaxError {
        let before = self.before().trim_end();
        if self.value().starts_with("{{") {
            let start = self.at - self.before().len() + self.before().find("{{").unwrap_or(0);
            return SyntaxError::new(Span::new(start, self.at), SyntaxErrorKind::TemplateInValue);
        }
        if before.ends_with([']', '}', '"', '\'']) {
            return self.to_line_end(SyntaxErrorKind::TextAfterValue);
        }
        if before.is_empty() {
            let error = SyntaxError::new(trimmed(self.text, self.line), SyntaxErrorKind::BadIndent);
            return error;
        }
        self.to_line_end(SyntaxErrorKind::TextAfterValue)
    }

    fn value(&self) -> &'t str {
        self.before().split_once(": ").map_or("", |(_, value)| value.trim_start())
    }

    /// The parser's kinds that follow from a character at a place where it may not stand.
    fn other(&self, kind: &ErrorKind) -> SyntaxError {
        if let Some(open) = self.open_bracket() {
            let c = self.char_at(open);
            let in_flow_start = self.before().trim_end().ends_with(['[', '{', ',']);
            return match self.char() {
                Some(',') => self.one_char(SyntaxErrorKind::ExtraComma),
                Some(c) if in_flow_start && is_reserved(c) => {
                    self.one_char(SyntaxErrorKind::ReservedStart(c))
                }
                _ if self.closes_later(open) => self.to_line_end(SyntaxErrorKind::MissingComma),
                _ => SyntaxError::new(Span::new(open, open + 1), SyntaxErrorKind::UnclosedFlow(c))
                    .reported_at(self.at),
            };
        }
        match self.char() {
            Some(c) if is_reserved(c) && (self.is_value_start() || self.before().trim().is_empty()) => {
                let kind = if c == '%' && self.before().is_empty() {
                    SyntaxErrorKind::Directive
                } else {
                    SyntaxErrorKind::ReservedStart(c)
                };
                self.one_char(kind)
            }
            _ if is_indent_kind(kind) => {
                SyntaxError::new(trimmed(self.text, self.line), SyntaxErrorKind::BadIndent)
            }
            _ => self.to_line_end(SyntaxErrorKind::Other(kind.to_string().into())),
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('[')
    }

    /// The innermost bracket that is open at the error.
    fn open_bracket(&self) -> Option<usize> {
        let mut open = Vec::new();
        let mut quote = None;
        let mut previous = ' ';
        let before = Span::new(self.segment.start(), self.at).of(self.text);
        for (index, c) in before.char_indices() {
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if !previous.is_alphanumeric() => quote = Some(c),
                (None, '[' | '{') => open.push(self.segment.start() + index),
                (None, ']' | '}') => _ = open.pop(),
                _ => {}
            }
            previous = c;
        }
        open.pop()
    }

    fn closes_later(&self, open: usize) -> bool {
        let close = if self.char_at(open) == '{' { '}' } else { ']' };
        Span::new(self.at, self.segment.end()).of(self.text).contains(close)
    }
}

/// Characters that start something else than a plain value.
fn is_reserved(c: char) -> bool {
    matches!(c, '@' | '`' | '%' | '&' | '*' | '!' | '?' | '#' | ',' | '[' | ']' | '{' | '}' | '|' | '>' | '-')
}

fn is_indent_kind(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(
        kind,
        E::InvalidIndentation
            | E::BlockSequenceEntryNotAllowed
            | E::ExpectedBlockSequenceEntry
            | E::UnexpectedEofBlockMapping
            | E::UnexpectedEofBlockSequence
            | E::InvalidBlockScalarIndent
            | E::InvalidFlowScalarIndent
            | E::InvalidSimpleKey
    )
}

/// Whether `\c`, followed by `rest`, is an escape of YAML.
fn is_escape(c: char, rest: &str) -> bool {
    let hex =
        |count: usize| rest.len() >= count && rest.bytes().take(count).all(|byte| byte.is_ascii_hexdigit());
    match c {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_'
        | 'L' | 'P' => true,
        '\n' | '\r' => true,
        _ => false,
    }
}
