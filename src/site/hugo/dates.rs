//! What Hugo reads as a date, and which of a post's fields each of its four dates is taken from.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use std::sync::OnceLock;

use super::config::Settings;
use super::go_time::{self, Part, Zone};
use super::inherit::PageValues;
use super::scalars::{self, Scalar};
use crate::syntax::front_matter::{Format, Value};

/// A date with the clock that it was written by, which permalinks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant; one beyond what can be counted stands at the nearest end.
    pub instant: Timestamp,
    /// The date and time on that clock.
    pub civil: DateTime,
    /// How far that clock is ahead of UTC, in seconds.
    pub offset: i32,
}

/// What Hugo makes of a value where it wants a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// Nothing: an empty text or null.
    Absent,
    /// A date.
    At(Moment),
    /// An error: Hugo says "not a parsable date" and the build fails.
    Unreadable,
}

/// The four dates of a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dates {
    /// `.Date`
    pub date: Option<Moment>,
    /// `.Lastmod`
    pub lastmod: Option<Moment>,
    /// `.PublishDate`
    pub publish: Option<Moment>,
    /// `.ExpiryDate`
    pub expiry: Option<Moment>,
}

/// How one language of a site dates its posts.
#[derive(Debug, Clone)]
pub struct DateRules {
    date: Vec<String>,
    lastmod: Vec<String>,
    publish: Vec<String>,
    expiry: Vec<String>,
    zone: TimeZone,
}

/// The layouts of spf13/cast 1.10 in its order; whether a zone name counts is Go's doing, see [`to_moment`].
static LAYOUTS: Layouts = layouts(&[
    "2006-01-02",
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02T15:04:05",
    "Mon, 02 Jan 2006 15:04:05 -0700",
    "Mon, 02 Jan 2006 15:04:05 MST",
    "02 Jan 06 15:04 -0700",
    "02 Jan 06 15:04 MST",
    "Monday, 02-Jan-06 15:04:05 MST",
    "2006-01-02 15:04:05.999999999 -0700 MST",
    "2006-01-02T15:04:05-0700",
    "2006-01-02 15:04:05Z0700",
    "2006-01-02 15:04:05",
    "Mon Jan _2 15:04:05 2006",
    "Mon Jan _2 15:04:05 MST 2006",
    "Mon Jan 02 15:04:05 -0700 2006",
    "2006-01-02 15:04:05Z07:00",
    "02 Jan 2006",
    "2006-01-02 15:04:05 -07:00",
    "2006-01-02 15:04:05 -0700",
    "3:04PM",
    "Jan _2 15:04:05",
]);

/// The forms of a TOML date, with its space or small letters made those of RFC 3339.
static TOML_LAYOUTS: Layouts = layouts(&[
    "2006-01-02",
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02T15:04:05",
    "2006-01-02T15:04Z07:00",
    "2006-01-02T15:04",
]);

/// Layouts cut into their parts once, since every date of every post is tried by most of them.
struct Layouts {
    texts: &'static [&'static str],
    parts: OnceLock<Vec<Vec<Part<'static>>>>,
}

const fn layouts(texts: &'static [&'static str]) -> Layouts {
    Layouts { texts, parts: OnceLock::new() }
}

impl Layouts {
    fn read(&self, text: &str) -> Option<go_time::Read> {
        let cut = || self.texts.iter().map(|layout| go_time::parts(layout)).collect();
        self.parts.get_or_init(cut).iter().find_map(|parts| go_time::read(parts, text))
    }
}

/// The chains of resources/page/pagemeta/page_frontmatter.go, before aliases are added.
const DATE: &[&str] = &["date", "publishdate", "lastmod"];
const LASTMOD: &[&str] = &[":git", "lastmod", "date", "publishdate"];
const PUBLISH: &[&str] = &["publishdate", "date"];
const EXPIRY: &[&str] = &["expirydate"];

impl DateRules {
    /// The rules of one language's settings. A zone that does not exist counts as UTC.
    pub fn new(settings: &Settings) -> Self {
        let frontmatter = &settings.frontmatter;
        let chain = |configured: &Option<super::config::Strings>, default: &[&str]| {
            let configured = configured.as_ref().map(|strings| strings.0.as_slice());
            expand(configured, default)
                .into_iter()
                .filter(|field| settings.enablegitinfo || field != ":git")
                .collect()
        };
        DateRules {
            date: chain(&frontmatter.date, DATE),
            lastmod: chain(&frontmatter.lastmod, LASTMOD),
            publish: chain(&frontmatter.publishdate, PUBLISH),
            expiry: chain(&frontmatter.expirydate, EXPIRY),
            zone: zone(&settings.timezone),
        }
    }

    /// Whether a key of front matter, in lower case, must hold a date.
    pub fn is_date_key(&self, key: &str) -> bool {
        [&self.date, &self.lastmod, &self.publish, &self.expiry]
            .into_iter()
            .flatten()
            .any(|field| field == key)
    }

    /// What Hugo makes of a value where it wants a date.
    pub fn read(&self, value: &Value, format: Format) -> DateReading {
        match scalars::read(value, format) {
            Some(scalar) => self.read_scalar(&scalar),
            None => DateReading::Unreadable,
        }
    }

    /// The dates of a post. `name` is the name of its file without extensions, or of its bundle's folder.
    pub fn dates(&self, values: &PageValues<'_>, name: &str) -> Dates {
        let mut chain = Chain { rules: self, values, name, found: Vec::new(), read: Vec::new() };
        let date = chain.first("date", &self.date);
        let lastmod = chain.first("lastmod", &self.lastmod);
        let publish = chain.first("publishdate", &self.publish);
        let expiry = chain.first("expirydate", &self.expiry);
        Dates { date, lastmod, publish, expiry }
    }

    /// The slug that a file name with a date leaves, when the date of a post is taken from there.
    pub fn slug_from_name<'n>(&self, values: &PageValues<'_>, name: &'n str) -> Option<&'n str> {
        let before = self.date.iter().position(|field| field == ":filename")?;
        let is_date = |field: &String| {
            values.scalar(field).is_some_and(|scalar| matches!(self.read_scalar(&scalar), DateReading::At(_)))
        };
        let is_taken = values.own("slug").is_some() || self.date.iter().take(before).any(is_date);
        if is_taken { None } else { self.read_name(name).map(|(_, slug)| slug) }
    }

    /// The fields that each of the four dates is taken from, in lower case, the first that holds one.
    pub fn chains(&self) -> [&[String]; 4] {
        [&self.date, &self.lastmod, &self.publish, &self.expiry]
    }

    /// The zone of dates that name none.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    fn read_scalar(&self, scalar: &Scalar) -> DateReading {
        let moment = match scalar {
            Scalar::Null => return DateReading::Absent,
            Scalar::Text(text) if text.is_empty() => return DateReading::Absent,
            Scalar::Text(text) => self.read_text(&LAYOUTS, text),
            Scalar::Time(text) => self.read_text(&TOML_LAYOUTS, &text.to_uppercase().replacen(' ', "T", 1)),
            Scalar::Int(seconds) => Some(epoch(*seconds)),
            Scalar::Float(_) | Scalar::Bool(_) => None,
        };
        moment.map_or(DateReading::Unreadable, DateReading::At)
    }

    fn read_text(&self, layouts: &Layouts, text: &str) -> Option<Moment> {
        Some(self.to_moment(layouts.read(text)?))
    }

    /// A name such as `GMT` or `JST` is no zone to Hugo: the site's own takes its place.
    fn to_moment(&self, read: go_time::Read) -> Moment {
        let zone = match read.zone {
            Zone::Offset(seconds) => Offset::from_seconds(seconds).map_or(TimeZone::UTC, TimeZone::fixed),
            // The year 0 of a bare time has no zone rules to speak of.
            Zone::Unsaid if read.civil.year() < 1 => TimeZone::UTC,
            Zone::Unsaid => self.zone.clone(),
        };
        match zone.to_ambiguous_zoned(read.civil).compatible() {
            Ok(zoned) => {
                Moment { instant: zoned.timestamp(), civil: read.civil, offset: zoned.offset().seconds() }
            }
            Err(_) => Moment { instant: Timestamp::MAX, civil: read.civil, offset: 0 },
        }
    }

    /// The date at the start of a file name, and what follows it: `2021-11-29-my-post`, `2021-11-29-10-30-00 x`.
    pub fn read_name<'n>(&self, name: &'n str) -> Option<(Moment, &'n str)> {
        const BETWEEN: [char; 3] = [' ', '-', '_'];
        let day = name.get(..10)?;
        if let Some(time) = name.get(11..19) {
            let text = format!("{day}T{}", time.replace('-', ":"));
            if let Some(moment) = self.read_text(&LAYOUTS, &text) {
                return Some((moment, name[19..].trim_matches(BETWEEN)));
            }
        }
        let moment = self.read_text(&LAYOUTS, day)?;
        Some((moment, name[10..].trim_matches(BETWEEN)))
    }
}

/// One walk over the four chains. A date once found is a field for the chains after it.
struct Chain<'a> {
    rules: &'a DateRules,
    values: &'a PageValues<'a>,
    name: &'a str,
    found: Vec<(&'static str, Moment)>,
    /// What was made of each field that front matter has: three of the chains ask for `date`.
    read: Vec<(&'a str, Option<Moment>)>,
}

impl<'a> Chain<'a> {
    fn first(&mut self, key: &'static str, fields: &'a [String]) -> Option<Moment> {
        let mut moment = None;
        for field in fields {
            moment = match field.as_str() {
                // Neither is in the text, so the date is not known.
                ":git" | ":filemodtime" => return None,
                ":filename" => self.rules.read_name(self.name).map(|(moment, _)| moment),
                _ => self.field(field),
            };
            if moment.is_some() {
                break;
            }
        }
        // Go's zero time is no date.
        let moment = moment
            .filter(|moment| moment.civil != DateTime::constant(1, 1, 1, 0, 0, 0, 0) || moment.offset != 0);
        if let Some(moment) = moment {
            self.found.push((key, moment));
        }
        moment
    }

    fn field(&mut self, field: &'a str) -> Option<Moment> {
        if let Some((_, moment)) = self.read.iter().find(|(key, _)| *key == field) {
            return *moment;
        }
        let Some(scalar) = self.values.scalar(field) else {
            return self.found.iter().find(|(key, _)| *key == field).map(|(_, moment)| *moment);
        };
        let moment = match self.rules.read_scalar(&scalar) {
            DateReading::At(moment) => Some(moment),
            DateReading::Absent | DateReading::Unreadable => None,
        };
        self.read.push((field, moment));
        moment
    }
}

fn expand(configured: Option<&[String]>, default: &[&str]) -> Vec<String> {
    let default = || default.iter().map(|field| (*field).to_owned());
    let fields: Vec<String> = match configured {
        None => default().collect(),
        Some(fields) => fields
            .iter()
            .flat_map(|field| match field.to_lowercase() {
                word if word == ":default" => default().collect(),
                word => vec![word],
            })
            .collect(),
    };
    let mut expanded: Vec<String> = Vec::new();
    for field in
        fields.iter().flat_map(|field| std::iter::once(field.as_str()).chain(aliases(field).iter().copied()))
    {
        if !expanded.iter().any(|known| known == field) {
            expanded.push(field.to_owned());
        }
    }
    expanded
}

/// Other names of a date field.
fn aliases(field: &str) -> &'static [&'static str] {
    match field {
        "lastmod" => &["modified"],
        "publishdate" => &["pubdate", "published"],
        "expirydate" => &["unpublishdate"],
        _ => &[],
    }
}

/// Seconds since 1970; a number meant as `20211129` or as milliseconds is taken at its word too.
fn epoch(seconds: i128) -> Moment {
    let instant = i64::try_from(seconds)
        .ok()
        .and_then(|seconds| Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_secs(seconds)).ok());
    let instant = instant.unwrap_or(if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX });
    Moment { instant, civil: Offset::UTC.to_datetime(instant), offset: 0 }
}

fn zone(name: &str) -> TimeZone {
    if name.is_empty() { TimeZone::UTC } else { TimeZone::get(name).unwrap_or(TimeZone::UTC) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules(tree: serde_json::Value) -> DateRules {
        DateRules::new(&serde_json::from_value(tree).unwrap_or_default())
    }

    fn tokyo() -> DateRules {
        rules(json!({"timezone": "Asia/Tokyo"}))
    }

    fn shown(scalar: Scalar) -> String {
        match tokyo().read_scalar(&scalar) {
            DateReading::At(moment) => {
                go_time::write("2006-01-02T15:04:05.999Z07:00", moment.civil, moment.offset)
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn texts_are_read_as_hugo_reads_them() {
        for (text, read) in [
            ("2021-11-29", "2021-11-29T00:00:00+09:00"),
            ("2021-11-29 10:00", "Unreadable"),
            ("2021-11-29 10:00:00.123", "2021-11-29T10:00:00.123+09:00"),
            ("2021-11-29T10:00:00Z", "2021-11-29T10:00:00Z"),
            ("2021-11-29T10:00:00+0900", "2021-11-29T10:00:00+09:00"),
            ("2021-11-29T10:00:00+09", "Unreadable"),
            ("2021-11-29 10:00:00 JST", "Unreadable"),
            ("2021-11-29 10:00:00 +0900 JST", "2021-11-29T10:00:00+09:00"),
            ("29 Nov 2021", "2021-11-29T00:00:00+09:00"),
            ("2 Jan 2021", "Unreadable"),
            ("Mon, 29 Nov 2021 10:00:00 GMT", "2021-11-29T10:00:00+09:00"),
            ("Monday, 29-Nov-21 10:00:00 UTC", "2021-11-29T10:00:00+09:00"),
            ("29 Nov 21 10:00 UTC", "2021-11-29T10:00:00+09:00"),
            ("10:00AM", "0000-01-01T10:00:00Z"),
            ("2021-11-29T10:00:00,123Z", "2021-11-29T10:00:00.123Z"),
            ("20211129", "Unreadable"),
            ("", "Absent"),
        ] {
            assert_eq!(shown(Scalar::Text(text.to_owned())), read, "{text:?}");
        }
    }

    #[test]
    fn toml_times_and_numbers() {
        for (scalar, read) in [
            (Scalar::Time("2021-11-29".to_owned()), "2021-11-29T00:00:00+09:00"),
            (Scalar::Time("2021-11-29 10:00+09:00".to_owned()), "2021-11-29T10:00:00+09:00"),
            (Scalar::Time("2021-11-29t10:00:00z".to_owned()), "2021-11-29T10:00:00Z"),
            (Scalar::Time("10:00:00".to_owned()), "Unreadable"),
            (Scalar::Int(20_211_129), "1970-08-22T22:12:09Z"),
            (Scalar::Int(-1), "1969-12-31T23:59:59Z"),
            (Scalar::Float(1.5), "Unreadable"),
            (Scalar::Bool(true), "Unreadable"),
            (Scalar::Null, "Absent"),
        ] {
            assert_eq!(shown(scalar.clone()), read, "{scalar:?}");
        }
        let far = tokyo().read_scalar(&Scalar::Int(1_638_144_000_000));
        assert!(matches!(far, DateReading::At(moment) if moment.instant == Timestamp::MAX));
    }

    #[test]
    fn chains_are_expanded() {
        let plain = rules(json!({}));
        assert_eq!(plain.lastmod, ["lastmod", "modified", "date", "publishdate", "pubdate", "published"]);
        assert!(plain.is_date_key("pubdate") && !plain.is_date_key("created"));
        let own = rules(
            json!({"frontmatter": {"date": [":filename", "Created", ":default"]}, "enablegitinfo": true}),
        );
        assert_eq!(own.date[..3], [":filename", "created", "date"]);
        assert_eq!(own.lastmod[0], ":git");
    }

    #[test]
    fn a_file_name_may_hold_a_date_and_a_slug() {
        let rules = rules(json!({"frontmatter": {"date": [":filename"]}}));
        let read = |name| rules.read_name(name).map(|(moment, slug)| (moment.civil.to_string(), slug));
        assert_eq!(read("2021-11-29-my-post"), Some(("2021-11-29T00:00:00".to_owned(), "my-post")));
        assert_eq!(read("2021-11-29-10-30-00_x"), Some(("2021-11-29T10:30:00".to_owned(), "x")));
        assert_eq!(read("about"), None);
        assert_eq!(
            rules.slug_from_name(&PageValues::new(None, Vec::new()), "2021-11-29-my-post"),
            Some("my-post")
        );
    }
}
