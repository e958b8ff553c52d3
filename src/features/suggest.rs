//! The terms that a post is likely to lack, and why: what completion, an action and a hint share.

use crate::corpus::ranking::{Question, Ranking, Sign, Why, body};
use crate::features::counts;
use crate::features::near_terms::is_used_in;
use crate::world::live::LiveTerm;
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;
use std::cmp::Reverse;

/// The evidence for the terms of a taxonomy on the post as it is on the screen, where `on_post` are the keys of the
/// terms it has in this taxonomy.
pub fn ranking<'a>(
    snapshot: &Snapshot,
    view: &'a PostView,
    taxonomy: usize,
    on_post: impl IntoIterator<Item = String>,
) -> Ranking<'a> {
    let site = &view.site;
    let others = view.post.terms.iter().filter(|term| term.taxonomy != taxonomy);
    let others = others.map(|term| (term.taxonomy, SmolStr::from(site.model.term_key(&term.text))));
    let question = Question {
        post: &view.post,
        body: body(&view.text, &view.document),
        taxonomy,
        chosen: on_post.into_iter().map(|key| (taxonomy, SmolStr::from(key))).chain(others).collect(),
        now: snapshot.now,
    };
    Ranking::new(&site.corpus, &*site.model, question)
}

/// What to order terms by, the best first: those of the post's language, then the likelier, then the more used.
pub type Place<'a> = (Language, Reverse<Score>, Reverse<u32>, &'a str);

/// Whether a term is used in the language of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// By some post of that language, or the site has but one.
    Same,
    /// By posts of others only.
    Other,
}

/// A score that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score(pub f32);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The place of a term among the others of its taxonomy.
pub fn place<'a>(view: &PostView, ranking: &Ranking<'_>, taxonomy: usize, term: &'a LiveTerm) -> Place<'a> {
    let score = Score(ranking.score(&term.key, term.posts));
    (language(view, taxonomy, term), Reverse(score), Reverse(term.posts), &term.label)
}

fn language(view: &PostView, taxonomy: usize, term: &LiveTerm) -> Language {
    let saved = view.site.corpus.terms.get(taxonomy, &term.key);
    match saved.is_none_or(|saved| is_used_in(&view.site, saved, Some(&view.post.page.language))) {
        true => Language::Same,
        false => Language::Other,
    }
}

/// `in the title · with kubernetes, go · 31 posts`
pub fn reasons(view: &PostView, ranking: &Ranking<'_>, taxonomy: usize, term: &LiveTerm) -> String {
    let Why { place, with } = ranking.why(&term.key);
    let place = place.and_then(|place| match place {
        Sign::Title => Some("in the title"),
        Sign::Description => Some("in the description"),
        Sign::Heading => Some("in a heading"),
        Sign::Body => Some("in the text"),
        _ => None,
    });
    let label = |key: &SmolStr| {
        let term = view.site.corpus.terms.get(taxonomy, key);
        term.map_or_else(|| key.to_string(), |term| term.label().to_string())
    };
    let with: Vec<String> = with.iter().map(label).collect();
    let with = (!with.is_empty()).then(|| format!("with {}", with.join(", ")));
    let parts = [place.map(str::to_string), with, Some(counts::posts(term.posts))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
