//! From parser events to values, for a document or a segment that parses.

use granit_parser::{Event, Options, Parser, ScanError, StrInput, StructureStyle, options};
use smol_str::SmolStr;

use crate::syntax::front_matter::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::front_matter::lines::{char_at, line_start};
use crate::syntax::front_matter::piece::Piece;
use crate::syntax::front_matter::tree::{
    Entry, Key, List, ListForm, Map, MapForm, Props, Quote, Scalar, ScalarStyle, Value, ValueKind,
};
use crate::text::Span;

/// Deeper than any front matter that a person writes; bounds the recursion of everything that walks a tree.
const NESTING_LIMIT: usize = 64;

/// The parser holds comments back until it knows what they belong to; a commented-out half of a long front matter
/// must not become an error.
const COMMENT_LIMIT: usize = 10_000;

/// What the document is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Root {
    /// Keys and values, now in the piece.
    Map,
    /// A list.
    List,
    /// A text.
    Scalar,
    /// An explicit `null` or `~`.
    Null,
    /// Nothing but comments.
    Empty,
}

type Built<T> = Result<T, ScanError>;

/// Parses `span` of `text` as one document; the parser's error when it is not well formed.
pub(super) fn build(text: &str, span: Span) -> Built<(Root, Piece)> {
    let mut builder = Builder {
        text,
        base: span.start(),
        events: Parser::new_from_str_with_options(span.of(text), parser_options()),
        piece: Piece::default(),
        last: span.start(),
    };
    let root = builder.document()?;
    Ok((root, builder.piece))
}

fn parser_options() -> Options {
    options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        // A mark pasted into a title is content to every generator.
        bom_inside_document_as_content: true,
        max_buffered_comment_events: COMMENT_LIMIT,
        flow_nesting_limit: NESTING_LIMIT,
        block_nesting_limit: NESTING_LIMIT,
    }
}

struct Builder<'t> {
    text: &'t str,
    base: usize,
    events: Parser<'t, StrInput<'t>>,
    piece: Piece,
    /// End of the last key, value or property.
    last: usize,
}

impl<'t> Builder<'t> {
    fn document(&mut self) -> Built<Root> {
        let mut root = Root::Empty;
        while let Some((event, span)) = self.next()? {
            if event.is_node() && root == Root::Empty {
                root = self.root(event, span)?;
            }
        }
        Ok(root)
    }

    fn root(&mut self, event: Event<'t>, span: granit_parser::Span) -> Built<Root> {
        let value = self.node(event, span)?;
        Ok(match value.kind {
            ValueKind::Map(map) => {
                self.piece.entries = map.entries;
                Root::Map
            }
            ValueKind::List(_) => Root::List,
            ValueKind::Null => Root::Empty,
            ValueKind::Scalar(scalar)
                if scalar.style == ScalarStyle::Plain
                    && matches!(scalar.text.as_str(), "~" | "null" | "Null" | "NULL") =>
            {
                Root::Null
            }
            ValueKind::Scalar(_) | ValueKind::Alias(_) => Root::Scalar,
        })
    }

    /// The next event that is no comment; `None` at the end.
    fn next(&mut self) -> Built<Option<(Event<'t>, granit_parser::Span)>> {
        loop {
            match self.events.next_event().transpose()? {
                Some((Event::Comment(..), span)) => {
                    let span = self.span(span);
                    self.piece.comments.push(span);
                }
                Some((Event::StreamEnd, _)) | None => return Ok(None),
                Some(event) => return Ok(Some(event)),
            }
        }
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        Span::from(span.byte_range().unwrap_or(0..0)).shift(self.base)
    }

    fn node(&mut self, event: Event<'t>, raw: granit_parser::Span) -> Built<Value> {
        let span = self.span(raw);
        let props = self.props(&event, raw)?;
        let mut value = match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(style, ..) => self.sequence(style, span)?,
            Event::MappingStart(style, ..) => self.mapping(style, span)?,
            Event::Alias(_) => {
                let name = span.of(self.text).trim_start_matches('*');
                Value::new(span, ValueKind::Alias(name.into()))
            }
            Event::UnresolvedAlias(name) => {
                self.piece.unresolved.push((name.as_ref().into(), span));
                Value::new(span, ValueKind::Alias(name.as_ref().into()))
            }
            _ => Value::absent(span.start()),
        };
        if let Some(props) = &props {
            self.check_anchor(props, &value);
        }
        value.props = props;
        self.last = self.last.max(value.span.end());
        Ok(value)
    }

    fn props(&mut self, event: &Event<'t>, raw: granit_parser::Span) -> Built<Option<Box<Props>>> {
        let tag = event.tag().map(|tag| {
            let span = raw.tag_span().map_or(Span::default(), |span| self.span(span));
            (SmolStr::from(tag.original()), span)
        });
        let anchor = match event.anchor_id() {
            Some(_) => match self.events.next_event().transpose()? {
                Some((Event::Anchor(_, name), span)) => Some((SmolStr::from(name.as_ref()), self.span(span))),
                _ => None,
            },
            None => None,
        };
        if tag.is_none() && anchor.is_none() {
            return Ok(None);
        }
        let ends = tag.iter().chain(&anchor).map(|(_, span)| span.end());
        self.last = ends.fold(self.last, usize::max);
        Ok(Some(Box::new(Props { tag, anchor })))
    }

    fn check_anchor(&mut self, props: &Props, value: &Value) {
        let Some((name, span)) = &props.anchor else { return };
        self.piece.anchors.insert(name.clone());
        if value.kind == ValueKind::Null {
            let kind = SyntaxErrorKind::EmptyAnchor(name.clone());
            self.piece.errors.push(SyntaxError::new(*span, kind));
        }
    }

    fn scalar(&mut self, text: &str, style: granit_parser::ScalarStyle, span: Span) -> Value {
        use granit_parser::ScalarStyle as Granit;
        let style = match style {
            Granit::Plain => ScalarStyle::Plain,
            Granit::SingleQuoted => ScalarStyle::SingleQuoted,
            Granit::DoubleQuoted => ScalarStyle::DoubleQuoted,
            Granit::Literal => ScalarStyle::Literal,
            Granit::Folded => ScalarStyle::Folded,
        };
        // The parser's way to say that nothing was written.
        if style == ScalarStyle::Plain && span.is_empty() {
            return Value::absent(self.last.max(span.start()));
        }
        let (span, inner) = match style {
            ScalarStyle::Plain => (span, span),
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_scalar(span),
            _ => (span, Span::new(span.start() + 1, span.end().saturating_sub(1))),
        };
        Value::new(span, ValueKind::Scalar(Scalar { text: text.into(), inner, style }))
    }

    /// The parser's span of a block scalar starts behind the first indentation and ends behind the last line break.
    /// The value starts at its `|` or `>` and ends with its text; its inner holds whole lines.
    fn block_scalar(&self, content: Span) -> (Span, Span) {
        let before = Span::new(self.last, content.start()).of(self.text);
        let header = before.find(['|', '>']).map_or(content.start(), |at| self.last + at);
        let trimmed = content.of(self.text).trim_end().len();
        let end = (content.start() + trimmed).max(header);
        let first = line_start(self.text, content.start()).max(header);
        (Span::new(header, end), Span::new(first.min(end), end))
    }

    fn sequence(&mut self, style: StructureStyle, start: Span) -> Built<Value> {
        self.last = self.last.max(start.end());
        let mut items: Vec<Value> = Vec::new();
        let mut end = start.end();
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::SequenceEnd) {
                if style == StructureStyle::Flow {
                    end = self.span(span).end();
                    self.last = end;
                }
                break;
            }
            let mut item = self.node(event, span)?;
            if item.kind == ValueKind::Null {
                // Never before the list or the item before: lists may begin on one line.
                item.span = Span::empty(self.absent_item(item.span, style).start().max(end));
            }
            end = end.max(item.span.end());
            items.push(item);
        }
        let form = if style == StructureStyle::Flow { ListForm::Flow } else { ListForm::Block };
        Ok(Value::new(Span::new(start.start(), end), ValueKind::List(List { items, form })))
    }

    /// An empty item stands right behind its dash, not behind the comment that follows it.
    fn absent_item(&self, span: Span, style: StructureStyle) -> Span {
        let start = line_start(self.text, span.start());
        let before = Span::new(start, span.start()).of(self.text);
        match before.find('-') {
            Some(dash) if style == StructureStyle::Block && before.trim_start().starts_with('-') => {
                Span::empty(start + dash + 1)
            }
            _ => span,
        }
    }

    fn mapping(&mut self, style: StructureStyle, start: Span) -> Built<Value> {
        self.last = self.last.max(start.end());
        let mut entries: Vec<Entry> = Vec::new();
        let mut end = start.end();
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                if style == StructureStyle::Flow {
                    end = self.span(span).end();
                    self.last = end;
                }
                break;
            }
            let entry = self.entry(event, span)?;
            end = end.max(entry.span.end());
            entries.push(entry);
        }
        let form = if style == StructureStyle::Flow { MapForm::Flow } else { MapForm::Block };
        let map = Map { entries, form, segments: Vec::new() };
        Ok(Value::new(Span::new(start.start(), end), ValueKind::Map(map)))
    }

    fn entry(&mut self, event: Event<'t>, span: granit_parser::Span) -> Built<Entry> {
        let key = self.node(event, span)?;
        let key = self.key(key);
        self.last = key.span.end();
        let after = self.text.get(key.span.end()..).unwrap_or("");
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let colon = after.get(blanks..).is_some_and(|rest| rest.starts_with(':'));
        if colon {
            self.last = key.span.end() + blanks + 1;
        }
        let absent_at = self.last;
        let mut value = match self.next()? {
            Some((event, span)) => self.node(event, span)?,
            None => Value::absent(absent_at),
        };
        if value.kind == ValueKind::Null && value.props.is_none() {
            value.span = Span::empty(absent_at);
        }
        Ok(Entry { span: key.span.join(value.span), key, value })
    }

    fn key(&mut self, value: Value) -> Key {
        let span = value.span;
        match value.kind {
            ValueKind::Scalar(scalar) => Key { span, inner: scalar.inner, text: scalar.text },
            ValueKind::Null => {
                self.piece
                    .errors
                    .push(SyntaxError::new(char_at(self.text, span.start()), SyntaxErrorKind::MissingKey));
                Key { span, inner: span, text: SmolStr::default() }
            }
            ValueKind::Alias(_) => Key { span, inner: span, text: span.of(self.text).into() },
            ValueKind::List(_) | ValueKind::Map(_) => {
                self.complex_key(span);
                Key { span, inner: span, text: span.of(self.text).into() }
            }
        }
    }

    /// A map as a key is mostly a template that was not put in quotes: `{{ x }}`.
    fn complex_key(&mut self, span: Span) {
        let before = self.text.get(..span.start()).unwrap_or("");
        let is_template = span.of(self.text).starts_with('{') && before.ends_with('{');
        let (span, kind) = if is_template {
            (Span::new(span.start() - 1, span.end()), SyntaxErrorKind::TemplateInValue)
        } else {
            (span, SyntaxErrorKind::ComplexKey)
        };
        self.piece.errors.push(SyntaxError::new(span, kind));
    }
}

impl Quote {
    /// The quote that byte `at` of `text` is, if it is one.
    pub(super) fn at(text: &str, at: usize) -> Option<Self> {
        text.get(at..)?.chars().next().and_then(Quote::from_char)
    }
}
