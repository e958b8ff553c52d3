//! The bytes of one term on a post: how it is replaced or taken out without touching anything else.

use crate::features::edits::{line_at, removal};
use crate::site::Model;
use crate::site::model::{TermSplit, TermUse};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, FrontMatter, ListForm, MapForm, Node, Scalar, Value, ValueKind};
use crate::text::{Edit, Span};

/// The scalar that a term is, or is part of.
pub struct Token<'a> {
    term: &'a TermUse,
    format: Format,
    value: &'a Value,
    scalar: &'a Scalar,
    /// Whether it is an item of a list all by itself, so that it can be taken out.
    pub in_list: bool,
    /// Whether it stands in brackets or braces, where commas separate.
    pub in_brackets: bool,
    /// The key that the scalar alone is the value of.
    key: Option<&'a str>,
}

impl<'a> Token<'a> {
    /// The scalar at the place of a term; `None` when the front matter is not the one that the term was read from.
    pub fn find(front_matter: &'a FrontMatter, term: &'a TermUse) -> Option<Token<'a>> {
        let nodes = front_matter.nodes_at(term.span.start());
        let value = nodes.last()?.value();
        let parent = nodes.len().checked_sub(2).and_then(|at| nodes.get(at)).map(|node| node.value());
        let in_brackets = parent.is_some_and(|value| match &value.kind {
            ValueKind::List(list) => list.form == ListForm::Flow,
            ValueKind::Map(map) => map.form == MapForm::Flow,
            _ => false,
        });
        let in_list = matches!(nodes.last()?, Node::Item(..)) && value.scalar()?.inner == term.span;
        let key = match nodes.last()? {
            Node::Entry(entry) => Some(&*entry.key.text),
            Node::Item(..) => None,
        };
        let format = front_matter.format;
        Some(Token { term, format, value, scalar: value.scalar()?, in_list, in_brackets, key })
    }

    /// The edit that writes `new` in its place, quoted only if needed, and as a list where a text would fall apart into
    /// several terms; `None` where the term is one of several in a text, or the format has no lists, and `new` would be
    /// more than one.
    pub fn replacement(&self, model: &dyn Model, new: &str) -> Option<Edit> {
        let falls_apart = self.split(model).breaks(new);
        if self.is_part() || (falls_apart && self.format == Format::Metadata) {
            return (!falls_apart).then(|| Edit::replace(self.term.span, new));
        }
        if falls_apart {
            let place = WritePlace {
                format: self.format,
                around: Around::Brackets,
                preferred: self.scalar.style.quote(),
            };
            return Some(Edit::replace(self.value.span, format!("[{}]", write::value(new, place))));
        }
        let quote = self.scalar.style.quote();
        let inside = quote.and_then(|quote| write::inside_quotes(new, self.format, quote));
        Some(match inside {
            Some(inner) => Edit::replace(self.scalar.inner, inner),
            None => {
                let around = if self.in_brackets { Around::Brackets } else { Around::Line };
                let place = WritePlace { format: self.format, around, preferred: quote };
                Edit::replace(self.value.span, write::value(new, place))
            }
        })
    }

    /// How the scalar is cut into terms; an item of a list and the key in the singular hold one term, spaces and all.
    pub fn split(&self, model: &dyn Model) -> TermSplit {
        let taxonomy = model.taxonomies().get(self.term.taxonomy);
        let of_key = |key| taxonomy.filter(|taxonomy| taxonomy.single_key.as_deref() != Some(key));
        self.key.and_then(of_key).map_or(TermSplit::Whole, |taxonomy| taxonomy.split)
    }

    /// Whether the scalar holds more than this term.
    fn is_part(&self) -> bool {
        self.term.span != self.scalar.inner
    }

    /// The whole text that the term is, or is part of, and its bytes without quotes.
    pub fn text(&self) -> (&'a str, Span) {
        (&self.scalar.text, self.scalar.inner)
    }

    /// Its bytes with its quotes.
    pub fn span(&self) -> Span {
        self.value.span
    }

    /// The bytes to delete so that the term goes: the item with its dash or its comma, or the part of a text with what
    /// stands between it and the next; `None` for a value that is this term alone.
    pub fn removal(&self, model: &dyn Model, text: &str) -> Option<Span> {
        match (self.in_list, self.is_part()) {
            (true, _) => Some(self.item(text)),
            (false, true) => self.part(model),
            (false, false) => None,
        }
    }

    fn part(&self, model: &dyn Model) -> Option<Span> {
        let terms = self.split(model).terms(&self.scalar.text);
        let own = self.term.span;
        let start = self.scalar.inner.start();
        let at = terms.iter().position(|term| term.shift(start) == own)?;
        match (at.checked_sub(1).and_then(|before| terms.get(before)), terms.get(at + 1)) {
            (Some(before), _) => Some(Span::new(before.shift(start).end(), own.end())),
            (None, Some(next)) => Some(Span::new(own.start(), next.shift(start).start())),
            (None, None) => None,
        }
    }

    fn item(&self, text: &str) -> Span {
        let span = self.value.span;
        if self.in_brackets {
            return removal(text, span);
        }
        let line = line_at(text, span.start());
        let before = Span::new(line.start(), span.start()).of(text);
        let dash = before.trim_end().strip_suffix('-').map_or(span.start(), |rest| line.start() + rest.len());
        removal(text, Span::new(dash, span.end()))
    }
}
