//! The terms of a site: which exist, how each is spelt, on which posts.

use crate::corpus::PostId;
use crate::corpus::audit::Facts;
use crate::corpus::likeness::Likeness;
use crate::corpus::post::Post;
use crate::site::Model;
use crate::syntax::words::{Letters, fold};
use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::{Arc, OnceLock};

/// The terms of one site, by taxonomy (an index into the model's list) and key.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct TermIndex {
    taxonomies: Vec<FxHashMap<SmolStr, Term>>,
    /// Built when first asked for, and dropped when a term appears or goes: not when a post merely joins one.
    #[serde(skip)]
    likeness: OnceLock<Arc<Vec<Likeness>>>,
}

/// One term: everything that the generator puts on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Each spelling with the number of posts that use it.
    pub spellings: Vec<(SmolStr, u32)>,
    /// The posts that carry it, in no order.
    pub posts: Vec<PostId>,
    /// The newest of them that has a date.
    pub latest: Option<(Timestamp, PostId)>,
    /// The name to show and to compare with what is typed.
    name: Name,
}

/// What the spellings of a term come to, found once for each change of them: thousands of terms are compared with each
/// letter that is typed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Name {
    label: SmolStr,
    folded: SmolStr,
    letters: Letters,
}

impl Term {
    /// The commonest spelling; among equals the first in the alphabet, so that the answer is stable.
    pub fn label(&self) -> &SmolStr {
        &self.name.label
    }

    /// The same folded, see [`fold`].
    pub fn folded(&self) -> &str {
        &self.name.folded
    }

    /// The letters of the folded name.
    pub fn letters(&self) -> Letters {
        self.name.letters
    }

    /// To be called whenever `spellings` changed.
    fn rename(&mut self) {
        let best = self.spellings.iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let Some((label, _)) = best else { return };
        if *label != self.name.label {
            let folded = fold(label);
            self.name = Name { label: label.clone(), letters: Letters::of(&folded), folded: folded.into() };
        }
    }
}

impl TermIndex {
    /// The terms of one taxonomy with their keys, in no order.
    pub fn of(&self, taxonomy: usize) -> impl Iterator<Item = (&SmolStr, &Term)> {
        self.taxonomies.get(taxonomy).into_iter().flatten()
    }

    /// How many terms a taxonomy has.
    pub fn len(&self, taxonomy: usize) -> usize {
        self.taxonomies.get(taxonomy).map_or(0, FxHashMap::len)
    }

    /// One term by its key.
    pub fn get(&self, taxonomy: usize, key: &str) -> Option<&Term> {
        self.taxonomies.get(taxonomy)?.get(key)
    }

    /// Which terms of a taxonomy look alike or share a page; `None` for a taxonomy without terms. Built over all terms
    /// once per set of terms, so that a question costs the same on any site.
    pub fn likeness(&self, model: &dyn Model, taxonomy: usize) -> Option<&Likeness> {
        let all = self.likeness.get_or_init(|| {
            let taxonomies = model.taxonomies().iter().enumerate();
            let build = |(index, taxonomy)| {
                let terms = self.of(index).map(|(key, term)| (key, term.label()));
                Likeness::build(model, taxonomy, terms)
            };
            Arc::new(taxonomies.map(build).collect())
        });
        all.get(taxonomy)
    }

    /// Adds the terms of a post.
    pub fn add(&mut self, model: &dyn Model, id: PostId, post: &Post) {
        for (taxonomy, key, text) in unique_terms(model, post) {
            if self.taxonomies.len() <= taxonomy {
                self.taxonomies.resize_with(taxonomy + 1, FxHashMap::default);
            }
            let likeness = &mut self.likeness;
            let term = self.taxonomies[taxonomy].entry(key).or_insert_with(|| {
                likeness.take();
                Term { spellings: Vec::new(), posts: Vec::new(), latest: None, name: Name::default() }
            });
            term.posts.push(id);
            count_spelling(&mut term.spellings, &text);
            term.rename();
            if let Some(date) = post.page.date {
                term.latest = term.latest.max(Some((date, id)));
            }
        }
    }

    /// Takes the terms of a post out again; `date_of` finds the newest of the posts that remain.
    pub fn remove(
        &mut self,
        model: &dyn Model,
        id: PostId,
        post: &Post,
        date_of: &dyn Fn(PostId) -> Option<Timestamp>,
    ) {
        for (taxonomy, key, text) in unique_terms(model, post) {
            let Some(terms) = self.taxonomies.get_mut(taxonomy) else { continue };
            let Some(term) = terms.get_mut(&key) else { continue };
            term.posts.retain(|&other| other != id);
            uncount_spelling(&mut term.spellings, &text);
            term.rename();
            if term.latest.is_some_and(|(_, newest)| newest == id) {
                term.latest = term.posts.iter().filter_map(|&post| Some((date_of(post)?, post))).max();
            }
            if term.posts.is_empty() {
                terms.remove(&key);
                self.likeness.take();
            }
        }
    }

    /// Notes what it says of each term. Of posts with one date any may be the newest.
    pub(super) fn tell(&self, model: &dyn Model, facts: &mut Facts<'_>) {
        for (taxonomy, terms) in self.taxonomies.iter().enumerate() {
            for (key, term) in terms {
                let mut spellings = term.spellings.clone();
                spellings.sort();
                let latest = term.latest.map(|(date, _)| date);
                facts.say(
                    format_args!("term {taxonomy} {key}"),
                    (spellings, facts.paths(&term.posts), latest, &term.name.folded),
                );
            }
        }
        let now = TermIndex { taxonomies: self.taxonomies.clone(), likeness: OnceLock::new() };
        let is_current = |(index, kept): (usize, &Likeness)| {
            now.likeness(model, index).is_none_or(|fresh| kept.is_as_good_as(fresh))
        };
        let mut kept = self.likeness.get().into_iter().flat_map(|all| all.iter().enumerate());
        facts.say("likeness is current", kept.all(is_current));
    }
}

/// The terms of a post, each key once however often the post repeats it.
fn unique_terms(model: &dyn Model, post: &Post) -> Vec<(usize, SmolStr, SmolStr)> {
    let mut seen: FxHashSet<(usize, SmolStr)> = FxHashSet::default();
    let keyed =
        post.terms.iter().map(|term| (term.taxonomy, SmolStr::from(model.term_key(&term.text)), term));
    let first = keyed.filter(|(taxonomy, key, _)| seen.insert((*taxonomy, key.clone())));
    first.map(|(taxonomy, key, term)| (taxonomy, key, term.text.clone())).collect()
}

fn count_spelling(spellings: &mut Vec<(SmolStr, u32)>, text: &SmolStr) {
    match spellings.iter_mut().find(|(spelling, _)| spelling == text) {
        Some((_, count)) => *count += 1,
        None => spellings.push((text.clone(), 1)),
    }
}

fn uncount_spelling(spellings: &mut Vec<(SmolStr, u32)>, text: &SmolStr) {
    if let Some((_, count)) = spellings.iter_mut().find(|(spelling, _)| spelling == text) {
        *count = count.saturating_sub(1);
    }
    spellings.retain(|(_, count)| *count > 0);
}
