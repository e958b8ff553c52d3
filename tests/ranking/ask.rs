//! One question: a post without one of its terms, and the place of that term in the list.

use frontis::features::completion::{Completions, complete};
use frontis::syntax::words::Word;
use frontis::world::{Site, Snapshot};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So many posts of a site say how good it is, the first by a hash of their paths; without optimisation, as in a run of
/// all tests, fewer must do.
const MAX_POSTS: usize = if cfg!(debug_assertions) { 60 } else { 300 };

/// A post without one of its terms.
pub struct Asked {
    /// Its file.
    pub path: PathBuf,
    /// Its text without the term.
    pub text: String,
    /// Where the term stood.
    pub offset: usize,
    /// The taxonomy.
    pub taxonomy: usize,
    /// The key of the term.
    pub key: String,
    /// The keys of the others.
    pub others: Vec<String>,
}

/// The sample of a site: of each post one term that another post has as well, chosen by a hash.
pub fn sample(snapshot: &Snapshot, folder: &Path) -> Vec<Asked> {
    let Some(site) = snapshot.sites().iter().find(|site| site.root == folder) else { return Vec::new() };
    let Some(taxonomy) = site.model.taxonomies().iter().position(|taxonomy| taxonomy.name == "tags") else {
        return Vec::new();
    };
    let mut paths: Vec<&Arc<str>> = site.corpus.posts().map(|(_, post)| &post.path).collect();
    paths.sort_by_key(|path| (Word::of(path), path.to_string()));
    paths.into_iter().filter_map(|path| without_one(snapshot, site, taxonomy, path)).take(MAX_POSTS).collect()
}

fn without_one(snapshot: &Snapshot, site: &Arc<Site>, taxonomy: usize, path: &str) -> Option<Asked> {
    let view = snapshot.post_in(site, path)?;
    let is_shared = |key: &str| site.corpus.terms.get(taxonomy, key).is_some_and(|term| term.posts.len() > 1);
    let terms: Vec<_> = view.post.terms.iter().filter(|term| term.taxonomy == taxonomy).collect();
    let key = |text: &str| site.model.term_key(text);
    let once = |wanted: &str| terms.iter().filter(|term| key(&term.text) == wanted).count() == 1;
    let candidates: Vec<_> =
        terms.iter().filter(|term| is_shared(&key(&term.text)) && once(&key(&term.text))).collect();
    let chosen = Word::of(&format!("{path}?")).number() as usize % candidates.len().max(1);
    let hidden = candidates.get(chosen)?;
    let mut text = view.text.to_string();
    text.replace_range(hidden.span.range(), "");
    let hidden_key = key(&hidden.text);
    let others = terms.iter().map(|term| key(&term.text)).filter(|key| *key != hidden_key).collect();
    Some(Asked {
        path: view.absolute(),
        text,
        offset: hidden.span.start(),
        taxonomy,
        key: hidden_key,
        others,
    })
}

/// What came of all questions to one site.
#[derive(Default)]
pub struct Outcome {
    /// The place of each hidden term, from 1; `None` where it was not offered.
    places: Vec<Option<usize>>,
    times: Vec<Duration>,
}

impl Outcome {
    /// Asks for completions and looks where the hidden term is.
    pub fn take(&mut self, snapshot: &Snapshot, asked: &Asked) {
        let started = Instant::now();
        let found = complete(snapshot, &asked.path, asked.offset);
        self.times.push(started.elapsed());
        let place = place(snapshot, &found, asked);
        if place.is_none() && std::env::var_os("FRONTIS_RANKING_MISSED").is_some() {
            println!("{}: `{}` is not among {}", asked.path.display(), asked.key, found.items.len());
        }
        self.places.push(place);
    }

    /// How many terms were hidden.
    pub fn asked(&self) -> usize {
        self.places.len()
    }

    /// The mean of one over the place; 0 for a term that was not offered.
    pub fn reciprocal(&self) -> f64 {
        let sum: f64 = self.places.iter().flatten().map(|place| 1.0 / *place as f64).sum();
        sum / self.asked().max(1) as f64
    }

    /// The share of terms that were among the first `count`.
    pub fn within(&self, count: usize) -> f64 {
        let found = self.places.iter().flatten().filter(|place| **place <= count).count();
        found as f64 / self.asked().max(1) as f64
    }

    /// Half and nearly all of the questions took at most so many milliseconds.
    pub fn times(&self) -> String {
        let mut times = self.times.clone();
        times.sort();
        let at = |percent: usize| {
            let time = times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
            time.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
        };
        format!("{:.1} / {:.1}", at(50), at(99))
    }
}

/// The place of the hidden term by the order that an editor shows.
fn place(snapshot: &Snapshot, found: &Completions, asked: &Asked) -> Option<usize> {
    let site = snapshot.site_of(&asked.path)?;
    let wanted = found.items.iter().find(|item| site.model.term_key(&item.label) == asked.key)?;
    Some(1 + found.items.iter().filter(|item| item.sort_text < wanted.sort_text).count())
}
