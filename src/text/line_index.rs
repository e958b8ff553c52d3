//! Lines and columns as people and terminals count them, for a text that does not change.

use super::Span;

/// A place as a person says it: both numbers start at 1, the column counts Unicode characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character on the line, from 1.
    pub column: usize,
}

/// The starts of the lines of one `&str`: what the command line needs of a text, without a rope.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// Byte offsets, ascending; the first is 0.
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of `text`; LF, CRLF and a lone CR end one.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let is_crlf = |at: usize| bytes.get(at..at + 2) == Some(b"\r\n");
        let after = ends.filter(|&at| !is_crlf(at)).map(|at| at + 1);
        LineIndex { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// Line and column of byte `offset`; one outside the text or inside a character is moved back to the nearest place.
    pub fn locate(&self, offset: usize) -> LineColumn {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = Span::new(start, offset).of(self.text).chars().count() + 1;
        LineColumn { line, column }
    }

    /// The text of line `line`, from 1, without its line end; empty when there is no such line.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n'])
    }

    /// How many lines there are; a text that ends with a line end has an empty last one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_in_characters() {
        let index = LineIndex::new("a\r\né😀x\rz\n");
        let at = |offset| {
            let LineColumn { line, column } = index.locate(offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(9), (2, 3), "é and 😀 are one column each");
        assert_eq!(at(6), (2, 2), "inside 😀");
        assert_eq!(at(11), (3, 1), "a lone CR ends a line");
        assert_eq!(at(999), (4, 1), "outside");
        assert_eq!(index.line_count(), 4);
    }

    #[test]
    fn lines_come_without_their_ends() {
        let index = LineIndex::new("a\r\nb\u{2028}c\rd\n");
        let lines: Vec<_> = (0..=6).map(|line| index.line(line)).collect();
        assert_eq!(lines, ["", "a", "b\u{2028}c", "d", "", "", ""]);
    }
}
