//! Which date a writer most likely means by a text that Hugo can't read.

use jiff::civil::{Date, Time};

/// The date in a form that Hugo reads, with the time and the offset if the text has any: `2021/11/29 10:00` becomes
/// `2021-11-29T10:00:00`. `None` when it can't be told, as with `11/12/2021`.
pub fn suggest(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, rest) = numeric(text).or_else(|| named_month(text))?;
    let rest = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() {
        return Some(date.to_string());
    }
    let (clock, zone) = split_zone(rest);
    Some(format!("{date}T{}{}", time(clock)?, offset(zone.trim())?))
}

/// `2021/11/29`, `2021.1.2`, `2021年11月29日`, `20211129`: the year comes first.
fn numeric(text: &str) -> Option<(Date, &str)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    if digits(text) == 8 {
        let (day, rest) = text.split_at_checked(8)?;
        return Some((date(day.get(..4)?, day.get(4..6)?, day.get(6..)?)?, rest));
    }
    let (year, rest) = text.split_at_checked(digits(text)).filter(|(year, _)| year.len() == 4)?;
    let rest = rest.strip_prefix(['-', '/', '.', '年', ' '])?;
    let (month, rest) = rest.split_at_checked(digits(rest))?;
    let rest = rest.strip_prefix(['-', '/', '.', '月', ' '])?;
    let (day, rest) = rest.split_at_checked(digits(rest))?;
    Some((date(year, month, day)?, rest.strip_prefix('日').unwrap_or(rest)))
}

/// `29 November 2021`, `Nov 29, 2021`, `2 Jan 2021`.
fn named_month(text: &str) -> Option<(Date, &str)> {
    const MONTHS: &[&str] =
        &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.splitn(4, [' ', ',']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    let month_of = |word: &str| {
        let lower = word.to_lowercase();
        MONTHS.iter().position(|month| lower.starts_with(month)).map(|at| at + 1)
    };
    let (month, day) = match month_of(first) {
        Some(month) => (month, second),
        None => (month_of(second)?, first),
    };
    let rest: String = words.collect::<Vec<_>>().join(" ");
    let year: String = rest.trim_start().chars().take(4).collect();
    let end = text.rfind(&year)? + year.len();
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Some((date(&year, &month.to_string(), day)?, text.get(end..)?))
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn split_zone(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
    text.split_at(end)
}

fn time(clock: &str) -> Option<String> {
    let mut parts = clock.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let second: i8 = parts.next().unwrap_or("0").split('.').next()?.parse().ok()?;
    Time::new(hour, minute, second, 0).ok().map(|time| time.strftime("%H:%M:%S").to_string())
}

/// `+0900`, `+09`, `+09:00`, `Z` or nothing, with the colon that Hugo's usual form has; `None` for a zone's name.
fn offset(zone: &str) -> Option<String> {
    if matches!(zone, "" | "Z") {
        return Some(zone.to_owned());
    }
    let sign = zone.get(..1).filter(|sign| matches!(*sign, "+" | "-"))?;
    let digits: String = zone.get(1..)?.split(' ').next()?.chars().filter(|c| *c != ':').collect();
    let minutes = digits.get(2..).filter(|minutes| !minutes.is_empty()).unwrap_or("00");
    let hours = digits.get(..2)?;
    let good = digits.chars().all(|c| c.is_ascii_digit()) && minutes.len() == 2;
    good.then(|| format!("{sign}{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_dates_have_a_readable_form() {
        for (text, expected) in [
            ("2021-11-29 10:00", Some("2021-11-29T10:00:00")),
            ("2021-11-29T10:00+09:00", Some("2021-11-29T10:00:00+09:00")),
            ("2021-11-29 10:00 +0900", Some("2021-11-29T10:00:00+09:00")),
            ("2021-11-29T10:00:00+09", Some("2021-11-29T10:00:00+09:00")),
            ("2021/11/29", Some("2021-11-29")),
            ("2021.1.2", Some("2021-01-02")),
            ("2021-1-2 9:05", Some("2021-01-02T09:05:00")),
            ("20211129", Some("2021-11-29")),
            ("2021年11月29日", Some("2021-11-29")),
            ("29 November 2021", Some("2021-11-29")),
            ("Nov 29, 2021", Some("2021-11-29")),
            ("2nd Jan 2021", Some("2021-01-02")),
            ("2021-11-29 ", Some("2021-11-29")),
            ("11/12/2021", None),
            ("2021-02-30", None),
            ("2021-11-29 10:00:00 JST", None),
            ("today", None),
            ("", None),
        ] {
            assert_eq!(suggest(text).as_deref(), expected, "{text:?}");
        }
    }
}
