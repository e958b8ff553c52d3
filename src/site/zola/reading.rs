//! What Zola makes of a value when that is not what the writer sees, for hover.

use jiff::tz::TimeZone;

use super::dates::{self, DateReading};
use super::fields::FIELDS;
use super::terms::TABLE;
use super::values::{self, Read};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::{Format, Value};

/// A sentence part such as "2024-01-02 00:00 UTC", or `None` when the value is what it looks like.
pub fn reading(path: &[&str], value: &Value, format: Format) -> Option<String> {
    let (first, rest) = path.split_first()?;
    if *first == TABLE && rest.len() == 1 {
        return None;
    }
    let field = FIELDS.iter().find(|field| field.name == *first && rest.is_empty())?;
    match (field.kind, values::read(value, format)) {
        (FieldKind::Date, _) => Some(date(value, format)),
        (FieldKind::Bool, Read::Text(text)) => {
            Some(format!("is the text `{text}`, where true or false is needed"))
        }
        _ => None,
    }
}

fn date(value: &Value, format: Format) -> String {
    match dates::read(value, format) {
        DateReading::At(instant) => {
            instant.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string()
        }
        DateReading::TimeOnly | DateReading::Unreadable => "is no date that can be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::zola::split;
    use crate::syntax::front_matter;

    #[test]
    fn says_what_differs_and_nothing_else() {
        for (text, key, expected) in [
            ("+++\ndate = 2024-01-02\n+++\n", "date", Some("2024-01-02 00:00 UTC")),
            ("---\ndate: 2024-1-2\n---\n", "date", Some("2024-01-02 00:00 UTC")),
            ("---\ndate: yesterday\n---\n", "date", Some("is no date that can be read")),
            ("---\ndraft: yes\n---\n", "draft", Some("is the text `yes`, where true or false is needed")),
            ("---\ndraft: true\n---\n", "draft", None),
            ("---\ntitle: 2024\n---\n", "title", None),
        ] {
            let front = front_matter::parse(text, &split::RULES).front_matter.expect("front matter");
            let value = values::find(&front, key).expect("a value");
            assert_eq!(reading(&[key], value, front.format).as_deref(), expected, "{text}");
        }
    }
}
