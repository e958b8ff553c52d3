//! The address that a published post had before an edit that is not saved yet.

use crate::site::publish::PublishState;
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;

/// The address of the post as it is saved, when it is published there, the text on the screen gives it another one, and
/// no alias leads from the old one to the new.
pub fn moved_from(snapshot: &Snapshot, view: &PostView) -> Option<SmolStr> {
    let saved = &view.site.corpus.post_at(&view.path)?.page;
    let now = &view.post.page;
    let (old, new) = (saved.url.as_ref()?, now.url.as_ref()?);
    let was_published = view.site.model.publication(saved, snapshot.now).state == PublishState::Published;
    let bare = |url: &str| url.trim_end_matches('/').to_owned();
    let is_kept = now.aliases.iter().any(|alias| bare(alias) == bare(old));
    (view.version.is_some() && saved.known && now.known && was_published && old != new && !is_kept)
        .then(|| old.clone())
}
