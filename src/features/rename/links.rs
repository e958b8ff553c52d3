//! Links to a term's page, which follow when the term gets another name.

use super::{Change, FileEdits};
use crate::text::{Edit, Span};
use crate::world::{PostView, Site, Snapshot};
use std::sync::Arc;

/// Adds the edits of links in all posts to those of the term itself.
pub fn follow(
    snapshot: &Snapshot,
    site: &Arc<Site>,
    taxonomy: usize,
    old: &str,
    new: &str,
    files: &mut Vec<FileEdits>,
) {
    let Some(taxonomy) = site.model.taxonomies().get(taxonomy) else { return };
    let (from, to) = (site.model.term_url(taxonomy, old), site.model.term_url(taxonomy, new));
    if from == to {
        return;
    }
    for (_, post) in site.corpus.posts() {
        // Reading is cheap beside parsing, and hardly any post links to a term's page.
        let mentions =
            snapshot.text_of(site, &post.path).is_some_and(|text| text.contains(from.trim_end_matches('/')));
        let Some(view) = mentions.then(|| snapshot.post_in(site, &post.path)).flatten() else { continue };
        let edits = edits(&view, &from, &to);
        if !edits.is_empty() {
            add(files, &view, edits);
        }
    }
}

fn edits(view: &PostView, from: &str, to: &str) -> Vec<(Change, Edit)> {
    let links = view.document.markdown.links.iter().map(|link| link.dest_span);
    let definitions = view.document.markdown.definitions.iter().map(|definition| definition.dest_span);
    let dests = links.chain(definitions);
    dests.filter_map(|dest| Some((Change::Link, retarget(dest, dest.of(&view.text), from, to)?))).collect()
}

/// The edit of a destination that is exactly the page, with or without its last slash, a fragment or a query.
fn retarget(dest: Span, written: &str, from: &str, to: &str) -> Option<Edit> {
    let (bare, new) = (from.trim_end_matches('/'), to.trim_end_matches('/'));
    let rest = written.strip_prefix(bare)?;
    let ends = rest.is_empty() || rest.starts_with(['/', '#', '?']);
    let is_page = ends && rest.trim_start_matches('/').split(['#', '?']).next() == Some("");
    is_page.then(|| Edit::replace(Span::new(dest.start(), dest.start() + bare.len()), new))
}

fn add(files: &mut Vec<FileEdits>, view: &PostView, edits: Vec<(Change, Edit)>) {
    let path = view.absolute();
    match files.iter_mut().find(|file| file.path == path) {
        Some(file) => file.edits.extend(edits),
        None => files.push(FileEdits { path, version: view.version, text: view.text.clone(), edits }),
    }
}
