//! Cuts a Go layout into its parts; the table is that of Go's `time/format.go`.

/// One part of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Literal(&'a str),
    /// `January`
    LongMonth,
    /// `Jan`
    ShortMonth,
    /// `1`
    Month,
    /// `01`
    ZeroMonth,
    /// `Monday`
    LongWeekday,
    /// `Mon`
    ShortWeekday,
    /// `2`
    Day,
    /// `_2`
    SpaceDay,
    /// `02`
    ZeroDay,
    /// `__2`
    SpaceYearDay,
    /// `002`
    ZeroYearDay,
    /// `15`
    Hour,
    /// `3`
    Hour12,
    /// `03`
    ZeroHour12,
    /// `4`
    Minute,
    /// `04`
    ZeroMinute,
    /// `5`
    Second,
    /// `05`
    ZeroSecond,
    /// `2006`
    LongYear,
    /// `06`
    Year,
    /// `PM`
    UpperPm,
    /// `pm`
    LowerPm,
    /// `MST`
    ZoneName,
    /// `-0700`, `Z07:00` and their kin.
    Offset(Offset),
    /// `.000` or `,999`: its digits, and whether trailing zeros go.
    Fraction {
        /// The number of digits.
        digits: usize,
        /// `9`: trailing zeros are left out.
        trim: bool,
    },
}

/// The months in English, as Go writes and reads them in every locale.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week in English, Sunday first.
pub const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// How a numeric zone is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// `Z` stands for UTC.
    pub z: bool,
    /// Hours and minutes have a colon between them.
    pub colon: bool,
    /// 1 for hours only, 2 with minutes, 3 with seconds.
    pub fields: u8,
}

const fn offset(z: bool, colon: bool, fields: u8) -> Part<'static> {
    Part::Offset(Offset { z, colon, fields })
}

/// The words of a layout; where one starts with another the longer one stands first.
const WORDS: &[(&str, Part<'static>)] = &[
    ("January", Part::LongMonth),
    ("Jan", Part::ShortMonth),
    ("Monday", Part::LongWeekday),
    ("Mon", Part::ShortWeekday),
    ("MST", Part::ZoneName),
    ("002", Part::ZeroYearDay),
    ("01", Part::ZeroMonth),
    ("02", Part::ZeroDay),
    ("03", Part::ZeroHour12),
    ("04", Part::ZeroMinute),
    ("05", Part::ZeroSecond),
    ("06", Part::Year),
    ("15", Part::Hour),
    ("1", Part::Month),
    ("2006", Part::LongYear),
    ("2", Part::Day),
    ("__2", Part::SpaceYearDay),
    ("_2", Part::SpaceDay),
    ("3", Part::Hour12),
    ("4", Part::Minute),
    ("5", Part::Second),
    ("PM", Part::UpperPm),
    ("pm", Part::LowerPm),
    ("-07:00:00", offset(false, true, 3)),
    ("-070000", offset(false, false, 3)),
    ("-07:00", offset(false, true, 2)),
    ("-0700", offset(false, false, 2)),
    ("-07", offset(false, false, 1)),
    ("Z07:00:00", offset(true, true, 3)),
    ("Z070000", offset(true, false, 3)),
    ("Z07:00", offset(true, true, 2)),
    ("Z0700", offset(true, false, 2)),
    ("Z07", offset(true, false, 1)),
];

/// Cuts `layout` into its parts, in order.
pub fn parts(layout: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut literal, mut at) = (0, 0);
    while let Some(rest) = layout.get(at..).filter(|rest| !rest.is_empty()) {
        // `_2006` is an underscore and a year, not a day.
        let next = if rest.starts_with("_2006") { None } else { word(rest).or_else(|| fraction(rest)) };
        let Some((part, len)) = next else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        push_literal(&mut parts, layout, literal, at);
        parts.push(part);
        at += len;
        literal = at;
    }
    push_literal(&mut parts, layout, literal, layout.len());
    parts
}

fn push_literal<'a>(parts: &mut Vec<Part<'a>>, layout: &'a str, from: usize, to: usize) {
    if let Some(text) = layout.get(from..to).filter(|text| !text.is_empty()) {
        parts.push(Part::Literal(text));
    }
}

fn word(rest: &str) -> Option<(Part<'static>, usize)> {
    // The first byte tells most of them apart: this runs for each character of each layout that a date is tried by.
    let first = rest.as_bytes().first();
    let is_it = |word: &str| word.as_bytes().first() == first && rest.starts_with(word);
    let (word, part) = WORDS.iter().find(|(word, _)| is_it(word))?;
    // `Janet` and `Monet` are no dates.
    let short_name = matches!(part, Part::ShortMonth | Part::ShortWeekday);
    let goes_on = rest[word.len()..].starts_with(|c: char| c.is_ascii_lowercase());
    (!(short_name && goes_on)).then_some((*part, word.len()))
}

fn fraction(rest: &str) -> Option<(Part<'static>, usize)> {
    let digits = rest.strip_prefix(['.', ','])?;
    let kind = digits.chars().next().filter(|c| matches!(c, '0' | '9'))?;
    let count = digits.bytes().take_while(|b| char::from(*b) == kind).count();
    let ends = !digits[count..].starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((Part::Fraction { digits: count, trim: kind == '9' }, count + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_a_layout_as_go_does() {
        assert_eq!(
            parts("2006-01-02T15:04:05Z07:00"),
            [
                Part::LongYear,
                Part::Literal("-"),
                Part::ZeroMonth,
                Part::Literal("-"),
                Part::ZeroDay,
                Part::Literal("T"),
                Part::Hour,
                Part::Literal(":"),
                Part::ZeroMinute,
                Part::Literal(":"),
                Part::ZeroSecond,
                offset(true, true, 2),
            ]
        );
        assert_eq!(parts("Janet"), [Part::Literal("Janet")]);
        assert_eq!(parts("_2006"), [Part::Literal("_"), Part::LongYear]);
        assert_eq!(parts("日Jan"), [Part::Literal("日"), Part::ShortMonth]);
        assert_eq!(parts(".000"), [Part::Fraction { digits: 3, trim: false }]);
    }
}
