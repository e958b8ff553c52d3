//! The fixes that the rules on terms share: another word in a term's place, or the term out of its list.

use crate::features::term_token::Token;
use crate::site::model::TermUse;
use crate::site::problem::{Fix, Safety};
use crate::text::Edit;
use crate::world::PostView;
use rustc_hash::FxHashMap;

/// Writes `new` in the term's place, or takes the term out where the post has `new` already.
pub fn replace(view: &PostView, term: &TermUse, new: &str, safety: Safety) -> Option<Fix> {
    let key = view.site.model.term_key(new);
    let is_other = |other: &&TermUse| other.taxonomy == term.taxonomy && other.span != term.span;
    let is_there =
        view.post.terms.iter().filter(is_other).any(|other| view.site.model.term_key(&other.text) == key);
    if is_there {
        return Some(Fix { safety, ..remove(view, term, format!("Remove it: `{new}` is there already"))? });
    }
    let token = Token::find(view.document.front_matter()?, term)?;
    let edit = token.replacement(&*view.site.model, new)?;
    Some(fix(format!("Change to `{new}`"), edit, safety))
}

/// Takes the term out of its list, or of a text that holds others; `None` where it stands alone.
pub fn remove(view: &PostView, term: &TermUse, title: String) -> Option<Fix> {
    let token = Token::find(view.document.front_matter()?, term)?;
    let span = token.removal(&*view.site.model, &view.text)?;
    Some(fix(title, Edit::delete(span), Safety::Safe))
}

fn fix(title: String, edit: Edit, safety: Safety) -> Fix {
    Fix { title, edits: vec![edit], create: None, safety }
}

/// The terms of the post in their order, each with the one before it that the generator takes for the same. One pass: a
/// post may have thousands.
pub fn with_earlier(view: &PostView) -> impl Iterator<Item = (&TermUse, Option<&TermUse>)> {
    let mut first: FxHashMap<(usize, String), &TermUse> = FxHashMap::default();
    view.post.terms.iter().map(move |term| {
        let key = (term.taxonomy, view.site.model.term_key(&term.text));
        let earlier = *first.entry(key).or_insert(term);
        // Two taxonomies, or one twice, may hold one list by an alias.
        (term, (earlier.span != term.span).then_some(earlier))
    })
}
