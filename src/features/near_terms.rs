//! Terms that are most likely another, far more frequent one, written in another way.

use crate::corpus::likeness::{are_alike, is_one_word};
use crate::corpus::terms::Term;
use crate::world::Site;

/// A term is only taken for a variant of one that is at least so many times as frequent.
const FACTOR: usize = 5;

/// On fewer posts than this a term is no custom that another could deviate from.
const MIN_POSTS: usize = 3;

/// The far more frequent term that `text` is a variant of; the most frequent of several. `None` for a term that stands
/// on its own. In a site of several languages only terms of that language count (`None` for all).
pub fn usual<'a>(site: &'a Site, taxonomy: usize, text: &str, language: Option<&str>) -> Option<&'a Term> {
    let terms = &site.corpus.terms;
    let own_key = site.model.term_key(text);
    let own = terms.get(taxonomy, &own_key).map_or(0, |term| term.posts.len()).max(1);
    let keys = terms.likeness(&*site.model, taxonomy)?.alike(text);
    let others = keys.iter().filter(|key| **key != own_key).filter_map(|key| terms.get(taxonomy, key));
    let frequent = others.filter(|term| term.posts.len() >= MIN_POSTS.max(own * FACTOR));
    let alike = frequent.filter(|term| are_alike(text, term.label()) && is_used_in(site, term, language));
    alike.max_by_key(|term| (term.posts.len(), std::cmp::Reverse(term.label())))
}

/// Two terms that look like one.
pub struct Pair<'a> {
    /// The one to give up.
    pub rare: &'a Term,
    /// The one to keep: it has more posts, or as many and comes first in the alphabet.
    pub usual: &'a Term,
    /// Whether it is so much more frequent that the posts of the other get a hint.
    pub hinted: bool,
    /// Whether they differ in letters, without being hinted at: then they may well be two things.
    pub doubtful: bool,
}

/// All pairs of terms of a taxonomy that look alike, first those that are hinted at, then by the posts they have.
pub fn pairs(site: &Site, taxonomy: usize) -> Vec<Pair<'_>> {
    let terms = &site.corpus.terms;
    let Some(likeness) = terms.likeness(&*site.model, taxonomy) else { return Vec::new() };
    let rank = |term: &Term| (term.posts.len(), std::cmp::Reverse(term.label().clone()));
    let mut pairs = Vec::new();
    for (key, rare) in terms.of(taxonomy) {
        let hinted = usual(site, taxonomy, rare.label(), None).map(Term::label);
        let others = likeness.alike(rare.label()).into_iter().filter(|other| other != key);
        let others = others.filter_map(|other| terms.get(taxonomy, &other));
        let better =
            others.filter(|other| rank(other) > rank(rare) && are_alike(rare.label(), other.label()));
        pairs.extend(better.map(|usual| {
            let hinted = hinted == Some(usual.label());
            Pair { rare, usual, hinted, doubtful: !hinted && !is_one_word(rare.label(), usual.label()) }
        }));
    }
    pairs.sort_by_key(|pair| {
        let posts = pair.rare.posts.len() + pair.usual.posts.len();
        (std::cmp::Reverse((pair.hinted, posts)), pair.rare.label().clone())
    });
    pairs
}

/// Whether one of the term's posts is in that language.
pub fn is_used_in(site: &Site, term: &Term, language: Option<&str>) -> bool {
    let Some(language) = language.filter(|_| site.model.languages().len() > 1) else { return true };
    term.posts.iter().filter_map(|&id| site.corpus.post(id)).any(|post| post.page.language == language)
}
