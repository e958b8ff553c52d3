//! Where an edit starts and ends so that nothing is left over: whole lines, list items with their comma, line ends.

use crate::text::Span;

/// The line of byte `at`, without its line end.
pub fn line_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let (before, after) = text.split_at(at);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = after.find(['\n', '\r']).map_or(text.len(), |end| at + end);
    Span::new(start, end)
}

/// The line end that the text uses: that of its first line.
pub fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}

/// The bytes to delete so that `span` goes without a trace: whole lines where it stands alone on them, with one
/// comma where it is an item between others.
pub fn removal(text: &str, span: Span) -> Span {
    let (first, last) = (line_at(text, span.start()), line_at(text, span.end()));
    let before = Span::new(first.start(), span.start()).of(text);
    let after = Span::new(span.end(), last.end()).of(text);
    let has_comma = after.trim_start().starts_with(',');
    let rest = after.trim_start().trim_start_matches(',').trim_start();
    if before.trim().is_empty() && (rest.is_empty() || rest.starts_with('#')) {
        return whole_lines(text, first, last, span, has_comma);
    }
    if has_comma {
        let length = after.len() - after.trim_start().trim_start_matches(',').trim_start().len();
        return Span::new(span.start(), span.end() + length);
    }
    let kept = before.trim_end();
    let start = if kept.ends_with(',') { first.start() + kept.len() - 1 } else { span.start() };
    Span::new(start, span.end())
}

/// The lines with their last line end; the last item of a list over several lines takes the comma before it along.
fn whole_lines(text: &str, first: Span, last: Span, span: Span, has_comma: bool) -> Span {
    let above = text.get(..first.start()).unwrap_or_default().trim_end();
    let below = text.get(last.end()..).unwrap_or_default().trim_start();
    if !has_comma && above.ends_with(',') && below.starts_with([']', '}']) {
        return Span::new(above.len() - 1, span.end());
    }
    let rest = text.get(last.end()..).unwrap_or_default();
    let end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    Span::new(first.start(), last.end() + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Edit, apply_all};

    fn removed(text: &str, item: &str) -> String {
        let start = text.rfind(item).expect("the item is in the text");
        apply_all(text, &[Edit::delete(removal(text, Span::new(start, start + item.len())))])
    }

    #[test]
    fn what_goes_takes_its_line_or_its_comma_along() {
        for (text, item, expected) in [
            ("a: 1\nb: 2\nc: 3\n", "b: 2", "a: 1\nc: 3\n"),
            ("a: 1\r\nb: 2 # why\r\nc: 3\r\n", "b: 2", "a: 1\r\nc: 3\r\n"),
            ("tags: [a, b, c]", "b", "tags: [a, c]"),
            ("tags: [a, b, c]", "c", "tags: [a, b]"),
            ("tags: [a]", "a]", "tags: ["),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "\"b\": 2", "{\n  \"a\": 1\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "\"a\": 1", "{\n  \"b\": 2\n}"),
            ("日本\n語: 1", "語: 1", "日本\n"),
        ] {
            assert_eq!(removed(text, item), expected, "{text}");
        }
    }

    #[test]
    fn lines_end_as_the_first_does() {
        assert_eq!((line_end("a\r\nb"), line_end("a\nb\r\n"), line_end("a")), ("\r\n", "\n", "\n"));
    }
}
