//! The anchors of the page that a destination leads to, and the labels of footnotes.

use crate::features::completion::{Item, ItemKind};
use crate::features::links::{Link, Place, anchors, resolve};
use crate::site::link::{Destination, LinkForm};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// The labels of the post's footnotes.
pub(super) fn footnotes(view: &PostView, span: Span) -> Vec<Item> {
    let defined = view.document.markdown.footnote_definitions.iter();
    let item = |label: &str| Item::new(ItemKind::Anchor, label, span, label).detail("footnote");
    defined.map(|note| item(&note.label)).collect()
}

/// The headings of the page that the path before `#` leads to.
pub(super) fn fragments(
    snapshot: &Snapshot,
    view: &PostView,
    dest: &str,
    form: LinkForm,
    span: Span,
) -> Vec<Item> {
    let link = Link { span, whole: span, dest: dest.into(), form, place: Place::Guess };
    let target = match resolve(view, &link) {
        _ if dest.is_empty() => Some(view.clone()),
        Destination::Page(path) => snapshot.post_in(&view.site, &path),
        _ => None,
    };
    let Some(target) = target else { return Vec::new() };
    let headings = target.post.body.open().headings;
    let shown = |place: Span| {
        let heading = headings.iter().find(|heading| heading.span == place);
        heading.map(|heading| heading.text.to_string()).unwrap_or_default()
    };
    let ids = anchors(&target).ids.into_iter();
    ids.map(|(id, place)| Item::new(ItemKind::Anchor, id.as_str(), span, id.as_str()).detail(shown(place)))
        .collect()
}
