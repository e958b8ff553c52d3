//! Values that the other posts use for the same key.

use super::{Offer, choice};
use crate::corpus::keys::KeyStats;
use crate::corpus::post::ValueForm;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::completion::insert::{self, Nature};
use crate::features::counts::posts;
use crate::features::fields;
use crate::features::looks::{Look, look};
use crate::site::field::{Field, FieldKind};
use crate::syntax::front_matter::Step;
use smol_str::SmolStr;

/// Up to so many distinct values all are offered; of more only those that several posts share.
const FEW: usize = 12;

/// The values of the other posts, the commonest first.
pub(super) fn offers(context: &Context<'_>, field: Option<&'static Field>) -> Vec<Offer> {
    let is_own_text = matches!(
        field.map(|field| field.kind),
        Some(FieldKind::Slug | FieldKind::Prose | FieldKind::UrlPath | FieldKind::UrlPathList)
    );
    if choice::is_closed(field) || is_own_text {
        return Vec::new();
    }
    let Some(stats) = stats(context) else { return Vec::new() };
    if [Look::Dates, Look::Booleans].contains(&look(stats)) {
        return Vec::new();
    }
    let mut values: Vec<(&str, u32)> =
        stats.values.iter().map(|(value, count)| (value.as_str(), *count)).collect();
    let is_few =
        stats.values.len() <= FEW && !stats.has_many_values() && stats.posts as usize > stats.values.len();
    let own = own_values(context);
    values.retain(|(value, count)| {
        let others = count.saturating_sub(u32::from(own.iter().any(|own| own == value)));
        !value.is_empty() && (others > 1 || (is_few && others > 0))
    });
    values.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
    values.into_iter().map(|(value, count)| offer(stats, value, count)).collect()
}

/// What the values of the key at the cursor look like in other posts.
pub(super) fn looks_like(context: &Context<'_>) -> Look {
    stats(context).map_or(Look::Other, look)
}

fn offer(stats: &KeyStats, value: &str, count: u32) -> Offer {
    let is_bare = matches!(stats.usual_form(), Some(ValueForm::Scalar(style)) if !style.is_text());
    let nature = if is_bare && insert::is_literal(value) { Nature::Literal } else { Nature::Text };
    Offer { nature, ..Offer::text(ItemKind::Value, value, posts(count)) }
}

/// The statistics of the items for a list, of the value for anything else.
fn stats<'a>(context: &Context<'a>) -> Option<&'a KeyStats> {
    let items = || fields::item_stats(context.site(), context.section(), context.path);
    if matches!(context.path.last(), Some(Step::Index(_))) {
        return items();
    }
    match context.stats()?.usual_form() {
        Some(ValueForm::BlockList | ValueForm::FlowList) => items(),
        _ => context.stats(),
    }
}

/// What the file of this post says on disk, which is no habit of others.
fn own_values(context: &Context<'_>) -> Vec<SmolStr> {
    let key = crate::corpus::post::dotted(context.path);
    let Some(post) = context.site().corpus.post_at(&context.view.path) else { return Vec::new() };
    let keys =
        post.keys.open().into_iter().filter(|used| used.path.strip_suffix("[]").unwrap_or(&used.path) == key);
    keys.filter_map(|used| used.value).collect()
}
