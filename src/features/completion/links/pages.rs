//! The pages of the site, as this post writes links to them.

use super::anchors;
use crate::corpus::PostId;
use crate::corpus::names::Named;
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

/// How a page fits and its date, for ordering.
type Hit = (Fit, Reverse<Option<Timestamp>>, PostId);

fn fitting<'v>(view: &'v PostView, pattern: &Pattern) -> Vec<&'v Arc<Post>> {
    let (corpus, language) = (&view.site.corpus, &view.post.page.language);
    let limit = view.site.settings.completion.limit;
    let own = corpus.id_of(&view.path);
    let hit = |page: Named<'_>| {
        let fit = if pattern.folded().is_empty() { Fit::Start } else { pattern.fit_folded(page.names)? };
        (Some(page.id) != own).then_some((fit, Reverse(page.date), page.id))
    };
    let mut found: Vec<Hit> = corpus.names.with(language, pattern.folded()).filter_map(hit).collect();
    // Letters that stand apart are looked for only where there is room left: it takes longer, and fits less well.
    if found.len() <= limit {
        found = corpus.names.all_in(language).filter_map(hit).collect();
    }
    let path = |id: PostId| corpus.post(id).map(|post| &post.path);
    let order = |a: &Hit, b: &Hit| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| path(a.2).cmp(&path(b.2)));
    if found.len() > limit + 1 {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit + 1);
    }
    found.sort_by(order);
    found.into_iter().filter_map(|(.., id)| corpus.post(id)).collect()
}
