//! Edits that several checks make.

use crate::site::problem::{Fix, Safety};
use crate::text::{Edit, Span};

/// A fix of several replacements that keeps what the writer means.
pub fn fix(title: impl Into<String>, edits: impl IntoIterator<Item = (Span, String)>) -> Fix {
    let edits = edits.into_iter().map(|(span, text)| Edit::replace(span, text)).collect();
    Fix { title: title.into(), edits, create: None, safety: Safety::Safe }
}

/// `span` up to the borders of its lines, the last line end included, so that deleting it leaves no blank line.
pub fn whole_lines(text: &str, span: Span) -> Span {
    let start = text.get(..span.start()).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let after = text.get(span.end()..).unwrap_or_default();
    let end = after.find('\n').map_or(text.len(), |at| span.end() + at + 1);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_whole() {
        let text = "a: 1\nb: 2\nc: 3";
        assert_eq!(whole_lines(text, Span::new(6, 7)).of(text), "b: 2\n");
        assert_eq!(whole_lines(text, Span::new(12, 13)).of(text), "c: 3");
    }
}
