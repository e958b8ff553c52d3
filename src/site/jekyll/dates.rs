//! How Jekyll reads dates: YAML's timestamps first, then Ruby's `Time.parse`, which takes nearly anything.

use crate::site::shared::dates::{Written, written};
use crate::site::shared::scalars;
use crate::syntax::front_matter::{ScalarStyle, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What a value is where a date is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// That moment.
    At(Timestamp),
    /// Nothing that Ruby takes for a date: the build stops.
    Unreadable,
    /// A form that Ruby may read and that is not read here.
    Unknown,
}

/// Reads a front-matter value in the site's zone.
pub fn read(value: &Value, zone: &TimeZone) -> DateReading {
    let Some(scalar) = value.scalar() else { return DateReading::Unknown };
    let is_plain = scalar.style == ScalarStyle::Plain;
    if is_plain && is_sexagesimal(&scalar.text) {
        return DateReading::Unreadable;
    }
    match written(&scalar.text) {
        // YAML knows a time with seconds, and takes it for UTC; without them it is a text, and Ruby's zone counts.
        Some(date) if is_plain && has_seconds(&scalar.text) => moment(&date, &TimeZone::UTC),
        _ => parse(&scalar.text, zone),
    }
}

/// Reads a text as Ruby's `Time.parse` does, as far as it can be told without its table of words.
pub fn parse(text: &str, zone: &TimeZone) -> DateReading {
    if let Some(date) = written(text) {
        return moment(&date, zone);
    }
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return if names_a_month(text) { DateReading::Unknown } else { DateReading::Unreadable };
    }
    match (digits == text.len(), digits) {
        (true, 8) => compact(text).map_or(DateReading::Unknown, |date| moment(&date, zone)),
        (true, 4) => DateReading::Unreadable,
        _ => DateReading::Unknown,
    }
}

fn moment(date: &Written, zone: &TimeZone) -> DateReading {
    match date.is_in_range().then(|| date.timestamp(zone)) {
        None => DateReading::Unreadable,
        Some(found) => found.map_or(DateReading::Unknown, DateReading::At),
    }
}

fn compact(text: &str) -> Option<Written> {
    written(&format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?))
}

/// `10:00` is a number of seconds to YAML 1.1.
fn is_sexagesimal(text: &str) -> bool {
    let mut parts = text.split(':');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.contains(':') && parts.all(is_number)
}

fn has_seconds(text: &str) -> bool {
    text.split(['T', 't', ' ']).any(|part| part.matches(':').count() >= 2)
}

fn names_a_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.to_ascii_lowercase();
    !text.is_ascii() || MONTHS.iter().any(|month| text.contains(month))
}

/// Whether the value is nothing, so that the name of the file gives the date.
pub fn is_absent(value: &Value) -> bool {
    scalars::is_null(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::{SplitRules, parse as parse_front};

    #[test]
    fn dates_are_what_ruby_makes_of_them() {
        let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
        for (text, expected) in [
            ("2024-01-02", "2024-01-02T05:00:00Z"),
            ("2024-01-02 03:04:05", "2024-01-02T03:04:05Z"),
            ("\"2024-01-02 03:04:05\"", "2024-01-02T08:04:05Z"),
            ("2024-01-02 03:04", "2024-01-02T08:04:00Z"),
            ("2024-01-02 03:04:05 +0800", "2024-01-01T19:04:05Z"),
            ("2024-02-30", "2024-03-01T05:00:00Z"),
            ("20240102", "2024-01-02T05:00:00Z"),
            ("2024/1/2", "2024-01-02T05:00:00Z"),
            ("2024-13-01", "stops"),
            ("2024-01-02 25:00:00", "stops"),
            ("2024", "stops"),
            ("10:00", "stops"),
            ("soon", "stops"),
            ("Jan 2 2024", "?"),
            ("January", "?"),
            ("02/01/2024", "?"),
        ] {
            let front = parse_front(&format!("---\ndate: {text}\n---\n"), &SplitRules::LENIENT).front_matter;
            let found = match read(&front.unwrap().root[0].value, &zone) {
                DateReading::At(at) => at.to_string(),
                DateReading::Unreadable => "stops".to_owned(),
                DateReading::Unknown => "?".to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
    }
}
