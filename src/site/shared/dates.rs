//! Dates as most tools read them: ISO 8601 in its sloppier spellings.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use regex::Regex;
use std::sync::LazyLock;

/// The numbers of a date as written, not yet checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The year of four digits.
    pub year: i16,
    /// The month, of any number.
    pub month: i8,
    /// The day, of any number.
    pub day: i8,
    /// Hour, minute and second; `None` for a date alone.
    pub time: Option<(i8, i8, i8)>,
    /// The offset from UTC in seconds, where one is written.
    pub offset: Option<i32>,
}

/// `2024-01-02`, `2024/1/2 3:04`, `2024-01-02T03:04:05.5+08:00`.
static ISO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})
          (?:(?:[Tt]|\s+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?
          \s*(Z|z|UTC|GMT|[-+]\d{1,2}(?::?\d{2})?)?)?\s*$",
    )
    .ok()
});

/// Takes a text apart that is a date and nothing else; `None` for any other spelling.
pub fn written(text: &str) -> Option<Written> {
    let parts = ISO.as_ref()?.captures(text)?;
    let number = |at: usize| parts.get(at).and_then(|part| part.as_str().parse::<i8>().ok());
    let hour = number(4);
    Some(Written {
        year: parts.get(1)?.as_str().parse().ok()?,
        month: number(2)?,
        day: number(3)?,
        time: hour.map(|hour| (hour, number(5).unwrap_or(0), number(6).unwrap_or(0))),
        offset: parts.get(7).and_then(|zone| offset(zone.as_str())),
    })
}

fn offset(zone: &str) -> Option<i32> {
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.trim_start_matches('+')),
    };
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(0);
    }
    let (hours, minutes) = match (rest.split_once(':'), rest.len()) {
        (Some(parts), _) => parts,
        (None, 3 | 4) => rest.split_at_checked(rest.len() - 2)?,
        (None, _) => (rest, "0"),
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Some(sign * seconds)
}

impl Written {
    /// Whether month, day and time are such as exist in some month.
    pub fn is_in_range(&self) -> bool {
        let time = self.time.is_none_or(|(hour, minute, second)| hour <= 24 && minute < 60 && second <= 60);
        (1..=12).contains(&self.month) && (1..=31).contains(&self.day) && time
    }

    /// The moment, in `zone` when no offset is written. The 30th of February is the first or second of March, as C's
    /// `mktime` has it and with it Ruby and JavaScript.
    pub fn timestamp(&self, zone: &TimeZone) -> Option<Timestamp> {
        let first = Date::new(self.year, self.month, 1).ok()?;
        let date = first.checked_add(jiff::Span::new().days(i64::from(self.day) - 1)).ok()?;
        let (hour, minute, second) = self.time.unwrap_or_default();
        let time = Time::new(hour, minute, second.min(59), 0).ok()?;
        let moment = DateTime::from_parts(date, time);
        let zone = match self.offset {
            Some(seconds) => Offset::from_seconds(seconds).ok()?.to_time_zone(),
            None => zone.clone(),
        };
        Some(moment.to_zoned(zone).ok()?.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sloppy_spellings_are_read_and_others_are_not() {
        for (text, expected) in [
            ("2024-01-02", Some("2024-01-02T00:00:00Z")),
            ("2024/1/2 3:4", Some("2024-01-02T03:04:00Z")),
            ("2024-02-30", Some("2024-03-01T00:00:00Z")),
            ("2024-01-02 03:04:05 +0800", Some("2024-01-01T19:04:05Z")),
            ("2024-01-02T03:04:05.25-5", Some("2024-01-02T08:04:05Z")),
            ("2024-01-02T03:04:05+08:00", Some("2024-01-01T19:04:05Z")),
            ("2024-13-02", None),
            ("Jan 2 2024", None),
            ("2024-01-02 later", None),
        ] {
            let found = written(text).and_then(|date| date.timestamp(&TimeZone::UTC));
            assert_eq!(found.map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }
}
