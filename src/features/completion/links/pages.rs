//! The pages of the site, as this post writes links to them.

use super::anchors;
use crate::corpus::PostId;
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
    let corpus = &view.site.corpus;
    let limit = view.site.settings.completion.limit;
    let hit = |id: PostId| {
        let post = corpus.post(id)?;
        let is_other = post.path != view.path && post.page.language == view.post.page.language;
        is_other.then(|| Some((fit(pattern, corpus.names.of(id))?, Reverse(post.page.date), post)))?
    };
    let mut found: Vec<Hit<'_>> = match pattern.folded() {
        "" => corpus.posts().filter_map(|(id, _)| hit(id)).collect(),
        letters => corpus.names.with(letters).into_iter().filter_map(hit).collect(),
    };
    // Letters that stand apart are looked for only where there is room left: it takes longer, and fits less well.
    if found.len() <= limit {
        found = corpus.posts().filter_map(|(id, _)| hit(id)).collect();
    }
    let order = |a: &Hit<'_>, b: &Hit<'_>| (a.0, a.1, &a.2.path).cmp(&(b.0, b.1, &b.2.path));
    if found.len() > limit + 1 {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit + 1);
    }
    found.sort_by(order);
    found.into_iter().map(|(.., post)| post).collect()
}

/// How a page fits by its title, its address, its file or an old address.
fn fit(pattern: &Pattern, names: &str) -> Option<Fit> {
    match pattern.folded() {
        "" => Some(Fit::Start),
        _ => names.lines().filter_map(|name| pattern.fit_folded(name)).min(),
    }
}
