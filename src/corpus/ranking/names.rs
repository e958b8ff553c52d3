//! Evidence from the names of terms: which of them the post says, where, and whether that means anything.

use super::Asked;
use super::catalog::{Catalog, TermNo};
use super::kept::{self, Kept};
use super::postings::find;
use super::signs::{Rows, Sign};
use crate::syntax::words::{Script, Word, pieces, words};
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest name that is looked for, in fifths of a word: five words, or a dozen characters without spaces.
const MAX_NAME: usize = 25;

/// Posts that are looked at to learn whether a name in a text means its term. More would not change the share.
const MAX_LOOKED_AT: usize = 40;

/// Fills in the signs of names.
pub(super) fn fill(asked: &Asked<'_>, rows: &mut Rows) {
    let subject = asked.subject;
    let title = subject.title.as_str();
    let stem = kept::stem_of(&subject.path).replace(['-', '_'], " ");
    let mut found = Found { asked, rows, named: FxHashSet::default(), said: FxHashSet::default() };
    found.look(title, Sign::Title);
    found.look(&subject.description, Sign::Description);
    found.look(&stem, Sign::Path);
    for heading in &subject.headings {
        found.look(heading, Sign::Heading);
    }
    found.look_in_body(&subject.body);
    let named = std::mem::take(&mut found.named);
    let said = std::mem::take(&mut found.said);
    parts(asked, title, &said, rows);
    trust(asked, &named, rows);
}

struct Found<'a, 'b> {
    asked: &'a Asked<'a>,
    rows: &'b mut Rows,
    /// The terms whose whole name stands somewhere.
    named: FxHashSet<TermNo>,
    /// The words of the post that are words of some name.
    said: FxHashSet<Word>,
}

impl Found<'_, '_> {
    fn look(&mut self, text: &str, sign: Sign) {
        let Found { asked, rows, named, said } = self;
        each_name(&asked.index.catalog, text, said, |term, _| {
            named.insert(term);
            rows.raise(term, sign, 1.0);
        });
    }

    fn look_in_body(&mut self, body: &str) {
        let Found { asked, rows, named, said } = self;
        let mut before = 0;
        kept::stretches(body, |text| {
            before += each_name(&asked.index.catalog, text, said, |term, at| {
                named.insert(term);
                rows.raise(term, Sign::Body, 1.0);
                rows.raise(term, Sign::Early, EARLY / (EARLY + (before + at) as f32));
                rows.add(term, Sign::BodyTimes, 1.0);
            });
        });
        rows.map(Sign::BodyTimes, f32::ln_1p);
    }
}

/// The place in a body (pieces) at which a name is half as early as at its start.
const EARLY: f32 = 50.0;

/// Calls `take` for each name of a term in `text`, with the place of its first piece, and gives the number of pieces.
/// Adds the words that are part of some name to `said`.
fn each_name(
    catalog: &Catalog,
    text: &str,
    said: &mut FxHashSet<Word>,
    mut take: impl FnMut(TermNo, usize),
) -> usize {
    let mut all = String::new();
    let mut ends: Vec<(usize, Script)> = Vec::new();
    pieces(text, |piece| {
        all.push_str(piece.text);
        ends.push((all.len(), piece.script));
    });
    let mut start = 0;
    for (at, &(end, script)) in ends.iter().enumerate() {
        let (mut name, mut from, mut length) = (Word::start(), start, 0);
        for (place, &(to, other)) in ends.get(at..).unwrap_or_default().iter().enumerate() {
            length += if other == Script::Spaced { 5 } else { 2 };
            if length > MAX_NAME {
                break;
            }
            name = name.and(all.get(from..to).unwrap_or_default());
            from = to;
            let word = name.word();
            // What is a word for comparison: see `words`.
            let is_word =
                if script == Script::Spaced { place == 0 } else { place == 1 && other != Script::Spaced };
            if is_word && !catalog.with_word(word).is_empty() {
                said.insert(word);
            }
            for &term in catalog.called(word) {
                take(term, at);
            }
        }
        start = end;
    }
    ends.len()
}

/// The terms of whose names the post says some words.
fn parts(asked: &Asked<'_>, title: &str, said: &FxHashSet<Word>, rows: &mut Rows) {
    let catalog = &asked.index.catalog;
    let mut in_title: FxHashSet<Word> = FxHashSet::default();
    words(title, |word, _| {
        in_title.insert(word);
    });
    let mut rarities: FxHashMap<Word, f32> = FxHashMap::default();
    let mut touched: FxHashSet<TermNo> = FxHashSet::default();
    for &word in said {
        let rarity = *rarities.entry(word).or_insert_with(|| asked.rarity(word));
        for &term in catalog.with_word(word) {
            touched.insert(term);
            rows.add(term, Sign::AnyPart, rarity);
            if in_title.contains(&word) {
                rows.add(term, Sign::TitlePart, rarity);
            }
        }
    }
    for term in touched {
        let Some(name) = catalog.name(term) else { continue };
        let all: f32 =
            name.words.iter().map(|word| *rarities.entry(*word).or_insert_with(|| asked.rarity(*word))).sum();
        for sign in [Sign::AnyPart, Sign::TitlePart] {
            let share = rows.get(term, sign) / all.max(f32::EPSILON);
            rows.add(term, sign, share - rows.get(term, sign));
        }
    }
}

/// Of the posts that say a term's name, how many carry it. `test` may stand in every post and `kubernetes` in few.
fn trust(asked: &Asked<'_>, named: &FxHashSet<TermNo>, rows: &mut Rows) {
    for &term in named {
        let Some(name) =
            asked.index.catalog.name(term).filter(|name| name.taxonomy == asked.subject.taxonomy)
        else {
            continue;
        };
        let Some(&rarest) = name.words.iter().max_by(|a, b| asked.rarity(**a).total_cmp(&asked.rarity(**b)))
        else {
            continue;
        };
        let says_all = |words: &[Kept]| name.words.iter().all(|word| find(words, *word).is_some());
        let says = |id: &u32| asked.corpus.post(*id).is_some_and(|post| says_all(&post.words));
        let both = asked.both(term);
        let all = match name.words.len() {
            1 => asked.index.postings.count(rarest) as f32 - f32::from(asked.own_says(rarest) as u8),
            _ => {
                let sample = asked.some_with(rarest, MAX_LOOKED_AT);
                let share = sample.iter().filter(|id| says(id)).count() as f32 / sample.len().max(1) as f32;
                share * asked.index.postings.count(rarest) as f32
            }
        };
        let share = ((both + 0.5) / (all.max(both) + 1.5)).sqrt();
        rows.raise(term, Sign::Trust, share);
        rows.raise(term, Sign::Rarity, asked.rarity(rarest));
        if rows.get(term, Sign::Title) > 0.0 {
            rows.raise(term, Sign::TitleTrust, share);
        }
    }
}

/// At most `limit` of the items, evenly from all of them.
pub(super) fn every_nth<T: Copy>(items: &[T], limit: usize) -> Vec<T> {
    let step = items.len().div_ceil(limit.max(1)).max(1);
    items.iter().copied().step_by(step).collect()
}
