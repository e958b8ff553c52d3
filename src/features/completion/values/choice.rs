//! Values of a closed set: booleans, words, layouts, content types, languages.

use super::Offer;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::completion::insert::Nature;
use crate::features::counts::posts;
use crate::site::field::{Field, FieldKind};
use crate::site::model::FileRole;
use std::collections::BTreeMap;

/// `true` and `false`, with the number of posts that have each.
pub(super) fn booleans(context: &Context<'_>) -> Vec<Offer> {
    ["true", "false"]
        .map(|word| Offer {
            text: word.to_string(),
            nature: Nature::Literal,
            kind: ItemKind::Word,
            detail: usage(context, word),
            also: "",
        })
        .into()
}

/// The words that the generator knows.
pub(super) fn words(words: &'static [&'static str]) -> Vec<Offer> {
    words.iter().map(|word| Offer::text(ItemKind::Word, *word, "")).collect()
}

/// The layouts that are there as templates, each with its file.
pub(super) fn layouts(context: &Context<'_>) -> Vec<Offer> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for path in context.site().corpus.files().iter().filter(|path| !is_content(path)) {
        if let FileRole::Layout(name) = context.model().classify(path) {
            found.entry(name.to_string()).or_insert_with(|| path.to_string());
        }
    }
    found.into_iter().map(|(name, path)| Offer::text(ItemKind::Word, name, path)).collect()
}

/// The sections, since each gives its pages a type of its name.
pub(super) fn content_types(context: &Context<'_>) -> Vec<Offer> {
    let keys = &context.site().corpus.keys;
    let mut names: Vec<&str> =
        keys.sections().map(|name| name.as_str()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| Offer::text(ItemKind::Word, name, "section")).collect()
}

/// The languages of the site.
pub(super) fn languages(context: &Context<'_>) -> Vec<Offer> {
    context
        .model()
        .languages()
        .iter()
        .map(|code| Offer::text(ItemKind::Word, code.as_str(), "language"))
        .collect()
}

/// Whether the value of a field is one of a closed set, so that what others wrote beside it is a mistake.
pub(super) fn is_closed(field: Option<&'static Field>) -> bool {
    use FieldKind::*;
    matches!(field.map(|field| field.kind), Some(Bool | Word(_) | WordList(_) | Language | Date))
}

fn usage(context: &Context<'_>, value: &str) -> String {
    let count = context.stats().and_then(|stats| stats.values.get(value)).copied().unwrap_or(0);
    if count == 0 { String::new() } else { posts(count) }
}

/// The many files that are no templates are told apart by their names, which is cheaper than to classify them.
fn is_content(path: &str) -> bool {
    [".md", ".markdown", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif"]
        .iter()
        .any(|end| path.ends_with(end))
}
