//! The terms that a post is likely to lack, and why: what completion, an action and a hint share.

use crate::corpus::ranking::{Question, Ranking, Sign, Slot, Why};
use crate::features::counts;
use crate::features::near_terms::is_used_in;
use crate::site::model::TermUse;
use crate::text::Span;
use crate::world::PostView;
use crate::world::live::LiveTerm;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::cmp::Reverse;

/// The evidence for the terms of a taxonomy on the post as it is on the screen, where `on_post` are the keys of the
/// terms it has in this taxonomy. The term is to stand `at` a span, or else at the end of the list. `now` is the time of a post without a date.
pub fn ranking<'a>(
    view: &'a PostView,
    now: Option<Timestamp>,
    taxonomy: usize,
    at: Option<Span>,
    on_post: impl IntoIterator<Item = String>,
) -> Ranking<'a> {
    let site = &view.site;
    let others = view.post.terms.iter().filter(|term| term.taxonomy != taxonomy);
    let others = others.map(|term| (term.taxonomy, SmolStr::from(site.model.term_key(&term.text))));
    let question = Question {
        post: &view.post,
        text: &view.text,
        document: &view.document,
        taxonomy,
        slot: slot(view, taxonomy, at),
        chosen: on_post.into_iter().map(|key| (taxonomy, SmolStr::from(key))).chain(others).collect(),
        now,
    };
    Ranking::new(&site.corpus, &*site.model, question)
}

/// The terms beside an offset; beside the end of the list where there is none.
fn slot(view: &PostView, taxonomy: usize, at: Option<Span>) -> Slot {
    let (start, end) = at.map_or((usize::MAX, usize::MAX), |at| (at.start(), at.end()));
    let terms = || view.post.terms.iter().filter(|term| term.taxonomy == taxonomy);
    let key = |term: &TermUse| SmolStr::from(view.site.model.term_key(&term.text));
    Slot {
        before: terms().rfind(|term| term.span.end() <= start).map(key),
        after: terms().find(|term| term.span.start() >= end).map(key),
    }
}

/// What to order terms by, the best first: those of the post's language, then the likelier, then the more used. Equal
/// ones are to stand in the order of the alphabet.
pub type Place = (Language, Reverse<Score>, Reverse<u32>);

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
pub fn place(view: &PostView, ranking: &Ranking<'_>, taxonomy: usize, term: &LiveTerm) -> Place {
    let score = Score(ranking.score(&term.key, term.posts));
    (language(view, taxonomy, term), Reverse(score), Reverse(term.posts))
}

fn language(view: &PostView, taxonomy: usize, term: &LiveTerm) -> Language {
    if view.site.model.languages().len() < 2 {
        return Language::Same;
    }
    let saved = view.site.corpus.terms.get(taxonomy, &term.key);
    match saved.is_none_or(|saved| is_used_in(&view.site, saved, Some(&view.post.page.language))) {
        true => Language::Same,
        false => Language::Other,
    }
}

/// `in the title · with kubernetes, go · 31 posts`
pub fn reasons(view: &PostView, ranking: &Ranking<'_>, term: &LiveTerm) -> String {
    let Why { place, with } = ranking.why(&term.key);
    let place = place.and_then(|place| match place {
        Sign::Title => Some("in the title"),
        Sign::Description => Some("in the description"),
        Sign::Heading => Some("in a heading"),
        Sign::Body => Some("in the text"),
        _ => None,
    });
    let label = |(taxonomy, key): &(usize, SmolStr)| {
        let term = view.site.corpus.terms.get(*taxonomy, key);
        term.map_or_else(|| key.to_string(), |term| term.label().to_string())
    };
    let with: Vec<String> = with.iter().map(label).collect();
    let with = (!with.is_empty()).then(|| format!("with {}", with.join(", ")));
    let parts = [place.map(str::to_string), with, Some(counts::posts(term.posts))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// At most so many terms are added at once; more is a list to choose from, which completion has.
const MAX_LIKELY: usize = 3;

/// The likeliest term is only named unasked if this is its chance of being the one that is missing.
const MIN_CHANCE: f32 = 0.1;

/// Another one must be at least so likely as the likeliest.
const MIN_OF_BEST: f32 = 0.1;

/// The labels of the terms that the post most likely lacks, the likeliest first. Empty where none is likely.
pub fn likeliest(view: &PostView, now: Option<Timestamp>, taxonomy: usize) -> Vec<SmolStr> {
    let model = &*view.site.model;
    let on_post: Vec<String> = view
        .post
        .terms
        .iter()
        .filter(|term| term.taxonomy == taxonomy)
        .map(|term| model.term_key(&term.text))
        .collect();
    let ranking = ranking(view, now, taxonomy, None, on_post.iter().cloned());
    let own = view.site.corpus.id_of(&view.path);
    let rivals = view.site.corpus.terms.of(taxonomy).filter(|(key, term)| {
        let is_other = term.posts.iter().any(|id| Some(*id) != own);
        is_other && !on_post.iter().any(|other| other == key.as_str())
    });
    let rivals = rivals.filter(|(_, term)| is_used_in(&view.site, term, Some(&view.post.page.language)));
    let mut scored: Vec<(Score, Reverse<&SmolStr>)> = rivals
        .map(|(key, term)| (Score(ranking.score(key, term.posts.len() as u32)), Reverse(term.label())))
        .collect();
    scored.sort_by(|a, b| b.cmp(a));
    let best = scored.first().map_or(0.0, |(score, _)| score.0);
    // The weights are fitted so that these are chances, up to one factor.
    let chance = |score: Score| (score.0 - best).exp();
    let all: f32 = scored.iter().map(|(score, _)| chance(*score)).sum();
    if 1.0 < MIN_CHANCE * all {
        return Vec::new();
    }
    let likely = scored.iter().take(MAX_LIKELY).filter(|(score, _)| chance(*score) >= MIN_OF_BEST);
    likely.map(|(_, label)| label.0.clone()).collect()
}

/// The taxonomy that posts name the most terms of, which is the one whose lists are left incomplete: tags rather than the
/// one category that each post has. `None` where no post names any.
pub fn usual_taxonomy(view: &PostView) -> Option<usize> {
    let terms = &view.site.corpus.terms;
    let uses = |at: usize| terms.of(at).map(|(_, term)| term.posts.len()).sum::<usize>();
    let used = (0..view.site.model.taxonomies().len()).map(|at| (uses(at), Reverse(at)));
    used.max().filter(|(uses, _)| *uses > 0).map(|(_, at)| at.0)
}
