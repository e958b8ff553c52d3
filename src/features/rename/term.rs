//! The edits that rename one term on every post.

use super::{Change, FileEdits, Rename, Renamed, links, page};
use crate::features::term_token::Token;
use crate::site::model::TermUse;
use crate::text::Edit;
use crate::world::{PostView, Site, Snapshot};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Renames `old`, in any spelling that the generator takes for the same, to `new`.
pub fn rename(
    snapshot: &Snapshot,
    site: &Arc<Site>,
    taxonomy: usize,
    old: &str,
    new: &str,
) -> Result<Rename, String> {
    let new = new.trim();
    if new.is_empty() {
        return Err("A term needs a name.".to_string());
    }
    if new.contains(['\n', '\r']) {
        return Err("A term stands on one line.".to_string());
    }
    let job =
        Job { site, taxonomy, old_key: site.model.term_key(old), new_key: site.model.term_key(new), new };
    let mut files: Vec<FileEdits> = Vec::new();
    for path in posts_with(snapshot, site, taxonomy, &job.old_key) {
        let Some(view) = snapshot.post_in(site, &path) else { continue };
        let edits = job.edits(&view)?;
        if !edits.is_empty() {
            files.push(FileEdits {
                path: view.absolute(),
                version: view.version,
                text: view.text.clone(),
                edits,
            });
        }
    }
    let moves_page = job.old_key != job.new_key;
    if moves_page {
        links::follow(snapshot, site, taxonomy, old, new, &mut files);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let merges_into = moves_page.then(|| site.corpus.terms.get(taxonomy, &job.new_key)).flatten();
    Ok(Rename {
        files,
        moves: if moves_page { page::moves(site, taxonomy, old, new) } else { Vec::new() },
        merges_into: merges_into.map(|term| term.label().to_string()),
        renamed: Renamed::Term,
    })
}

/// The posts to look at: those of the index, and those that are open.
fn posts_with(snapshot: &Snapshot, site: &Arc<Site>, taxonomy: usize, key: &str) -> BTreeSet<String> {
    let saved = site.corpus.terms.get(taxonomy, key).map(|term| term.posts.as_slice()).unwrap_or_default();
    let saved = saved.iter().filter_map(|&id| Some(site.corpus.post(id)?.path.to_string()));
    let open = snapshot.buffers_of(site).map(|(path, _)| path);
    saved.chain(open.filter(|path| crate::corpus::is_post(&*site.model, path))).collect()
}

struct Job<'a> {
    site: &'a Site,
    taxonomy: usize,
    old_key: String,
    new_key: String,
    new: &'a str,
}

impl Job<'_> {
    /// The edits of one post: the first occurrence is renamed, or removed when the new name is there already.
    fn edits(&self, view: &PostView) -> Result<Vec<(Change, Edit)>, String> {
        let Some(front_matter) = view.document.front_matter() else { return Ok(Vec::new()) };
        let terms: Vec<&TermUse> =
            view.post.terms.iter().filter(|term| term.taxonomy == self.taxonomy).collect();
        let key = |term: &TermUse| self.site.model.term_key(&term.text);
        let mut present = self.old_key != self.new_key && terms.iter().any(|term| key(term) == self.new_key);
        let mut edits = Vec::new();
        for term in terms.into_iter().filter(|term| key(term) == self.old_key) {
            let token = Token::find(front_matter, term).ok_or_else(|| lost(&view.path))?;
            let removal = token.removal(&*self.site.model, &view.text).filter(|_| present);
            if let Some(span) = removal {
                edits.push((Change::Merge, Edit::delete(span)));
            } else if term.text != self.new {
                edits.push((Change::Rename, self.replacement(view, &token)?));
            }
            present = true;
        }
        Ok(edits)
    }

    fn replacement(&self, view: &PostView, token: &Token<'_>) -> Result<Edit, String> {
        token.replacement(&*self.site.model, self.new).ok_or_else(|| {
            format!(
                "{} writes its terms in one text, so “{}” would become several terms there. \
                 Make it a list first, or choose another name.",
                view.path, self.new
            )
        })
    }
}

fn lost(path: &str) -> String {
    format!("{path} has changed since it was read. Save it and try again.")
}
