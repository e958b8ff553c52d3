//! What front matter says of a page in the words that most tools share, as js-yaml reads it.

use super::dates;
use super::scalars::{self, Yaml};
use crate::site::model::{PageFacts, PageKind};
use crate::syntax::front_matter::{Entry, FrontMatter, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use smol_str::SmolStr;

/// The first entry of a key that holds something.
pub fn entry<'a>(front: Option<&'a FrontMatter>, key: &str) -> Option<&'a Entry> {
    let is_it = |entry: &&Entry| entry.key.text == key && !scalars::is_null(&entry.value);
    front?.root.iter().find(is_it)
}

/// The text at a key.
pub fn text(front: Option<&FrontMatter>, key: &str) -> Option<SmolStr> {
    entry(front, key).and_then(|entry| entry.value.text()).map(SmolStr::new)
}

/// The boolean at a key.
pub fn boolean(front: Option<&FrontMatter>, key: &str) -> Option<bool> {
    entry(front, key).and_then(|entry| scalars::boolean(&entry.value, Yaml::V1_2))
}

/// The moment that a value means, without an offset in UTC.
pub fn date(value: &Value) -> Option<Timestamp> {
    dates::written(value.text()?)?.timestamp(&TimeZone::UTC)
}

/// Title, description, date and draft, and whether the front matter parses.
pub fn page(front: Option<&FrontMatter>) -> PageFacts {
    let date_at = |key: &str| entry(front, key).and_then(|entry| date(&entry.value));
    PageFacts {
        title: text(front, "title"),
        description: text(front, "description").or_else(|| text(front, "excerpt")),
        date: date_at("date").or_else(|| date_at("pubDate")).or_else(|| date_at("publishDate")),
        lastmod: date_at("updated").or_else(|| date_at("updatedDate")),
        draft: boolean(front, "draft") == Some(true),
        slug: text(front, "slug"),
        known: front.is_none_or(|front| front.errors.is_empty()),
        rendered: true,
        kind: Some(PageKind::Single),
        ..PageFacts::default()
    }
}
