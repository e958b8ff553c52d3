//! A byte range into one version of one text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open byte range `start..end` into one version of one text.
///
/// Stored in 32 bits each, since the corpus keeps millions of them; a text longer than 4 GiB is never opened
/// (see the scanner's size limit), so offsets past `u32::MAX` saturate instead of wrapping.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl From<(u32, u32)> for Span {
    /// As for [`Span::new`]: what is read from a disk may say anything.
    fn from((start, end): (u32, u32)) -> Self {
        Span { start, end: end.max(start) }
    }
}

impl Span {
    /// The range `start..end`, in bytes. An `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The empty span at byte `offset`.
    pub fn empty(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// First byte of the range.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range for indexing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text it covers; empty when it lies outside `text` or cuts a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether byte `offset` lies inside, the end excluded.
    pub fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether a cursor at byte `offset` lies inside or at either edge.
    pub fn touches(self, offset: usize) -> bool {
        self.start() <= offset && offset <= self.end()
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The range moved `by` bytes to the right: from a slice's offsets to those of the text it was cut from.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start() + by, self.end() + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Prints as `3..7`, so that expected values in tests read as ranges.
impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverted_or_outside_range_is_empty_text() {
        assert_eq!(Span::new(5, 2), Span::empty(5));
        assert_eq!(Span::new(1, 9).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "", "a cut character is no text");
    }

    #[test]
    fn a_cursor_at_the_end_touches_but_is_not_contained() {
        let span = Span::new(2, 4);
        assert!(span.touches(4) && !span.contains(4));
    }
}
