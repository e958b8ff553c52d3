//! The grammar of a call: `name(key="value", n=1)`, as Zola has it up to 0.22.
//!
//! Source: components/markdown/src/content.pest. A call with any fault is no call there, but text.

use super::call::{Arg, ArgName, Quote};
use crate::text::Span;
use smol_str::SmolStr;

/// A call that reads as one.
#[derive(Debug)]
pub(super) struct Parens {
    /// The name.
    pub name: Span,
    /// The arguments, each with a name.
    pub args: Vec<Arg>,
    /// The byte after the closing bracket and the blanks behind it: the closing delimiter must stand here.
    pub end: usize,
}

/// Reads a call from byte `start` of `text`; `None` when it does not read as one.
pub(super) fn read(text: &str, start: usize) -> Option<Parens> {
    let mut reader = Reader { text, pos: start };
    reader.blank();
    let name = reader.ident()?;
    reader.blank();
    reader.eat('(')?;
    reader.blank();
    let mut args = Vec::new();
    let mut comma = None;
    while comma.is_some() || reader.eat(')').is_none() {
        args.push(reader.arg()?);
        reader.blank();
        // The grammar repeats its whole list of arguments, so a comma may be left out, but not stand at the end.
        comma = reader.eat(',');
        reader.blank();
    }
    reader.blank();
    Some(Parens { name, args, end: reader.pos })
}

struct Reader<'t> {
    text: &'t str,
    pos: usize,
}

/// How deep lists may nest before a call counts as text: keeps the recursion bounded.
const MAX_DEPTH: usize = 32;

impl Reader<'_> {
    fn arg(&mut self) -> Option<Arg> {
        let key = self.ident()?;
        self.blank();
        self.eat('=')?;
        self.blank();
        let start = self.pos;
        let quote = self.literal(0)?;
        let full = Span::new(start, self.pos);
        let value_span = if quote == Quote::Bare {
            full
        } else {
            Span::new(full.start() + 1, full.end().saturating_sub(1))
        };
        let value = SmolStr::new(value_span.of(self.text));
        let name = Some(ArgName { text: SmolStr::new(key.of(self.text)), span: key });
        Some(Arg { name, value, value_span, span: key.join(full), quote })
    }

    fn literal(&mut self, depth: usize) -> Option<Quote> {
        match self.rest().chars().next()? {
            '"' => self.string('"').map(|()| Quote::Double),
            '\'' => self.string('\'').map(|()| Quote::Single),
            '`' => self.string('`').map(|()| Quote::Raw),
            '[' if depth < MAX_DEPTH => self.list(depth + 1).map(|()| Quote::List),
            _ => self.scalar().map(|()| Quote::Bare),
        }
    }

    fn string(&mut self, quote: char) -> Option<()> {
        self.eat(quote)?;
        self.pos += self.rest().find(quote)? + 1;
        Some(())
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        self.eat('[')?;
        loop {
            self.blank();
            if self.eat(']').is_some() {
                return Some(());
            }
            self.literal(depth)?;
            self.blank();
            if self.eat(',').is_none() {
                self.eat(']')?;
                return Some(());
            }
        }
    }

    /// A boolean or a number: no sign but a minus, no leading zero, digits on both sides of a period.
    fn scalar(&mut self) -> Option<()> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(rest.len());
        let word = rest.get(..length)?;
        let (whole, fraction) = word
            .strip_prefix('-')
            .unwrap_or(word)
            .split_once('.')
            .map_or((word.strip_prefix('-').unwrap_or(word), None), |(whole, fraction)| {
                (whole, Some(fraction))
            });
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let number =
            digits(whole) && (whole.len() == 1 || !whole.starts_with('0')) && fraction.is_none_or(digits);
        if !(number || word == "true" || word == "false") {
            return None;
        }
        self.pos += length;
        Some(())
    }

    fn ident(&mut self) -> Option<Span> {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let digit_first = rest.starts_with(|c: char| c.is_ascii_digit());
        if length == 0 || digit_first {
            return None;
        }
        let span = Span::new(self.pos, self.pos + length);
        self.pos = span.end();
        Some(span)
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.pos += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn eat(&mut self, c: char) -> Option<()> {
        self.rest().starts_with(c).then(|| self.pos += c.len_utf8())
    }

    fn rest(&self) -> &str {
        self.text.get(self.pos..).unwrap_or("")
    }
}
