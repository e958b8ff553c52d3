//! Files: those of the post's own bundle, then those that the site copies, then those that its templates process.

use crate::features::completion::{Item, ItemKind};
use crate::features::links::is_picture;
use crate::features::matching::Pattern;
use crate::site::RelPath;
use crate::site::link::{Destination, LinkForm, LinkInput, escaped};
use crate::site::model::{FileRole, PageKind, Surroundings};
use crate::text::Span;
use crate::world::PostView;

/// Up to `limit` files that fit; for an image only pictures.
pub(super) fn offers(
    view: &PostView,
    pattern: &Pattern,
    form: LinkForm,
    span: Span,
    limit: usize,
) -> Vec<Item> {
    let is_wanted = |path: &RelPath| !form.is_image() || is_picture(path);
    let own = beside(view).into_iter().filter(|(path, _)| is_wanted(path));
    let own = own.map(|(path, dest)| (path, dest, "beside this post"));
    let own = own.filter(|(_, dest, _)| pattern.fit(dest).is_some());
    // To compare the name is cheaper than to ask what the file is, and leaves few to ask about.
    let others =
        view.site.corpus.copied().iter().filter(|path| is_wanted(path) && pattern.fit(path).is_some());
    let mut assets = Vec::new();
    let mut found: Vec<(RelPath, String, &str)> = own.collect();
    for path in others {
        if found.len() >= limit {
            break;
        }
        match view.site.model.classify(path) {
            FileRole::Static(url) if pattern.fit(&url).is_some() => {
                found.push((path.clone(), format!("/{}", url.trim_start_matches('/')), "static file"));
            }
            FileRole::Asset(below) if leads_to(view, &below, form, path) => {
                assets.push((path.clone(), below, "asset"));
            }
            _ => {}
        }
    }
    found.extend(assets);
    found.truncate(limit);
    found.into_iter().map(|(path, dest, what)| item(path, &dest, what, span)).collect()
}

fn item(path: RelPath, dest: &str, what: &str, span: Span) -> Item {
    let mut item = Item::new(ItemKind::File, dest, span, escaped(dest)).detail(what);
    item.file = Some(path);
    item
}

/// The files of the post's own bundle with their paths below it.
fn beside(view: &PostView) -> Vec<(RelPath, String)> {
    let folder = view.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if view.post.page.kind == Some(PageKind::Single) || folder.is_empty() {
        return Vec::new();
    }
    let files = view.site.corpus.files_under(folder).into_iter();
    let files = files.filter(|path| view.site.corpus.page(path).is_none());
    let below = |path: &RelPath| Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned());
    files.filter_map(|path| below(&path).map(|below| (path, below))).collect()
}

/// Whether templates find the file by that destination.
fn leads_to(view: &PostView, dest: &str, form: LinkForm, path: &str) -> bool {
    let input = LinkInput { from: &view.path, page: &view.post.page, dest, form };
    matches!(view.site.model.resolve_link(&input, &*view.site.corpus), Destination::File(found) if *found == *path)
}
