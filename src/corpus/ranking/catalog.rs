//! The terms of a site as small numbers, and the words of their names.

use super::kept::Kept;
use super::postings::find;
use crate::corpus::post::Post;
use crate::site::Model;
use crate::syntax::words::{Word, pieces, words};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// A term's number. It keeps it until the index is built anew, even when no post carries it any more.
pub type TermNo = u32;

/// All terms of a site.
#[derive(Clone, Default)]
pub struct Catalog {
    numbers: Vec<FxHashMap<SmolStr, TermNo>>,
    terms: Vec<Name>,
    /// The terms by their whole name, written together: `nodejs` for `Node.js`, `node-js` and `node js`.
    whole: FxHashMap<Word, Vec<TermNo>>,
    /// Which of the names can be among `whole`, by some bits of their words: nearly all that a text holds are not.
    sieve: Vec<u64>,
    /// The terms by each word of their name.
    parts: FxHashMap<Word, Vec<TermNo>>,
}

/// The name of a term.
#[derive(Clone)]
pub struct Name {
    /// Its taxonomy.
    pub taxonomy: usize,
    /// Its key.
    pub key: SmolStr,
    /// The different words of its name.
    pub words: Box<[Word]>,
}

impl Catalog {
    /// The number of a term.
    pub fn number(&self, taxonomy: usize, key: &str) -> Option<TermNo> {
        self.numbers.get(taxonomy)?.get(key).copied()
    }

    /// The term of that number.
    pub fn name(&self, number: TermNo) -> Option<&Name> {
        self.terms.get(number as usize)
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The terms that are called so, written together.
    pub fn called(&self, whole: Word) -> &[TermNo] {
        let (cell, bit) = sieve_place(whole);
        if self.sieve.get(cell).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        self.whole.get(&whole).map_or(&[], Vec::as_slice)
    }

    /// Whether all words of a term's name are among the words of a post.
    pub fn is_said(&self, term: TermNo, words: &[Kept]) -> bool {
        self.name(term).is_some_and(|name| name.words.iter().all(|word| find(words, *word).is_some()))
    }

    /// The terms with that word in their name.
    pub fn with_word(&self, word: Word) -> &[TermNo] {
        self.parts.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether all terms of a post have numbers.
    pub fn knows(&self, model: &dyn Model, post: &Post) -> bool {
        keys(model, post).all(|(taxonomy, key)| self.number(taxonomy, &key).is_some())
    }

    /// Gives numbers to the terms of a post that have none.
    pub fn learn(&mut self, model: &dyn Model, post: &Post) {
        for (taxonomy, key) in keys(model, post) {
            if self.number(taxonomy, &key).is_none() {
                self.add(taxonomy, key);
            }
        }
    }

    /// The numbers of a post's terms, as they are written, each once.
    pub fn numbers(&self, model: &dyn Model, post: &Post) -> Vec<TermNo> {
        let mut numbers: Vec<TermNo> = Vec::new();
        for (taxonomy, key) in keys(model, post) {
            numbers.extend(self.number(taxonomy, &key).filter(|number| !numbers.contains(number)));
        }
        numbers
    }

    fn add(&mut self, taxonomy: usize, key: SmolStr) {
        if self.numbers.len() <= taxonomy {
            self.numbers.resize_with(taxonomy + 1, FxHashMap::default);
        }
        let number = self.terms.len() as TermNo;
        let (whole, parts) = words_of(&key);
        for part in &parts {
            self.parts.entry(*part).or_default().push(number);
        }
        self.whole.entry(whole).or_default().push(number);
        self.sieve.resize(SIEVE, 0);
        let (cell, bit) = sieve_place(whole);
        if let Some(bits) = self.sieve.get_mut(cell) {
            *bits |= bit;
        }
        if let Some(numbers) = self.numbers.get_mut(taxonomy) {
            numbers.insert(key.clone(), number);
        }
        self.terms.push(Name { taxonomy, key, words: parts.into() });
    }
}

/// Cells of the sieve, a power of two: 8 KiB stay in the nearest cache and let one of twenty wrong words pass where a
/// site has three thousand terms.
const SIEVE: usize = 1024;

fn sieve_place(word: Word) -> (usize, u64) {
    let number = word.number() as usize;
    ((number >> 6) % SIEVE, 1 << (number % 64))
}

/// A name written together, and its different words.
pub fn words_of(name: &str) -> (Word, Vec<Word>) {
    let mut whole = Word::start();
    pieces(name, |piece| whole = whole.and(piece.text));
    let mut parts = Vec::new();
    words(name, |word, _| parts.push(word));
    if parts.is_empty() {
        parts.push(whole.word());
    }
    parts.sort_unstable();
    parts.dedup();
    (whole.word(), parts)
}

fn keys<'a>(model: &'a dyn Model, post: &'a Post) -> impl Iterator<Item = (usize, SmolStr)> + 'a {
    post.terms.iter().map(|term| (term.taxonomy, SmolStr::from(model.term_key(&term.text))))
}
