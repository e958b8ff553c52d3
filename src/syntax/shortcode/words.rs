//! Hugo's grammar of one tag, trait by trait as its lexer has it, up to the first fault.
//!
//! Source: parser/pageparser/pagelexer_shortcode.go. Two positions matter at each step, as they do there: the place
//! that is read, and the start of the current token, which is where a fault is reported.

use super::call::{Arg, ArgName, CallKind, Quote};
use super::problem::{LexProblemKind, Mixed};
use crate::text::Span;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

/// What the lexer remembers from one tag to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Every name so far, as it was spelt. A name is never taken out again: that is why a second closing tag
    /// passes the lexer and fails later.
    pub seen: FxHashSet<SmolStr>,
    /// Whether the last tag opened an inline shortcode; then only its closing tag may follow.
    pub inline: Option<SmolStr>,
}

/// A tag as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The name.
    pub name: Option<(SmolStr, Span)>,
    /// What the tag does.
    pub kind: Option<CallKind>,
    /// The arguments.
    pub args: Vec<Arg>,
    /// Values that run over what looks like the end of the tag.
    pub swallowed: Vec<Span>,
    /// A slash after the name, which starts a closing part.
    pub slash: Option<usize>,
    /// Whether the name is that of an inline shortcode.
    pub inline: bool,
}

/// The fault that ended the reading.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub kind: LexProblemKind,
    /// The start of the current token, where it is reported.
    pub at: usize,
    /// The place that was read.
    pub pos: usize,
}

/// Reads a tag from `start`, behind its opening delimiter, at most up to `limit`. Gives the byte after its closing
/// delimiter, or the fault.
pub(super) fn read(
    text: &str,
    start: usize,
    limit: usize,
    close: &str,
    memory: &Memory,
) -> (Parts, Result<usize, Fault>) {
    let text = text.get(..limit).unwrap_or(text);
    let mut reader = Reader {
        text,
        close,
        memory,
        pos: start,
        start,
        closing: false,
        looking_for_end: false,
        word_expected: false,
        sort: Sort::None,
        value_may_follow: false,
        parts: Parts::default(),
    };
    let result = reader.run();
    (reader.parts, result)
}

/// White space inside a tag: ASCII only.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0b' | '\x0c' | '\r' | ' ')
}

/// A character of an unquoted value.
pub(super) fn is_word(c: char) -> bool {
    is_letter(c) || c == '-'
}

/// The first character of a name. Hugo asks Go's `unicode.IsLetter` and `IsDigit`, which leave out the letter
/// numbers and the marks that Rust calls alphabetic; no real name has one.
fn is_letter(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[derive(PartialEq)]
enum Sort {
    None,
    Positional,
    Named,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Param,
    Value,
}

#[derive(Clone, Copy, PartialEq)]
enum Escapes {
    /// `\"` inside is a quote.
    Allowed,
    /// The quote itself was escaped: `\"` ends it.
    EndIt,
}

struct Reader<'t> {
    text: &'t str,
    close: &'t str,
    memory: &'t Memory,
    pos: usize,
    start: usize,
    closing: bool,
    looking_for_end: bool,
    word_expected: bool,
    sort: Sort,
    value_may_follow: bool,
    parts: Parts,
}

impl<'t> Reader<'t> {
    fn run(&mut self) -> Result<usize, Fault> {
        loop {
            if self.rest().starts_with(self.close) {
                self.parts.kind.get_or_insert(CallKind::Open);
                return Ok(self.pos + self.close.len());
            }
            if self.looking_for_end { self.only_space()? } else { self.step()? }
        }
    }

    fn step(&mut self) -> Result<(), Fault> {
        let before = self.pos;
        match self.next() {
            None => self.fault(LexProblemKind::UnterminatedTag),
            Some(c) if is_space(c) => self.ignore(),
            Some('=') => self.value(),
            Some('/') => self.slash(before),
            Some('\\') => {
                self.ignore()?;
                if matches!(self.peek(), Some('"' | '`')) { self.param(Escapes::EndIt) } else { Ok(()) }
            }
            Some(c) if self.word_expected && (is_word(c) || c == '"' || c == '`') => {
                self.pos = before;
                self.param(Escapes::Allowed)
            }
            Some(c) if is_letter(c) => {
                self.pos = before;
                self.name()
            }
            Some(c) => self.fault(LexProblemKind::UnrecognizedCharacter(c)),
        }
    }

    /// After the name of a closing tag.
    fn only_space(&mut self) -> Result<(), Fault> {
        match self.next() {
            Some(c) if is_space(c) => self.ignore(),
            _ => self.fault(LexProblemKind::JunkInClosing),
        }
    }

    fn slash(&mut self, at: usize) -> Result<(), Fault> {
        if self.parts.name.is_none() && self.memory.seen.is_empty() {
            return self.fault(LexProblemKind::NothingOpen);
        }
        if self.parts.name.is_some() {
            self.parts.slash.get_or_insert(at);
        }
        let kind = if self.parts.name.is_some() { CallKind::SelfClosing } else { CallKind::Close };
        self.parts.kind.get_or_insert(kind);
        self.closing = true;
        self.word_expected = false;
        self.parts.inline = false;
        self.value_may_follow = false;
        self.ignore()
    }

    fn name(&mut self) -> Result<(), Fault> {
        loop {
            let before = self.pos;
            match self.next() {
                Some(c) if is_word(c) || c == '/' => {}
                Some('.') => {
                    self.parts.inline = self.rest().starts_with("inline ");
                    if !self.parts.inline {
                        return self.fault(LexProblemKind::PeriodInName);
                    }
                }
                _ => {
                    self.pos = before;
                    break;
                }
            }
        }
        let word = SmolStr::new(self.token());
        if self.closing {
            let own = self.parts.name.as_ref().is_some_and(|(name, _)| *name == word);
            if !own && !self.memory.seen.contains(&word) {
                return self.fault(LexProblemKind::NeverOpened { other_case: None });
            }
            self.looking_for_end = true;
            self.parts.inline = false;
        }
        self.closing = false;
        self.word_expected = true;
        self.value_may_follow = false;
        let span = Span::new(self.start, self.pos);
        self.parts.name.get_or_insert((word, span));
        self.ignore()
    }

    fn param(&mut self, escapes: Escapes) -> Result<(), Fault> {
        match (self.peek(), escapes) {
            (Some('"'), _) => self.quoted_param(|reader| reader.quoted(escapes, Role::Param)),
            (Some('`'), Escapes::Allowed) => self.quoted_param(|reader| reader.raw(Role::Param)),
            (Some('`'), Escapes::EndIt) => self.fault(LexProblemKind::BadEscape),
            _ => self.bare_param(),
        }
    }

    fn quoted_param(&mut self, value: impl Fn(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.sort == Sort::Named {
            return self.fault(LexProblemKind::Mixed(Mixed::QuotedAfterNamed));
        }
        self.sort = Sort::Positional;
        value(self)
    }

    fn bare_param(&mut self) -> Result<(), Fault> {
        self.next();
        while self.peek().is_some_and(|c| is_word(c) || c == '.') {
            self.next();
        }
        let named = self.peek() == Some('=');
        match (&self.sort, named) {
            (Sort::None, true) => self.sort = Sort::Named,
            (Sort::None, false) => self.sort = Sort::Positional,
            (Sort::Positional, true) => {
                return self.fault(LexProblemKind::Mixed(Mixed::NamedAfterPositional));
            }
            (Sort::Named, false) => return self.fault(LexProblemKind::Mixed(Mixed::PositionalAfterNamed)),
            _ => {}
        }
        let span = Span::new(self.start, self.pos);
        self.emit(Role::Param, SmolStr::new(span.of(self.text)), span, span, Quote::Bare);
        self.ignore()
    }

    fn value(&mut self) -> Result<(), Fault> {
        while self.peek().is_some_and(is_space) {
            self.next();
        }
        self.ignore()?;
        match self.peek() {
            Some('"') => self.quoted(Escapes::Allowed, Role::Value),
            Some('\\') => self.quoted(Escapes::EndIt, Role::Value),
            Some('`') => self.raw(Role::Value),
            _ => {
                while self.peek().is_some_and(|c| !is_space(c)) {
                    self.next();
                }
                let span = Span::new(self.start, self.pos);
                self.emit(Role::Value, SmolStr::new(span.of(self.text)), span, span, Quote::Bare);
                self.ignore()
            }
        }
    }

    fn raw(&mut self, role: Role) -> Result<(), Fault> {
        let open = self.pos;
        self.next();
        self.ignore()?;
        loop {
            let before = self.pos;
            match self.next() {
                Some('`') => {
                    let value = Span::new(self.start, before);
                    let full = Span::new(open, self.pos);
                    self.emit(role, SmolStr::new(value.of(self.text)), value, full, Quote::Raw);
                    return self.ignore();
                }
                None => return self.fault(LexProblemKind::UnterminatedRaw),
                Some(_) => {}
            }
        }
    }

    /// A quoted value. As soon as one quote inside is escaped, every backslash is dropped.
    fn quoted(&mut self, escapes: Escapes, role: Role) -> Result<(), Fault> {
        let mut open = None;
        let mut escaped_inside = false;
        let mut skip_quote = false;
        let end = loop {
            let before = self.pos;
            match self.next() {
                None | Some('\n') => return self.fault(LexProblemKind::UnterminatedQuote),
                Some('\\') if self.peek() == Some('`') => return self.fault(LexProblemKind::BadEscape),
                Some('\\') if self.peek() == Some('"') && open.is_some() => {
                    if escapes == Escapes::EndIt {
                        self.pos = before;
                        break before;
                    }
                    escaped_inside = true;
                    skip_quote = true;
                }
                Some('"') if skip_quote => skip_quote = false,
                Some('"') if open.is_some() => {
                    self.pos = before;
                    break before;
                }
                Some('"') => {
                    open = Some(before);
                    self.ignore()?;
                }
                Some(_) => {}
            }
        };
        let span = Span::new(self.start, end);
        let written = span.of(self.text);
        let value = if escaped_inside { written.replace('\\', "").into() } else { SmolStr::new(written) };
        self.start = end;
        self.closing_quote();
        let full = Span::new(open.unwrap_or(end), self.pos);
        self.emit(role, value, span, full, Quote::Double);
        Ok(())
    }

    /// Steps over the end of a quoted value: `"`, `\"`, or a lone backslash, which then counts as blank.
    fn closing_quote(&mut self) {
        if self.next() == Some('"') {
            self.start = self.pos;
        } else if self.peek() == Some('"') {
            self.next();
            self.start = self.pos;
        }
    }

    /// A value right after a parameter makes that one its name; one without is dropped, as Hugo drops it
    /// (oracle: sc/name-eq).
    fn emit(&mut self, role: Role, value: SmolStr, value_span: Span, span: Span, quote: Quote) {
        if span.of(self.text).contains(self.close) {
            self.parts.swallowed.push(span);
        }
        if role == Role::Param {
            self.parts.args.push(Arg { name: None, value, value_span, span, quote });
            self.value_may_follow = true;
            return;
        }
        if self.value_may_follow
            && let Some(arg) = self.parts.args.last_mut()
        {
            let name = ArgName { text: arg.value.clone(), span: arg.value_span };
            *arg = Arg { name: Some(name), value, value_span, span: arg.span.join(span), quote };
        }
        self.value_may_follow = false;
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    fn token(&self) -> &'t str {
        Span::new(self.start, self.pos).of(self.text)
    }

    /// The next token starts here.
    fn ignore(&mut self) -> Result<(), Fault> {
        self.start = self.pos;
        Ok(())
    }

    fn fault<T>(&self, kind: LexProblemKind) -> Result<T, Fault> {
        Err(Fault { kind, at: self.start, pos: self.pos })
    }
}
