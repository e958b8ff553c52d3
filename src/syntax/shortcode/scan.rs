//! Finds the tags of a text and hands each to the grammar of its dialect.

use super::Shortcodes;
use super::call::{Call, CallKind, Escaped, TagEnd};
use super::dialect::{Body, Closing, Dialect, Escape, Grammar, InCode, Tag};
use super::problem::{Effect, LexProblem, LexProblemKind, Mixed};
use super::words::Memory;
use super::{component, diagnose, loose, parens, region, words};
use crate::syntax::{markdown, tera};
use crate::text::Span;
use smol_str::SmolStr;

/// How far a tag is followed once the text has a fault. The first fault ends Hugo's reading, so what follows is
/// only a help for the writer; without a bound a text of nothing but half tags would take quadratic time.
const MAX_TAG_AFTER_FAULT: usize = 4096;

/// Faults that are told of one text: the first ends the build, and nobody mends more before a next look.
pub(super) const MAX_PROBLEMS: usize = 100;

/// See [`super::lex`].
pub(super) fn lex(text: &str, body_start: usize, dialect: &'static Dialect) -> Shortcodes {
    let code = match dialect.in_code {
        InCode::Run => Vec::new(),
        InCode::Plain => markdown::code(text, body_start),
    };
    let mut scanner = Scanner {
        text,
        dialect,
        code,
        memory: Memory::default(),
        out: Shortcodes { dialect: Some(dialect), ..Shortcodes::default() },
    };
    let mut from = body_start;
    while let Some((start, tag)) = region::next_open(text, from, dialect) {
        let inside = start + tag.open.len();
        from = if scanner.in_code(start) { inside } else { scanner.tag(start, tag).max(inside) };
    }
    scanner.out
}

struct Scanner<'t> {
    text: &'t str,
    dialect: &'static Dialect,
    code: Vec<Span>,
    memory: Memory,
    out: Shortcodes,
}

impl<'t> Scanner<'t> {
    fn in_code(&self, offset: usize) -> bool {
        let next = self.code.partition_point(|span| span.start() <= offset);
        next.checked_sub(1).and_then(|index| self.code.get(index)).is_some_and(|span| span.contains(offset))
    }

    /// Reads the tag at `start`; gives the byte to go on from.
    fn tag(&mut self, start: usize, tag: &'static Tag) -> usize {
        let inside = start + tag.open.len();
        if let Some(name) = &self.memory.inline
            && !closes_inline(self.from(inside), name)
        {
            let span = Span::new(start, inside);
            self.problem(LexProblemKind::InlineNesting, span, start, Effect::Fatal, None);
        }
        match &self.dialect.escape {
            Some(escape) if self.from(inside).starts_with(escape.open) => self.escaped(start, tag, escape),
            _ => match self.dialect.grammar {
                Grammar::Words => self.words(start, tag),
                Grammar::Call => self.call(start, tag),
                Grammar::Loose => self.loose(start, tag),
                Grammar::Component => self.component(start, tag),
            },
        }
    }

    /// A tag that is shown instead of run.
    fn escaped(&mut self, start: usize, tag: &Tag, escape: &Escape) -> usize {
        let inside = start + tag.open.len();
        let mark = format!("{}{}", escape.close, tag.close);
        // The end may overlap nothing of the opening mark, but Hugo lets it begin right behind its first byte.
        let found = self.from(inside).find(&mark).filter(|&at| at > 1);
        let content_start = inside + escape.open.len();
        let Some(at) = found else {
            return self.unclosed_escape(start, tag, content_start);
        };
        let content = Span::new(content_start, (inside + at).max(content_start));
        let end = inside + at + mark.len();
        let name = loose::read(self.text, content, self.dialect);
        self.push(Call {
            name: SmolStr::new(name.name.of(self.text)),
            name_span: name.name,
            caller: name.caller,
            span: Span::new(start, end),
            content,
            kind: name.kind,
            delimiter: tag.delimiter,
            args: Vec::new(),
            escaped: Escaped::Yes,
            end: TagEnd::Present,
        });
        end
    }

    fn unclosed_escape(&mut self, start: usize, tag: &Tag, content_start: usize) -> usize {
        if self.dialect.grammar != Grammar::Words {
            return content_start;
        }
        let region = region::find(self.text, content_start, tag, self.dialect);
        let mark = Span::new(start, content_start);
        self.problem(LexProblemKind::CommentUnclosed, mark, start, Effect::Fatal, None);
        let read = loose::read(self.text, region.content, self.dialect);
        self.push_loose(start, tag, &region, read, Escaped::Yes);
        region.end
    }

    fn words(&mut self, start: usize, tag: &Tag) -> usize {
        let inside = start + tag.open.len();
        let limit = match self.out.problems.is_empty() {
            true => self.text.len(),
            false => self.text.floor_char_boundary(inside + MAX_TAG_AFTER_FAULT),
        };
        match words::read(self.text, inside, limit, tag.close, &self.memory) {
            (parts, Ok(end)) => {
                self.accept(parts, start, end, tag);
                end
            }
            (parts, Err(fault)) => {
                let region = region::find(self.text, inside, tag, self.dialect);
                let read = loose::read(self.text, region.content, self.dialect);
                let verdict = diagnose::verdict(&diagnose::Scene {
                    text: self.text,
                    start,
                    tag,
                    parts: &parts,
                    fault: &fault,
                    region: &region,
                    name: read.name,
                    args: &read.args,
                    memory: &self.memory,
                });
                self.problem(verdict.kind, verdict.span, fault.at, Effect::Fatal, verdict.quotable);
                let name = SmolStr::new(read.name.of(self.text));
                self.memory.inline = None;
                if !name.is_empty() && read.kind != CallKind::Close {
                    self.memory.seen.insert(name);
                }
                self.push_loose(start, tag, &region, read, Escaped::No);
                region.end
            }
        }
    }

    /// A tag without a fault of its own.
    fn accept(&mut self, parts: words::Parts, start: usize, end: usize, tag: &Tag) {
        let span = Span::new(start, end);
        let content = Span::new(start + tag.open.len(), end - tag.close.len());
        let kind = parts.kind.unwrap_or(CallKind::Open);
        if parts.name.is_none() && kind == CallKind::Open {
            self.problem(LexProblemKind::NoName, span, start, Effect::Fatal, None);
        }
        self.refuse_mixture(&parts, start);
        let (name, name_span) = parts
            .name
            .unwrap_or((SmolStr::default(), Span::empty(content.start() + blanks(content.of(self.text)))));
        self.memory.inline = parts.inline.then(|| name.clone());
        if !name.is_empty() {
            self.memory.seen.insert(name.clone());
        }
        self.push(Call {
            name,
            name_span,
            caller: None,
            span,
            content,
            kind,
            delimiter: tag.delimiter,
            args: parts.args,
            escaped: Escaped::No,
            end: TagEnd::Present,
        });
    }

    /// `a "b"=1` passes the lexer, but the next stage stops at it ("invalid param type" in hugolib/shortcode.go).
    fn refuse_mixture(&mut self, parts: &words::Parts, start: usize) {
        let named = parts.args.first().is_some_and(|arg| arg.name.is_some());
        if let Some(odd) = parts.args.iter().find(|arg| arg.name.is_some() != named) {
            let mixed = if named { Mixed::PositionalAfterNamed } else { Mixed::NamedAfterPositional };
            self.problem(LexProblemKind::Mixed(mixed), odd.span, start, Effect::Fatal, None);
        }
    }

    fn call(&mut self, start: usize, tag: &Tag) -> usize {
        let inside = start + tag.open.len();
        if let Some(end) = self.end_word(start, tag) {
            return end;
        }
        if let Some(read) = parens::read(self.text, inside)
            && self.from(read.end).starts_with(tag.close)
        {
            let end = read.end + tag.close.len();
            self.push(Call {
                name: SmolStr::new(read.name.of(self.text)),
                name_span: read.name,
                caller: None,
                span: Span::new(start, end),
                content: Span::new(inside, read.end),
                kind: if tag.body == Body::Never { CallKind::SelfClosing } else { CallKind::Open },
                delimiter: tag.delimiter,
                args: read.args,
                escaped: Escaped::No,
                end: TagEnd::Present,
            });
            return end;
        }
        self.near_miss(start, tag)
    }

    /// A component, or any other piece of template, which is kept as one that nobody can call.
    fn component(&mut self, start: usize, tag: &Tag) -> usize {
        let inside = start + tag.open.len();
        let limit = self.text.floor_char_boundary(start.saturating_add(MAX_TAG_AFTER_FAULT));
        let scope = self.text.get(..limit).unwrap_or(self.text);
        let Some(piece) = tera::piece_at(scope, start) else {
            let is_component =
                self.from(inside).trim_start_matches(['-', ' ', '\t', '\n', '\r']).starts_with('<');
            return if is_component { self.half_component(start, tag) } else { inside };
        };
        let content = Span::new(inside, piece.span.end().saturating_sub(tag.close.len()).max(inside));
        let read = component::read(self.text, &piece);
        let escaped = if read.is_some() { Escaped::No } else { Escaped::Yes };
        let (name, kind, args) = read.map_or_else(
            || (Span::empty(inside), CallKind::SelfClosing, Vec::new()),
            |read| (read.name, read.kind, read.args),
        );
        self.push(Call {
            name: SmolStr::new(name.of(self.text)),
            name_span: name,
            caller: None,
            span: piece.span,
            content,
            kind,
            delimiter: tag.delimiter,
            args,
            escaped,
            end: TagEnd::Present,
        });
        let words = content.of(self.text).trim_matches(|c: char| c == '-' || c.is_whitespace());
        match self.dialect.verbatim.iter().find(|word| **word == words) {
            Some(word) if tag.body == Body::Always => self.end_of_verbatim(piece.span.end(), word),
            _ => piece.span.end(),
        }
    }

    /// A half-typed component: kept for the cursor.
    fn half_component(&mut self, start: usize, tag: &Tag) -> usize {
        let region = region::find(self.text, start + tag.open.len(), tag, self.dialect);
        let read = loose::read(self.text, region.content, self.dialect);
        self.push_loose(start, tag, &region, read, Escaped::NotACall);
        region.end
    }

    /// What does not read as a call is text, whole. It is kept for the cursor, and reported where a bracket shows
    /// that a call was meant.
    fn near_miss(&mut self, start: usize, tag: &Tag) -> usize {
        let inside = start + tag.open.len();
        let region = region::find(self.text, inside, tag, self.dialect);
        let read = loose::read(self.text, region.content, self.dialect);
        let meant = !read.name.is_empty() && self.from(read.name.end()).trim_start().starts_with('(');
        if meant {
            let span = Span::new(start, region.end);
            self.problem(LexProblemKind::Malformed, span, start, Effect::Printed, None);
        }
        self.push_loose(start, tag, &region, read, Escaped::NotACall);
        region.end
    }

    /// `{% end %}`.
    fn end_word(&mut self, start: usize, tag: &Tag) -> Option<usize> {
        let Closing::Word(word) = self.dialect.closing else { return None };
        if tag.body == Body::Never {
            return None;
        }
        let inside = start + tag.open.len();
        let rest = self.from(inside);
        let at = blanks(rest);
        let after = rest.get(at..)?.strip_prefix(word)?;
        let behind = blanks(after);
        after.get(behind..)?.strip_prefix(tag.close)?;
        let name_span = Span::new(inside + at, inside + at + word.len());
        let content = Span::new(inside, name_span.end() + behind);
        let end = content.end() + tag.close.len();
        self.push(Call {
            name: SmolStr::default(),
            name_span,
            caller: None,
            span: Span::new(start, end),
            content,
            kind: CallKind::Close,
            delimiter: tag.delimiter,
            args: Vec::new(),
            escaped: Escaped::No,
            end: TagEnd::Present,
        });
        Some(end)
    }

    fn loose(&mut self, start: usize, tag: &Tag) -> usize {
        let inside = start + tag.open.len();
        let region = region::find(self.text, inside, tag, self.dialect);
        if region.tag_end == TagEnd::Missing {
            let span = Span::new(start, inside);
            self.problem(LexProblemKind::UnterminatedTag, span, start, Effect::Fatal, None);
        }
        let read = loose::read(self.text, region.content, self.dialect);
        let verbatim =
            read.kind == CallKind::Open && self.dialect.verbatim.contains(&read.name.of(self.text));
        let name = SmolStr::new(read.name.of(self.text));
        self.push_loose(start, tag, &region, read, Escaped::No);
        if verbatim { self.end_of_verbatim(region.end, &name) } else { region.end }
    }

    /// Where `{% endraw %}` starts; the end of the text when it is missing.
    fn end_of_verbatim(&self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some((start, tag)) = region::next_mark(self.text, at, self.dialect) {
            let inside = start + tag.open.len();
            let word = self.from(inside).trim_start_matches(['-', ' ', '\t', '\n', '\r']);
            if word.strip_prefix("end").is_some_and(|rest| rest.starts_with(name)) {
                return start;
            }
            at = inside;
        }
        self.text.len()
    }

    fn push_loose(
        &mut self,
        start: usize,
        tag: &Tag,
        region: &region::Region,
        read: loose::Loose,
        escaped: Escaped,
    ) {
        self.push(Call {
            name: SmolStr::new(read.name.of(self.text)),
            name_span: read.name,
            caller: read.caller,
            span: Span::new(start, region.end),
            content: region.content,
            kind: read.kind,
            delimiter: tag.delimiter,
            args: if escaped == Escaped::Yes { Vec::new() } else { read.args },
            escaped,
            end: region.tag_end,
        });
    }

    fn push(&mut self, call: Call) {
        self.out.calls.push(call);
    }

    /// Notes a fault of the tag that is pushed next.
    fn problem(
        &mut self,
        kind: LexProblemKind,
        span: Span,
        at: usize,
        effect: Effect,
        quotable: Option<Span>,
    ) {
        let call = self.out.calls.len();
        if self.out.problems.len() < MAX_PROBLEMS {
            self.out.problems.push(LexProblem { kind, span, reported_at: at, call, effect, quotable });
        }
    }

    fn from(&self, offset: usize) -> &'t str {
        self.text.get(offset..).unwrap_or("")
    }
}

/// How many bytes of ASCII white space `text` starts with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(words::is_space).len()
}

/// Whether a tag with this content closes the inline shortcode `name`; Hugo wants a blank behind the name.
fn closes_inline(content: &str, name: &str) -> bool {
    let Some(rest) = content.trim_start().strip_prefix('/') else { return false };
    rest.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
}
