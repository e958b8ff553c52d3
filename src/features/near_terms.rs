//! Terms that are most likely another, far more frequent one, written in another way.

use crate::corpus::likeness::are_alike;
use crate::corpus::terms::Term;
use crate::world::Site;
use smol_str::SmolStr;

/// A term is only taken for a variant of one that is at least so many times as frequent.
const FACTOR: usize = 5;

/// On fewer posts than this a term is no custom that another could deviate from.
const MIN_POSTS: usize = 3;

/// A frequent term with the rare ones that look like it.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'a> {
    /// The frequent term.
    pub term: &'a Term,
    /// The others, the most frequent first.
    pub variants: Vec<&'a Term>,
}

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

/// The groups of a taxonomy, those with the most frequent term first.
pub fn groups(site: &Site, taxonomy: usize) -> Vec<Group<'_>> {
    let mut variants: Vec<(&SmolStr, &Term, &Term)> = Vec::new();
    for (_, term) in site.corpus.terms.of(taxonomy) {
        if let Some(usual) = usual(site, taxonomy, term.label(), None) {
            variants.push((usual.label(), usual, term));
        }
    }
    let rank = |term: &Term| std::cmp::Reverse(term.posts.len());
    variants.sort_by(|a, b| {
        let key = |(label, usual, term): &(&'_ SmolStr, &Term, &Term)| {
            (rank(usual), (*label).clone(), rank(term), term.label().clone())
        };
        key(a).cmp(&key(b))
    });
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (_, usual, term) in variants {
        match groups.last_mut() {
            Some(group) if std::ptr::eq(group.term, usual) => group.variants.push(term),
            _ => groups.push(Group { term: usual, variants: vec![term] }),
        }
    }
    groups
}

/// Whether one of the term's posts is in that language.
pub fn is_used_in(site: &Site, term: &Term, language: Option<&str>) -> bool {
    let Some(language) = language.filter(|_| site.model.languages().len() > 1) else { return true };
    term.posts.iter().filter_map(|&id| site.corpus.post(id)).any(|post| post.page.language == language)
}
