//! The id of a heading: written behind it, and followed by every link that names it.

use super::{Change, FileEdits, Rename, Renamed};
use crate::features::links;
use crate::site::RelPath;
use crate::syntax::markdown::Heading;
use crate::text::{Edit, Span, apply_all};
use crate::world::{PostView, Site, Snapshot};
use smol_str::SmolStr;
use std::sync::Arc;

/// Gives the heading with the id `old` of the post at `path` the id `new`.
pub fn rename(
    snapshot: &Snapshot,
    site: &Arc<Site>,
    path: &RelPath,
    old: &str,
    new: &str,
) -> Result<Rename, String> {
    let new = new.trim().trim_start_matches('#');
    let view = snapshot.post_in(site, path).ok_or_else(|| format!("{path} cannot be read."))?;
    let index = view.post.body.open().headings.iter().position(|heading| heading.id == old);
    let index = index.ok_or("Only the ids of headings can be renamed here.")?;
    check(&view, old, new)?;
    let edit = own_edit(&view, index, new)?;
    let changes = changes(&view, index, &edit, new)?;
    let mut files = vec![file(&view, vec![(Change::Rename, edit)])];
    for (source, found) in links::inbound(snapshot, site, path) {
        let edits: Vec<(Change, Edit)> = found
            .iter()
            .filter_map(|link| {
                let id = link.link.fragment()?;
                let (_, new) = changes.iter().find(|(old, _)| *old == id)?;
                Some((Change::Link, Edit::replace(link.link.fragment_span(&source.text)?, new.as_str())))
            })
            .collect();
        match files.iter_mut().find(|file| file.path == source.absolute()) {
            Some(file) => file.edits.extend(edits),
            None if edits.is_empty() => {}
            None => files.push(file(&source, edits)),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.iter_mut().for_each(|file| {
        file.edits.sort_by_key(|(_, edit)| edit.span);
        file.edits.dedup_by(|a, b| a.1.span == b.1.span);
    });
    Ok(Rename { files, renamed: Renamed::Heading, ..Rename::default() })
}

fn file(view: &PostView, edits: Vec<(Change, Edit)>) -> FileEdits {
    FileEdits { path: view.absolute(), version: view.version, text: view.text.clone(), edits }
}

fn check(view: &PostView, old: &str, new: &str) -> Result<(), String> {
    if new.is_empty() {
        return Err("A heading needs an id, so that links find it.".to_owned());
    }
    if new.contains(|c: char| c.is_whitespace() || c.is_control() || "{}\"'<>()[]#%".contains(c)) {
        return Err(format!("`{new}` cannot be an id: it has to be one word without brackets and quotes."));
    }
    if new != old && links::anchors(view).place(new).is_some() {
        return Err(format!("Something else on this page has the id `{new}`."));
    }
    Ok(())
}

/// The id in the braces behind the heading, or new braces.
fn own_edit(view: &PostView, index: usize, new: &str) -> Result<Edit, String> {
    let heading: Option<&Heading> = view.document.markdown.headings.get(index);
    let heading = heading.ok_or("This heading has changed. Try again.")?;
    let braces = view.site.model.heading_id(new);
    let braces = braces.ok_or("On this site headings get their ids from their texts alone.")?;
    Ok(match (view.site.model.own_heading_id(heading, &view.text), heading.attributes) {
        (Some(id), _) => Edit::replace(id, new),
        (None, Some(block)) => Edit::replace(Span::empty(block.start() + 1), format!("#{new} ")),
        (None, None) => Edit::replace(Span::empty(heading.content.end()), format!(" {braces}")),
    })
}

/// The ids that are others afterwards: the heading's own, and those of headings that were numbered because of it.
fn changes(view: &PostView, index: usize, edit: &Edit, new: &str) -> Result<Vec<(SmolStr, String)>, String> {
    let model = &*view.site.model;
    let text = apply_all(&view.text, std::slice::from_ref(edit));
    let document = model.parse(&view.path, &text);
    let after = model.heading_ids(&document, &text);
    let before = view.post.body.open().headings;
    if after.get(index).map(String::as_str) != Some(new) || after.len() != before.len() {
        return Err(format!("`{new}` does not become the id of this heading."));
    }
    Ok(before
        .into_iter()
        .map(|heading| heading.id)
        .zip(after)
        .filter(|(before, after)| before != after)
        .collect())
}
