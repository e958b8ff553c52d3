//! Evidence from what the post is beside its text: the terms chosen already, its metadata, its time.

use super::Asked;
use super::catalog::TermNo;
use super::kept::{month, month_of};
use super::names::every_nth;
use super::signs::{Rows, Sign};
use crate::corpus::PostId;
use rustc_hash::FxHashMap;

/// Posts that are looked at for each chosen term and each value of the metadata.
const MAX_LOOKED_AT: usize = 200;

/// Posts of the same time that count, on each side, and the months that are looked through for them.
const SAME_TIME: usize = 10;
const MAX_MONTHS: i32 = 24;

/// Two terms come together if one is on so many of the other's posts, and on so many posts at all.
const MIN_SHARE: f32 = 0.25;
const MIN_TOGETHER: f32 = 2.0;

/// Which chosen terms each term comes with, and on which share of their posts.
#[derive(Default)]
pub(super) struct Company(FxHashMap<TermNo, Vec<(f32, TermNo)>>);

impl Company {
    /// The chosen terms that a term comes with, the closest first.
    pub fn of(&self, term: TermNo) -> Vec<(f32, TermNo)> {
        let mut found = self.0.get(&term).cloned().unwrap_or_default();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found
    }
}

/// Fills in the signs of chosen terms, metadata and time.
pub(super) fn fill(asked: &Asked<'_>, rows: &mut Rows) -> Company {
    let mut company = Company::default();
    let chosen: Vec<Vec<PostId>> = asked.chosen.iter().map(|term| asked.posts_of(*term)).collect();
    with(asked, &chosen, Sign::WithMost, Sign::WithMean, rows, |group, term, share| {
        if let Some(&with) = asked.chosen.get(group) {
            company.0.entry(term).or_default().push((share, with));
        }
    });
    let facts = asked.subject.metadata.iter();
    let facts: Vec<Vec<PostId>> = facts.map(|fact| asked.some_with(*fact, MAX_LOOKED_AT)).collect();
    with(asked, &facts, Sign::FactMost, Sign::FactMean, rows, |_, _, _| {});
    rows.map(Sign::FactMost, f32::sqrt);
    time(asked, rows);
    company
}

/// Counts the terms of some groups of posts, each group being those that share one thing with this post. `close` is told
/// of each group and term that come together.
fn with(
    asked: &Asked<'_>,
    groups: &[Vec<PostId>],
    most: Sign,
    mean: Sign,
    rows: &mut Rows,
    mut close: impl FnMut(usize, TermNo, f32),
) {
    let count_of_groups = groups.iter().filter(|group| !group.is_empty()).count().max(1) as f32;
    for (at, group) in groups.iter().enumerate() {
        let sample = every_nth(group, MAX_LOOKED_AT);
        asked.each_company(&sample, |term, count, expected| {
            let share = count / (sample.len() as f32 + 1.0);
            rows.raise(term, most, share);
            rows.add(term, mean, ((count + 0.5) / (expected + 0.5)).ln() / count_of_groups);
            if count >= MIN_TOGETHER && share >= MIN_SHARE {
                close(at, term, share);
            }
        });
    }
}

/// Counts the terms of the posts right before and right after this one.
fn time(asked: &Asked<'_>, rows: &mut Rows) {
    let Some(now) = asked.subject.time else { return };
    let middle = month_of(now);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for distance in 0..=MAX_MONTHS {
        let months = if distance == 0 { vec![middle] } else { vec![middle - distance, middle + distance] };
        for id in
            months.into_iter().flat_map(|number| asked.index.postings.of(month(number))).map(|(id, _)| id)
        {
            let date =
                asked.corpus.post(id).and_then(|post| post.page.date).filter(|_| Some(id) != asked.own);
            let Some(date) = date else { continue };
            if date <= now { before.push((date, id)) } else { after.push((date, id)) }
        }
        if before.len() >= SAME_TIME && after.len() >= SAME_TIME {
            break;
        }
    }
    before.sort_by(|a, b| b.cmp(a));
    after.sort();
    for (side, ids) in [&before, &after].into_iter().enumerate() {
        for (place, (_, id)) in ids.iter().take(SAME_TIME).enumerate() {
            for &term in asked.terms_of(*id) {
                let weight = 1.0 / (place + 1) as f32;
                rows.add(term, Sign::Time, weight / (2.0 * HARMONIC));
                if side == 0 {
                    rows.add(term, Sign::TimeBefore, weight / HARMONIC);
                }
            }
        }
    }
}

/// The sum of `1/n` up to [`SAME_TIME`].
const HARMONIC: f32 = 2.929;
