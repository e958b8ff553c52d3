//! How the posts of a site write dates, and how to write another one just like them.

use crate::corpus::keys::KeyStats;
use crate::site::Model;
use crate::syntax::front_matter::{Scalar, ScalarStyle, Value, ValueKind};
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use rustc_hash::FxHashMap;

/// The way a date is written: `2021-11-29T10:00:00+09:00`, `2021-11-29 10:00`, `2021/11/29`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateForm {
    /// What stands between year, month and day.
    separator: char,
    /// The time behind the day.
    time: Option<TimeForm>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct TimeForm {
    /// `T` or a space.
    gap: char,
    seconds: Seconds,
    zone: ZoneForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Seconds {
    Left,
    Whole,
    /// With that many digits behind the point.
    Fraction(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ZoneForm {
    None,
    /// `Z`.
    Utc,
    /// `+09:00`, behind a space or not.
    Colon(Before),
    /// `+0900`.
    Digits(Before),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Before {
    Nothing,
    Space,
}

/// A date as some text says it: its form, its civil moment, and the offset if it names one.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Read {
    form: DateForm,
    moment: DateTime,
    offset: Option<Offset>,
}

impl DateForm {
    /// Only the day.
    pub const DAY: DateForm = DateForm { separator: '-', time: None };

    /// Day, time and offset, as RFC 3339 has it.
    pub const RFC3339: DateForm = DateForm {
        separator: '-',
        time: Some(TimeForm { gap: 'T', seconds: Seconds::Whole, zone: ZoneForm::Colon(Before::Nothing) }),
    };

    /// Whether it says a time of the day.
    pub fn has_time(self) -> bool {
        self.time.is_some()
    }

    /// The moment in this form.
    pub fn write(self, moment: DateTime, offset: Offset) -> String {
        let sep = self.separator;
        let mut text = format!("{:04}{sep}{:02}{sep}{:02}", moment.year(), moment.month(), moment.day());
        let Some(time) = self.time else { return text };
        text.push_str(&format!("{}{:02}:{:02}", time.gap, moment.hour(), moment.minute()));
        match time.seconds {
            Seconds::Left => {}
            Seconds::Whole => text.push_str(&format!(":{:02}", moment.second())),
            Seconds::Fraction(digits) => text.push_str(&format!(":{:02}.{:0digits$}", moment.second(), 0)),
        }
        text.push_str(&time.zone.write(offset));
        text
    }
}

impl ZoneForm {
    fn write(self, offset: Offset) -> String {
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        match self {
            ZoneForm::None => String::new(),
            ZoneForm::Utc => "Z".to_string(),
            ZoneForm::Colon(before) => format!("{}{sign}{hours:02}:{minutes:02}", before.text()),
            ZoneForm::Digits(before) => format!("{}{sign}{hours:02}{minutes:02}", before.text()),
        }
    }
}

impl Before {
    fn text(self) -> &'static str {
        match self {
            Before::Nothing => "",
            Before::Space => " ",
        }
    }
}

/// How new dates of a key are written, and in which zone the writer lives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DateHabit {
    /// The form of most posts.
    pub form: DateForm,
    /// The offset of the newest of them; that of the site where they name none.
    pub offset: Offset,
}

impl DateHabit {
    /// The habit that the values of a key show. Without any that the generator can read: a whole RFC 3339 time.
    pub fn of(stats: Option<&KeyStats>, model: &dyn Model, now: Timestamp) -> DateHabit {
        let values = stats.into_iter().flat_map(|stats| &stats.values);
        let dates: Vec<(Read, u32)> =
            values.filter_map(|(text, posts)| Some((read(text)?, *posts))).collect();
        let site = site_offset(model, now);
        let form = commonest(&dates).filter(|form| is_readable(*form, model, now));
        let Some(form) = form else { return DateHabit { form: DateForm::RFC3339, offset: site } };
        let newest = dates.iter().map(|(read, _)| read).filter(|read| read.form == form);
        let newest = newest.max_by_key(|read| read.moment);
        let offset = match form.time.map(|time| time.zone) {
            Some(ZoneForm::Utc) => Offset::UTC,
            _ => newest.and_then(|read| read.offset).unwrap_or(site),
        };
        DateHabit { form, offset }
    }

    /// The civil moment of `at` where the writer lives.
    pub fn civil(&self, at: Timestamp) -> DateTime {
        self.offset.to_datetime(at)
    }

    /// A civil moment, written.
    pub fn write(&self, moment: DateTime) -> String {
        self.form.write(moment, self.offset)
    }
}

/// The offset of the site's time zone at some moment, asked of the model by the first instant of that day.
pub fn site_offset(model: &dyn Model, at: Timestamp) -> Offset {
    let day = Offset::UTC.to_datetime(at).date();
    let midnight = DateTime::from_parts(day, Time::midnight());
    let read = date_of(model, &DateForm::DAY.write(midnight, Offset::UTC));
    let in_utc = Offset::UTC.to_timestamp(midnight).ok();
    let seconds = in_utc.zip(read).map(|(utc, read)| utc.as_second() - read.as_second());
    let seconds = seconds.and_then(|seconds| i32::try_from(seconds).ok());
    seconds.and_then(|seconds| Offset::from_seconds(seconds).ok()).unwrap_or(Offset::UTC)
}

/// `2026-05-01`: the day of a moment in the site's time zone.
pub fn day(model: &dyn Model, at: Timestamp) -> String {
    site_offset(model, at).to_datetime(at).date().to_string()
}

/// Whether a text is a date in one of the usual forms.
pub fn is_date(text: &str) -> bool {
    read(text).is_some()
}

/// The day that a file's path names: `2021-11-29-title.md`, `2021/11/29/index.md`.
pub fn day_in_path(path: &str) -> Option<Date> {
    let digits_at = path.char_indices().filter(|(_, letter)| letter.is_ascii_digit());
    digits_at.map(|(at, _)| at).filter(|at| !ends_in_digit(path, *at)).find_map(|at| {
        let tail = path.get(at..)?;
        let year = number(tail, 0, 4)?;
        let separator = tail.as_bytes().get(4).filter(|byte| b"-/_.".contains(byte))?;
        let same = tail.as_bytes().get(7) == Some(separator);
        let (month, day) = (number(tail, 5, 2)?, number(tail, 8, 2)?);
        let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        (same && (1970..=9999).contains(&year)).then_some(date)
    })
}

fn ends_in_digit(path: &str, at: usize) -> bool {
    path.as_bytes().get(..at).and_then(<[u8]>::last).is_some_and(u8::is_ascii_digit)
}

fn commonest(dates: &[(Read, u32)]) -> Option<DateForm> {
    let mut counts: FxHashMap<DateForm, (u32, DateTime)> = FxHashMap::default();
    for (read, posts) in dates {
        let count = counts.entry(read.form).or_insert((0, read.moment));
        *count = (count.0 + posts, count.1.max(read.moment));
    }
    // Among equals the form of the newest date: habits change.
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(form, _)| form)
}

/// A form that the generator refuses is a mistake that many posts share, not a habit to spread.
fn is_readable(form: DateForm, model: &dyn Model, now: Timestamp) -> bool {
    date_of(model, &form.write(Offset::UTC.to_datetime(now), Offset::UTC)).is_some()
}

fn date_of(model: &dyn Model, text: &str) -> Option<Timestamp> {
    let scalar = Scalar { text: text.into(), inner: Span::empty(0), style: ScalarStyle::DoubleQuoted };
    model.date(&Value::new(Span::empty(0), ValueKind::Scalar(scalar)), text)
}

fn read(text: &str) -> Option<Read> {
    let separator = char::from(*text.as_bytes().get(4)?);
    let is_day = b"-/.".contains(text.as_bytes().get(4)?) && text.as_bytes().get(7) == text.as_bytes().get(4);
    let (year, month, day) = (number(text, 0, 4)?, number(text, 5, 2)?, number(text, 8, 2)?);
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().filter(|_| is_day)?;
    let rest = text.get(10..)?;
    if rest.is_empty() {
        let moment = DateTime::from_parts(date, Time::midnight());
        return Some(Read { form: DateForm { separator, time: None }, moment, offset: None });
    }
    let gap = rest.chars().next().filter(|gap| ['T', ' '].contains(gap))?;
    let (hour, minute) = (number(rest, 1, 2)?, number(rest, 4, 2)?);
    let (seconds, second, rest) = read_seconds(rest.get(6..)?);
    let (zone, offset) = read_zone(rest)?;
    let time = Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()?;
    let form = DateForm { separator, time: Some(TimeForm { gap, seconds, zone }) };
    Some(Read { form, moment: DateTime::from_parts(date, time), offset })
}

fn read_seconds(rest: &str) -> (Seconds, i16, &str) {
    let Some(second) = rest.strip_prefix(':').and_then(|rest| number(rest, 0, 2)) else {
        return (Seconds::Left, 0, rest);
    };
    let after = rest.get(3..).unwrap_or_default();
    let Some(fraction) = after.strip_prefix('.') else { return (Seconds::Whole, second, after) };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count().min(9);
    (Seconds::Fraction(digits), second, fraction.get(digits..).unwrap_or_default())
}

fn read_zone(rest: &str) -> Option<(ZoneForm, Option<Offset>)> {
    match rest {
        "" => return Some((ZoneForm::None, None)),
        "Z" => return Some((ZoneForm::Utc, Some(Offset::UTC))),
        _ => {}
    }
    let (before, zone) = match rest.strip_prefix(' ') {
        Some(zone) => (Before::Space, zone),
        None => (Before::Nothing, rest),
    };
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let has_colon = zone.as_bytes().get(3) == Some(&b':');
    let minutes_at = if has_colon { 4 } else { 3 };
    let (hours, minutes) = (number(zone, 1, 2)?, number(zone, minutes_at, 2)?);
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    let form = if has_colon { ZoneForm::Colon(before) } else { ZoneForm::Digits(before) };
    (zone.len() == minutes_at + 2).then_some((form, Some(Offset::from_seconds(seconds).ok()?)))
}

/// The number of exactly `len` digits at byte `at`.
fn number(text: &str, at: usize, len: usize) -> Option<i16> {
    let digits = text.get(at..at + len)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_it_was_read() {
        for text in [
            "2021-11-29",
            "2021/11/29",
            "2021-11-29T10:00:00+09:00",
            "2021-11-29T10:00:00-0330",
            "2021-11-29 10:00:00 +0900",
            "2021-11-29 10:00",
            "2021-11-29T10:00:00Z",
            "2021-11-29T10:00:07",
        ] {
            let read = read(text).unwrap();
            assert_eq!(read.form.write(read.moment, read.offset.unwrap_or(Offset::UTC)), text);
        }
        for text in
            ["", "2021", "2021-13-01", "2021-11/29", "2021-11-29T", "2021-11-29T1:00", "2021-11-29 JST"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_names_a_day() {
        for (path, day) in [
            ("content/posts/2021-11-29-title.md", Some("2021-11-29")),
            ("content/2021/11/29/index.md", Some("2021-11-29")),
            ("posts/sre-2020-01-02.md", Some("2020-01-02")),
            ("posts/12021-11-29.md", None),
            ("posts/2021-13-29.md", None),
            ("posts/title.md", None),
        ] {
            assert_eq!(day_in_path(path).map(|date| date.to_string()).as_deref(), day, "{path}");
        }
    }
}
