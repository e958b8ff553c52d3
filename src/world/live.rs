//! The index as it is right now: that of the disk, corrected by what the open buffers say.

use crate::corpus::PostId;
use crate::corpus::post::Post;
use crate::corpus::terms::Term;
use crate::world::site::Site;
use crate::world::snapshot::Snapshot;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::sync::Arc;

/// One term with the open buffers counted in and one post (the one being written) counted out.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveTerm {
    /// The key under which spellings are one term.
    pub key: SmolStr,
    /// The commonest spelling.
    pub label: SmolStr,
    /// How many other posts carry it.
    pub posts: u32,
    /// The newest of them, on disk.
    pub latest: Option<(jiff::Timestamp, PostId)>,
}

impl Snapshot {
    /// The terms of a taxonomy that other posts than `except` carry, in no order.
    ///
    /// Costs one pass over the taxonomy's terms and over the open buffers, never over the posts.
    pub fn terms(&self, site: &Arc<Site>, taxonomy: usize, except: &str) -> Vec<LiveTerm> {
        let all = self.terms_that(site, taxonomy, except, |_| Some(()), |_| Some(()));
        all.into_iter().map(|(term, ())| term).collect()
    }

    /// Those of them for which `saved` says something, with what it says, or `unsaved` does by the label of a term that only
    /// open buffers have. Of thousands of terms few fit what is typed, and only these are copied.
    pub fn terms_that<T>(
        &self,
        site: &Arc<Site>,
        taxonomy: usize,
        except: &str,
        saved: impl Fn(&Term) -> Option<T>,
        unsaved: impl Fn(&str) -> Option<T>,
    ) -> Vec<(LiveTerm, T)> {
        let mut changes = self.term_changes(site, taxonomy, except);
        let own = site.corpus.id_of(except);
        let mut terms: Vec<(LiveTerm, T)> = Vec::new();
        for (key, term) in site.corpus.terms.of(taxonomy) {
            let Some(said) = saved(term) else { continue };
            let delta =
                if changes.is_empty() { 0 } else { changes.remove(key).map_or(0, |change| change.delta) };
            let count = term.posts.len() as i64 + delta;
            if count > 0 {
                terms.push((live(key, term, count, own, site), said));
            }
        }
        // A saved term of which nothing was said is still among the changes.
        let is_unsaved = |key: &SmolStr| site.corpus.terms.get(taxonomy, key).is_none();
        let others = changes.into_iter().filter(|(key, change)| change.delta > 0 && is_unsaved(key));
        terms.extend(others.filter_map(|(key, change)| {
            let said = unsaved(&change.label)?;
            Some((LiveTerm { key, label: change.label, posts: change.delta as u32, latest: None }, said))
        }));
        terms
    }

    /// On how many other posts than `except` the term of that key is. Costs a pass over the open buffers.
    pub fn posts_of_term(&self, site: &Arc<Site>, taxonomy: usize, except: &str, key: &str) -> u32 {
        let saved = site.corpus.terms.get(taxonomy, key).map_or(0, |term| term.posts.len() as i64);
        let changes = self.term_changes(site, taxonomy, except);
        let count = saved + changes.get(key).map_or(0, |change| change.delta);
        u32::try_from(count).unwrap_or(0)
    }

    /// What the open buffers add to and take from the terms on disk.
    fn term_changes(&self, site: &Arc<Site>, taxonomy: usize, except: &str) -> FxHashMap<SmolStr, Change> {
        let mut changes: FxHashMap<SmolStr, Change> = FxHashMap::default();
        let mut count = |post: &Post, by: i64| {
            for (key, label) in keys(site, post, taxonomy) {
                changes.entry(key).or_insert(Change { delta: 0, label }).delta += by;
            }
        };
        if let Some(saved) = site.corpus.post_at(except) {
            count(saved, -1);
        }
        for (path, buffer) in self.buffers_of(site).filter(|(path, _)| path != except) {
            if !crate::corpus::is_post(&*site.model, &path) {
                continue;
            }
            if let Some(saved) = site.corpus.post_at(&path) {
                count(saved, -1);
            }
            count(buffer.post(&*site.model, &path), 1);
        }
        changes
    }
}

struct Change {
    delta: i64,
    label: SmolStr,
}

/// The terms of a post in one taxonomy, each key once.
fn keys(site: &Site, post: &Post, taxonomy: usize) -> Vec<(SmolStr, SmolStr)> {
    let mut seen: FxHashSet<SmolStr> = FxHashSet::default();
    let own = post.terms.iter().filter(|term| term.taxonomy == taxonomy);
    let keyed = own.map(|term| (SmolStr::from(site.model.term_key(&term.text)), term.text.clone()));
    keyed.filter(|(key, _)| seen.insert(key.clone())).collect()
}

fn live(key: &SmolStr, term: &Term, count: i64, own: Option<PostId>, site: &Site) -> LiveTerm {
    let latest = match term.latest {
        Some((_, newest)) if Some(newest) == own => newest_but(term, own, site),
        latest => latest,
    };
    LiveTerm { key: key.clone(), label: term.label().clone(), posts: count as u32, latest }
}

/// The newest post of a term without the one being written, which is the newest only for the few terms it carries.
fn newest_but(term: &Term, own: Option<PostId>, site: &Site) -> Option<(jiff::Timestamp, PostId)> {
    let others = term.posts.iter().filter(|&&id| Some(id) != own);
    others.filter_map(|&id| Some((site.corpus.post(id)?.page.date?, id))).max()
}
