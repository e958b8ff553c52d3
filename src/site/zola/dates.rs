//! How Zola reads dates (`components/utils/src/de.rs`, `components/content/src/front_matter/page.rs`).

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use regex::{Captures, Regex};
use toml::value::Datetime;

use super::values::{self, Read};
use crate::syntax::front_matter::{Format, Value};

/// What a value means where a date is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// A moment; without an offset it is one in UTC.
    At(Timestamp),
    /// A time without a date: `updated` passes over it, `date` stops the build (cases `updated-time-only`,
    /// `date-toml-time-only`).
    TimeOnly,
    /// Nothing that can be read: the build stops.
    Unreadable,
}

/// Texts that are no TOML date are tried as YAML's timestamps.
static YAML: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"^"?(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d{2}):(\d{2})(?:\.\d{0,9})?[ \t]*(?:Z|([-+]\d\d?)(?::(\d\d))?)?)?"?$"#,
    )
    .ok()
});

/// A date at the start of a file name (`RFC3339_DATE` in `components/content/src/page.rs`).
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)(?:\s?[_-](.+$))?",
    )
    .ok()
});

/// Reads a value of front matter in that format.
pub fn read(value: &Value, format: Format) -> DateReading {
    match values::read(value, format) {
        Read::Time(text) => text.parse().map_or(DateReading::Unreadable, |date| of_toml(&date)),
        Read::Text(text) => of_text(text),
        _ => DateReading::Unreadable,
    }
}

/// The date that a file name starts with, and what follows it.
pub fn of_name(name: &str) -> Option<(Option<Timestamp>, Option<&str>)> {
    let captures = NAME.as_ref()?.captures(name)?;
    let date = captures.get(1)?.as_str().parse::<Datetime>().ok();
    let instant = date.and_then(|date| match of_toml(&date) {
        DateReading::At(instant) => Some(instant),
        _ => None,
    });
    Some((instant, captures.get(2).map(|rest| rest.as_str())))
}

fn of_text(text: &str) -> DateReading {
    if let Ok(date) = text.parse::<Datetime>() {
        return of_toml(&date);
    }
    let captures = YAML.as_ref().and_then(|pattern| pattern.captures(text));
    captures.and_then(|captures| of_yaml(&captures)).map_or(DateReading::Unreadable, DateReading::At)
}

fn of_toml(date: &Datetime) -> DateReading {
    let Some(day) = &date.date else { return DateReading::TimeOnly };
    let time = date.time.as_ref();
    let second = time.map_or(0, |time| time.second.unwrap_or(0));
    let time = time.map_or(Ok(Time::midnight()), |time| {
        Time::new(small(time.hour), small(time.minute), small(second.min(59)), 0)
    });
    let year = i16::try_from(day.year).ok();
    let day = year.and_then(|year| Date::new(year, small(day.month), small(day.day)).ok());
    let minutes = match date.offset {
        Some(toml::value::Offset::Custom { minutes }) => i32::from(minutes),
        _ => 0,
    };
    match (day, time) {
        (Some(day), Ok(time)) => instant(day, time, minutes).map_or(DateReading::Unreadable, DateReading::At),
        _ => DateReading::Unreadable,
    }
}

fn of_yaml(captures: &Captures<'_>) -> Option<Timestamp> {
    let number = |at: usize| captures.get(at).map_or(Some(0), |found| found.as_str().parse::<i16>().ok());
    let part = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    let day = Date::new(number(1)?, part(2)?, part(3)?).ok()?;
    let time = Time::new(part(4)?, part(5)?, part(6)?, 0).ok()?;
    let is_behind = captures.get(7).is_some_and(|hours| hours.as_str().starts_with('-'));
    let minutes = i32::from(number(8)?);
    let offset = i32::from(number(7)?) * 60 + if is_behind { -minutes } else { minutes };
    instant(day, time, offset)
}

fn small(number: u8) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

fn instant(day: Date, time: Time, offset_minutes: i32) -> Option<Timestamp> {
    let offset = Offset::from_seconds(offset_minutes * 60).ok()?;
    Some(day.to_datetime(time).to_zoned(TimeZone::fixed(offset)).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateReading {
        DateReading::At(text.parse().expect("a timestamp"))
    }

    #[test]
    fn texts_are_tried_as_toml_then_as_yaml() {
        for (text, reading) in [
            ("2024-01-02", at("2024-01-02T00:00:00Z")),
            ("2024-01-02T03:04:05+09:00", at("2024-01-01T18:04:05Z")),
            ("2024-01-02 03:04", at("2024-01-02T03:04:00Z")),
            ("2024-1-2", at("2024-01-02T00:00:00Z")),
            ("2024-01-02 03:04:05 -5", at("2024-01-02T08:04:05Z")),
            ("2024-01-02 3:04:05.5 +05:30", at("2024-01-01T21:34:05Z")),
            ("03:04:05", DateReading::TimeOnly),
            ("Jan 2 2024", DateReading::Unreadable),
            ("2024-13-01", DateReading::Unreadable),
            ("2024-02-30", DateReading::Unreadable),
            ("2024/01/02", DateReading::Unreadable),
            ("", DateReading::Unreadable),
        ] {
            assert_eq!(of_text(text), reading, "{text}");
        }
    }

    #[test]
    fn names_may_start_with_a_date() {
        for (name, slug, has_date) in [
            ("2024-05-06-my-post", Some("my-post"), true),
            ("2024-05-06_my_post", Some("my_post"), true),
            ("2024-05-06T10:00:00Z-x", Some("x"), true),
            ("2024-05-06", None, true),
            ("2024-02-30-x", Some("x"), false),
        ] {
            let (date, rest) = of_name(name).expect("a date");
            assert_eq!((date.is_some(), rest), (has_date, slug), "{name}");
        }
        assert_eq!(of_name("2024-13-06-x"), None);
        assert_eq!(of_name("x-2024-05-06"), None);
    }
}
