//! What a single front-matter value is to Hugo: null, boolean, number, time or text, and how it casts between them.

use crate::syntax::front_matter::{Format, ScalarStyle, Value, ValueKind};

/// A single value as Hugo's decoders hand it on.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Nothing, `null` or `~`.
    Null,
    /// `true` or `false`, and nothing else: `yes` is a text (oracle `type/yaml-scalars`).
    Bool(bool),
    /// A whole number. JSON has none: there every number is a float.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A TOML date, time or both, as written. YAML dates are texts (oracle `type/yaml-scalar-gotypes`).
    Time(String),
    /// Text.
    Text(String),
}

/// The language of a front matter, told from the first character of the file that holds it.
///
/// For the places that are handed a value without its front matter. Hugo tells it the same way
/// (parser/pageparser/pagelexer_intro.go).
pub fn format_of(text: &str) -> Format {
    match text.trim_start_matches('\u{feff}').trim_ascii_start().as_bytes().first() {
        Some(b'{') => Format::Json,
        Some(b'+') => Format::Toml,
        _ => Format::Yaml,
    }
}

/// What a value is; `None` for lists, maps and YAML aliases (resolve those with [`super::keys::resolve`]).
pub fn read(value: &Value, format: Format) -> Option<Scalar> {
    let scalar = match &value.kind {
        ValueKind::Null => return Some(Scalar::Null),
        ValueKind::Scalar(scalar) => scalar,
        ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Alias(_) => return None,
    };
    let text = scalar.text.as_str();
    Some(match scalar.style {
        ScalarStyle::Plain if has_string_tag(value) => Scalar::Text(text.to_owned()),
        ScalarStyle::Plain => plain(text),
        ScalarStyle::Bool => Scalar::Bool(text == "true"),
        ScalarStyle::Integer if format == Format::Json => float(text),
        ScalarStyle::Integer => toml_integer(text),
        ScalarStyle::Float => float(text),
        ScalarStyle::DateTime => Scalar::Time(text.to_owned()),
        _ => Scalar::Text(text.to_owned()),
    })
}

/// What an unquoted YAML value is to goccy/go-yaml, which Hugo uses since 0.152.
///
/// Octal as in YAML 1.1 (`012` is ten), booleans as in YAML 1.2, no exponent without a dot, no dates
/// (oracle `type/yaml-scalars`).
pub fn plain(text: &str) -> Scalar {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Scalar::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        _ => number(text).unwrap_or_else(|| Scalar::Text(text.to_owned())),
    }
}

impl Scalar {
    /// The text that Hugo makes of it for a title, a slug or a term: `1.10` becomes `1.1`.
    pub fn to_text(&self) -> String {
        match self {
            Scalar::Null => String::new(),
            Scalar::Bool(value) => value.to_string(),
            Scalar::Int(value) => value.to_string(),
            Scalar::Float(value) if value.is_infinite() => {
                if *value > 0.0 { "+Inf" } else { "-Inf" }.to_owned()
            }
            Scalar::Float(value) => value.to_string(),
            Scalar::Time(text) | Scalar::Text(text) => text.clone(),
        }
    }

    /// The boolean that Hugo makes of it: anything it can't read, `yes` included, is silently `false`
    /// (oracle `type/draft-*`).
    pub fn to_bool(&self) -> bool {
        match self {
            Scalar::Bool(value) => *value,
            Scalar::Int(value) => *value != 0,
            Scalar::Float(value) => *value != 0.0,
            Scalar::Text(text) => parse_bool(text).unwrap_or(false),
            Scalar::Null | Scalar::Time(_) => false,
        }
    }

    /// Whether it is text, be it quoted or not.
    pub fn is_text(&self) -> bool {
        matches!(self, Scalar::Text(_))
    }
}

/// The words that Go's `strconv.ParseBool` reads; `None` for any other.
pub fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

fn has_string_tag(value: &Value) -> bool {
    value.props.as_ref().and_then(|props| props.tag.as_ref()).is_some_and(|(tag, _)| tag == "!!str")
}

fn number(text: &str) -> Option<Scalar> {
    let dots = text.matches('.').count();
    if text.starts_with('_') || dots > 1 {
        return None;
    }
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text).replace('_', "");
    if dots == 1 && !digits.starts_with("0x") {
        return go_float(&digits).map(|value| Scalar::Float(if negative { -value } else { value }));
    }
    let (radix, digits) = radix(&digits);
    // Go refuses a second sign, which Rust's parser would take.
    if !digits.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    let value =
        i128::from_str_radix(digits, radix).ok().map(|value| if negative { -value } else { value })?;
    let fits = if negative { value >= i128::from(i64::MIN) } else { value <= i128::from(u64::MAX) };
    fits.then_some(Scalar::Int(value))
}

fn radix(digits: &str) -> (u32, &str) {
    if let Some(rest) = digits.strip_prefix("0x") {
        (16, rest)
    } else if let Some(rest) = digits.strip_prefix("0o") {
        (8, rest)
    } else if let Some(rest) = digits.strip_prefix("0b") {
        (2, rest)
    } else if digits.len() > 1 && digits.starts_with('0') {
        (8, digits)
    } else {
        (10, digits)
    }
}

fn go_float(digits: &str) -> Option<f64> {
    let is_float = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    is_float.then(|| digits.parse().ok()).flatten()
}

fn toml_integer(text: &str) -> Scalar {
    let digits = text.replace('_', "");
    let value = match digits.get(..2) {
        Some("0x") => i128::from_str_radix(&digits[2..], 16),
        Some("0o") => i128::from_str_radix(&digits[2..], 8),
        Some("0b") => i128::from_str_radix(&digits[2..], 2),
        _ => digits.parse(),
    };
    value.map_or_else(|_| Scalar::Text(text.to_owned()), Scalar::Int)
}

fn float(text: &str) -> Scalar {
    text.replace('_', "").parse().map_or_else(|_| Scalar::Text(text.to_owned()), Scalar::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_yaml_is_read_as_go_yaml_reads_it() {
        let text = |s: &str| Scalar::Text(s.to_owned());
        for (written, read) in [
            ("yes", text("yes")),
            ("off", text("off")),
            ("True", Scalar::Bool(true)),
            ("FALSE", Scalar::Bool(false)),
            ("tRUE", text("tRUE")),
            ("~", Scalar::Null),
            ("", Scalar::Null),
            ("012", Scalar::Int(10)),
            ("089", text("089")),
            ("0o14", Scalar::Int(12)),
            ("0x1F", Scalar::Int(31)),
            ("1_000", Scalar::Int(1000)),
            ("+5", Scalar::Int(5)),
            ("-5", Scalar::Int(-5)),
            ("0b11", Scalar::Int(3)),
            ("1.5", Scalar::Float(1.5)),
            ("1e3", text("1e3")),
            ("1.0e3", Scalar::Float(1000.0)),
            (".5", Scalar::Float(0.5)),
            ("1:30", text("1:30")),
            ("2021-11-29", text("2021-11-29")),
            ("12345678901234567890123", text("12345678901234567890123")),
            ("1.2.3", text("1.2.3")),
            ("-", text("-")),
            (".", text(".")),
            ("=", text("=")),
        ] {
            assert_eq!(plain(written), read, "{written:?}");
        }
    }

    #[test]
    fn casts_follow_go() {
        assert_eq!(plain("1.10").to_text(), "1.1");
        assert_eq!(plain("012").to_text(), "10");
        assert_eq!(plain("null").to_text(), "");
        for (written, value) in
            [("true", true), ("1", true), ("T", true), ("2", true), ("0", false), ("yes", false)]
        {
            assert_eq!(plain(written).to_bool(), value, "{written}");
        }
    }

    #[test]
    fn the_first_character_tells_the_format() {
        assert_eq!(format_of("\u{feff}\n +++\n"), Format::Toml);
        assert_eq!(format_of("{ \"a\": 1 }"), Format::Json);
        assert_eq!(format_of("---\n"), Format::Yaml);
    }
}
