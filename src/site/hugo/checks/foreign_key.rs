//! `foreign-key`: a key of another generator that does nothing in Hugo by itself.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::Entry;

/// The rule.
pub static RULE: Rule = Rule {
    code: "foreign-key",
    severity: Severity::Information,
    page: include_str!("../../../../docs/rules/foreign-key.md"),
};

/// Keys of Jekyll, Hexo and Zola, and the keys of Hugo that mean the same.
const KEYS: &[(&str, &str)] = &[
    ("permalink", "url"),
    ("redirect_from", "aliases"),
    ("last_modified_at", "lastmod"),
    ("updated", "lastmod"),
    ("publish_date", "publishDate"),
    ("expiry_date", "expiryDate"),
];

/// Such a key where the right one is missing (oracle group `migrate`). A theme may read any key, hence only
/// information; a singular such as `category` is left alone, because too many themes read it.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let foreign = KEYS.iter().filter_map(|(old, new)| Some((input.entry(old)?, (*new).to_owned())));
    foreign.filter_map(|(entry, new)| problem(input, entry, &new)).collect()
}

/// Whether the key is one of another generator, in any case.
pub fn is_foreign(key: &str) -> bool {
    KEYS.iter().any(|(old, _)| old.eq_ignore_ascii_case(key))
}

fn problem(input: &Input<'_>, entry: &Entry, new: &str) -> Option<Problem> {
    let taken = input.entry(new).is_some() || input.dates.is_date_key(&entry.key.text.to_lowercase());
    let old = &entry.key.text;
    let message = format!("Hugo does nothing with `{old}`; only a theme might. In Hugo this is `{new}`.");
    (!taken).then(|| {
        RULE.at(entry.key.span, message).fix(Fix::suggestion(
            format!("Rename it to `{new}`"),
            entry.key.inner,
            new,
        ))
    })
}
