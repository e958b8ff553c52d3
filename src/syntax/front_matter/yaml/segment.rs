//! Cuts a YAML front matter at its top-level entries and parses one of them.

use super::build::{Root, build};
use super::explain::{explain, explain_line};
use crate::syntax::front_matter::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::front_matter::lines::{indent_of, lines};
use crate::syntax::front_matter::piece::Piece;
use crate::text::Span;

/// The segments of `inner`, without a gap: each starts at a top-level entry, the first one also holds what stands
/// before it.
pub(super) fn cut(text: &str, inner: Span) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut base = None;
    let mut brackets = 0_isize;
    for line in lines(text, inner.start()).take_while(|line| line.span.start() < inner.end()) {
        let content = line.span.of(text);
        let trimmed = content.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indent = indent_of(content);
        let base = *base.get_or_insert(indent);
        if starts.is_empty() || (indent <= base && starts_entry(trimmed, brackets)) {
            let is_first = starts.is_empty();
            starts.push(if is_first { inner.start() } else { line.span.start() });
            brackets = 0;
        }
        brackets += bracket_balance(content);
    }
    let ends = starts.iter().skip(1).copied().chain([inner.end()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

/// Whether a line at the outer indentation starts an entry, `brackets` being open above it. A dash continues the
/// list of the key above. Inside of brackets only what is clearly a key does: there the bracket was forgotten.
fn starts_entry(line: &str, brackets: isize) -> bool {
    if line == "-" || line.starts_with("- ") || line.starts_with([']', '}', ',']) {
        return false;
    }
    brackets <= 0 || is_key_line(line)
}

fn is_key_line(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let is_plain = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_plain && (value.is_empty() || value.starts_with([' ', '\t']))
}

/// How many brackets a line leaves open, outside of quotes and comments.
pub(in crate::syntax::front_matter) fn bracket_balance(line: &str) -> isize {
    let mut quote = None;
    let mut balance = 0;
    let mut previous = ' ';
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !previous.is_alphanumeric() => quote = Some(c),
            (None, '[' | '{') => balance += 1,
            (None, ']' | '}') => balance -= 1,
            (None, '#') if previous.is_whitespace() => break,
            _ => {}
        }
        previous = c;
    }
    balance
}

/// Parses one segment; `next` is where the following one starts, if there is one.
pub(super) fn parse(text: &str, span: Span, next: Option<usize>) -> Piece {
    match build(text, span) {
        Ok((Root::Map | Root::Empty, piece)) => piece,
        Ok((_, piece)) => {
            let error = explain_line(text, first_line(text, span));
            Piece { errors: vec![error], ..piece }
        }
        Err(error) => broken(text, span, next, &error),
    }
}

/// A segment that does not parse is tried again without its last lines, so that `a: 1` survives a broken line below.
fn broken(text: &str, span: Span, next: Option<usize>, error: &granit_parser::ScanError) -> Piece {
    let at = span.start() + error.marker().byte_offset().unwrap_or(0);
    let mut explained = explain(text, span, error.kind(), at);
    if matches!(explained.kind, SyntaxErrorKind::UnclosedFlow(_))
        && let Some(next) = next
    {
        // Hugo names the first line that does not fit into the list (oracle fm/yaml-unclosed-flow).
        explained = explained.reported_at(next);
    }
    let mut piece = salvage(text, span, &explained);
    piece.errors.push(explained);
    piece
}

/// How many shorter versions of a broken segment are tried: each costs a parse, and segments are short.
const SALVAGE_LIMIT: usize = 16;

fn salvage(text: &str, span: Span, error: &SyntaxError) -> Piece {
    let starts: Vec<usize> = lines(text, span.start())
        .map(|line| line.span.start())
        .take_while(|&start| start <= error.span.start() && start < span.end())
        .collect();
    for &end in starts.iter().rev().take(SALVAGE_LIMIT) {
        if end <= span.start() {
            break;
        }
        if let Ok((Root::Map, piece)) = build(text, Span::new(span.start(), end)) {
            return piece;
        }
    }
    key_alone(text, span)
}

/// The key of a broken entry, so that it is known to be there, with an absent value.
fn key_alone(text: &str, span: Span) -> Piece {
    let line = first_line(text, span);
    let content = line.of(text);
    let colon = content.find(": ").or_else(|| content.trim_end().strip_suffix(':').map(str::len));
    let Some(colon) = colon else { return Piece::default() };
    match build(text, Span::new(line.start(), line.start() + colon + 1)) {
        Ok((Root::Map, piece)) => piece,
        _ => Piece::default(),
    }
}

/// The first line of a segment that is neither blank nor a comment.
fn first_line(text: &str, span: Span) -> Span {
    lines(text, span.start())
        .map(|line| line.span)
        .find(|line| {
            let content = line.of(text).trim_start();
            !content.is_empty() && !content.starts_with('#')
        })
        .unwrap_or(span)
}
