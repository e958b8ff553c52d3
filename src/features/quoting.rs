//! Values as a front matter writes them: quotes and escapes by format, and where a value stands on its line.

use crate::features::edits::line_at;
use crate::syntax::front_matter::Format;
use crate::text::Span;

/// `text` as a quoted text of that format on one line, in double quotes unless single ones spare all escapes.
pub fn quoted(format: Format, text: &str) -> String {
    let plain = |c: char| !matches!(c, '"' | '\\') && !c.is_control();
    if text.chars().all(plain) {
        return format!("\"{text}\"");
    }
    let one_line = !text.chars().any(char::is_control);
    match format {
        Format::Yaml | Format::Org if one_line => format!("'{}'", text.replace('\'', "''")),
        Format::Toml if one_line && !text.contains('\'') => format!("'{text}'"),
        _ => escaped(text),
    }
}

/// In double quotes with the escapes that YAML, TOML and JSON share.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The value on the line of byte `at`, without a comment behind it: all after `key: `, `key = ` or `- `.
pub fn value_on_line(format: Format, text: &str, at: usize) -> Option<Span> {
    let line = line_at(text, at);
    let written = line.of(text);
    let start = match format {
        Format::Yaml | Format::Org => yaml_value(written),
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

    #[test]
    fn quotes_need_as_few_escapes_as_the_format_allows() {
        for (format, text, expected) in [
            (Format::Yaml, "a: b", r#""a: b""#),
            (Format::Yaml, r#"say "a""#, r#"'say "a"'"#),
            (Format::Yaml, r#"it's "a""#, r#"'it''s "a"'"#),
            (Format::Toml, r"C:\new", r"'C:\new'"),
            (Format::Toml, r#"it's "a""#, r#""it's \"a\"""#),
            (Format::Json, r#"say "a""#, r#""say \"a\"""#),
            (Format::Yaml, "two\nlines", r#""two\nlines""#),
        ] {
            assert_eq!(quoted(format, text), expected);
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
