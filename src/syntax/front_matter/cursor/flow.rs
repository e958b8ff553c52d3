//! Reads what stands in brackets, however broken: which parts there are, and where each starts and ends.

use super::place::Quoted;
use crate::syntax::front_matter::lines::line_at;
use crate::syntax::front_matter::tree::{Format, Quote};
use crate::text::Span;

/// Deeper brackets are read as text.
const NESTING_LIMIT: usize = 64;

/// `[...]` or `{...}`.
#[derive(Debug)]
pub(super) struct Flow {
    /// The opening bracket.
    pub open: usize,
    /// Behind the closing bracket; where there is none, the end of what was read.
    pub end: usize,
    pub closed: bool,
    pub is_map: bool,
    pub parts: Vec<Part>,
}

/// What stands between two commas.
#[derive(Debug)]
pub(super) struct Part {
    /// From behind the comma (or bracket) before it to the one after it.
    pub gap: Span,
    pub key: Option<Token>,
    /// Behind the `:` or `=`.
    pub separator_end: Option<usize>,
    pub value: Option<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Token(Token),
    Flow(Flow),
}

/// A scalar or a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub span: Span,
    /// Without quotes.
    pub inner: Span,
    pub quoted: Option<Quoted>,
}

impl Part {
    pub fn is_empty(&self) -> bool {
        self.key.is_none() && self.value.is_none()
    }
}

/// Reads text in brackets.
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub format: Format,
    /// Nothing is read from here on.
    pub limit: usize,
    pub comments: Vec<Span>,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, format: Format, limit: usize) -> Self {
        Reader { text, format, limit, comments: Vec::new(), at: 0, depth: 0 }
    }

    /// Reads the brackets that open at byte `open`.
    pub fn flow(&mut self, open: usize) -> Flow {
        self.at = open;
        self.depth = 0;
        self.read_flow()
    }

    /// Reads the members of an object without braces, from byte `start` on.
    pub fn members(&mut self, start: usize) -> Flow {
        self.at = start;
        self.depth = 1;
        self.parts(start, true)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.limit).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn read_flow(&mut self) -> Flow {
        let open = self.at;
        let is_map = self.peek() == Some('{');
        self.at += 1;
        self.depth += 1;
        let flow = self.parts(open, is_map);
        self.depth -= 1;
        flow
    }

    fn parts(&mut self, open: usize, is_map: bool) -> Flow {
        let mut flow = Flow { open, end: self.limit, closed: false, is_map, parts: Vec::new() };
        loop {
            let start = self.at;
            let (part, stop) = self.part(start, is_map);
            let is_foreign = !is_map && self.format == Format::Json && part.separator_end.is_some();
            if is_foreign {
                // `"key":` stands in no array: this one was never closed, and the key belongs to the object around it.
                self.at = part.key.map_or(start, |key| key.span.start());
                flow.parts.push(Part {
                    gap: Span::new(start, self.at),
                    key: None,
                    separator_end: None,
                    value: None,
                });
                flow.end = self.at;
                break;
            }
            flow.parts.push(part);
            match stop {
                Stop::Comma | Stop::Next => {}
                Stop::Close => {
                    flow.closed = true;
                    flow.end = self.at;
                    break;
                }
                Stop::End => {
                    flow.end = self.at;
                    break;
                }
            }
        }
        flow
    }

    fn part(&mut self, start: usize, is_map: bool) -> (Part, Stop) {
        let mut part = Part { gap: Span::empty(start), key: None, separator_end: None, value: None };
        loop {
            self.blanks();
            let here = self.at;
            let Some(c) = self.peek() else {
                part.gap = Span::new(start, here);
                return (self.settle(part, is_map), Stop::End);
            };
            let ends = match c {
                ',' => Some(Stop::Comma),
                ']' | '}' => Some(Stop::Close),
                // A second value without a comma before it is a part of its own.
                _ if part.value.is_some() && !self.is_separator() => Some(Stop::Next),
                _ => None,
            };
            if let Some(stop) = ends {
                part.gap = Span::new(start, here);
                if stop != Stop::Next {
                    self.at += 1;
                }
                break (self.settle(part, is_map), stop);
            }
            if self.is_separator() {
                self.at += 1;
                part.separator_end = Some(self.at);
                if let Some(Node::Token(token)) = part.value.take() {
                    part.key = Some(token);
                }
                continue;
            }
            part.value = Some(if matches!(c, '[' | '{') && self.depth < NESTING_LIMIT {
                Node::Flow(self.read_flow())
            } else {
                Node::Token(self.token())
            });
        }
    }

    /// In a map a lone token is a key.
    fn settle(&self, mut part: Part, is_map: bool) -> Part {
        if is_map
            && part.separator_end.is_none()
            && let Some(Node::Token(token)) = &part.value
        {
            part.key = Some(*token);
            part.value = None;
        }
        part
    }

    fn blanks(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let is_comment = match self.format {
                Format::Json => self.rest().starts_with("//"),
                _ => self.rest().starts_with('#') && (self.format == Format::Toml || self.after_blank()),
            };
            if !is_comment {
                return;
            }
            let end = self.line_end();
            self.comments.push(Span::new(self.at, end));
            self.at = end;
        }
    }

    fn after_blank(&self) -> bool {
        self.text.get(..self.at).is_none_or(|before| before.ends_with(char::is_whitespace))
    }

    fn line_end(&self) -> usize {
        line_at(self.text, self.at).map_or(self.limit, |line| line.span.end()).min(self.limit)
    }

    fn is_separator(&self) -> bool {
        let rest = self.rest();
        match self.format {
            Format::Toml => rest.starts_with('='),
            Format::Json => rest.starts_with(':'),
            _ => rest.strip_prefix(':').is_some_and(|after| {
                let after_quote =
                    self.text.get(..self.at).is_some_and(|before| before.ends_with(['"', '\'']));
                after_quote
                    || after.is_empty()
                    || after.starts_with(|c: char| c.is_whitespace() || ",]}".contains(c))
            }),
        }
    }

    fn token(&mut self) -> Token {
        let start = self.at;
        let token = token_at(self.text, self.format, start, self.line_end(), Surround::Brackets);
        // A character that starts nothing, such as a lone quote at the limit, still has to be passed.
        self.at = token.span.end().max(start + self.peek().map_or(1, char::len_utf8)).min(self.limit);
        token
    }
}

#[derive(PartialEq)]
enum Stop {
    Comma,
    Close,
    Next,
    End,
}

/// What stands around a token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Surround {
    /// Commas and brackets end it.
    Brackets,
    /// Only the end of the line or a comment ends it.
    Line,
}

/// The token that starts at byte `start`, on a line that ends at `line_end`.
pub(super) fn token_at(text: &str, format: Format, start: usize, line_end: usize, around: Surround) -> Token {
    let raw = Span::new(start, line_end).of(text);
    if let Some(quote) = raw.chars().next().and_then(Quote::from_char) {
        return quoted(raw, format, start, quote, around);
    }
    let len = plain_len(raw, format, around);
    let span = Span::new(start, start + raw.get(..len).unwrap_or(raw).trim_end().len());
    Token { span, inner: span, quoted: None }
}

fn quoted(raw: &str, format: Format, start: usize, quote: Quote, around: Surround) -> Token {
    if let Some(close) = closing_quote(raw, format, quote)
        && ends_token(raw.get(close + 1..).unwrap_or(""), around)
    {
        let span = Span::new(start, start + close + 1);
        let inner = Span::new(start + 1, start + close);
        return Token { span, inner, quoted: Some(Quoted { quote, closed: true }) };
    }
    let content = raw.get(1..).unwrap_or("");
    let len = match around {
        Surround::Brackets => content.find([',', ']', '}']).unwrap_or(content.len()),
        Surround::Line => content.len(),
    };
    let len = content.get(..len).unwrap_or(content).trim_end().len();
    let span = Span::new(start, start + 1 + len);
    let inner = Span::new(start + 1, span.end());
    Token { span, inner, quoted: Some(Quoted { quote, closed: false }) }
}

/// A quote that is followed by more text is the opening one of the next token: this one was not closed.
fn ends_token(after: &str, around: Surround) -> bool {
    let after = after.trim_start();
    match around {
        Surround::Brackets => after.is_empty() || after.starts_with([',', ']', '}', ':', '=', '#']),
        Surround::Line => after.is_empty() || after.starts_with(['#', ':', '=', '.', ',']),
    }
}

/// The byte of the closing quote in `raw`, which starts with the opening one.
fn closing_quote(raw: &str, format: Format, quote: Quote) -> Option<usize> {
    let mut chars = raw.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let is_doubled = quote == Quote::Single && format == Format::Yaml;
        match c {
            '\\' if quote == Quote::Double => _ = chars.next(),
            c if c == quote.char() => {
                if is_doubled && chars.peek().is_some_and(|&(_, next)| next == c) {
                    chars.next();
                } else {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

fn plain_len(raw: &str, format: Format, around: Surround) -> usize {
    let mut previous = ' ';
    let in_brackets = around == Surround::Brackets;
    for (index, c) in raw.char_indices() {
        let after = raw.get(index + c.len_utf8()..).unwrap_or("");
        let ends = match c {
            ',' | ']' | '}' if in_brackets => true,
            '#' => format == Format::Toml || (format == Format::Yaml && previous.is_whitespace()),
            ':' if in_brackets && format == Format::Yaml => {
                after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ",]}".contains(c))
            }
            ':' => in_brackets && format == Format::Json,
            '=' => in_brackets && format == Format::Toml,
            _ => false,
        };
        if ends {
            return index;
        }
        previous = c;
    }
    raw.len()
}
