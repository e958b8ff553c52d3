//! Finds the cursor among the parts of a bracketed value, and builds the answer.

use super::flow::{Flow, Node, Part, Token};
use super::place::{ItemForm, KeyForm, KeyPlace, Place, QuoteStyle, Separator, ValuePlace};
use super::style;
use crate::syntax::front_matter::lines::{line_at, line_start};
use crate::syntax::front_matter::tree::{Format, FrontMatter, Quote, Step};
use crate::text::Span;

/// The text around the cursor.
pub(super) struct Context<'t> {
    pub text: &'t str,
    pub front_matter: &'t FrontMatter,
    pub offset: usize,
}

impl Context<'_> {
    pub fn format(&self) -> Format {
        self.front_matter.format
    }

    /// What the cursor is in inside of `flow`, whose path is `path`.
    pub fn in_flow(&self, flow: &Flow, mut path: Vec<Step>) -> (Vec<Step>, Place) {
        let here = flow.parts.iter().rposition(|part| part.gap.touches(self.offset));
        let Some(index) = here.or(flow.parts.len().checked_sub(1)) else {
            return (path, Place::Text);
        };
        let Some(part) = flow.parts.get(index) else { return (path, Place::Text) };
        if !flow.is_map {
            let before = flow.parts.iter().take(index).filter(|part| !part.is_empty()).count();
            path.push(Step::Index(before));
        }
        if let Some(end) = part.separator_end
            && self.offset >= end
        {
            let key = part.key.map_or(String::new(), |key| style::decode(self.text, self.format(), key));
            path.push(Step::Key(key.into()));
            return self.in_node(part.value.as_ref(), end, path, None);
        }
        if let (Some(key), true) = (part.key, flow.is_map || part.separator_end.is_some()) {
            return (path, Place::Key(self.flow_key(flow, index, Some(key))));
        }
        if flow.is_map {
            return (path, Place::Key(self.flow_key(flow, index, None)));
        }
        self.in_node(part.value.as_ref(), part.gap.start(), path, Some((flow, index)))
    }

    fn in_node(
        &self,
        node: Option<&Node>,
        after: usize,
        path: Vec<Step>,
        list: Option<(&Flow, usize)>,
    ) -> (Vec<Step>, Place) {
        match node {
            Some(Node::Flow(flow)) if flow.open < self.offset && (self.offset < flow.end || !flow.closed) => {
                self.in_flow(flow, path)
            }
            Some(Node::Token(token)) if self.belongs(*token) => {
                let place = self.value(Some(*token), after, list);
                (path, Place::Value(place))
            }
            Some(Node::Flow(_)) => (path, Place::Text),
            _ => (path, Place::Value(self.value(None, after, list))),
        }
    }

    /// Whether the cursor is in the token or behind it with only blanks between.
    pub fn belongs(&self, token: Token) -> bool {
        let gap = self.text.get(token.span.end()..self.offset);
        let open_plain = token.quoted.is_none_or(|quoted| !quoted.closed);
        token.span.touches(self.offset)
            || (open_plain && gap.is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == '\t')))
    }

    fn value(&self, token: Option<Token>, after: usize, list: Option<(&Flow, usize)>) -> ValuePlace {
        let mut place = self.single(token, after);
        if let Some((flow, index)) = list {
            let others = flow.parts.iter().enumerate().filter(|(other, _)| *other != index);
            let tokens: Vec<Token> = others.filter_map(|(_, part)| item_token(part)).collect();
            place.item = Some(ItemForm::Flow);
            place.siblings =
                tokens.iter().map(|token| style::decode(self.text, self.format(), *token)).collect();
            place.style.list =
                style::usual(tokens.iter().map(|token| token.quoted.map(|quoted| quoted.quote)));
            place.needs_space_before = false;
        }
        place
    }

    /// A value that is no item, `after` being the end of the separator before it.
    pub fn single(&self, token: Option<Token>, after: usize) -> ValuePlace {
        let span = Span::empty(self.offset);
        let token = token.unwrap_or(Token { span, inner: span, quoted: None });
        let replace = self.replaced(token);
        ValuePlace {
            replace,
            token: token.span.join(replace),
            typed: Span::new(replace.start(), self.offset).of(self.text).to_owned(),
            quoted: token.quoted,
            item: None,
            siblings: Vec::new(),
            needs_space_before: self.offset == after && self.format() != Format::Json,
            style: QuoteStyle { list: None, document: self.document_style() },
        }
    }

    /// The text of the token, widened to the cursor before it (on the opening quote) or behind it (where no quote
    /// closes it). Behind a closing quote it does not reach the cursor, and nothing can be completed.
    fn replaced(&self, token: Token) -> Span {
        let is_open = token.quoted.is_none_or(|quoted| !quoted.closed);
        let end = if is_open { token.inner.end().max(self.offset) } else { token.inner.end() };
        Span::new(token.inner.start().min(self.offset), end)
    }

    pub fn document_style(&self) -> Option<Option<Quote>> {
        style::of_document(self.front_matter, self.offset)
    }

    fn flow_key(&self, flow: &Flow, index: usize, token: Option<Token>) -> KeyPlace {
        let others = flow.parts.iter().enumerate().filter(|(other, _)| *other != index);
        let siblings = others
            .filter_map(|(_, part)| part.key)
            .map(|key| style::decode(self.text, self.format(), key))
            .collect();
        let separator = match flow.parts.get(index).and_then(|part| part.separator_end) {
            Some(_) => Separator::Present,
            None => Separator::Missing,
        };
        let form = if self.format() == Format::Json { KeyForm::Entry } else { KeyForm::Flow };
        self.key(token.filter(|token| self.belongs(*token)), siblings, separator, form)
    }

    /// A key, or the place for one at the cursor.
    pub fn key(
        &self,
        token: Option<Token>,
        siblings: Vec<String>,
        separator: Separator,
        form: KeyForm,
    ) -> KeyPlace {
        let span = Span::empty(self.offset);
        let token = token.unwrap_or(Token { span, inner: span, quoted: None });
        let replace = self.replaced(token);
        let start = line_start(self.text, self.offset);
        let line = line_at(self.text, start).map_or(span, |line| line.span);
        let before = Span::new(start, token.span.start()).of(self.text);
        let after = Span::new(token.span.end(), line.end()).of(self.text);
        let indent = before.len() - before.trim_start().len();
        KeyPlace {
            replace,
            typed: Span::new(replace.start(), self.offset).of(self.text).to_owned(),
            quoted: token.quoted,
            siblings,
            indent: before.get(..indent).unwrap_or("").to_owned(),
            is_new_line: before.trim().is_empty() && after.trim().is_empty(),
            separator,
            form,
        }
    }
}

fn item_token(part: &Part) -> Option<Token> {
    match (&part.key, &part.value) {
        (None, Some(Node::Token(token))) if !token.inner.is_empty() => Some(*token),
        _ => None,
    }
}
