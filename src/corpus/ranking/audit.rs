//! What the ranking knows, for a comparison with one that is built anew.

use super::RankIndex;
use super::catalog::TermNo;
use crate::corpus::audit::Facts;

impl RankIndex {
    /// Notes what it knows of each term that some post carries, and of each post.
    pub(in crate::corpus) fn tell(&self, facts: &mut Facts<'_>) {
        facts.say("weighed posts", self.total);
        for term in 0..self.catalog.len() as TermNo {
            let count = |counts: &[u32]| counts.get(term as usize).copied().unwrap_or(0);
            let Some(name) = self.catalog.name(term).filter(|_| count(&self.counts) > 0) else { continue };
            let weight = (count(&self.counts), count(&self.said), self.lives.of(term));
            facts.say(format_args!("weight {} {}", name.taxonomy, name.key), weight);
        }
        for (id, words) in self.postings.posts() {
            facts.say(format_args!("words of {}", facts.path(id)), (words, self.length_of(id)));
        }
    }
}
