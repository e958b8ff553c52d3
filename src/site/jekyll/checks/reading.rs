//! What Jekyll makes of a value when that is not what the writer sees, for hover.

use crate::site::jekyll::config::Config;
use crate::site::jekyll::dates::{self, DateReading};
use crate::site::shared::scalars::{self, Yaml};
use crate::syntax::front_matter::Value;

/// A sentence part such as "reads as `false`", or `None` when the value is what it looks like.
pub fn reading(config: &Config, path: &[&str], value: &Value) -> Option<String> {
    let [key] = path else { return None };
    match *key {
        "date" | "last_modified_at" => date(config, value),
        "tags" | "categories" => {
            let words = value.text()?.split_whitespace().count();
            (words > 1).then(|| format!("reads as {words} terms, cut at the spaces"))
        }
        _ => {
            let read = scalars::boolean(value, Yaml::V1_1)?;
            (value.text() != Some(if read { "true" } else { "false" })).then(|| format!("reads as `{read}`"))
        }
    }
}

fn date(config: &Config, value: &Value) -> Option<String> {
    match dates::read(value, &config.zone) {
        _ if dates::is_absent(value) => None,
        DateReading::Unreadable => Some("is no date that can be read".to_owned()),
        DateReading::Unknown => None,
        DateReading::At(at) => {
            let zoned = at.to_zoned(config.zone.clone());
            let zone = config.zone.iana_name().unwrap_or("UTC");
            Some(format!("{} {zone}", zoned.strftime("%Y-%m-%d %H:%M")))
        }
    }
}
