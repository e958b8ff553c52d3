//! The pages of the site, as this post writes links to them.

use super::{MAX_OFFERS, anchors};
use crate::corpus::post::Post;
use crate::features::completion::{Item, ItemKind};
use crate::features::links::Style;
use crate::features::matching::{Fit, Pattern};
use crate::site::link::LinkForm;
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::sync::Arc;

/// The pages that fit, the best first; of equals those with a date from the newest on. One more than are shown.
pub(super) fn offers(view: &PostView, pattern: &Pattern, style: &Style, span: Span) -> Vec<Item> {
    let item = |post: &Arc<Post>| {
        let dest = style.destination(view, post)?;
        let label = if style.is_call() { style.lookup(view, post)? } else { dest.clone() };
        Some(item(post, label, dest, span))
    };
    fitting(view, pattern).into_iter().filter(|post| post.page.url.is_some()).filter_map(item).collect()
}

/// The pages, or the anchors behind `#`, for the argument of a call that looks pages up; `typed` is what stands there.
pub fn for_call(snapshot: &Snapshot, view: &PostView, name: &str, span: Span, typed: &str) -> Vec<Item> {
    if let Some((path, fragment)) = typed.split_once('#') {
        let span = Span::new(span.end() - fragment.len(), span.end());
        return anchors::fragments(snapshot, view, path, LinkForm::Lookup, span);
    }
    let style = Style::of_argument(view, name, typed);
    let item = |post: &Arc<Post>| {
        let path = style.lookup(view, post)?;
        Some(item(post, path.clone(), path, span))
    };
    fitting(view, &Pattern::new(typed)).into_iter().filter_map(item).collect()
}

fn item(post: &Post, label: String, dest: String, span: Span) -> Item {
    let mut item = Item::new(ItemKind::Page, label, span, dest).detail(post.label());
    let url = post.page.url.as_deref().unwrap_or_default();
    item.filter_text = format!("{} {url} {} {}", item.label, post.label(), post.page.aliases.join(" "));
    item
}

/// A page, how it fits and its date, for ordering.
type Hit<'v> = (Fit, Reverse<Option<Timestamp>>, &'v Arc<Post>);

fn fitting<'v>(view: &'v PostView, pattern: &Pattern) -> Vec<&'v Arc<Post>> {
    let posts = view.site.corpus.posts().map(|(_, post)| post);
    let others = posts.filter(|post| post.path != view.path && post.page.language == view.post.page.language);
    let mut found: Vec<Hit<'_>> =
        others.filter_map(|post| Some((fit(pattern, post)?, Reverse(post.page.date), post))).collect();
    let key = |(fit, date, post): &Hit<'_>| (*fit, *date, post.path.clone());
    if found.len() > MAX_OFFERS + 1 {
        found.select_nth_unstable_by_key(MAX_OFFERS, key);
        found.truncate(MAX_OFFERS + 1);
    }
    found.sort_by_key(key);
    found.into_iter().map(|(.., post)| post).collect()
}

/// How a page fits by its title, its address, its file or an old address.
fn fit(pattern: &Pattern, post: &Post) -> Option<Fit> {
    let names = [Some(post.label()), post.page.url.as_deref(), Some(&post.path)];
    let names = names.into_iter().flatten().chain(post.page.aliases.iter().map(|alias| alias.as_str()));
    names.filter_map(|name| pattern.fit(name)).min()
}
