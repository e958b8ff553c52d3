//! Which terms look alike, and which share a page: look-ups by likeness, so that no keystroke compares all terms.

use crate::site::Model;
use crate::site::model::Taxonomy;
use rustc_hash::{FxHashMap, FxHasher};
use smol_str::SmolStr;
use std::hash::{Hash, Hasher};
use unicode_normalization::UnicodeNormalization;

/// Words shorter than this (characters) are alike by accident: `game` and `games` may be two things, `go` and `god`
/// are.
const MIN_LENGTH: usize = 5;

/// From this length on (characters) one letter more, less or other is rather a slip than another word; shorter
/// neighbours on real sites are nearly all words of their own (`modes`, `nodes`).
const MIN_SLIP_LENGTH: usize = 8;

/// The terms of one taxonomy by what makes them alike, built once per state of the terms.
#[derive(Debug, Default)]
pub struct Likeness {
    by_form: FxHashMap<String, Vec<SmolStr>>,
    /// By the hash of a form without one of its letters: two forms one edit apart share one.
    by_deletion: FxHashMap<u64, Vec<SmolStr>>,
    by_url: FxHashMap<String, Vec<SmolStr>>,
}

/// A term's text, reduced in two steps.
struct Form {
    /// Without width, case and separators.
    plain: String,
    /// The same in the singular.
    singular: String,
}

impl Likeness {
    /// Indexes the terms with those keys and labels.
    pub fn build<'a>(
        model: &dyn Model,
        taxonomy: &Taxonomy,
        terms: impl Iterator<Item = (&'a SmolStr, &'a SmolStr)>,
    ) -> Likeness {
        let mut index = Likeness::default();
        for (key, label) in terms {
            let form = Form::of(label);
            for hash in deletions(&form.plain) {
                index.by_deletion.entry(hash).or_default().push(key.clone());
            }
            index.by_form.entry(form.singular).or_default().push(key.clone());
            index.by_url.entry(model.term_url(taxonomy, label)).or_default().push(key.clone());
        }
        index
    }

    /// Whether both hold the same, in whatever order.
    pub(super) fn is_as_good_as(&self, other: &Likeness) -> bool {
        fn same<K: Hash + Eq>(a: &FxHashMap<K, Vec<SmolStr>>, b: &FxHashMap<K, Vec<SmolStr>>) -> bool {
            let equal = |key: &K, keys: &Vec<SmolStr>| {
                b.get(key).is_some_and(|others| sorted(keys.iter()) == sorted(others.iter()))
            };
            a.len() == b.len() && a.iter().all(|(key, keys)| equal(key, keys))
        }
        same(&self.by_form, &other.by_form)
            && same(&self.by_deletion, &other.by_deletion)
            && same(&self.by_url, &other.by_url)
    }

    /// The keys of terms whose page has that URL, in their order.
    pub fn at_url(&self, url: &str) -> Vec<SmolStr> {
        sorted(self.by_url.get(url).into_iter().flatten())
    }

    /// The keys of terms that may be `text` in other clothes: another case, width, number, hyphen, or one letter off.
    /// Holds `text`'s own key as well.
    pub fn alike(&self, text: &str) -> Vec<SmolStr> {
        let form = Form::of(text);
        let same = self.by_form.get(&form.singular).into_iter().flatten();
        let near =
            deletions(&form.plain).into_iter().filter_map(|hash| self.by_deletion.get(&hash)).flatten();
        sorted(same.chain(near))
    }
}

fn sorted<'a>(keys: impl Iterator<Item = &'a SmolStr>) -> Vec<SmolStr> {
    let mut keys: Vec<SmolStr> = keys.cloned().collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Whether two terms are one word for a reader. Digits must agree: `python2` and `python3` are two things.
pub fn are_alike(a: &str, b: &str) -> bool {
    let (first, second) = (Form::of(a), Form::of(b));
    if folded(a) == folded(b) {
        return true;
    }
    let shortest = first.plain.chars().count().min(second.plain.chars().count());
    if shortest < MIN_LENGTH || numbers(&first.plain) != numbers(&second.plain) {
        return false;
    }
    first.singular == second.singular || (shortest >= MIN_SLIP_LENGTH && is_slip(&first.plain, &second.plain))
}

/// Whether two terms that are alike differ in case, width, separators or number only, not in their letters.
pub fn is_one_word(a: &str, b: &str) -> bool {
    Form::of(a).singular == Form::of(b).singular
}

/// One letter more, less, other or swapped, in words of an alphabet that start alike; not an inflection.
fn is_slip(a: &str, b: &str) -> bool {
    let alphabetic = |text: &str| text.chars().all(|c| c.is_ascii() || ('\u{c0}'..'\u{250}').contains(&c));
    let starts = a.chars().next() == b.chars().next();
    starts && alphabetic(a) && alphabetic(b) && !is_inflection(a, b) && strsim::osa_distance(a, b) == 1
}

/// Whether the words differ in their last letter: `configure` and `configured` are two words, and so are `monitor-a`
/// and `monitor-b`.
fn is_inflection(a: &str, b: &str) -> bool {
    let stem = |text: &str| text.char_indices().next_back().map_or(0, |(at, _)| at);
    let (head_a, head_b) = (a.get(..stem(a)), b.get(..stem(b)));
    head_a == head_b || head_a == Some(b) || head_b == Some(a)
}

impl Form {
    fn of(text: &str) -> Form {
        let plain = without_separators(&folded(text));
        let singular = singular(&plain);
        Form { plain, singular }
    }
}

/// Without the differences of case and width.
fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Without blanks, hyphens and the like; between digits they stay, since `1.12` is not `11.2`.
fn without_separators(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let separates = |at: usize, letter: char| {
        matches!(letter, ' ' | '-' | '_' | '.' | '\'' | '’')
            && !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
    };
    let kept = letters.iter().enumerate().filter(|(at, letter)| !separates(*at, **letter));
    kept.map(|(_, letter)| letter).collect()
}

/// English plurals, which are what writers mix; other words pass unchanged or change alike in both numbers.
fn singular(text: &str) -> String {
    match text.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if text.ends_with("ss") || text.ends_with("us") || text.ends_with("is") => text.to_owned(),
        None => text.strip_suffix('s').unwrap_or(text).to_owned(),
    }
}

/// The runs of digits: `1.12` has two, and others than `11.2`.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_numeric()).filter(|run| !run.is_empty()).collect()
}

/// The hashes of the form itself and of it without each of its letters.
fn deletions(form: &str) -> Vec<u64> {
    let length = form.chars().count();
    // Neither short words nor sentences are ever taken for slips.
    if !(MIN_SLIP_LENGTH - 1..=64).contains(&length) {
        return Vec::new();
    }
    let mut hashes = vec![hash(form.chars())];
    hashes.extend((0..length).map(|out| {
        hash(form.chars().enumerate().filter(move |(at, _)| *at != out).map(|(_, letter)| letter))
    }));
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_in_other_clothes_is_alike() {
        for (a, b) in [
            ("Go", "go"),
            ("Ｇｏ", "Go"),
            ("ﾃｽﾄ", "テスト"),
            ("databases", "database"),
            ("technologies", "technology"),
            ("open source", "opensource"),
            ("node.js", "nodejs"),
            ("kubernets", "kubernetes"),
            ("kuberentes", "kubernetes"),
        ] {
            assert!(are_alike(a, b) && are_alike(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn two_words_are_not() {
        for (a, b) in [
            ("go", "god"),
            ("game", "games"),
            ("C", "C#"),
            ("python2", "python3"),
            ("release 1.12", "release 11.2"),
            ("2019", "2020"),
            ("日本語入力方法設定一覧", "日本語入力方法設定二覧"),
            ("configure", "configured"),
            ("testing", "texting"),
            ("hosting", "posting"),
        ] {
            assert!(!are_alike(a, b) && !are_alike(b, a), "{a} and {b}");
        }
    }
}
