//! What a file of the site says of a term, for hover and completion.

use crate::site::model::DeclaredTerm;
use crate::world::PostView;
use crate::world::live::LiveTerm;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The term of a taxonomy that the site declares for a post under that name.
pub fn declared<'v>(view: &'v PostView, taxonomy: usize, name: &str) -> Option<&'v DeclaredTerm> {
    let declared = view.site.model.declared_terms(&view.path)?;
    declared.get(name).filter(|_| declared.taxonomy == taxonomy)
}

/// `Open Source: what everybody may change`; the label alone where nothing is said of the term.
pub fn about(term: &DeclaredTerm) -> String {
    match term.doc.trim() {
        "" => term.label.to_string(),
        doc => format!("{}: {doc}", term.label),
    }
}

/// Whether the site declares terms of a taxonomy for a post.
pub fn are_there(view: &PostView, taxonomy: usize) -> bool {
    view.site.model.declared_terms(&view.path).is_some_and(|all| all.taxonomy == taxonomy)
}

/// Adds the declared terms that no other post has, and spells those that some have as they are declared.
pub fn merge(view: &PostView, taxonomy: usize, terms: &mut Vec<LiveTerm>) {
    let declared = view.site.model.declared_terms(&view.path).filter(|all| all.taxonomy == taxonomy);
    let Some(declared) = declared else { return };
    let places = terms.iter().enumerate().map(|(at, term)| (term.key.clone(), at));
    let places: FxHashMap<SmolStr, usize> = places.collect();
    for term in &declared.terms {
        let key = SmolStr::from(view.site.model.term_key(&term.name));
        match places.get(&key).and_then(|&at| terms.get_mut(at)) {
            Some(used) => used.label = term.name.clone(),
            None => terms.push(LiveTerm { key, label: term.name.clone(), posts: 0, latest: None }),
        }
    }
}
