//! How to write a value or a key for a format and a place: quoted only when needed, in the writer's own style.

use super::tree::{Format, Quote};

/// Where a value goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WritePlace {
    /// The language of the front matter.
    pub format: Format,
    /// What surrounds it.
    pub around: Around,
    /// The quote that the writer uses; `None` for "without, where possible".
    pub preferred: Option<Quote>,
}

/// What surrounds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Around {
    /// A line of its own, behind `key: ` or `- `.
    Line,
    /// Brackets and commas.
    Brackets,
}

/// `text` as a value that every parser of the format reads back as exactly this text.
pub fn value(text: &str, place: WritePlace) -> String {
    match place.format {
        Format::Json => quoted(text, Format::Json, Quote::Double),
        Format::Toml => quoted(text, Format::Toml, place.preferred.unwrap_or(Quote::Double)),
        // Quotes would be part of the text.
        Format::Metadata => text.to_owned(),
        Format::Yaml | Format::Org => match place.preferred {
            Some(quote) => quoted(text, Format::Yaml, quote),
            None if is_plain_safe(text, place.around) => text.to_owned(),
            None => quoted(text, Format::Yaml, Quote::Double),
        },
    }
}

/// `text` as a key.
pub fn key(text: &str, format: Format) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    match format {
        Format::Json => quoted(text, Format::Json, Quote::Double),
        Format::Toml if !text.is_empty() && text.chars().all(is_bare) => text.to_owned(),
        Format::Toml => quoted(text, Format::Toml, Quote::Double),
        Format::Metadata => text.to_owned(),
        Format::Yaml | Format::Org if is_plain_safe(text, Around::Brackets) => text.to_owned(),
        Format::Yaml | Format::Org => quoted(text, Format::Yaml, Quote::Double),
    }
}

/// What goes between existing quotes so that the whole reads as `text`; `None` when these quotes cannot hold it.
pub fn inside_quotes(text: &str, format: Format, quote: Quote) -> Option<String> {
    match (format, quote) {
        (_, Quote::Double) => Some(escape_double(text, format)),
        (Format::Toml, Quote::Single) => {
            (!text.contains('\'') && !has_control(text)).then(|| text.to_owned())
        }
        (Format::Yaml | Format::Org, Quote::Single) => (!has_control(text)).then(|| text.replace('\'', "''")),
        (Format::Json | Format::Metadata, Quote::Single) => None,
    }
}

/// `text` in quotes, in the wanted ones if they can hold it.
pub fn quoted(text: &str, format: Format, quote: Quote) -> String {
    match inside_quotes(text, format, quote) {
        Some(inner) => format!("{0}{inner}{0}", quote.char()),
        None => format!("\"{}\"", escape_double(text, format)),
    }
}

/// `text` in double quotes, or in single ones where those spare it escapes.
pub fn quoted_simply(text: &str, format: Format) -> String {
    let quote = if text.contains(['"', '\\']) { Quote::Single } else { Quote::Double };
    quoted(text, format, quote)
}

/// The text between a key and its value.
pub fn separator(format: Format) -> &'static str {
    match format {
        Format::Yaml | Format::Json | Format::Org | Format::Metadata => ": ",
        Format::Toml => " = ",
    }
}

/// The line break that `text` uses: the first one decides.
pub fn line_ending(text: &str) -> &'static str {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text.as_bytes().get(at) == Some(&b'\n') => "\n",
        Some(at) if text.as_bytes().get(at + 1) == Some(&b'\n') => "\r\n",
        Some(_) => "\r",
        None => "\n",
    }
}

fn has_control(text: &str) -> bool {
    text.chars().any(|c| is_unprintable(c) && c != '\t')
}

/// What stands in a front matter only as an escape: controls, and the two characters that YAML lets into no text.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn escape_double(text: &str, format: Format) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' if format != Format::Yaml => out.push_str("\\t"),
            c if is_unprintable(c) && c != '\t' => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether YAML reads `text` without quotes as exactly this text, whichever version of YAML the generator follows:
/// one that needs quotes in 1.1 gets them in 1.2 too.
pub fn is_plain_safe(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let has_edge_blank = text.trim() != text;
    !(has_edge_blank
        || text.chars().any(|c| is_unprintable(c) || c == '\u{FEFF}')
        || starts_something(first, text)
        || text.contains(": ")
        || text.ends_with(':')
        || text.contains(" #")
        || (around == Around::Brackets && has_flow_character(text))
        || is_other_type(text))
}

fn starts_something(first: char, text: &str) -> bool {
    match first {
        '-' | '?' | ':' => {
            let after = text.get(1..).unwrap_or("");
            after.is_empty() || after.starts_with([' ', '\t', ',', '[', ']', '{', '}']) || text == "---"
        }
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
            true
        }
        '.' => text == "...",
        _ => text.starts_with("---") || text.starts_with("+++"),
    }
}

/// In brackets a colon before a comma or bracket separates too, as does one behind a text that looks quoted.
fn has_flow_character(text: &str) -> bool {
    text.contains([',', '[', ']', '{', '}'])
}

/// Words and numbers that some version of YAML reads as something else than text (oracle type/yaml-scalars).
fn is_other_type(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "nan", ".nan", ".inf", "inf", "<<",
    ];
    let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
    WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word)) || text == "=" || is_number_like(bare)
}

/// Anything that starts with a digit and has only the characters of numbers, dates and times in it.
fn is_number_like(text: &str) -> bool {
    let unsigned = text.strip_prefix('.').unwrap_or(text);
    let is_part = |c: char| {
        c.is_ascii_hexdigit()
            || matches!(c, '.' | '_' | '-' | '+' | ':' | 'x' | 'X' | 'o' | 'T' | 't' | 'Z' | 'z' | ' ' | '/')
    };
    unsigned.starts_with(|c: char| c.is_ascii_digit()) && unsigned.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::{SplitRules, parse};

    fn yaml(around: Around, preferred: Option<Quote>) -> WritePlace {
        WritePlace { format: Format::Yaml, around, preferred }
    }

    #[test]
    fn single_quotes_are_taken_where_they_spare_escapes() {
        for (text, format, expected) in [
            ("a: b", Format::Yaml, "\"a: b\""),
            ("say \"it's\"", Format::Yaml, "'say \"it''s\"'"),
            ("C:\\x", Format::Toml, "'C:\\x'"),
            ("C:\\it's", Format::Toml, "\"C:\\\\it's\""),
            ("a \"b\"", Format::Json, "\"a \\\"b\\\"\""),
            ("\"two\nlines\"", Format::Yaml, "\"\\\"two\\nlines\\\"\""),
        ] {
            assert_eq!(quoted_simply(text, format), expected);
        }
    }

    #[test]
    fn yaml_is_quoted_only_when_it_would_be_read_as_something_else() {
        let line = |text| value(text, yaml(Around::Line, None));
        for text in [
            "Go",
            "C++",
            "C#",
            "CI/CD",
            "日本語",
            "Go Lang",
            "it's",
            "a:b",
            "a, b",
            "-a",
            "http://x.y/z",
            "3D printing",
        ] {
            assert_eq!(line(text), text, "needs no quotes");
        }
        for text in [
            "",
            " a",
            "a ",
            "yes",
            "No",
            "null",
            "1.10",
            "0777",
            "2024-01-02",
            "12:30",
            "1e3",
            "a: b",
            "a #b",
            "#a",
            "- a",
            "@x",
            "%x",
            "[a]",
            "{{ x }}",
            "*x",
            "&x",
            "!x",
            "'a",
            "a:",
            "~",
            "---",
            ".5",
            "0x1F",
            "a\nb",
        ] {
            assert!(line(text).starts_with('"'), "{text} needs quotes");
        }
    }

    #[test]
    fn brackets_need_more_quotes_than_a_line() {
        for text in ["a, b", "a]", "a{b"] {
            assert_eq!(value(text, yaml(Around::Line, None)), text);
            assert_eq!(value(text, yaml(Around::Brackets, None)), format!("\"{text}\""));
        }
    }

    #[test]
    fn the_writers_quote_is_kept_where_it_can_hold_the_text() {
        let single = Some(Quote::Single);
        assert_eq!(value("it's", yaml(Around::Line, single)), "'it''s'");
        let toml =
            |text| value(text, WritePlace { format: Format::Toml, around: Around::Line, preferred: single });
        assert_eq!(toml(r"C:\x"), r"'C:\x'");
        assert_eq!(toml("it's"), "\"it's\"", "a literal string has no escapes");
        let json =
            |text| value(text, WritePlace { format: Format::Json, around: Around::Line, preferred: single });
        assert_eq!(json("a \"b\""), r#""a \"b\"""#);
    }

    #[test]
    fn keys_are_quoted_where_the_format_wants_it() {
        assert_eq!(key("title", Format::Yaml), "title");
        assert_eq!(key("タグ", Format::Yaml), "タグ");
        assert_eq!(key("タグ", Format::Toml), "\"タグ\"");
        assert_eq!(key("a.b", Format::Toml), "\"a.b\"");
        assert_eq!(key("title", Format::Json), "\"title\"");
        assert_eq!(key("true", Format::Yaml), "\"true\"");
    }

    #[test]
    fn the_first_line_break_is_the_files() {
        assert_eq!(line_ending("a\r\nb\n"), "\r\n");
        assert_eq!(line_ending("a\nb\r\n"), "\n");
        assert_eq!(line_ending("a\rb"), "\r");
        assert_eq!(line_ending("a"), "\n");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(text in "\\PC{0,12}|[-:#,'\"\\\\\\[\\]{} a1.\n\t]{0,8}", form in 0..8_usize) {
            let quotes = [None, Some(Quote::Single), Some(Quote::Double)];
            let preferred = quotes[form % 3];
            let (document, path) = match form {
                0..=2 => (format!("---\nk: {}\n---\n", value(&text, yaml(Around::Line, preferred))), None),
                3..=5 => (format!("---\nk: [a, {}, b]\n---\n", value(&text, yaml(Around::Brackets, preferred))), Some(1)),
                6 => (format!("+++\nk = {}\n+++\n", value(&text, WritePlace { format: Format::Toml, around: Around::Line, preferred })), None),
                _ => (format!("{{\"k\": {}}}\n", value(&text, WritePlace { format: Format::Json, around: Around::Line, preferred })), None),
            };
            let parsed = parse(&document, &SplitRules::LENIENT).front_matter.unwrap();
            proptest::prop_assert_eq!(&parsed.errors, &vec![], "{}", document);
            let value = &parsed.root[0].value;
            let value = path.map_or(value, |index: usize| &value.items()[index]);
            proptest::prop_assert_eq!(value.text(), Some(text.as_str()), "{}", document);
        }
    }
}
