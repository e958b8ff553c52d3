//! The page that describes a term, which moves with it.

use crate::site::model::{PageKind, Surroundings};
use crate::world::Site;
use percent_encoding::percent_decode_str;
use std::path::PathBuf;

/// The moves of the files that make the term's page. None where the new place is taken: then two pages would have
/// to be merged, which only the writer can do.
pub fn moves(site: &Site, taxonomy: usize, old: &str, new: &str) -> Vec<(PathBuf, PathBuf)> {
    let Some(taxonomy) = site.model.taxonomies().get(taxonomy) else { return Vec::new() };
    let (from, to) = (site.model.term_url(taxonomy, old), site.model.term_url(taxonomy, new));
    let pages = site.corpus.pages_at(&from);
    let is_term = |path: &str| site.corpus.page(path).and_then(|page| page.kind) == Some(PageKind::Term);
    let moved = pages.iter().filter(|path| is_term(path)).filter_map(|path| {
        let target = moved(path, last_part(&from), last_part(&to))?;
        (!site.corpus.file_exists(&target)).then(|| (site.absolute(path), site.absolute(&target)))
    });
    moved.collect()
}

/// `content/tags/go/_index.md` with its folder renamed.
fn moved(path: &str, from: &str, to: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let (parent, name) = folder.rsplit_once('/')?;
    // Addresses are escaped, folders are not.
    let written = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
    let (from, to) = (written(from)?, written(to).filter(|to| !to.contains('/'))?);
    (name.to_lowercase() == from.to_lowercase()).then(|| format!("{parent}/{to}/{file}"))
}

fn last_part(url: &str) -> &str {
    url.trim_matches('/').rsplit('/').next().unwrap_or_default()
}
