//! What the values of a key are, as far as the other posts show it: for keys that no generator describes.

use crate::corpus::keys::KeyStats;
use crate::features::dates;

/// What most values of a key look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Dates.
    Dates,
    /// `true` and `false`.
    Booleans,
    /// Names of files.
    Files,
    /// Anything else.
    Other,
}

/// What more than half of the values look like.
pub fn look(stats: &KeyStats) -> Look {
    if most(stats, &dates::is_date) {
        Look::Dates
    } else if most(stats, &|value| ["true", "false"].contains(&value)) {
        Look::Booleans
    } else if most(stats, &is_file_name) {
        Look::Files
    } else {
        Look::Other
    }
}

fn most(stats: &KeyStats, is: &dyn Fn(&str) -> bool) -> bool {
    // An empty value says nothing, and the one that is being typed is among them.
    let values = || stats.values.iter().filter(|(value, _)| !value.is_empty());
    let hits: u32 = values().filter(|(value, _)| is(value)).map(|(_, count)| count).sum();
    let all: u32 = values().map(|(_, count)| count).sum();
    all > 0 && hits * 2 > all
}

fn is_file_name(value: &str) -> bool {
    const ENDS: &[&str] = &["png", "jpg", "jpeg", "webp", "svg", "gif", "avif", "mp3", "mp4", "pdf"];
    let end = value.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    !value.contains("://") && end.is_some_and(|end| ENDS.contains(&end.as_str()))
}
