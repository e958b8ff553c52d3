//! Evidence from the order in which terms are written: who writes `linux` first writes `kernel` next.

use super::Asked;
use super::catalog::TermNo;
use super::names::every_nth;
use super::signs::{Rows, Sign};
use rustc_hash::FxHashMap;

/// Posts of the term beside the slot that are looked at.
const MAX_LOOKED_AT: usize = 200;

/// Fills in the signs of the terms beside the slot.
pub(super) fn fill(asked: &Asked<'_>, rows: &mut Rows) {
    let slot = &asked.subject.slot;
    let number = |key: &str| asked.index.catalog.number(asked.subject.taxonomy, key);
    if let Some(term) = slot.before.as_deref().and_then(number) {
        beside(asked, term, Sign::Follows, |at| Some(at + 1), rows);
    }
    if let Some(term) = slot.after.as_deref().and_then(number) {
        beside(asked, term, Sign::Precedes, |at| at.checked_sub(1), rows);
    }
}

/// Writes the root of the share of posts with `term` that have each other one at the place that `step` leads to.
fn beside(
    asked: &Asked<'_>,
    term: TermNo,
    sign: Sign,
    step: impl Fn(usize) -> Option<usize>,
    rows: &mut Rows,
) {
    let posts = every_nth(&asked.posts_of(term), MAX_LOOKED_AT);
    let mut counts: FxHashMap<TermNo, f32> = FxHashMap::default();
    for id in &posts {
        let terms = asked.terms_of(*id);
        let place = terms.iter().position(|other| *other == term).and_then(&step);
        if let Some(&other) = place.and_then(|place| terms.get(place)) {
            *counts.entry(other).or_default() += 1.0;
        }
    }
    for (other, count) in counts {
        rows.add(other, sign, (count / (posts.len() as f32 + 2.0)).sqrt());
    }
}
