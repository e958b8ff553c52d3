//! From parser events to values. The parser repairs what it can, so that the tree is built even where errors are.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Source};

use super::explain;
use super::tables::{self, HeaderKind};
use crate::syntax::front_matter::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::front_matter::lines::{char_at, line_at, line_start};
use crate::syntax::front_matter::piece::{Piece, entries_mut};
use crate::syntax::front_matter::tree::{
    Entry, Key, List, ListForm, Map, MapForm, Scalar, ScalarStyle, Step, TableHeader, Value, ValueKind,
};
use crate::text::Span;

/// Deeper than any front matter that a person writes; bounds the recursion of everything that walks a tree.
const NESTING_LIMIT: u32 = 64;

/// What the parser says at that limit; it has no other mark.
const TOO_DEEP: &str = "cannot recurse further";

/// A dotted key longer than this would nest as deep as brackets may not.
const DOTTED_KEY_LIMIT: usize = 32;

const BOM: char = '\u{FEFF}';

/// Collects entries over several segments: a table header holds for all that follow it.
pub(super) struct Builder<'t> {
    text: &'t str,
    piece: Piece,
    current: Vec<Step>,
}

impl<'t> Builder<'t> {
    pub fn new(text: &'t str) -> Self {
        Builder { text, piece: Piece::default(), current: Vec::new() }
    }

    pub fn errors(&self) -> &[SyntaxError] {
        &self.piece.errors
    }

    /// Reads one segment.
    pub fn feed(&mut self, span: Span) {
        let raw = span.of(self.text);
        if raw.starts_with(BOM) {
            // The parser skips it as at the start of a file; here it is the first character of a key.
            let bom = Span::new(span.start(), span.start() + BOM.len_utf8());
            self.piece.errors.push(SyntaxError::new(bom, SyntaxErrorKind::BadKeyCharacter(BOM)));
        }
        let source = Source::new(raw);
        let tokens = source.lex().into_vec();
        let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
        let mut parse_errors: Vec<ParseError> = Vec::new();
        parse_document(&tokens, &mut RecursionGuard::new(&mut events, NESTING_LIMIT), &mut parse_errors);
        let known = self.piece.errors.len();
        let mut reader =
            Reader { text: self.text, source, base: span.start(), events: &events, errors: Vec::new() };
        self.document(&mut reader);
        self.piece.errors.append(&mut reader.errors);
        // Where the parser stops to go deeper, the rest makes no sense to the reader either.
        if let Some(error) = parse_errors.iter().find(|error| error.description().starts_with(TOO_DEEP)) {
            let at = error.unexpected().map_or(span, |found| found_at(found.start(), span));
            self.piece.errors.truncate(known);
            return self.piece.errors.push(SyntaxError::new(at, SyntaxErrorKind::TooDeep));
        }
        // What the reader has no words for is still an error.
        if self.piece.errors.len() == known
            && let Some(error) = parse_errors.first()
        {
            let at = found_at(error.unexpected().map_or(0, |found| found.start()), span);
            let kind = SyntaxErrorKind::Other(error.description().into());
            self.piece.errors.push(SyntaxError::new(at, kind));
        }
    }

    /// Hugo names the first line that does not fit into an array that was never closed (oracle fm/toml-unclosed-array).
    pub fn report_unclosed_at(&mut self, segment: Span, next: usize) {
        if let Some(error) = self.piece.errors.last_mut()
            && matches!(error.kind, SyntaxErrorKind::UnclosedFlow(_))
            && segment.covers(error.span)
        {
            error.reported_at = next;
        }
    }

    pub fn finish(mut self, inner: Span) -> Piece {
        tables::close(self.text, &mut self.piece.entries, &mut self.piece.headers, inner.end());
        self.piece
    }

    fn document(&mut self, reader: &mut Reader<'t, '_>) {
        while let Some(event) = reader.next(&mut self.piece.comments) {
            let span = reader.span(&event);
            match event.kind() {
                EventKind::StdTableOpen => self.header(reader, span, HeaderKind::Table),
                EventKind::ArrayTableOpen => self.header(reader, span, HeaderKind::Array),
                EventKind::SimpleKey => {
                    let (keys, value) = reader.entry(&event, &mut self.piece.comments);
                    let is_dash =
                        value.kind == ValueKind::Null && keys.iter().all(|key| key.text.starts_with('-'));
                    if !is_dash && let Some(entries) = entries_mut(&mut self.piece.entries, &self.current) {
                        tables::insert(entries, &keys, value);
                    }
                }
                EventKind::Error => reader.stray(span),
                _ => {}
            }
        }
    }

    fn header(&mut self, reader: &mut Reader<'t, '_>, opener: Span, kind: HeaderKind) {
        let mut keys = Vec::new();
        let mut closed = false;
        let mut end = opener.end();
        while let Some(event) = reader.peek() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(reader.key(&event)),
                EventKind::StdTableClose | EventKind::ArrayTableClose => closed = true,
                EventKind::KeySep | EventKind::Whitespace => {}
                _ => break,
            }
            end = reader.span(&event).end();
            reader.skip();
            if closed {
                break;
            }
        }
        let span = Span::new(opener.start(), end);
        if !closed {
            reader.errors.push(SyntaxError::new(span, SyntaxErrorKind::UnclosedHeader));
        }
        keys.truncate(DOTTED_KEY_LIMIT);
        let path = tables::open(&mut self.piece.entries, &keys, span, kind, &mut reader.errors);
        self.current.clone_from(&path);
        let name = match (keys.first(), keys.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::empty(opener.end()),
        };
        self.piece.headers.push(TableHeader { span, name, path, section: span });
    }
}

/// Walks over the events of one segment.
struct Reader<'t, 'e> {
    text: &'t str,
    source: Source<'t>,
    base: usize,
    events: &'e [Event],
    errors: Vec<SyntaxError>,
}

impl<'t> Reader<'t, '_> {
    /// The next event that matters; comments are put aside.
    fn next(&mut self, comments: &mut Vec<Span>) -> Option<Event> {
        loop {
            let event = self.peek()?;
            self.skip();
            match event.kind() {
                EventKind::Comment => comments.push(self.span(&event)),
                EventKind::Whitespace => {}
                _ => return Some(event),
            }
        }
    }

    fn peek(&self) -> Option<Event> {
        self.events.first().copied()
    }

    fn skip(&mut self) {
        self.events = self.events.get(1..).unwrap_or_default();
    }

    fn peek_kind(&self) -> Option<EventKind> {
        self.events.iter().map(Event::kind).find(|kind| *kind != EventKind::Whitespace)
    }

    fn span(&self, event: &Event) -> Span {
        Span::new(event.span().start(), event.span().end()).shift(self.base)
    }

    fn error(&mut self, span: Span, kind: SyntaxErrorKind) {
        self.errors.push(SyntaxError::new(span, kind));
    }

    fn key(&mut self, event: &Event) -> Key {
        let span = self.span(event);
        let mut text = Cow::Borrowed("");
        let mut failed: Option<ParseError> = None;
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut text, &mut failed);
        }
        let style = style_of(event.encoding());
        if failed.is_some() && !span.of(self.text).ends_with(':') {
            let kind = match style {
                Some(style) => explain::quoted(span.of(self.text), style, 0),
                None => explain::key(span.of(self.text)),
            };
            let shown = if span.is_empty() { char_at(self.text, span.start()) } else { span };
            self.error(shown, kind);
        }
        Key { span, inner: inner_of(self.text, span, style), text: text.as_ref().into() }
    }

    /// `key.key = value`, the first key being read already.
    fn entry(&mut self, first: &Event, comments: &mut Vec<Span>) -> (Vec<Key>, Value) {
        let mut keys = vec![self.key(first)];
        while self.peek_kind() == Some(EventKind::KeySep) {
            self.next(comments);
            if self.peek_kind() == Some(EventKind::SimpleKey)
                && let Some(event) = self.next(comments)
            {
                keys.push(self.key(&event));
            }
        }
        keys.truncate(DOTTED_KEY_LIMIT);
        let end = keys.last().map_or(0, |key| key.span.end());
        if self.peek_kind() != Some(EventKind::KeyValSep) {
            self.no_equals(&keys, end, comments);
            return (keys, Value::absent(end));
        }
        let equals = self.next(comments).map_or(Span::empty(end), |event| self.span(&event));
        let value = self.value(equals, comments);
        (keys, value)
    }

    fn no_equals(&mut self, keys: &[Key], end: usize, comments: &mut Vec<Span>) {
        let line = line_at(self.text, end).map_or(Span::empty(end), |line| line.span);
        let first = keys.first().map_or(Span::empty(end), |key| key.span);
        let kind = explain::no_equals(first.of(self.text), line.of(self.text));
        let span = if kind == SyntaxErrorKind::DashListInToml {
            first.join(line)
        } else {
            first.join(Span::empty(end))
        };
        let shown = span.of(self.text).trim_end().len();
        self.error(Span::new(span.start(), span.start() + shown), kind);
        while self.peek_kind() == Some(EventKind::Error) {
            self.next(comments);
        }
    }

    fn value(&mut self, after: Span, comments: &mut Vec<Span>) -> Value {
        match self.peek_kind() {
            Some(EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen) => {}
            _ => {
                self.error(after, SyntaxErrorKind::MissingValue);
                return Value::absent(after.end());
            }
        }
        let Some(event) = self.next(comments) else { return Value::absent(after.end()) };
        let span = self.span(&event);
        match event.kind() {
            EventKind::ArrayOpen => self.array(span, comments),
            EventKind::InlineTableOpen => self.inline_table(span, comments),
            _ if span.is_empty() => {
                self.error(after, SyntaxErrorKind::MissingValue);
                Value::absent(after.end())
            }
            _ => self.scalar(&event, span),
        }
    }

    fn scalar(&mut self, event: &Event, span: Span) -> Value {
        let raw = span.of(self.text);
        let mut text = Cow::Borrowed("");
        let mut failed: Option<ParseError> = None;
        let kind = self.source.get(event).map(|raw| raw.decode_scalar(&mut text, &mut failed));
        let style = match style_of(event.encoding()) {
            Some(style) => {
                if let Some(error) = &failed {
                    self.bad_quoted(raw, style, span, error);
                }
                style
            }
            None => {
                let known = if failed.is_none() { kind.and_then(bare_style) } else { None };
                explain::bare(raw, known).unwrap_or_else(|kind| {
                    // `x = 1 y = 2`: the `=` that follows is the error.
                    if !self.is_followed_by_equals() {
                        self.error(span, kind);
                    }
                    ScalarStyle::Bare
                })
            }
        };
        let text = match style {
            ScalarStyle::Bare => raw.into(),
            // Decoded, it has lost what tells its base.
            ScalarStyle::Integer if has_base(raw) => raw.replace('_', "").into(),
            _ => text.as_ref().into(),
        };
        let inner = inner_of(self.text, span, Some(style));
        Value::new(span, ValueKind::Scalar(Scalar { text, inner, style }))
    }

    fn is_followed_by_equals(&self) -> bool {
        let next = self.events.iter().find(|event| event.kind() != EventKind::Whitespace);
        next.is_some_and(|event| event.kind() == EventKind::Error && self.span(event).of(self.text) == "=")
    }

    fn bad_quoted(&mut self, raw: &str, style: ScalarStyle, span: Span, error: &ParseError) {
        let at = error.unexpected().map_or(span.start(), |found| found.start() + self.base);
        let kind = explain::quoted(raw, style, at.saturating_sub(span.start()));
        let shown = match kind {
            SyntaxErrorKind::BadEscape | SyntaxErrorKind::ControlCharacter => self.char_span(at, span),
            _ => Span::new(span.start(), span.start() + raw.trim_end().len()),
        };
        self.error(shown, kind);
    }

    /// The escape that the parser has stopped in, or the character at `at`.
    fn char_span(&self, at: usize, within: Span) -> Span {
        let before = Span::new(within.start(), at).of(self.text);
        if let Some(backslash) = before.rfind('\\')
            && before
                .get(backslash + 1..)
                .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_alphanumeric()))
        {
            let start = within.start() + backslash;
            let escaped = Span::new(start + 1, within.end()).of(self.text).chars().next();
            return Span::new(start, start + 1 + escaped.map_or(0, char::len_utf8));
        }
        let rest = Span::new(at.max(within.start()), within.end()).of(self.text);
        Span::new(at, at + rest.chars().next().map_or(0, char::len_utf8))
    }

    fn array(&mut self, open: Span, comments: &mut Vec<Span>) -> Value {
        let known = self.errors.len();
        let mut items = Vec::new();
        let mut end = open.end();
        while let Some(kind) = self.peek_kind() {
            match kind {
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                    let mut item = self.value(open, comments);
                    if item.kind == ValueKind::Null {
                        // What is not there stands behind what is, not at the bracket that the error names.
                        item.span = Span::empty(end);
                    }
                    end = end.max(item.span.end());
                    items.push(item);
                    continue;
                }
                _ => {}
            }
            let Some(event) = self.next(comments) else { break };
            let span = self.span(&event);
            match event.kind() {
                EventKind::ArrayClose => {
                    end = self.close(open, span, end, known).max(end);
                    break;
                }
                EventKind::ValueSep if span.is_empty() => self.missing_comma(span),
                EventKind::Error if span.of(self.text) == "," => {
                    self.error(span, SyntaxErrorKind::ExtraComma)
                }
                EventKind::Error => self.stray(span),
                _ => {}
            }
        }
        Value::new(Span::new(open.start(), end), ValueKind::List(List { items, form: ListForm::Flow }))
    }

    /// The end of a list or table in brackets. One that is never closed makes all other errors in it noise.
    fn close(&mut self, open: Span, close: Span, end: usize, known: usize) -> usize {
        if !close.is_empty() {
            return close.end();
        }
        self.errors.truncate(known);
        let bracket = open.of(self.text).chars().next().unwrap_or('[');
        self.error(open, SyntaxErrorKind::UnclosedFlow(bracket));
        end
    }

    fn missing_comma(&mut self, at: Span) {
        self.error(char_at(self.text, at.end()), SyntaxErrorKind::MissingComma);
    }

    fn inline_table(&mut self, open: Span, comments: &mut Vec<Span>) -> Value {
        let known = self.errors.len();
        let mut entries: Vec<Entry> = Vec::new();
        let mut end = open.end();
        let mut newline = None;
        while let Some(event) = self.next(comments) {
            let span = self.span(&event);
            match event.kind() {
                EventKind::SimpleKey => {
                    let (keys, value) = self.entry(&event, comments);
                    end = keys.last().map_or(end, |key| key.span.end()).max(value.span.end());
                    tables::insert(&mut entries, &keys, value);
                }
                EventKind::InlineTableClose => {
                    end = self.close(open, span, end, known).max(end);
                    break;
                }
                EventKind::Newline => _ = newline.get_or_insert(span),
                EventKind::ValueSep if span.is_empty() => self.missing_comma(span),
                EventKind::Error if span.of(self.text) == "," => {
                    self.error(span, SyntaxErrorKind::ExtraComma)
                }
                EventKind::Error => self.stray(span),
                _ => {}
            }
        }
        if newline.is_some() && self.errors.len() == known {
            self.error(open, SyntaxErrorKind::NewlineInInlineTable);
        }
        let map = Map { entries, form: MapForm::Flow, segments: Vec::new() };
        Value::new(Span::new(open.start(), end), ValueKind::Map(map))
    }

    /// Something that follows a finished value, or stands where a key is expected: one error for its whole line.
    fn stray(&mut self, span: Span) {
        let line = line_at(self.text, span.start()).map_or(span, |line| line.span);
        let rest = Span::new(span.start(), line.end());
        let len = rest.of(self.text).trim_end().len();
        let rest = Span::new(rest.start(), rest.start() + len);
        while let Some(event) = self.peek() {
            if event.kind() == EventKind::Newline || self.span(&event).start() >= rest.end() {
                break;
            }
            self.skip();
        }
        let content = rest.of(self.text);
        let kind = match content.chars().next() {
            Some(c @ (']' | '}')) => SyntaxErrorKind::UnexpectedClose(c),
            _ if content.contains('=') && line_start(self.text, rest.start()) != rest.start() => {
                SyntaxErrorKind::TwoOnOneLine
            }
            _ => SyntaxErrorKind::TextAfterValue,
        };
        self.error(rest, kind);
    }
}

fn style_of(encoding: Option<Encoding>) -> Option<ScalarStyle> {
    encoding.map(|encoding| match encoding {
        Encoding::LiteralString => ScalarStyle::SingleQuoted,
        Encoding::BasicString => ScalarStyle::DoubleQuoted,
        Encoding::MlLiteralString => ScalarStyle::MultilineSingle,
        Encoding::MlBasicString => ScalarStyle::MultilineDouble,
    })
}

/// Whether an integer is not decimal: `0x1F`.
fn has_base(raw: &str) -> bool {
    ["0x", "0o", "0b"].iter().any(|base| raw.starts_with(base))
}

fn bare_style(kind: ScalarKind) -> Option<ScalarStyle> {
    match kind {
        ScalarKind::String => None,
        ScalarKind::Boolean(_) => Some(ScalarStyle::Bool),
        ScalarKind::DateTime => Some(ScalarStyle::DateTime),
        ScalarKind::Float => Some(ScalarStyle::Float),
        ScalarKind::Integer(_) => Some(ScalarStyle::Integer),
    }
}

/// The text between the quotes; where the closing one is missing, up to the end.
fn inner_of(text: &str, span: Span, style: Option<ScalarStyle>) -> Span {
    let fence = match style {
        Some(ScalarStyle::SingleQuoted) => "'",
        Some(ScalarStyle::DoubleQuoted) => "\"",
        Some(ScalarStyle::MultilineSingle) => "'''",
        Some(ScalarStyle::MultilineDouble) => "\"\"\"",
        _ => return span,
    };
    let start = (span.start() + fence.len()).min(span.end());
    let is_closed = Span::new(start, span.end()).of(text).ends_with(fence);
    Span::new(start, if is_closed { span.end() - fence.len() } else { span.end() })
}

/// The place of an offset in the part `fed` to the parser.
fn found_at(offset: usize, fed: Span) -> Span {
    Span::empty((fed.start() + offset).min(fed.end()))
}
