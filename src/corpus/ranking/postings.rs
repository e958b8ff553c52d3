//! From a word to the posts that hold it: one flat table for all posts, and what changed since beside it.

use super::kept::Kept;
use crate::corpus::PostId;
use crate::syntax::words::Word;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::Arc;

/// So many posts may differ from the table before it is made anew. Each question looks at all of them.
const MAX_CHANGED: usize = 64;

/// The posts of each word. Cloning it costs what changed, not what there is.
#[derive(Clone, Default)]
pub struct Postings {
    table: Arc<Table>,
    /// Posts whose lines in the table no longer count.
    gone: FxHashSet<PostId>,
    /// The words of posts that are not in the table, or not as they are now.
    fresh: FxHashMap<PostId, Arc<[Kept]>>,
}

/// Sorted words, and for each the posts that hold it.
#[derive(Default)]
struct Table {
    words: Vec<Word>,
    /// Where the posts of each word end.
    ends: Vec<u32>,
    /// A post and the word's weight in it, packed like [`Kept`].
    posts: Vec<u32>,
    /// One above the highest post.
    size: PostId,
}

impl Postings {
    /// The postings of all `posts`, the number of each with its words.
    pub fn build<'a>(posts: impl Iterator<Item = (PostId, &'a Arc<[Kept]>)>) -> Postings {
        let mut size = 0;
        let mut pairs: Vec<u64> = Vec::new();
        for (id, words) in posts {
            size = size.max(id + 1);
            pairs.extend(words.iter().map(|kept| pair(*kept, id)));
        }
        pairs.par_sort_unstable();
        let mut table = Table { size, posts: Vec::with_capacity(pairs.len()), ..Table::default() };
        for pair in pairs {
            let word = Word::from_number((pair >> 32) as u32);
            if table.words.last() != Some(&word) {
                table.words.push(word);
                table.ends.push(table.posts.len() as u32);
            }
            table.posts.push(pair as u32);
            if let Some(end) = table.ends.last_mut() {
                *end = table.posts.len() as u32;
            }
        }
        table.words.shrink_to_fit();
        table.ends.shrink_to_fit();
        Postings { table: Arc::new(table), ..Postings::default() }
    }

    /// Adds a post that is not there.
    pub fn add(&mut self, id: PostId, words: &Arc<[Kept]>) {
        self.fresh.insert(id, words.clone());
    }

    /// Takes a post out.
    pub fn remove(&mut self, id: PostId) {
        self.fresh.remove(&id);
        if id < self.table.size {
            self.gone.insert(id);
        }
    }

    /// Whether so much changed that they should be built anew.
    pub fn is_stale(&self) -> bool {
        self.gone.len().max(self.fresh.len()) > MAX_CHANGED
    }

    /// The posts that hold a word, with its weight in each.
    pub fn of(&self, word: Word) -> impl Iterator<Item = (PostId, f32)> {
        let old = self.table.of(word).iter().map(|&packed| (packed >> 4, weight(packed)));
        let old = old.filter(|(id, _)| self.gone.is_empty() || !self.gone.contains(id));
        old.chain(self.fresh_of(word))
    }

    /// What it holds of each post: how many words, and a sum over them and their weights. Two posts that differ in a
    /// word differ here, but for an accident.
    pub fn posts(&self) -> BTreeMap<PostId, (usize, u64)> {
        let mut posts: BTreeMap<PostId, (usize, u64)> = BTreeMap::new();
        let mut count = |id: PostId, pair: u64| {
            let (words, sum) = posts.entry(id).or_default();
            *words += 1;
            *sum = sum.wrapping_add(FxBuildHasher.hash_one(pair));
        };
        for &word in &self.table.words {
            for packed in self.table.of(word) {
                let id = packed >> 4;
                if !self.gone.contains(&id) {
                    count(id, u64::from(word.number()) << 32 | u64::from(packed & 15));
                }
            }
        }
        for (&id, words) in &self.fresh {
            words.iter().for_each(|kept| count(id, pair(*kept, 0)));
        }
        posts
    }

    /// How many posts hold a word.
    pub fn count(&self, word: Word) -> usize {
        let old = self.table.of(word);
        let gone = match self.gone.is_empty() {
            true => 0,
            false => old.iter().filter(|&&packed| self.gone.contains(&(packed >> 4))).count(),
        };
        old.len() - gone + self.fresh_of(word).count()
    }

    fn fresh_of(&self, word: Word) -> impl Iterator<Item = (PostId, f32)> {
        self.fresh.iter().filter_map(move |(&id, words)| Some((id, find(words, word)?.weight())))
    }
}

impl Table {
    fn of(&self, word: Word) -> &[u32] {
        let Ok(at) = self.words.binary_search(&word) else { return &[] };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.posts.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// A word among the sorted words of a post.
pub fn find(words: &[Kept], word: Word) -> Option<Kept> {
    let at = words.binary_search_by_key(&word, |kept| kept.word()).ok()?;
    words.get(at).copied()
}

fn pair(kept: Kept, id: PostId) -> u64 {
    let weight = (kept.weight() * 15.0).round() as u64;
    u64::from(kept.word().number()) << 32 | u64::from(id) << 4 | weight
}

fn weight(packed: u32) -> f32 {
    (packed & 15) as f32 / 15.0
}
