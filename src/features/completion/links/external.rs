//! Addresses of other sites that the posts link to already.

use crate::features::completion::{Item, ItemKind};
use crate::text::Span;
use crate::world::PostView;
use std::cmp::Reverse;

/// Whether what is typed begins an address of another site.
pub(super) fn is_begun(typed: &str) -> bool {
    ["http", "//", "mailto:"].iter().any(|start| typed.starts_with(start))
}

/// The addresses that begin so, those with most links first.
pub(super) fn offers(view: &PostView, typed: &str, span: Span) -> Vec<Item> {
    let limit = view.site.settings.completion.limit;
    let mut found: Vec<_> =
        view.site.corpus.links.external(typed).filter(|(dest, _)| **dest != *typed).collect();
    let by_use = |(dest, count): &(&smol_str::SmolStr, u32)| (Reverse(*count), (*dest).clone());
    if found.len() > limit + 1 {
        found.select_nth_unstable_by_key(limit, by_use);
        found.truncate(limit + 1);
    }
    found.sort_by_key(by_use);
    let links = |count: u32| if count == 1 { "1 link".to_owned() } else { format!("{count} links") };
    let item = |(dest, count): (&smol_str::SmolStr, u32)| {
        Item::new(ItemKind::Value, dest.as_str(), span, dest.as_str()).detail(links(count))
    };
    found.into_iter().map(item).collect()
}
