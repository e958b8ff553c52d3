//! The cursor in a YAML front matter.

use super::flow::{Reader, Surround, Token, token_at};
use super::locate::Context;
use super::place::{ItemForm, KeyForm, Place, Separator};
use super::style;
use super::yaml_lines::{Leave, Level, Open, Parts, enter, flow_limit, leave, parts, read_above};
use crate::syntax::front_matter::lines::{Line, indent_of, line_at, line_start, lines};
use crate::syntax::front_matter::tree::{Format, FrontMatter, Step};
use crate::syntax::front_matter::yaml;
use crate::text::Span;

/// What the cursor at `offset` is in.
pub(super) fn at(text: &str, front_matter: &FrontMatter, offset: usize) -> (Vec<Step>, Place) {
    let context = Context { text, front_matter, offset };
    let start = line_start(text, offset);
    let Some(line) = line_at(text, start) else { return (Vec::new(), Place::Outside) };
    let segment = segment(text, front_matter, offset);
    let content = line.span.of(text);
    let column = if content.trim().is_empty() { offset - start } else { indent_of(content) };
    match read_above(text, segment, start, column) {
        Open::Flow { levels, open, limit } => context.in_brackets(open, limit, path_of(&levels), line),
        Open::BlockText(levels) => (path_of(&levels), Place::Text),
        Open::Levels(levels) => context.on_line(line, segment, levels),
    }
}

fn segment(text: &str, front_matter: &FrontMatter, offset: usize) -> Span {
    let segments = yaml::segments(text, front_matter.inner);
    let found = segments.into_iter().rev().find(|span| span.start() <= offset);
    let segment = found.unwrap_or(front_matter.inner);
    // Without a closer the cursor may stand below the guessed end.
    Span::new(segment.start(), segment.end().max(offset).min(text.len()))
}

fn path_of(levels: &[Level]) -> Vec<Step> {
    levels.iter().map(|level| level.step.clone()).collect()
}

impl Context<'_> {
    fn in_brackets(&self, open: usize, limit: usize, path: Vec<Step>, line: Line) -> (Vec<Step>, Place) {
        let mut reader = Reader::new(self.text, Format::Yaml, limit.max(self.offset).min(self.text.len()));
        let flow = reader.flow(open);
        if reader.comments.iter().any(|comment| comment.start() < self.offset && self.offset <= comment.end())
        {
            return (path, Place::Comment);
        }
        if flow.closed && self.offset >= flow.end {
            let before = Span::new(flow.end, self.offset).of(self.text);
            let is_line_behind = line.span.start() >= flow.end;
            return match before.trim_start().starts_with('#') {
                true => (path, Place::Comment),
                false if is_line_behind => self.new_key(path.get(..path.len() - 1).unwrap_or(&[]).to_vec()),
                false => (path, Place::Text),
            };
        }
        self.in_flow(&flow, path)
    }

    fn new_key(&self, path: Vec<Step>) -> (Vec<Step>, Place) {
        let siblings =
            self.front_matter.entries_at(&path).iter().map(|entry| entry.key.text.to_string()).collect();
        (path, Place::Key(self.key(None, siblings, Separator::Missing, KeyForm::Entry)))
    }

    fn on_line(&self, line: Line, segment: Span, mut levels: Vec<Level>) -> (Vec<Step>, Place) {
        let content = line.span.of(self.text);
        if is_comment(Span::new(line.span.start(), self.offset).of(self.text)) {
            return (path_of(&levels), Place::Comment);
        }
        if content.trim().is_empty() {
            leave(&mut levels, self.offset - line.span.start(), Leave::ForKey);
            let siblings = self.sibling_keys(segment, line, self.offset - line.span.start());
            return (
                path_of(&levels),
                Place::Key(self.key(None, siblings, Separator::Missing, KeyForm::Entry)),
            );
        }
        let parts = parts(self.text, line.span);
        if self.offset < line.span.start() + indent_of(content) {
            return (path_of(&levels), Place::Text);
        }
        match (parts.key, parts.colon_end) {
            (Some(key), Some(colon)) if self.offset < colon => {
                self.in_key(line, segment, levels, &parts, key)
            }
            (Some(_), Some(colon)) => {
                enter(self.text, &mut levels, &parts, line.span.start());
                self.in_value(line, segment, path_of(&levels), parts.rest, colon, None)
            }
            _ if parts.dashes.is_empty() => self.bare_word(line, segment, levels, &parts),
            _ => {
                enter(self.text, &mut levels, &parts, line.span.start());
                let dash = parts.dashes.last().copied().unwrap_or(parts.rest);
                self.in_value(line, segment, path_of(&levels), parts.rest, dash + 1, Some(&parts))
            }
        }
    }

    fn in_key(
        &self,
        line: Line,
        segment: Span,
        mut levels: Vec<Level>,
        parts: &Parts,
        key: Token,
    ) -> (Vec<Step>, Place) {
        let column = key.span.start() - line.span.start();
        let only_dashes =
            Parts { line: parts.line, dashes: parts.dashes.clone(), key: None, colon_end: None, rest: 0 };
        enter(self.text, &mut levels, &only_dashes, line.span.start());
        leave(&mut levels, column, Leave::ForKey);
        let siblings = self.sibling_keys(segment, line, column);
        let form = if parts.dashes.is_empty() { KeyForm::Entry } else { KeyForm::Item };
        let mut place = self.key(Some(key), siblings, Separator::Present, form);
        place.is_new_line = false;
        (path_of(&levels), Place::Key(place))
    }

    /// Text without a colon: a key that is being typed.
    fn bare_word(
        &self,
        line: Line,
        segment: Span,
        mut levels: Vec<Level>,
        parts: &Parts,
    ) -> (Vec<Step>, Place) {
        let column = parts.rest - line.span.start();
        leave(&mut levels, column, Leave::ForKey);
        let siblings = self.sibling_keys(segment, line, column);
        let token = token_at(self.text, Format::Yaml, parts.rest, line.span.end(), Surround::Line);
        (path_of(&levels), Place::Key(self.key(Some(token), siblings, Separator::Missing, KeyForm::Entry)))
    }

    /// Behind a colon or a dash that ends at `after`.
    fn in_value(
        &self,
        line: Line,
        segment: Span,
        path: Vec<Step>,
        start: usize,
        after: usize,
        item: Option<&Parts>,
    ) -> (Vec<Step>, Place) {
        let raw = Span::new(start, line.span.end()).of(self.text);
        if raw.starts_with(['[', '{']) {
            return match self.offset > start {
                true => self.in_brackets(start, flow_limit(self.text, line, segment), path, line),
                false => (path, Place::Text),
            };
        }
        if is_block_header(raw) && self.offset > start {
            return (path, Place::Text);
        }
        let token = token_at(self.text, Format::Yaml, start, line.span.end(), Surround::Line);
        let is_empty = token.span.is_empty() || raw.starts_with('#');
        let token = if is_empty || self.offset < start { None } else { Some(token) };
        if token.is_some_and(|token| !self.belongs(token)) {
            return (path, Place::Text);
        }
        let mut place = self.single(token, after);
        if let Some(parts) = item {
            let column = parts.dashes.last().map_or(0, |dash| dash - line.span.start());
            let items = self.sibling_items(segment, line, column);
            place.item = Some(ItemForm::Block);
            place.style.list = style::usual(items.iter().map(|item| item.quoted.map(|quoted| quoted.quote)));
            place.siblings = items.iter().map(|item| style::decode(self.text, Format::Yaml, *item)).collect();
        }
        (path, Place::Value(place))
    }

    /// The items at the dashes of the same list, without the one on `line`.
    fn sibling_items(&self, segment: Span, line: Line, column: usize) -> Vec<Token> {
        self.block(segment, line, column, |parts| {
            parts.dashes.iter().any(|dash| dash - parts.line.start() == column)
        })
        .into_iter()
        .filter(|parts| parts.key.is_none() && parts.dashes.len() == 1)
        .map(|parts| token_at(self.text, Format::Yaml, parts.rest, parts.line.end(), Surround::Line))
        .filter(|token| !token.inner.is_empty())
        .collect()
    }

    /// The keys of the map that has its keys at `column`, without the one on `line`.
    fn sibling_keys(&self, segment: Span, line: Line, column: usize) -> Vec<String> {
        if column == 0 {
            let others =
                self.front_matter.root.iter().filter(|entry| !line.span.touches(entry.key.span.start()));
            return others.map(|entry| entry.key.text.to_string()).collect();
        }
        let at_column =
            |key: Option<Token>, line: Span| key.is_some_and(|key| key.span.start() - line.start() == column);
        self.block(segment, line, column, |parts| at_column(parts.key, parts.line))
            .into_iter()
            .filter_map(|parts| parts.key)
            .map(|key| style::decode(self.text, Format::Yaml, key))
            .collect()
    }

    /// The lines around `line` that belong to the same list or map at `column`: up and down to the first line left of
    /// it, those right of it being parts of other items.
    fn block(
        &self,
        segment: Span,
        line: Line,
        column: usize,
        belongs: impl Fn(&Parts) -> bool,
    ) -> Vec<Parts> {
        let all: Vec<Parts> = lines(self.text, segment.start())
            .take_while(|other| other.span.start() < segment.end())
            .filter(|other| {
                let content = other.span.of(self.text).trim();
                (!content.is_empty() && !content.starts_with('#')) || other.span == line.span
            })
            .map(|other| parts(self.text, other.span))
            .collect();
        let here = all.iter().position(|parts| parts.line == line.span).unwrap_or(all.len());
        let is_outer = |parts: &Parts| indent_of(parts.line.of(self.text)) < column && !belongs(parts);
        let starts_block = |parts: &Parts| belongs(parts) && indent_of(parts.line.of(self.text)) < column;
        let cursor_starts = all.get(here).is_some_and(&starts_block);
        let mut first = here;
        while !cursor_starts
            && let Some(above) = first.checked_sub(1)
            && let Some(parts) = all.get(above)
            && !is_outer(parts)
        {
            first = above;
            if starts_block(parts) {
                break;
            }
        }
        let end = all.iter().skip(here + 1).position(|parts| is_outer(parts) || starts_block(parts));
        let end = end.map_or(all.len(), |count| here + 1 + count);
        let in_block = |index: usize| (first..end).contains(&index) && index != here;
        let found = all.into_iter().enumerate().filter(|(index, parts)| in_block(*index) && belongs(parts));
        found.map(|(_, parts)| parts).collect()
    }
}

/// Whether the text of a line up to the cursor ends in a comment.
fn is_comment(before: &str) -> bool {
    let mut quote = None;
    let mut previous = ' ';
    for c in before.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !previous.is_alphanumeric() => quote = Some(c),
            (None, '#') if previous.is_whitespace() => return true,
            _ => {}
        }
        previous = c;
    }
    false
}

fn is_block_header(raw: &str) -> bool {
    let Some(rest) = raw.strip_prefix(['|', '>']) else { return false };
    let rest = rest.trim_start_matches(['-', '+']).trim_start_matches(|c: char| c.is_ascii_digit());
    rest.trim_start_matches(['-', '+']).trim().is_empty()
}
