//! From a word to the posts that hold it: one flat table for all posts, and what changed since beside it.

use super::kept::Kept;
use crate::corpus::PostId;
use crate::syntax::words::Word;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::Arc;

/// So many posts may differ from the table before it is made anew, which takes as long as a scan's last part.
const MIN_CHANGED: usize = 64;

/// And of a large site this part of all: what changed takes more memory than what the table holds.
const PART_CHANGED: usize = 8;

/// The posts of each word. Cloning it costs what changed, not what there is.
#[derive(Clone, Default)]
pub struct Postings {
    table: Arc<Table>,
    /// Whether the lines of a post in the table no longer count; empty while all do. Each line that is read asks.
    gone: Vec<bool>,
    /// How many of them are gone.
    lost: usize,
    /// The words of posts that are not in the table, or not as they are now.
    fresh: FxHashMap<PostId, Arc<[Kept]>>,
    /// The same by word, packed as in the table.
    fresh_posts: FxHashMap<Word, Vec<u32>>,
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
        for &kept in words.iter() {
            self.fresh_posts.entry(kept.word()).or_default().push(pair(kept, id) as u32);
        }
        self.fresh.insert(id, words.clone());
    }

    /// Takes a post out.
    pub fn remove(&mut self, id: PostId) {
        for kept in self.fresh.remove(&id).iter().flat_map(|words| words.iter()) {
            if let Some(posts) = self.fresh_posts.get_mut(&kept.word()) {
                posts.retain(|packed| packed >> 4 != id);
                if posts.is_empty() {
                    self.fresh_posts.remove(&kept.word());
                }
            }
        }
        if id < self.table.size && !self.is_gone(id) {
            self.gone.resize(self.table.size as usize, false);
            self.lost += 1;
            if let Some(gone) = self.gone.get_mut(id as usize) {
                *gone = true;
            }
        }
    }

    /// Whether so much changed that they should be built anew.
    pub fn is_stale(&self) -> bool {
        let most = MIN_CHANGED.max(self.table.size as usize / PART_CHANGED);
        self.lost.max(self.fresh.len()) > most
    }

    /// The posts that hold a word, with its weight in each.
    pub fn of(&self, word: Word) -> impl Iterator<Item = (PostId, f32)> {
        let old = self.table.of(word).iter().filter(|&&packed| !self.is_gone(packed >> 4));
        old.chain(self.fresh_of(word)).map(|&packed| (packed >> 4, weight(packed)))
    }

    fn is_gone(&self, id: PostId) -> bool {
        self.gone.get(id as usize).copied().unwrap_or(false)
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
                if !self.is_gone(id) {
                    count(id, u64::from(word.number()) << 32 | u64::from(packed & 15));
                }
            }
        }
        for (word, packed) in &self.fresh_posts {
            for packed in packed {
                count(packed >> 4, u64::from(word.number()) << 32 | u64::from(packed & 15));
            }
        }
        posts
    }

    /// How many posts hold a word.
    pub fn count(&self, word: Word) -> usize {
        let old = self.table.of(word);
        let gone = match self.gone.is_empty() {
            true => 0,
            false => old.iter().filter(|&&packed| self.is_gone(packed >> 4)).count(),
        };
        old.len() - gone + self.fresh_of(word).len()
    }

    fn fresh_of(&self, word: Word) -> &[u32] {
        self.fresh_posts.get(&word).map_or(&[], Vec::as_slice)
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
