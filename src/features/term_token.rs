//! The bytes of one term on a post: how it is replaced or taken out without touching anything else.

use crate::features::edits::{line_at, removal};
use crate::site::Model;
use crate::site::model::{TermSplit, TermUse};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, FrontMatter, ListForm, Node, Scalar, Value, ValueKind};
use crate::text::{Edit, Span};

/// The scalar that a term is, or is part of.
pub struct Token<'a> {
    term: &'a TermUse,
    format: Format,
    value: &'a Value,
    scalar: &'a Scalar,
    /// Whether it is an item of a list all by itself, so that it can be taken out.
    pub in_list: bool,
    /// Whether that list is in brackets.
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
    /// words; `None` where the term is one word of a text and `new` would be several.
    pub fn replacement(&self, model: &dyn Model, new: &str) -> Option<Edit> {
        let falls_apart = self.is_cut_at_spaces(model) && new.contains(char::is_whitespace);
        if self.term.span != self.scalar.inner {
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

    /// Whether the scalar is a text that is read as words; the key in the singular holds one term, spaces and all.
    pub fn is_cut_at_spaces(&self, model: &dyn Model) -> bool {
        let taxonomy = model.taxonomies().get(self.term.taxonomy);
        taxonomy.is_some_and(|taxonomy| {
            taxonomy.split == TermSplit::Spaces
                && self.key.is_some_and(|key| taxonomy.single_key.as_deref() != Some(key))
        })
    }

    /// The whole text that the term is, or is part of, and its bytes without quotes.
    pub fn text(&self) -> (&'a str, Span) {
        (&self.scalar.text, self.scalar.inner)
    }

    /// Its bytes with its quotes.
    pub fn span(&self) -> Span {
        self.value.span
    }

    /// The item with its dash or its comma.
    pub fn removal(&self, text: &str) -> Span {
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
