//! What Hugo makes of a value when that is not what the writer sees, for hover.

use jiff::tz::TimeZone;

use super::dates::{DateReading, DateRules};
use super::fields::FIELDS;
use super::publish;
use super::scalars::{self, Scalar};
use crate::site::field::{Field, FieldKind};
use crate::syntax::front_matter::{Format, Value};

/// A sentence part such as "reads as `false`", or `None` when the value is what it looks like.
pub fn reading(rules: &DateRules, path: &[&str], value: &Value, format: Format) -> Option<String> {
    let kind = kind(path);
    if path.len() == 1 && path.first().is_some_and(|key| rules.is_date_key(&key.to_lowercase())) {
        return date(rules, value, format);
    }
    let scalar = scalars::read(value, format)?;
    let written = value.text()?;
    let read = match kind {
        Some(FieldKind::Bool) => match &scalar {
            Scalar::Bool(_) => return None,
            other => other.to_bool().to_string(),
        },
        Some(FieldKind::Date) => return date(rules, value, format),
        _ if matches!(scalar, Scalar::Null | Scalar::Time(_)) => return None,
        _ => scalar.to_text(),
    };
    (read != written).then(|| format!("reads as `{read}`"))
}

fn date(rules: &DateRules, value: &Value, format: Format) -> Option<String> {
    match rules.read(value, format) {
        DateReading::Absent => None,
        DateReading::Unreadable => Some("is no date that can be read".to_owned()),
        DateReading::At(moment) => {
            let zone = if moment.offset == 0 { TimeZone::UTC } else { rules.zone().clone() };
            Some(publish::written(moment.instant, &zone))
        }
    }
}

fn kind(path: &[&str]) -> Option<FieldKind> {
    let (first, rest) = path.split_first()?;
    let mut field = named(FIELDS, first)?;
    for key in rest {
        field = match field.kind {
            FieldKind::Table { fields, .. } | FieldKind::TableList { fields, .. } => named(fields, key)?,
            _ => return None,
        };
    }
    Some(field.kind)
}

fn named(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    let is = |name: &&str| name.eq_ignore_ascii_case(key);
    fields.iter().find(|field| is(&field.name) || field.aliases.iter().any(is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::hugo::config::Settings;
    use crate::site::hugo::split;
    use crate::syntax::front_matter;

    fn read(text: &str, path: &[&str]) -> Option<String> {
        let settings = Settings { timezone: "Asia/Tokyo".to_owned(), ..Settings::default() };
        let front_matter = front_matter::parse(text, &split::RULES).front_matter?;
        let value = &front_matter.get(path)?.value;
        reading(&DateRules::new(&settings), path, value, front_matter.format)
    }

    #[test]
    fn says_what_differs_and_nothing_else() {
        for (text, key, expected) in [
            ("---\ndraft: yes\n---\n", "draft", Some("reads as `false`")),
            ("---\ndraft: true\n---\n", "draft", None),
            ("---\ntitle: 1.10\n---\n", "title", Some("reads as `1.1`")),
            ("---\nslug: 012\n---\n", "slug", Some("reads as `10`")),
            ("---\ntitle: plain\n---\n", "title", None),
            ("---\ndate: 2021-11-29\n---\n", "date", Some("2021-11-29 00:00 Asia/Tokyo")),
            ("---\ndate: 2021/11/29\n---\n", "date", Some("is no date that can be read")),
            ("---\nother: yes\n---\n", "other", None),
        ] {
            assert_eq!(read(text, &[key]).as_deref(), expected, "{text}");
        }
    }
}
