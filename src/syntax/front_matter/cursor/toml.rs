//! The cursor in a TOML front matter.

use super::flow::{Reader, Surround, Token, token_at};
use super::locate::Context;
use super::place::{KeyForm, Place, Separator};
use super::style;
use crate::syntax::front_matter::lines::{Line, line_at, line_start, lines};
use crate::syntax::front_matter::toml;
use crate::syntax::front_matter::tree::{Format, FrontMatter, Step};
use crate::text::Span;

/// What the cursor at `offset` is in.
pub(super) fn at(text: &str, front_matter: &FrontMatter, offset: usize) -> (Vec<Step>, Place) {
    let context = Context { text, front_matter, offset };
    let segment = segment(text, front_matter, offset);
    let entry = entry_line(text, segment).filter(|line| line.span.start() <= offset);
    let Some(entry) = entry else { return context.blank_line() };
    let line = Span::new(line_start(text, offset), offset).of(text);
    if entry.span.of(text).trim_start().starts_with('[') {
        return if entry.span.touches(offset) { context.header(entry.span) } else { context.blank_line() };
    }
    let keys = dotted(text, entry.span);
    let Some(equals) = keys.equals else {
        return if entry.span.touches(offset) { context.dotted_key(&keys) } else { context.blank_line() };
    };
    if offset < equals + 1 && entry.span.touches(offset) {
        return context.dotted_key(&keys);
    }
    let mut path = table_path(front_matter, entry.span.start());
    path.extend(keys.tokens.iter().map(|key| Step::Key(style::decode(text, Format::Toml, *key).into())));
    context.value_of(entry, equals + 1, segment, path, line)
}

fn segment(text: &str, front_matter: &FrontMatter, offset: usize) -> Span {
    let segments = toml::segments(text, front_matter.inner);
    segments.into_iter().rev().find(|span| span.start() <= offset).unwrap_or(front_matter.inner)
}

/// The first line of a segment that is neither blank nor a comment.
fn entry_line(text: &str, segment: Span) -> Option<Line> {
    lines(text, segment.start()).take_while(|line| line.span.start() < segment.end()).find(|line| {
        let content = line.span.of(text).trim_start();
        !content.is_empty() && !content.starts_with('#')
    })
}

/// The table that the line at `offset` belongs to.
fn table_path(front_matter: &FrontMatter, offset: usize) -> Vec<Step> {
    let header = front_matter.headers.iter().rev().find(|header| header.span.start() < offset);
    header.map_or(Vec::new(), |header| header.path.clone())
}

/// The parts of a dotted key, and the `=` behind them.
struct Dotted {
    tokens: Vec<Token>,
    /// Where each part starts and ends, blanks included.
    gaps: Vec<Span>,
    equals: Option<usize>,
}

fn dotted(text: &str, span: Span) -> Dotted {
    let raw = span.of(text);
    let mut found = Dotted { tokens: Vec::new(), gaps: Vec::new(), equals: None };
    let mut gap_start = span.start();
    let mut at = 0;
    let mut token: Option<Token> = None;
    let mut finish = |found: &mut Dotted, token: &mut Option<Token>, end: usize| {
        let gap = Span::new(gap_start, end);
        gap_start = end + 1;
        let empty = Span::empty(end);
        found.tokens.push(token.take().unwrap_or(Token { span: empty, inner: empty, quoted: None }));
        found.gaps.push(gap);
    };
    while let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        let here = span.start() + at;
        match c {
            '=' | '.' | ']' => {
                finish(&mut found, &mut token, here);
                if c != '.' {
                    found.equals = (c == '=').then_some(here);
                    return found;
                }
                at += 1;
            }
            '#' => break,
            c if c.is_whitespace() => at += c.len_utf8(),
            '"' | '\'' => {
                let read = token_at(text, Format::Toml, here, span.end(), Surround::Line);
                at = (read.span.end() - span.start()).max(at + 1);
                token = Some(read);
            }
            _ => {
                let rest = raw.get(at..).unwrap_or("");
                let len = rest.find(['=', '.', ']', '#']).unwrap_or(rest.len());
                let word = Span::new(here, here + rest.get(..len).unwrap_or("").trim_end().len());
                token = Some(Token { span: word, inner: word, quoted: None });
                at += len;
            }
        }
    }
    finish(&mut found, &mut token, span.start() + at);
    found
}

fn separator(at: Option<usize>) -> Separator {
    if at.is_some() { Separator::Present } else { Separator::Missing }
}

impl Context<'_> {
    /// A line with nothing on it that matters: a new key of the table above.
    fn blank_line(&self) -> (Vec<Step>, Place) {
        let path = table_path(self.front_matter, self.offset);
        let start = line_start(self.text, self.offset);
        if Span::new(start, self.offset).of(self.text).trim_start().starts_with('#') {
            return (path, Place::Comment);
        }
        let siblings = self.keys_at(&path);
        (path, Place::Key(self.key(None, siblings, Separator::Missing, KeyForm::Entry)))
    }

    /// The keys of the table at `path`, without the one under the cursor.
    fn keys_at(&self, path: &[Step]) -> Vec<String> {
        let others = self.front_matter.entries_at(path).iter();
        others
            .filter(|entry| !entry.key.span.touches(self.offset))
            .map(|entry| entry.key.text.to_string())
            .collect()
    }

    fn dotted_key(&self, keys: &Dotted) -> (Vec<Step>, Place) {
        let line = line_start(self.text, self.offset);
        self.dotted_part(keys, table_path(self.front_matter, line), KeyForm::Entry, separator(keys.equals))
    }

    fn header(&self, line: Span) -> (Vec<Step>, Place) {
        let raw = line.of(self.text);
        let brackets = raw.len() - raw.trim_start_matches([' ', '\t', '[']).len();
        let name = Span::new(line.start() + brackets, line.end());
        if self.offset < name.start() {
            return (Vec::new(), Place::Text);
        }
        let before = Span::new(line.start(), self.offset).of(self.text);
        if before.contains('#') {
            return (Vec::new(), Place::Comment);
        }
        if before.contains(']') {
            return (Vec::new(), Place::Text);
        }
        let is_array = raw.trim_start().starts_with("[[");
        let form = if is_array { KeyForm::ArrayHeader } else { KeyForm::Header };
        let closed = separator(raw.find(']'));
        self.dotted_part(&dotted(self.text, name), Vec::new(), form, closed)
    }

    fn dotted_part(
        &self,
        keys: &Dotted,
        mut path: Vec<Step>,
        form: KeyForm,
        separator: Separator,
    ) -> (Vec<Step>, Place) {
        let line =
            line_at(self.text, line_start(self.text, self.offset)).map_or(Span::default(), |line| line.span);
        if Span::new(line.start(), self.offset).of(self.text).contains('#') {
            return (path, Place::Comment);
        }
        let index = keys.gaps.iter().rposition(|gap| gap.touches(self.offset)).unwrap_or(0);
        let before = keys.tokens.iter().take(index);
        path.extend(before.map(|key| Step::Key(style::decode(self.text, Format::Toml, *key).into())));
        let siblings = self.keys_at(&path);
        let token = keys.tokens.get(index).copied().filter(|token| self.belongs(*token));
        let mut place = self.key(token, siblings, separator, form);
        place.is_new_line &= form == KeyForm::Entry;
        (path, Place::Key(place))
    }

    /// The cursor is behind the `=` of `entry`, or on a line below it.
    fn value_of(
        &self,
        entry: Line,
        after: usize,
        segment: Span,
        path: Vec<Step>,
        line: &str,
    ) -> (Vec<Step>, Place) {
        let raw = Span::new(after, entry.span.end()).of(self.text);
        let start = after + (raw.len() - raw.trim_start().len());
        let rest = self.text.get(start..).unwrap_or("");
        if rest.starts_with(['[', '{']) && start < entry.span.end() {
            let limit = segment.end().max(self.offset).min(self.text.len());
            let mut reader = Reader::new(self.text, Format::Toml, limit);
            let flow = reader.flow(start);
            if reader
                .comments
                .iter()
                .any(|comment| comment.start() < self.offset && self.offset <= comment.end())
            {
                return (path, Place::Comment);
            }
            if flow.open < self.offset && (self.offset < flow.end || !flow.closed) {
                return self.in_flow(&flow, path);
            }
            return self.behind(entry, path, line, start);
        }
        if !entry.span.touches(self.offset) {
            return self.blank_line();
        }
        let token = token_at(self.text, Format::Toml, start, entry.span.end(), Surround::Line);
        let has_token = !token.span.is_empty();
        if has_token && self.belongs(token) {
            return (path, Place::Value(self.single(Some(token), after)));
        }
        if self.offset <= start {
            return (path, Place::Value(self.single(None, after)));
        }
        self.behind(entry, path, line, token.span.end())
    }

    /// Behind a finished value: on its line nothing can be completed.
    fn behind(&self, entry: Line, path: Vec<Step>, line: &str, value: usize) -> (Vec<Step>, Place) {
        let on_line = entry.span.touches(self.offset) && self.offset > value;
        let tail = Span::new(value, self.offset).of(self.text);
        if line.trim_start().starts_with('#') || (on_line && tail.contains('#')) {
            return (path, Place::Comment);
        }
        let is_blank_line = line.trim().is_empty();
        if !on_line && is_blank_line { self.blank_line() } else { (path, Place::Text) }
    }
}
