//! Reads a text by a Go layout, with Go's leniencies: one-digit hours, and a fraction that the layout lacks.

use jiff::civil::{Date, DateTime, Time};

use super::layout::{MONTHS, Offset, Part, WEEKDAYS};

/// A text that fits a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The date and the time as written.
    pub civil: DateTime,
    /// The zone as written.
    pub zone: Zone,
}

/// The zone of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// None, or a name without an offset.
    Unsaid,
    /// Seconds east of UTC.
    Offset(i32),
}

/// Reads `text` by the `parts` of a layout; `None` when it does not fit or names a day that does not exist.
pub fn read(parts: &[Part<'_>], text: &str) -> Option<Read> {
    let mut reader = Reader {
        rest: text,
        year: 0,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        pm: None,
        zone: Zone::Unsaid,
    };
    for (at, part) in parts.iter().enumerate() {
        reader.part(*part)?;
        let fraction_follows = matches!(parts.get(at + 1), Some(Part::Fraction { .. }));
        if matches!(part, Part::ZeroSecond | Part::Second) && !fraction_follows {
            reader.optional_fraction();
        }
    }
    reader.finish()
}

struct Reader<'a> {
    rest: &'a str,
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
    second: i8,
    nanos: i32,
    pm: Option<bool>,
    zone: Zone,
}

impl Reader<'_> {
    fn part(&mut self, part: Part<'_>) -> Option<()> {
        match part {
            Part::Literal(text) => self.literal(text)?,
            Part::LongYear => self.year = self.fixed(4)?,
            Part::Year => {
                self.year =
                    self.fixed(2).map(|year: i16| if year >= 69 { 1900 + year } else { 2000 + year })?
            }
            Part::LongMonth => self.month = self.name(&MONTHS, None)?,
            Part::ShortMonth => self.month = self.name(&MONTHS, Some(3))?,
            Part::Month => self.month = self.one_or_two()?,
            Part::ZeroMonth => self.month = self.fixed(2)?,
            Part::LongWeekday => drop(self.name(&WEEKDAYS, None)?),
            Part::ShortWeekday => drop(self.name(&WEEKDAYS, Some(3))?),
            Part::Day => self.day = self.one_or_two()?,
            Part::SpaceDay => {
                self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest);
                self.day = self.one_or_two()?;
            }
            Part::ZeroDay => self.day = self.fixed(2)?,
            Part::Hour | Part::Hour12 => self.hour = self.one_or_two()?,
            Part::ZeroHour12 => self.hour = self.fixed(2)?,
            Part::Minute => self.minute = self.one_or_two()?,
            Part::ZeroMinute => self.minute = self.fixed(2)?,
            Part::Second => self.second = self.one_or_two()?,
            Part::ZeroSecond => self.second = self.fixed(2)?,
            Part::UpperPm => self.half_of_day(["AM", "PM"])?,
            Part::LowerPm => self.half_of_day(["am", "pm"])?,
            Part::ZoneName => self.zone_name()?,
            Part::Offset(offset) => self.offset(offset)?,
            Part::Fraction { trim, .. } => {
                let had = self.rest.len();
                self.optional_fraction();
                (trim || self.rest.len() < had).then_some(())?;
            }
            // No layout that dates are read by counts the days of a year.
            Part::SpaceYearDay | Part::ZeroYearDay => return None,
        }
        Some(())
    }

    /// A space in a layout stands for any number of them.
    fn literal(&mut self, text: &str) -> Option<()> {
        for c in text.chars() {
            if c == ' ' {
                if !self.rest.is_empty() && !self.rest.starts_with(' ') {
                    return None;
                }
                self.rest = self.rest.trim_start_matches(' ');
            } else {
                self.rest = self.rest.strip_prefix(c)?;
            }
        }
        Some(())
    }

    fn take(&mut self, len: usize) -> Option<&str> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    fn fixed<N: std::str::FromStr>(&mut self, len: usize) -> Option<N> {
        let digits = self.take(len)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    }

    fn one_or_two(&mut self) -> Option<i8> {
        let len = self.rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        if len == 0 { None } else { self.fixed(len) }
    }

    fn name(&mut self, names: &[&str], short: Option<usize>) -> Option<i8> {
        for (index, name) in names.iter().enumerate() {
            let name = short.and_then(|len| name.get(..len)).unwrap_or(name);
            let head = self.rest.get(..name.len());
            if head.is_some_and(|head| head.eq_ignore_ascii_case(name)) {
                self.rest = &self.rest[name.len()..];
                return i8::try_from(index + 1).ok();
            }
        }
        None
    }

    fn half_of_day(&mut self, words: [&str; 2]) -> Option<()> {
        let word = self.take(2)?;
        let index = words.iter().position(|known| *known == word)?;
        self.pm = Some(index == 1);
        Some(())
    }

    /// Three capitals, four that end in `T`, five as `CHAST`, or `GMT+3`; Go's `parseTimeZone`.
    fn zone_name(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix("GMT") {
            let signed = rest
                .strip_prefix(['+', '-'])
                .map(|digits| digits.bytes().take_while(u8::is_ascii_digit).count());
            self.rest = rest.get(signed.filter(|len| *len > 0).map_or(0, |len| len + 1)..)?;
            return Some(());
        }
        let capitals = self.rest.bytes().take(6).take_while(u8::is_ascii_uppercase).count();
        let name = self.rest.get(..capitals)?;
        let fits = match capitals {
            3 => true,
            4 => name.ends_with('T') || name == "WITA",
            5 => name.ends_with("ST"),
            _ => false,
        };
        if fits { self.take(capitals).map(drop) } else { None }
    }

    fn offset(&mut self, offset: Offset) -> Option<()> {
        if offset.z
            && let Some(rest) = self.rest.strip_prefix('Z')
        {
            self.rest = rest;
            self.zone = Zone::Offset(0);
            return Some(());
        }
        let sign = match self.take(1)? {
            "+" => 1,
            "-" => -1,
            _ => return None,
        };
        let mut seconds = 0;
        for field in 0..offset.fields {
            if field > 0 && offset.colon {
                self.rest = self.rest.strip_prefix(':')?;
            }
            let value = self.fixed::<i32>(2)?;
            let (limit, unit) = match field {
                0 => (24, 3600),
                1 => (59, 60),
                _ => (59, 1),
            };
            if value > limit {
                return None;
            }
            seconds += value * unit;
        }
        self.zone = Zone::Offset(sign * seconds);
        Some(())
    }

    fn optional_fraction(&mut self) {
        let Some(digits) = self.rest.strip_prefix(['.', ',']) else { return };
        let len = digits.bytes().take_while(u8::is_ascii_digit).count();
        if len == 0 {
            return;
        }
        let nanos: String = digits.chars().take(len).chain("000000000".chars()).take(9).collect();
        self.nanos = nanos.parse().unwrap_or(0);
        self.rest = &digits[len..];
    }

    fn finish(self) -> Option<Read> {
        let hour = match self.pm {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        if !self.rest.is_empty() {
            return None;
        }
        let date = Date::new(self.year, self.month, self.day).ok()?;
        let time = Time::new(hour, self.minute, self.second, self.nanos).ok()?;
        Some(Read { civil: date.to_datetime(time), zone: self.zone })
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::parts;
    use super::*;

    fn shown(layout: &str, text: &str) -> Option<String> {
        read(&parts(layout), text).map(|read| match read.zone {
            Zone::Unsaid => read.civil.to_string(),
            Zone::Offset(seconds) => format!("{} {seconds}", read.civil),
        })
    }

    #[test]
    fn reads_what_go_reads() {
        for (layout, text, result) in [
            ("2006-01-02", "2021-11-29", Some("2021-11-29T00:00:00")),
            ("2006-01-02", "2021-1-2", None),
            ("2006-01-02", "2021-11-29 ", None),
            ("2006-01-02", "2021-02-29", None),
            ("2006-01-02T15:04:05Z07:00", "2021-11-29T9:00:00.5+09:30", Some("2021-11-29T09:00:00.5 34200")),
            ("2006-01-02T15:04:05Z07:00", "2021-11-29T10:00:00Z", Some("2021-11-29T10:00:00 0")),
            ("2006-01-02T15:04:05Z07:00", "2021-11-29T24:00:00Z", None),
            ("02 Jan 2006", "29 nov 2021", Some("2021-11-29T00:00:00")),
            ("02 Jan 2006", "29 November 2021", None),
            ("Mon, 02 Jan 2006 15:04:05 MST", "Mon, 29 Nov 2021 10:00:00 GMT", Some("2021-11-29T10:00:00")),
            ("3:04PM", "3:04PM", Some("0000-01-01T15:04:00")),
            ("Mon Jan _2 15:04:05 2006", "Mon Nov  9 10:00:00 2021", Some("2021-11-09T10:00:00")),
            ("02 Jan 06 15:04 -0700", "29 Nov 21 10:00 +0900", Some("2021-11-29T10:00:00 32400")),
        ] {
            assert_eq!(shown(layout, text).as_deref(), result, "{layout} {text}");
        }
    }
}
