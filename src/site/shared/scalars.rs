//! What a plain YAML scalar is, by either version of YAML.

use crate::syntax::front_matter::{ScalarStyle, Value, ValueKind};

/// The version of YAML by which a generator's parser reads words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yaml {
    /// `yes` and `off` are booleans: Ruby's Psych.
    V1_1,
    /// They are texts: js-yaml.
    V1_2,
}

/// Whether the value is nothing: absent, `~` or `null`.
pub fn is_null(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Null => true,
        ValueKind::Scalar(scalar) => {
            scalar.style == ScalarStyle::Plain
                && matches!(scalar.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        }
        _ => false,
    }
}

/// The boolean that the value is; `None` for anything else, a quoted `"true"` among it.
pub fn boolean(value: &Value, yaml: Yaml) -> Option<bool> {
    let scalar = value.scalar()?;
    let is_word = matches!(scalar.style, ScalarStyle::Plain | ScalarStyle::Bool);
    match scalar.text.to_ascii_lowercase().as_str() {
        _ if !is_word => None,
        "true" => Some(true),
        "false" => Some(false),
        "yes" | "on" if yaml == Yaml::V1_1 => Some(true),
        "no" | "off" if yaml == Yaml::V1_1 => Some(false),
        _ => None,
    }
}

/// Whether the value is a number to every version: digits, with a sign and a fraction.
pub fn is_number(value: &Value) -> bool {
    let Some(scalar) = value.scalar() else { return false };
    match scalar.style {
        ScalarStyle::Integer | ScalarStyle::Float => true,
        ScalarStyle::Plain => {
            let digits = scalar.text.trim_start_matches(['-', '+']);
            digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok()
        }
        _ => false,
    }
}

/// The text of a value that is a single text, numbers and words as written; `None` for nothing, lists and tables.
pub fn text(value: &Value) -> Option<&str> {
    value.text().filter(|_| !is_null(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::{SplitRules, parse};

    #[test]
    fn words_mean_what_their_version_of_yaml_says() {
        for (written, old, new) in [
            ("true", Some(true), Some(true)),
            ("No", Some(false), None),
            ("off", Some(false), None),
            ("\"false\"", None, None),
            ("0", None, None),
        ] {
            let text = format!("---\nx: {written}\n---\n");
            let parsed = parse(&text, &SplitRules::LENIENT).front_matter.unwrap();
            let value = &parsed.get(&["x"]).unwrap().value;
            assert_eq!((boolean(value, Yaml::V1_1), boolean(value, Yaml::V1_2)), (old, new), "{written}");
        }
    }
}
