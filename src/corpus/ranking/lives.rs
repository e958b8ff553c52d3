//! Evidence from when a term is used: a series that ended years ago is not what a new post needs.

use super::Asked;
use super::catalog::TermNo;
use super::signs::{Rows, Sign};
use jiff::Timestamp;

/// The days on which the posts of each term are dated, sorted.
#[derive(Clone, Default)]
pub(super) struct Lives(Vec<Vec<i32>>);

impl Lives {
    /// Notes that a post of that date carries a term.
    pub fn enter(&mut self, term: TermNo, date: Option<Timestamp>) {
        let Some(day) = date.map(day) else { return };
        let at = term as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Vec::new);
        }
        if let Some(days) = self.0.get_mut(at) {
            days.insert(days.partition_point(|other| *other < day), day);
        }
    }

    /// Forgets it.
    pub fn leave(&mut self, term: TermNo, date: Option<Timestamp>) {
        let (Some(day), Some(days)) = (date.map(day), self.0.get_mut(term as usize)) else { return };
        if let Ok(at) = days.binary_search(&day) {
            days.remove(at);
        }
    }

    /// The days on which posts carry the term, sorted.
    pub fn of(&self, term: TermNo) -> &[i32] {
        self.0.get(term as usize).map_or(&[], Vec::as_slice)
    }

    /// The days between `day` and the nearest day on which a post carries the term; one on `own` counts for nothing,
    /// once.
    fn gap(&self, term: TermNo, day: i32, own: Option<i32>) -> Option<i32> {
        let days = self.0.get(term as usize)?;
        let own = own.and_then(|own| days.binary_search(&own).ok());
        let after = days.partition_point(|other| *other < day);
        let near = after.saturating_sub(2)..(after + 2).min(days.len());
        near.filter(|at| Some(*at) != own)
            .filter_map(|at| days.get(at))
            .map(|other| (other - day).abs())
            .min()
    }
}

/// Fills in the sign of the time since a term was used.
pub(super) fn fill(asked: &Asked<'_>, rows: &mut Rows) {
    let Some(now) = asked.subject.time.map(day) else { return };
    let own = asked.own.and_then(|own| asked.corpus.post(own)).and_then(|own| own.page.date).map(day);
    for term in 0..asked.index.catalog.len() as TermNo {
        let own = own.filter(|_| asked.own_terms.contains(&term));
        if let Some(gap) = asked.index.lives.gap(term, now, own) {
            rows.add(term, Sign::Gap, (1.0 + gap as f32 / MONTH).ln());
        }
    }
}

/// Days.
const MONTH: f32 = 30.0;

/// The day of a moment, counted from 1970.
fn day(date: Timestamp) -> i32 {
    date.as_second().div_euclid(86_400) as i32
}
