//! Lines of a text as spans. A line ends at `\n`, `\r\n` or a lone `\r`, as every generator's splitter reads it.

use memchr::memchr2;

use crate::text::Span;

/// One line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Line {
    /// Without its line break.
    pub span: Span,
    /// Where the next line starts; the end of the text for the last one.
    pub next: usize,
}

/// The lines of `text` from byte `from` on. The end of the text after a line break is a last, empty line.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + '_ {
    let mut at = Some(from);
    std::iter::from_fn(move || {
        let start = at?;
        let line = line_at(text, start)?;
        at = (line.next > line.span.end()).then_some(line.next);
        Some(line)
    })
}

/// The line that starts at byte `start`; `None` past the end of the text.
pub(super) fn line_at(text: &str, start: usize) -> Option<Line> {
    let rest = text.as_bytes().get(start..)?;
    let Some(length) = memchr2(b'\n', b'\r', rest) else {
        return Some(Line { span: Span::new(start, text.len()), next: text.len() });
    };
    let end = start + length;
    let break_len = if rest.get(length..length + 2) == Some(b"\r\n") { 2 } else { 1 };
    Some(Line { span: Span::new(start, end), next: end + break_len })
}

/// Start of the line that holds byte `offset`.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    let Some(at) = memchr::memrchr2(b'\n', b'\r', before) else { return 0 };
    // Between the two bytes of a `\r\n`, the line is the one they end.
    if before.get(at) == Some(&b'\r') && text.as_bytes().get(offset) == Some(&b'\n') && at + 1 == offset {
        return line_start(text, at);
    }
    at + 1
}

/// Number of leading spaces and tabs of `line`, in bytes.
pub(super) fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The character that starts at byte `at`; empty at the end of the text.
pub(super) fn char_at(text: &str, at: usize) -> Span {
    let c = text.get(at..).and_then(|rest| rest.chars().next());
    Span::new(at, at + c.map_or(0, char::len_utf8))
}
