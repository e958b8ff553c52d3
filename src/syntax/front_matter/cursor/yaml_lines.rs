//! Reads YAML line by line down to the cursor: which keys and dashes it is below, by indentation.

use super::flow::{Reader, Surround, Token, token_at};
use crate::syntax::front_matter::lines::{Line, indent_of, lines};
use crate::syntax::front_matter::tree::{Format, Step};
use crate::text::Span;

/// A key or a dash that the lines below it may belong to.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// Its column in bytes.
    pub column: usize,
    pub step: Step,
}

/// One line, taken apart.
#[derive(Debug)]
pub(super) struct Parts {
    pub line: Span,
    /// Where the dashes stand that start the line.
    pub dashes: Vec<usize>,
    pub key: Option<Token>,
    /// Behind the colon.
    pub colon_end: Option<usize>,
    /// Start of the value, or of a text without a colon; the end of the line when there is none.
    pub rest: usize,
}

/// Takes a line apart, however broken it is.
pub(super) fn parts(text: &str, line: Span) -> Parts {
    let raw = line.of(text);
    let mut at = line.start() + indent_of(raw);
    let mut dashes = Vec::new();
    loop {
        let rest = Span::new(at, line.end()).of(text);
        let Some(after) = rest.strip_prefix('-') else { break };
        if !after.is_empty() && !after.starts_with([' ', '\t']) {
            break;
        }
        dashes.push(at);
        at += 1 + indent_of(after);
    }
    let (key, colon_end) = key_at(text, at, line.end());
    let rest = colon_end.map_or(at, |end| end + indent_of(Span::new(end, line.end()).of(text)));
    Parts { line, dashes, key, colon_end, rest }
}

fn key_at(text: &str, at: usize, end: usize) -> (Option<Token>, Option<usize>) {
    let raw = Span::new(at, end).of(text);
    if raw.starts_with(['#', '[', '{', '|', '>']) {
        return (None, None);
    }
    if raw.starts_with(['"', '\'']) {
        let token = token_at(text, Format::Yaml, at, end, Surround::Line);
        let after = Span::new(token.span.end(), end).of(text);
        let colon = after.trim_start().starts_with(':') && token.quoted.is_some_and(|quoted| quoted.closed);
        let colon_end = token.span.end() + (after.len() - after.trim_start().len()) + 1;
        return if colon { (Some(token), Some(colon_end)) } else { (None, None) };
    }
    let colon = raw.match_indices(':').map(|(index, _)| index).find(|&index| {
        let after = raw.get(index + 1..).unwrap_or("");
        after.is_empty() || after.starts_with([' ', '\t'])
    });
    let comment = raw.find(" #").unwrap_or(raw.len());
    match colon {
        Some(colon) if colon < comment => {
            let span = Span::new(at, at + raw.get(..colon).unwrap_or("").trim_end().len());
            (Some(Token { span, inner: span, quoted: None }), Some(at + colon + 1))
        }
        _ => (None, None),
    }
}

/// What the lines above the cursor leave open.
#[derive(Debug)]
pub(super) enum Open {
    /// Nothing: the cursor's line is read by itself, below these levels.
    Levels(Vec<Level>),
    /// Brackets that open at this byte, at the path of these levels; nothing behind the limit belongs to them.
    Flow { levels: Vec<Level>, open: usize, limit: usize },
    /// A `|` or `>` text.
    BlockText(Vec<Level>),
}

/// Reads the lines of `segment` above the one that starts at `cursor_line`.
pub(super) fn read_above(text: &str, segment: Span, cursor_line: usize, column: usize) -> Open {
    let mut levels: Vec<Level> = Vec::new();
    let mut skip_to = segment.start();
    let mut block: Option<usize> = None;
    for line in lines(text, segment.start()).take_while(|line| line.span.start() < cursor_line) {
        let content = line.span.of(text);
        if line.span.start() < skip_to || content.trim().is_empty() || content.trim_start().starts_with('#') {
            continue;
        }
        if let Some(indent) = block {
            if indent_of(content) > indent {
                continue;
            }
            block = None;
        }
        let parts = parts(text, line.span);
        enter(text, &mut levels, &parts, line.span.start());
        let value = Span::new(parts.rest, line.span.end()).of(text);
        if value.starts_with(['[', '{']) {
            let limit = flow_limit(text, line, segment);
            let flow = Reader::new(text, Format::Yaml, limit).flow(parts.rest);
            if flow.end > cursor_line || !flow.closed {
                let is_inside = limit > cursor_line || !flow.closed && limit >= cursor_line;
                if is_inside {
                    return Open::Flow { levels, open: parts.rest, limit };
                }
            }
            skip_to = flow.end;
        } else if value.starts_with(['|', '>']) {
            block = Some(indent_of(content));
        }
    }
    match block {
        Some(indent) if column > indent => Open::BlockText(levels),
        _ => Open::Levels(levels),
    }
}

/// Enters the dashes and the key of a line.
pub(super) fn enter(text: &str, levels: &mut Vec<Level>, parts: &Parts, line_start: usize) {
    for &dash in &parts.dashes {
        let column = dash - line_start;
        let index = match levels.iter().rev().find(|level| level.column <= column) {
            Some(Level { column: known, step: Step::Index(index) }) if *known == column => index + 1,
            _ => 0,
        };
        leave(levels, column, Leave::ForDash);
        levels.push(Level { column, step: Step::Index(index) });
    }
    if let Some(key) = parts.key {
        let column = key.span.start() - line_start;
        leave(levels, column, Leave::ForKey);
        let text = super::style::decode(text, Format::Yaml, key);
        levels.push(Level { column, step: Step::Key(text.into()) });
    }
}

/// Why levels are left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// A dash at the column of a key continues the list of that key.
    ForDash,
    /// A key leaves everything at its column or right of it.
    ForKey,
}

/// Leaves the levels that a token at `column` does not belong to.
pub(super) fn leave(levels: &mut Vec<Level>, column: usize, why: Leave) {
    while let Some(last) = levels.last() {
        let stays = match (&last.step, why) {
            (Step::Key(_), Leave::ForDash) => last.column <= column,
            _ => last.column < column,
        };
        if stays {
            break;
        }
        levels.pop();
    }
}

/// Where brackets that open on `line` end at the latest: at a line that is clearly a key of the map around them.
pub(super) fn flow_limit(text: &str, line: Line, segment: Span) -> usize {
    let indent = indent_of(line.span.of(text));
    let below = lines(text, line.next).take_while(|below| below.span.start() < segment.end());
    let mut keys = below.filter(|below| {
        let content = below.span.of(text);
        let is_key = parts(text, below.span).key.is_some_and(|key| key.quoted.is_none());
        indent_of(content) <= indent && is_key && !content.trim_start().starts_with([']', '}'])
    });
    keys.next().map_or(segment.end(), |below| below.span.start())
}
