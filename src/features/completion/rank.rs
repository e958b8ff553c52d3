//! The order of the terms that fit.

use crate::features::completion::context::Context;
use crate::features::matching::Fit;
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

/// Orders the terms of one taxonomy, the best first: those that fit better, then the more used, then the more
/// recently used.
pub(super) fn order(_context: &Context<'_>, _taxonomy: usize, hits: &mut [Hit]) {
    hits.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(hit: &Hit) -> (Fit, Reverse<u32>, Reverse<Option<jiff::Timestamp>>, &str) {
    // A whole word that is typed out must not jump over what it is the start of: both fit from the start.
    let fit = if hit.fit == Fit::Whole { Fit::Start } else { hit.fit };
    (fit, Reverse(hit.term.posts), Reverse(hit.term.latest.map(|(date, _)| date)), &hit.term.label)
}
