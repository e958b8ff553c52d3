//! Files: those beside the post first, then those that the site copies or processes.

use super::Offer;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::matching::Pattern;
use crate::site::model::{FileRole, PageKind, Surroundings};

/// More files than this are no list to choose from: a letter more narrows them down.
const MAX_FILES: usize = 500;

/// The files that fit what is typed, as a front-matter value names them.
pub(super) fn offers(context: &Context<'_>, typed: &str) -> Vec<Offer> {
    let pattern = Pattern::new(typed);
    let mut found = beside(context);
    for path in context.site().corpus.files() {
        // To compare the name is cheaper than to ask what the file is, and leaves few to ask about.
        let name = path.rsplit('/').next().unwrap_or(path);
        if !name.contains('.') || name.ends_with(".md") || pattern.fit(path).is_none() {
            continue;
        }
        match context.model().classify(path) {
            FileRole::Static(url) => found.push(Offer::text(ItemKind::File, rooted(&url), "static file")),
            FileRole::Asset(below) => found.push(Offer::text(ItemKind::File, below, "asset")),
            _ => {}
        }
        if found.len() >= MAX_FILES {
            break;
        }
    }
    found
}

/// The files of the post's own bundle, by their paths below it.
fn beside(context: &Context<'_>) -> Vec<Offer> {
    let view = context.view;
    let is_bundle = view.post.page.kind != Some(PageKind::Single);
    let Some((folder, _)) = view.path.rsplit_once('/').filter(|_| is_bundle) else { return Vec::new() };
    let files = view.site.corpus.files_under(folder);
    let resources = files.iter().filter(|path| view.site.corpus.id_of(path).is_none());
    let names = resources.filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
    names.map(|name| Offer::text(ItemKind::File, name, "beside this post")).collect()
}

fn rooted(url: &str) -> String {
    format!("/{}", url.trim_start_matches('/'))
}
