//! Evidence from posts like this one: those that use its words, and those that share its terms.

use super::Asked;
use super::kept::Kept;
use super::names::every_nth;
use super::signs::{Rows, Sign};
use crate::corpus::PostId;
use crate::syntax::words::{Word, words};
use rustc_hash::{FxHashMap, FxHashSet};

/// Posts that all words of a question together may touch. The rarest words come first: what is left out then are
/// words that a large part of the posts have.
const MAX_TOUCHED: usize = 40_000;

/// A word on a larger share of the posts than this tells nothing.
const MAX_SHARE: f32 = 0.3;

/// The words that are asked for the terms they come with, and the number of posts up to which one is.
const TELLING_WORDS: usize = 40;
const MAX_TELLING_POSTS: usize = 300;

/// Posts of each chosen term that are looked at for shared terms.
const MAX_SHARING: usize = 1000;

/// How many of the similar posts count for a term's centre.
const CENTRE: usize = 100;

/// A post and how like this one it is, 0 to about 1.
type Near = (PostId, f32);

/// Fills in the signs of similar posts.
pub(super) fn fill(asked: &Asked<'_>, rows: &mut Rows) {
    let words = telling_words(asked);
    let near = similar(asked, &words);
    let title = title_words(asked);
    let of_title: Vec<Telling> = words.iter().copied().filter(|word| title.contains(&word.word)).collect();
    share(asked, &similar(asked, &of_title), 10, Sign::TitleNear, rows);
    share(asked, &near, 8, Sign::Near, rows);
    share(asked, &near, 30, Sign::NearWide, rows);
    for &(id, likeness) in near.iter().take(CENTRE) {
        for &term in asked.terms_of(id) {
            rows.raise(term, Sign::Nearest, likeness);
            rows.add(term, Sign::Centre, likeness);
        }
    }
    let shared = sharing(asked);
    share(asked, &shared, 15, Sign::SameTerms, rows);
    share(asked, &together(&near, &shared), 10, Sign::NearAndSame, rows);
    terms_of_words(asked, &words, rows);
}

#[derive(Clone, Copy)]
struct Telling {
    word: Word,
    /// Its weight in the post times its rarity on the site.
    weight: f32,
    rarity: f32,
    posts: usize,
}

/// The words of the post that others have, the most telling first.
fn telling_words(asked: &Asked<'_>) -> Vec<Telling> {
    let most = MAX_SHARE * asked.posts() + 5.0;
    let telling = |kept: &Kept| {
        let posts = asked.index.postings.count(kept.word());
        let rarity = asked.rarity_of(posts);
        Telling { word: kept.word(), weight: kept.weight() * rarity, rarity, posts }
    };
    let mut words: Vec<Telling> = asked.words.iter().map(telling).collect();
    words.retain(|word| word.posts > 0 && word.posts as f32 <= most);
    words.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.word.cmp(&b.word)));
    words
}

fn title_words(asked: &Asked<'_>) -> FxHashSet<Word> {
    let mut found = FxHashSet::default();
    words(&asked.subject.title, |word, _| {
        found.insert(word);
    });
    found
}

/// The posts that share words with this one, the likest first.
fn similar(asked: &Asked<'_>, words: &[Telling]) -> Vec<Near> {
    let mut sums = vec![0.0_f32; asked.index.posts.len()];
    let mut touched: Vec<PostId> = Vec::new();
    let mut left = MAX_TOUCHED;
    let mut length = 0.0;
    for word in words {
        if word.posts > left {
            continue;
        }
        left -= word.posts;
        length += word.weight * word.weight;
        for (id, weight) in asked.index.postings.of(word.word) {
            let Some(sum) = sums.get_mut(id as usize).filter(|_| Some(id) != asked.own) else { continue };
            if *sum == 0.0 {
                touched.push(id);
            }
            *sum += word.weight * weight * word.rarity;
        }
    }
    let length = length.sqrt().max(f32::EPSILON);
    let likeness = |&id: &PostId| (id, sums[id as usize] / (length * asked.index.length_of(id)));
    best(touched.iter().map(likeness).collect(), CENTRE)
}

/// The best of some posts, in their order.
fn best(mut near: Vec<Near>, limit: usize) -> Vec<Near> {
    let by_likeness = |a: &Near, b: &Near| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if near.len() > limit {
        near.select_nth_unstable_by(limit, by_likeness);
        near.truncate(limit);
    }
    near.sort_by(by_likeness);
    near
}

/// Writes the root of each term's share among the `count` nearest posts, the nearer counting more.
fn share(asked: &Asked<'_>, near: &[Near], count: usize, sign: Sign, rows: &mut Rows) {
    let near = near.get(..count).unwrap_or(near);
    let weight = |likeness: f32| if sign == Sign::NearAndSame { likeness.powi(3) } else { likeness.powi(2) };
    let sum: f32 = near.iter().map(|(_, likeness)| weight(*likeness)).sum();
    if sum <= 0.0 {
        return;
    }
    for &(id, likeness) in near {
        for &term in asked.terms_of(id) {
            rows.add(term, sign, weight(likeness) / sum);
        }
    }
    rows.map(sign, f32::sqrt);
}

/// The posts that share terms with this one, by how many of all their terms they share.
fn sharing(asked: &Asked<'_>) -> Vec<Near> {
    let mut counts: FxHashMap<PostId, u32> = FxHashMap::default();
    for &term in &asked.chosen {
        for id in every_nth(&asked.posts_of(term), MAX_SHARING) {
            *counts.entry(id).or_default() += 1;
        }
    }
    let likeness = |(&id, &shared): (&PostId, &u32)| {
        let all = asked.terms_of(id).len() + asked.chosen.len();
        (id, shared as f32 / (all as f32 - shared as f32).max(1.0))
    };
    best(counts.iter().map(likeness).collect(), CENTRE)
}

/// Both sorts of likeness in one.
fn together(near: &[Near], shared: &[Near]) -> Vec<Near> {
    let same: FxHashMap<PostId, f32> = shared.iter().copied().collect();
    let mut all: FxHashMap<PostId, f32> = shared.iter().map(|&(id, same)| (id, 0.3 * same)).collect();
    for &(id, likeness) in near {
        *all.entry(id).or_default() += likeness * (1.0 + 2.0 * same.get(&id).copied().unwrap_or(0.0));
    }
    best(all.into_iter().collect(), 10)
}

/// The terms that come with the most telling words.
fn terms_of_words(asked: &Asked<'_>, words: &[Telling], rows: &mut Rows) {
    let telling = words.iter().filter(|word| word.posts <= MAX_TELLING_POSTS).take(TELLING_WORDS);
    let mut sum = 0.0;
    for word in telling {
        let posts: Vec<PostId> = asked.index.postings.of(word.word).map(|(id, _)| id).collect();
        sum += word.weight;
        asked.each_company(&posts, |term, count, expected| {
            rows.raise(term, Sign::WordMost, word.weight * count / (posts.len() as f32 + 2.0));
            rows.add(term, Sign::WordSum, word.weight * (1.0 + count / (2.0 * expected + 0.05)).ln());
        });
    }
    rows.map(Sign::WordSum, |value| value / (sum + 1.0));
}
