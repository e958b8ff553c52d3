//! Where an edit starts and ends so that nothing is left over: whole lines, list items with their comma, values.

use crate::syntax::front_matter::Format;
use crate::text::Span;

/// The line of byte `at`, without its line end.
pub fn line_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let (before, after) = text.split_at(at);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = after.find(['\n', '\r']).map_or(text.len(), |end| at + end);
    Span::new(start, end)
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

/// The value on the line of byte `at`, without a comment behind it: all after `key: `, `key = ` or `- `.
pub fn value_on_line(format: Format, text: &str, at: usize) -> Option<Span> {
    let line = line_at(text, at);
    let written = line.of(text);
    let start = match format {
        Format::Yaml | Format::Org | Format::Metadata => yaml_value(written),
        Format::Toml => after(written, "=")?,
        Format::Json => after(written, ":")?,
    };
    let value = written.get(start..)?;
    let end = start + without_comment(format, value).len();
    Some(Span::new(start, end).shift(line.start()))
}

/// Behind the dashes of list items and behind the first key.
fn yaml_value(line: &str) -> usize {
    let mut start = line.len() - line.trim_start().len();
    while let Some(item) = line.get(start..).and_then(|rest| rest.strip_prefix("- ")) {
        start = line.len() - item.trim_start().len();
    }
    let rest = line.get(start..).unwrap_or_default();
    let is_key = |key: &str| !key.is_empty() && !key.starts_with(['"', '\'', '[', '{', '@', '`', '%']);
    match rest.find(": ") {
        Some(colon) if rest.get(..colon).is_some_and(is_key) => {
            let value = rest.get(colon + 1..).unwrap_or_default();
            line.len() - value.trim_start().len()
        }
        _ => start,
    }
}

fn after(line: &str, mark: &str) -> Option<usize> {
    let (_, value) = line.split_once(mark)?;
    Some(line.len() - value.trim_start().len())
}

fn without_comment(format: Format, value: &str) -> &str {
    let value = match format {
        Format::Json => value.trim_end().trim_end_matches(','),
        _ => value.find(" #").and_then(|at| value.get(..at)).unwrap_or(value),
    };
    value.trim_end()
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
    fn a_value_starts_behind_its_key_and_ends_before_its_comment() {
        for (format, line, expected) in [
            (Format::Yaml, "title: a: b # c", "a: b"),
            (Format::Yaml, "  - - x: y", "y"),
            (Format::Yaml, "- @x", "@x"),
            (Format::Yaml, "no value", "no value"),
            (Format::Toml, "a = b = c", "b = c"),
            (Format::Json, "  \"a\": b,", "b"),
        ] {
            let found = value_on_line(format, line, 0).map(|span| span.of(line));
            assert_eq!(found, Some(expected), "{line}");
        }
    }
}
