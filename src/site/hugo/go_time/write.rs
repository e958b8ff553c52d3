//! Writes a date by a Go layout, for the tokens of permalinks such as `:2006` or `:Jan`.

use jiff::civil::DateTime;

use super::layout::{MONTHS, Offset, Part, WEEKDAYS, parts};

/// The text of `civil`, which is `offset` seconds east of UTC, by `layout`.
pub fn write(layout: &str, civil: DateTime, offset: i32) -> String {
    parts(layout).into_iter().map(|part| part_text(part, civil, offset)).collect()
}

/// The English name of the month of a date.
pub fn month_name(civil: DateTime) -> &'static str {
    usize::try_from(civil.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

/// The English name of the day of the week of a date.
pub fn weekday_name(civil: DateTime) -> &'static str {
    usize::try_from(civil.weekday().to_sunday_zero_offset())
        .ok()
        .and_then(|index| WEEKDAYS.get(index))
        .copied()
        .unwrap_or("")
}

fn part_text(part: Part<'_>, civil: DateTime, offset: i32) -> String {
    let hour12 = if civil.hour() % 12 == 0 { 12 } else { civil.hour() % 12 };
    match part {
        Part::Literal(text) => text.to_owned(),
        Part::LongMonth => month_name(civil).to_owned(),
        Part::ShortMonth => short(month_name(civil)),
        Part::Month => civil.month().to_string(),
        Part::ZeroMonth => format!("{:02}", civil.month()),
        Part::LongWeekday => weekday_name(civil).to_owned(),
        Part::ShortWeekday => short(weekday_name(civil)),
        Part::Day => civil.day().to_string(),
        Part::SpaceDay => format!("{:2}", civil.day()),
        Part::ZeroDay => format!("{:02}", civil.day()),
        Part::SpaceYearDay => format!("{:3}", civil.day_of_year()),
        Part::ZeroYearDay => format!("{:03}", civil.day_of_year()),
        Part::Hour => format!("{:02}", civil.hour()),
        Part::Hour12 => hour12.to_string(),
        Part::ZeroHour12 => format!("{hour12:02}"),
        Part::Minute => civil.minute().to_string(),
        Part::ZeroMinute => format!("{:02}", civil.minute()),
        Part::Second => civil.second().to_string(),
        Part::ZeroSecond => format!("{:02}", civil.second()),
        Part::LongYear => format!("{:04}", civil.year()),
        Part::Year => format!("{:02}", civil.year() % 100),
        Part::UpperPm => if civil.hour() < 12 { "AM" } else { "PM" }.to_owned(),
        Part::LowerPm => if civil.hour() < 12 { "am" } else { "pm" }.to_owned(),
        // The name of a zone is not kept; Go writes the offset where it has no name either.
        Part::ZoneName => offset_text(Offset { z: false, colon: false, fields: 2 }, offset),
        Part::Offset(form) => offset_text(form, offset),
        Part::Fraction { digits, trim } => fraction_text(civil.subsec_nanosecond(), digits, trim),
    }
}

fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

fn offset_text(form: Offset, offset: i32) -> String {
    if form.z && offset == 0 {
        return "Z".to_owned();
    }
    let (sign, seconds) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    let fields = [seconds / 3600, seconds / 60 % 60, seconds % 60];
    let colon = if form.colon { ":" } else { "" };
    let fields: Vec<String> =
        fields.iter().take(usize::from(form.fields)).map(|field| format!("{field:02}")).collect();
    format!("{sign}{}", fields.join(colon))
}

fn fraction_text(nanos: i32, digits: usize, trim: bool) -> String {
    let text: String = format!("{nanos:09}").chars().take(digits).collect();
    let text = if trim { text.trim_end_matches('0') } else { &text };
    if text.is_empty() { String::new() } else { format!(".{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_go_writes() {
        let civil = jiff::civil::datetime(2021, 2, 3, 16, 5, 6, 500_000_000);
        for (layout, text) in [
            ("2006-01-02T15:04:05Z07:00", "2021-02-03T16:05:06+09:00"),
            ("06/1/2", "21/2/3"),
            ("Jan Mon 3:04pm", "Feb Wed 4:05pm"),
            ("_2 002 .999", " 3 034 .5"),
            ("10", "20"),
        ] {
            assert_eq!(write(layout, civil, 9 * 3600), text, "{layout}");
        }
    }
}
