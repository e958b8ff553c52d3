//! Cuts a JSON object into its members, whatever else is wrong with it.

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lines::line_at;
use crate::text::Span;

/// One `"key": value`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Member {
    /// The key with its quotes, or whatever stands there.
    pub key: Span,
    /// From the first character behind the colon's white space to the comma; `None` without a colon.
    pub value: Option<Span>,
}

/// The members between the braces of an object. A member ends at a comma, or at the end of a line where the next one
/// starts a new key.
pub(super) fn members(
    text: &str,
    inner: Span,
    errors: &mut Vec<SyntaxError>,
    comments: &mut Vec<Span>,
) -> Vec<Member> {
    let mut scan = Scan { text, at: inner.start(), end: inner.end() };
    let mut found = Vec::new();
    let mut comma: Option<Span> = None;
    loop {
        scan.blanks(errors, comments);
        let Some(c) = scan.peek() else { break };
        if c == ',' {
            let span = scan.take();
            errors.push(SyntaxError::new(span, SyntaxErrorKind::ExtraComma));
            continue;
        }
        if !found.is_empty() && comma.is_none() {
            errors.push(SyntaxError::new(scan.one(), SyntaxErrorKind::MissingComma));
        }
        found.push(scan.member(errors, comments));
        scan.blanks(errors, comments);
        comma = (scan.peek() == Some(',')).then(|| scan.take());
    }
    if let Some(span) = comma {
        // Hugo names the brace behind it, which Go's decoder finds (oracle fm/json-trailing-comma: line 1).
        errors.push(SyntaxError::new(span, SyntaxErrorKind::TrailingComma));
    }
    found
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn one(&self) -> Span {
        Span::new(self.at, self.at + self.peek().map_or(0, char::len_utf8))
    }

    fn take(&mut self) -> Span {
        let span = self.one();
        self.at = span.end();
        span
    }

    /// Skips white space and, with an error, comments.
    fn blanks(&mut self, errors: &mut Vec<SyntaxError>, comments: &mut Vec<Span>) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let len = match self.rest() {
                rest if rest.starts_with("//") => rest.find(['\n', '\r']).unwrap_or(rest.len()),
                rest if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                _ => return,
            };
            let span = Span::new(self.at, self.at + len);
            errors.push(SyntaxError::new(span, SyntaxErrorKind::CommentInJson));
            comments.push(span);
            self.at = span.end();
        }
    }

    fn member(&mut self, errors: &mut Vec<SyntaxError>, comments: &mut Vec<Span>) -> Member {
        let key = self.key();
        self.blanks(errors, comments);
        if self.peek() != Some(':') {
            self.skip_to_member_end();
            return Member { key, value: None };
        }
        self.take();
        self.blanks(errors, comments);
        let start = self.at;
        self.skip_to_member_end();
        Member { key, value: Some(Span::new(start, self.at)) }
    }

    fn key(&mut self) -> Span {
        let start = self.at;
        if self.peek() == Some('"') {
            self.at = self.string_end(start);
        } else {
            let len = self.rest().find([':', ',', '\n', '\r']).unwrap_or(self.rest().len());
            self.at += len.max(self.peek().map_or(0, char::len_utf8));
        }
        let len = Span::new(start, self.at).of(self.text).trim_end().len();
        Span::new(start, start + len)
    }

    /// The end of the string that opens at `start`; a string ends at the latest with its line.
    fn string_end(&self, start: usize) -> usize {
        let line = line_at(self.text, start).map_or(self.end, |line| line.span.end()).min(self.end);
        let mut chars = Span::new(start + 1, line).of(self.text).char_indices();
        while let Some((index, c)) = chars.next() {
            match c {
                '\\' => _ = chars.next(),
                '"' => return start + 1 + index + 1,
                _ => {}
            }
        }
        line
    }

    fn skip_to_member_end(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    self.at = self.string_end(self.at).max(self.at + 1);
                    continue;
                }
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => break,
                '\n' | '\r' if self.starts_member() => break,
                _ => {}
            }
            self.take();
        }
        let len = Span::new(0, self.at).of(self.text).trim_end().len();
        self.at = len.max(self.at.min(len));
    }

    /// Whether the next line that is not blank is `"key":`, which stands in no array.
    fn starts_member(&self) -> bool {
        let rest = self.rest();
        let at = self.at + (rest.len() - rest.trim_start().len());
        if self.text.get(at..self.end).is_none_or(|rest| !rest.starts_with('"')) {
            return false;
        }
        let after = self.text.get(self.string_end(at)..self.end).unwrap_or("");
        after.trim_start_matches([' ', '\t']).starts_with(':')
    }
}
