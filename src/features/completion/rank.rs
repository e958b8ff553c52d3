//! The order of the terms that fit.

use crate::corpus::ranking::Ranking;
use crate::features::completion::context::Context;
use crate::features::matching::Fit;
use crate::features::suggest;
use crate::world::live::LiveTerm;
use std::cmp::Reverse;

/// A term that may be offered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    /// The term.
    pub term: LiveTerm,
    /// How it fits what was typed.
    pub fit: Fit,
}

type Placed<'a> = ((Fit, suggest::Place), &'a Hit);

/// Orders the terms of one taxonomy, the best first: those that fit better, then the likelier ones for the post.
///
/// Gives one more than the `limit`, so that who asked sees that there are more.
pub(super) fn by_post(
    context: &Context<'_>,
    taxonomy: usize,
    ranking: &Ranking<'_>,
    hits: &[Hit],
    limit: usize,
) -> Vec<Hit> {
    let place = |hit: &Hit| (fit(hit), suggest::place(context.view, ranking, taxonomy, &hit.term));
    // Thousands may fit, of which fifty are shown: small numbers are moved about, not the terms.
    let mut placed: Vec<Placed<'_>> = hits.iter().map(|hit| (place(hit), hit)).collect();
    let order =
        |a: &Placed<'_>, b: &Placed<'_>| a.0.cmp(&b.0).then_with(|| a.1.term.label.cmp(&b.1.term.label));
    if placed.len() > limit {
        placed.select_nth_unstable_by(limit, order);
        placed.truncate(limit + 1);
    }
    placed.sort_by(order);
    placed.into_iter().map(|(_, hit)| hit.clone()).collect()
}

/// Orders the terms by how well they fit, then the more used, then the more recently used ones first.
pub(super) fn by_frequency(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by(|a, b| key(a).cmp(&key(b)));
    hits
}

fn key(hit: &Hit) -> (Fit, Reverse<u32>, Reverse<Option<jiff::Timestamp>>, &str) {
    (fit(hit), Reverse(hit.term.posts), Reverse(hit.term.latest.map(|(date, _)| date)), &hit.term.label)
}

/// A whole word that is typed out must not jump over what it is the start of: both fit from the start.
fn fit(hit: &Hit) -> Fit {
    if hit.fit == Fit::Whole { Fit::Start } else { hit.fit }
}
