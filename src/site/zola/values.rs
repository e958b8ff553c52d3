//! What a single front-matter value is to Zola: TOML has types, YAML is read as `serde_yaml` 0.9 does (YAML 1.2).

use crate::syntax::front_matter::{Format, FrontMatter, Scalar, ScalarStyle, Value, ValueKind};

/// How many aliases may lead to another before it is taken for a loop.
const MAX_ALIASES: usize = 8;

/// A value as Zola's decoders see it.
#[derive(Debug, Clone, PartialEq)]
pub enum Read<'a> {
    /// Nothing, or one of YAML's words for it.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A TOML date, time or both.
    Time(&'a str),
    /// Text.
    Text(&'a str),
    /// A list.
    List(&'a [Value]),
    /// A table.
    Map,
}

/// The language of a front matter, told from its opener, for a value that comes without its front matter.
pub fn format_of(text: &str) -> Format {
    let start = text.trim_start_matches('\u{feff}').trim_ascii_start();
    if start.starts_with('+') { Format::Toml } else { Format::Yaml }
}

/// The top-level value of a key, aliases followed. Keys are case-sensitive.
pub fn find<'a>(front: &'a FrontMatter, key: &str) -> Option<&'a Value> {
    let entry = front.root.iter().find(|entry| entry.key.text == key)?;
    Some(resolve(front, &entry.value))
}

/// The text of a top-level key as Zola takes it for a text field.
pub fn text(front: &FrontMatter, key: &str) -> Option<String> {
    as_text(find(front, key)?, front.format)
}

/// The boolean of a top-level key.
pub fn flag(front: &FrontMatter, key: &str) -> Option<bool> {
    match read(find(front, key)?, front.format) {
        Read::Bool(value) => Some(value),
        _ => None,
    }
}

/// The texts of a top-level list.
pub fn texts(front: &FrontMatter, key: &str) -> Vec<String> {
    let items = find(front, key).map(Value::items).unwrap_or_default();
    items.iter().filter_map(|item| as_text(resolve(front, item), front.format)).collect()
}

/// A value as the text that a text field takes it for: YAML hands on numbers and booleans as they are written
/// (cases `yaml-number-title`, `pos-yaml-taxonomies-int`).
pub fn as_text(value: &Value, format: Format) -> Option<String> {
    match (read(value, format), format) {
        (Read::Text(text), _) => Some(text.to_owned()),
        (Read::Bool(_) | Read::Int(_) | Read::Float(_), Format::Yaml) => value.text().map(str::to_owned),
        _ => None,
    }
}

/// The value itself, or the one that its alias stands for.
pub fn resolve<'a>(front: &'a FrontMatter, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..MAX_ALIASES {
        let ValueKind::Alias(name) = &value.kind else { return value };
        let Some(target) = anchored(front, name) else { return value };
        value = target;
    }
    value
}

fn anchored<'a>(front: &'a FrontMatter, name: &str) -> Option<&'a Value> {
    let mut found = None;
    front.walk(&mut |_, node| {
        let value = node.value();
        let anchor = value.props.as_ref().and_then(|props| props.anchor.as_ref());
        if anchor.is_some_and(|(anchor, _)| anchor == name) {
            found = Some(value);
        }
    });
    found
}

/// What a value is; an alias that leads nowhere counts as null.
pub fn read(value: &Value, format: Format) -> Read<'_> {
    match &value.kind {
        ValueKind::Null | ValueKind::Alias(_) => Read::Null,
        ValueKind::List(list) => Read::List(&list.items),
        ValueKind::Map(_) => Read::Map,
        ValueKind::Scalar(scalar) if format == Format::Toml => toml(scalar),
        ValueKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain && !has_tag(value) => {
            plain(&scalar.text)
        }
        ValueKind::Scalar(scalar) => Read::Text(&scalar.text),
    }
}

fn has_tag(value: &Value) -> bool {
    value.props.as_ref().is_some_and(|props| props.tag.is_some())
}

fn toml(scalar: &Scalar) -> Read<'_> {
    let digits = || scalar.text.replace('_', "");
    match scalar.style {
        ScalarStyle::Bool => Read::Bool(scalar.text == "true"),
        ScalarStyle::Integer => integer(&digits()).map_or(Read::Int(0), Read::Int),
        ScalarStyle::Float => Read::Float(digits().parse().unwrap_or_default()),
        ScalarStyle::DateTime => Read::Time(&scalar.text),
        _ => Read::Text(&scalar.text),
    }
}

/// An unquoted YAML value: YAML 1.2 words, and digits behind a zero are text.
fn plain(text: &str) -> Read<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Read::Null,
        "true" | "True" | "TRUE" => return Read::Bool(true),
        "false" | "False" | "FALSE" => return Read::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Read::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Read::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Read::Float(f64::NAN),
        _ => {}
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_padded = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if is_padded || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Read::Text(text);
    }
    if let Some(value) = integer(text) {
        return Read::Int(value);
    }
    text.parse::<f64>().ok().filter(|value| value.is_finite()).map_or(Read::Text(text), Read::Float)
}

fn integer(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = match digits.split_at_checked(2) {
        Some(("0x", rest)) => i128::from_str_radix(rest, 16),
        Some(("0o", rest)) => i128::from_str_radix(rest, 8),
        Some(("0b", rest)) => i128::from_str_radix(rest, 2),
        _ => digits.parse(),
    };
    value.ok().map(|value| sign * value)
}

/// What a value is, for messages: "a list".
pub fn describe(read: &Read<'_>) -> &'static str {
    match read {
        Read::Null => "nothing",
        Read::Bool(_) => "true or false",
        Read::Int(_) | Read::Float(_) => "a number",
        Read::Time(_) => "a date",
        Read::Text(_) => "a text",
        Read::List(_) => "a list",
        Read::Map => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_yaml_is_read_as_yaml_1_2() {
        for (text, read) in [
            ("yes", Read::Text("yes")),
            ("true", Read::Bool(true)),
            ("~", Read::Null),
            ("2024", Read::Int(2024)),
            ("-1", Read::Int(-1)),
            ("007", Read::Text("007")),
            ("0x1F", Read::Int(31)),
            ("1.5", Read::Float(1.5)),
            ("2024-01-02", Read::Text("2024-01-02")),
            ("1.2.3", Read::Text("1.2.3")),
            ("inf", Read::Text("inf")),
        ] {
            assert_eq!(plain(text), read, "{text}");
        }
    }
}
