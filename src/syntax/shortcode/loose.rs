//! A forgiving reader of words and `key=value` pairs: for Liquid and Nunjucks, and for tags that are broken or half
//! typed in any other grammar. It has no errors.

use super::call::{Arg, ArgName, CallKind, Quote};
use super::dialect::{Closing, Dialect, Grammar};
use crate::text::Span;
use smol_str::SmolStr;

/// A tag as far as it can be told.
#[derive(Debug)]
pub(super) struct Loose {
    /// The name, without the mark of a closing tag; empty when there is none.
    pub name: Span,
    /// The word in front of the name that calls it.
    pub caller: Option<Span>,
    /// What the tag does.
    pub kind: CallKind,
    /// Its arguments.
    pub args: Vec<Arg>,
}

/// Reads the content of a tag, which is what `content` covers of `text`.
pub(super) fn read(text: &str, content: Span, dialect: &Dialect) -> Loose {
    let text = text.get(..content.end()).unwrap_or(text);
    let mut reader = Reader { text, pos: content.start(), dialect, calls: false };
    let (mut name, mut kind) = reader.name();
    let calls = kind == CallKind::Open && dialect.callers.contains(&name.of(text));
    let caller = calls.then_some(name);
    if calls {
        reader.calls = true;
        name = reader.called();
    }
    let mut args = Vec::new();
    while let Some(arg) = reader.arg() {
        args.push(arg);
    }
    if reader.closes_itself() && kind == CallKind::Open {
        kind = CallKind::SelfClosing;
    }
    Loose { name, caller, kind, args }
}

struct Reader<'t> {
    text: &'t str,
    pos: usize,
    dialect: &'t Dialect,
    /// Whether a word in front of the name calls it. Then arguments are read as Jekyll's `include` reads them
    /// (lib/jekyll/tags/include.rb, `VALID_SYNTAX`): with blanks around `=`, and quotes in quotes behind a backslash.
    calls: bool,
}

impl Reader<'_> {
    fn name(&mut self) -> (Span, CallKind) {
        let opens = |c: char| c == '<' && self.dialect.grammar == Grammar::Component;
        self.skip(|c| c.is_whitespace() || opens(c));
        let mut kind = CallKind::Open;
        if self.dialect.closing == Closing::Slash && self.peek() == Some('/') {
            kind = CallKind::Close;
            self.skip(|c| c == '/' || c.is_whitespace());
        }
        let start = self.pos;
        self.skip(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.'));
        let whole = Span::new(start, self.pos);
        match (self.dialect.closing, whole.of(self.text)) {
            (Closing::Word(word), found) if found == word => (Span::empty(whole.end()), CallKind::Close),
            (Closing::Prefix(prefix), found) if found.len() > prefix.len() && found.starts_with(prefix) => {
                (Span::new(whole.start() + prefix.len(), whole.end()), CallKind::Close)
            }
            _ => (self.without_self_closing(whole), kind),
        }
    }

    /// The name of a file behind the word that calls it; empty, one blank behind that word, when it is missing or
    /// computed: `{{ page.box }}`. A blank may be of three bytes.
    fn called(&mut self) -> Span {
        let behind = self.pos + self.peek().map_or(0, char::len_utf8);
        self.skip(char::is_whitespace);
        let start = self.pos;
        self.skip(|c| c.is_alphanumeric() || "_/.-()+~#@".contains(c));
        let name = Span::new(start, self.pos);
        let ends = self.rest().chars().next().is_none_or(char::is_whitespace);
        if name.is_empty() || !ends {
            self.pos = self.text.len();
            return Span::empty(behind);
        }
        name
    }

    /// `note/` at the end of a tag is a name and a slash that was typed a blank too early.
    fn without_self_closing(&mut self, name: Span) -> Span {
        let glued = self.dialect.closing == Closing::Slash
            && name.of(self.text).ends_with('/')
            && self.rest().trim().is_empty();
        if glued {
            self.pos = name.end() - 1;
            return Span::new(name.start(), name.end() - 1);
        }
        name
    }

    fn closes_itself(&self) -> bool {
        self.dialect.closing == Closing::Slash && self.rest().trim() == "/"
    }

    fn arg(&mut self) -> Option<Arg> {
        let separators: &[char] = match self.dialect.grammar {
            Grammar::Words => &['=', '\\'],
            Grammar::Call => &[',', '(', ')', '=', ':'],
            Grammar::Loose => &[',', '=', ':', '|'],
            Grammar::Component => &['=', '>', '<', '{', '}', '/'],
        };
        self.skip(|c| c.is_whitespace() || separators.contains(&c));
        if self.rest().is_empty() || self.closes_itself() {
            return None;
        }
        let start = self.pos;
        if let Some(quote) = self.quote() {
            let (value_span, value) = self.quoted(quote);
            return Some(Arg { name: None, value, value_span, span: Span::new(start, self.pos), quote });
        }
        let grammar = self.dialect.grammar;
        self.skip(|c| is_key(c, grammar));
        let key = Span::new(start, self.pos);
        if !key.is_empty() && self.separator() {
            return Some(self.named(key));
        }
        self.bare();
        let span = Span::new(start, self.pos);
        let value = SmolStr::new(span.of(self.text));
        Some(Arg { name: None, value, value_span: span, span, quote: Quote::Bare })
    }

    /// Steps over what stands between a name and its value.
    fn separator(&mut self) -> bool {
        let rest = self.rest();
        let colon = self.dialect.grammar != Grammar::Words
            && rest.strip_prefix(':').is_some_and(|after| after.starts_with(char::is_whitespace));
        let blanks = if self.calls { rest.len() - rest.trim_start().len() } else { 0 };
        let found = rest.get(blanks..).is_some_and(|rest| rest.starts_with('=')) || colon;
        if found {
            self.pos += blanks + 1;
        }
        found
    }

    fn named(&mut self, key: Span) -> Arg {
        let behind = self.pos;
        self.skip(char::is_whitespace);
        let name = Some(ArgName { text: SmolStr::new(key.of(self.text)), span: key });
        let quote = self.quote();
        if let Some(quote) = quote {
            let (value_span, value) = self.quoted(quote);
            return Arg { name, value, value_span, span: key.join(Span::empty(self.pos)), quote };
        }
        // A blank after the `=` of a half-typed tag: what follows is the next argument, not the value.
        if self.pos > behind && self.looks_like_a_name() {
            self.pos = behind;
        }
        let start = self.pos;
        self.bare();
        let value_span = if start == self.pos { Span::empty(behind) } else { Span::new(start, self.pos) };
        let value = SmolStr::new(value_span.of(self.text));
        Arg { name, value, value_span, span: key.join(value_span), quote: Quote::Bare }
    }

    fn looks_like_a_name(&self) -> bool {
        let rest = self.rest();
        let end = rest.find(|c| !is_key(c, self.dialect.grammar)).unwrap_or(rest.len());
        rest.get(end..).is_some_and(|after| after.is_empty() || after.starts_with('='))
    }

    /// A value without quotes: up to white space, or to the comma or bracket that ends it in a call.
    fn bare(&mut self) {
        let call = self.dialect.grammar == Grammar::Call;
        let listed = self.dialect.grammar == Grammar::Loose;
        let start = self.pos;
        self.skip(|c| !(c.is_whitespace() || (call && matches!(c, ',' | ')')) || (listed && c == ',')));
        // `a=1/` at the end of a tag was meant to close it, `src=https://example.org/` hardly.
        let word = Span::new(start, self.pos).of(self.text);
        let last = self.dialect.closing == Closing::Slash && self.pos == self.text.len();
        if last && word.len() > 1 && word.find('/') == Some(word.len() - 1) {
            self.pos -= 1;
        }
    }

    fn quote(&self) -> Option<Quote> {
        match (self.peek()?, self.dialect.grammar) {
            ('"', _) => Some(Quote::Double),
            ('`', Grammar::Words | Grammar::Call | Grammar::Component) => Some(Quote::Raw),
            ('\'', Grammar::Call | Grammar::Loose | Grammar::Component) => Some(Quote::Single),
            ('[', Grammar::Call) => Some(Quote::List),
            _ => None,
        }
    }

    /// Reads from the opening quote on; without a closing one, up to the end of the line or of the tag.
    fn quoted(&mut self, quote: Quote) -> (Span, SmolStr) {
        let end = match quote {
            Quote::Single => '\'',
            Quote::Raw => '`',
            Quote::List => ']',
            _ => '"',
        };
        let one_line = self.dialect.grammar == Grammar::Words && quote == Quote::Double;
        self.pos += 1;
        let start = self.pos;
        let mut escaped = false;
        let close = self.rest().char_indices().find(|&(_, c)| {
            let found = (c == end && !escaped) || (one_line && c == '\n');
            escaped = (one_line || self.calls) && c == '\\' && !escaped;
            found
        });
        let (length, closed) = match close {
            Some((at, c)) => (at, c == end),
            None => (self.rest().trim_end().len(), false),
        };
        self.pos = start + length + usize::from(closed);
        let span = Span::new(start, start + length);
        let written = span.of(self.text);
        let value = match written.contains('\\') {
            true if self.calls => written.replace("\\\"", "\"").replace("\\'", "'"),
            true if one_line && written.contains("\\\"") => written.replace('\\', ""),
            _ => written.into(),
        };
        (span, value.into())
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.pos += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.pos..).unwrap_or("")
    }
}

/// A character of the name of an argument.
fn is_key(c: char, grammar: Grammar) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-') || (c == '.' && grammar == Grammar::Words)
}
