//! What is kept of a post's words: a hundred of them, with weights, in four bytes each.

use crate::corpus::post::KeyUse;
use crate::site::model::{Model, PageFacts};
use crate::syntax::Document;
use crate::syntax::words::{Word, words};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// More words than this say little more of a post; the memory of a large site is mostly these.
const MAX_TEXT_WORDS: usize = 96;

/// Bytes of a body that are read for words: about five thousand words, by then a post has said what it is about.
pub(super) const MAX_BODY: usize = 32 * 1024;

/// How much a word counts by where it stands; 1 in the body.
const IN_TITLE: f32 = 4.0;
const IN_DESCRIPTION: f32 = 2.0;
const IN_HEADING: f32 = 1.0;
const IN_PATH: f32 = 1.0;

/// The weight of a metadata value, in the steps of [`Kept::weight`].
const METADATA: u32 = 5;

/// A value longer than this (bytes) is prose.
const MAX_METADATA: usize = 48;

/// More values than these are data, not an author and a series.
const MAX_METADATA_VALUES: usize = 16;

/// One kept word and its weight, 1 to 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kept(u32);

impl Kept {
    fn new(word: Word, weight: u32) -> Kept {
        Kept(word.number() << 4 | weight.clamp(1, 15))
    }

    /// The word.
    pub fn word(self) -> Word {
        Word::from_number(self.0 >> 4)
    }

    /// Its weight, from nearly 0 to 1.
    pub fn weight(self) -> f32 {
        (self.0 & 15) as f32 / 15.0
    }
}

/// The kept words of a post, sorted: the weightiest of its text and all of its [`metadata`].
pub fn kept(
    model: &dyn Model,
    path: &str,
    page: &PageFacts,
    keys: &[KeyUse],
    text: &str,
    document: &Document,
) -> Arc<[Kept]> {
    let mut counts = Counts::new();
    counts.add(page.title.as_deref().unwrap_or_default(), IN_TITLE);
    counts.add(page.description.as_deref().unwrap_or_default(), IN_DESCRIPTION);
    counts.add(stem_of(path), IN_PATH);
    for heading in &document.markdown.headings {
        counts.add(&heading.text, IN_HEADING);
    }
    counts.add_body(body(text, document));
    let mut kept = counts.weightiest();
    kept.extend(metadata(model, path, page, keys).into_iter().map(|word| Kept::new(word, METADATA)));
    kept.sort_unstable();
    kept.dedup_by_key(|kept| kept.word());
    kept.into()
}

/// The part of the body that is read for words; empty while only the front matter was parsed.
pub fn body<'a>(text: &'a str, document: &Document) -> &'a str {
    let body = document.body.of(text);
    body.get(..body.floor_char_boundary(MAX_BODY)).unwrap_or_default()
}

/// Calls `take` with the prose of a body, stretch by stretch: HTML tags and addresses' hosts are left out.
pub fn stretches<'a>(body: &'a str, mut take: impl FnMut(&'a str)) {
    let mut rest = body;
    while let Some(at) = memchr::memchr2(b'<', b':', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        let skipped = if after.starts_with('<') { tag_length(after) } else { host_length(after) };
        let shown = if skipped > 0 { before } else { rest.get(..at + 1).unwrap_or(before) };
        take(shown);
        rest = after.get(skipped.max(1)..).unwrap_or_default();
    }
    take(rest);
}

/// The bytes of an HTML tag at the start of `text`; 0 for a `<` of another sort.
fn tag_length(text: &str) -> usize {
    let is_tag =
        text.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'));
    if is_tag { memchr::memchr(b'>', text.as_bytes()).map_or(0, |end| end + 1) } else { 0 }
}

/// The bytes of `://host` at the start of `text`.
fn host_length(text: &str) -> usize {
    let Some(host) = text.strip_prefix("://") else { return 0 };
    3 + host
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '.' | '-'))
        .unwrap_or(host.len())
}

/// What else the front matter says of a post, as words that no text holds: its author, series, layout, language,
/// folder and month. Terms are left out: they are evidence of their own.
pub fn metadata(model: &dyn Model, path: &str, page: &PageFacts, keys: &[KeyUse]) -> Vec<Word> {
    let term_keys: Vec<String> = model.taxonomies().iter().map(|taxonomy| taxonomy.key.join(".")).collect();
    let is_term = |key: &str| term_keys.iter().any(|name| *name == key.trim_end_matches("[]"));
    let values = keys.iter().filter(|key| !is_term(&key.path) && !is_prose(&key.path));
    let values = values.filter_map(|key| Some((&key.path, key.value.as_ref()?)));
    let values = values.filter(|(_, value)| value.len() <= MAX_METADATA).take(MAX_METADATA_VALUES);
    let mut found: Vec<Word> =
        values.map(|(key, value)| fact(key.trim_end_matches("[]"), &value.to_lowercase())).collect();
    found.push(fact("/folder", path.rsplit_once('/').map_or("", |(folder, _)| folder)));
    if !page.language.is_empty() {
        found.push(language(&page.language));
    }
    found.extend(page.date.map(|date| month(month_of(date))));
    found.sort_unstable();
    found.dedup();
    found
}

/// The word of a month, counted from the year 0.
pub fn month(month: i32) -> Word {
    fact("/month", &month.to_string())
}

/// The month of a moment, counted from the year 0.
pub fn month_of(date: jiff::Timestamp) -> i32 {
    let date = jiff::tz::Offset::UTC.to_datetime(date);
    i32::from(date.year()) * 12 + i32::from(date.month())
}

/// The word of a language.
pub fn language(code: &str) -> Word {
    fact("/language", code)
}

fn fact(key: &str, value: &str) -> Word {
    // No piece of a text holds a line end, so no word equals a fact.
    Word::start().and(key).and("\n").and(value).word()
}

/// Keys whose values are read as text, or differ on every post.
fn is_prose(key: &str) -> bool {
    ["title", "description", "summary", "date", "lastmod", "slug", "url", "aliases[]"]
        .iter()
        .any(|other| key.eq_ignore_ascii_case(other))
}

/// The words of the file's name, or of the folder's for a bundle.
pub fn stem_of(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file.split('.').next().unwrap_or(file) {
        "index" | "_index" => folder.rsplit('/').next().unwrap_or(folder),
        stem => stem,
    }
}

struct Counts {
    words: FxHashMap<Word, Count>,
    total: f32,
}

/// Room for the different words of a usual post, so that the table does not grow with them.
const USUAL_WORDS: usize = 448;

struct Count {
    times: f32,
    /// How telling a word of that length and script is by itself: long ones are rarer in any language.
    telling: f32,
}

impl Counts {
    fn new() -> Counts {
        Counts { words: FxHashMap::with_capacity_and_hasher(USUAL_WORDS, Default::default()), total: 0.0 }
    }

    fn add(&mut self, text: &str, weight: f32) {
        words(text, |word, text| {
            let count =
                self.words.entry(word).or_insert_with(|| Count { times: 0.0, telling: telling(text) });
            count.times += weight;
            self.total += weight;
        });
    }

    fn add_body(&mut self, body: &str) {
        stretches(body, |stretch| self.add(stretch, 1.0));
    }

    fn weightiest(self) -> Vec<Kept> {
        let length = 0.25 + 0.75 * self.total / USUAL_LENGTH;
        let mut all: Vec<(f32, Word, f32)> = self
            .words
            .into_iter()
            .map(|(word, count)| {
                let weight = count.times * (SATURATION + 1.0) / (count.times + SATURATION * length);
                (weight * count.telling, word, weight / (SATURATION + 1.0))
            })
            .collect();
        let by_weight = |a: &(f32, Word, f32), b: &(f32, Word, f32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if all.len() > MAX_TEXT_WORDS {
            all.select_nth_unstable_by(MAX_TEXT_WORDS, by_weight);
            all.truncate(MAX_TEXT_WORDS);
        }
        all.into_iter().map(|(_, word, weight)| Kept::new(word, (weight * 15.0).round() as u32)).collect()
    }
}

/// BM25's saturation: how soon a word that comes again stops counting.
const SATURATION: f32 = 1.2;

/// The length (weighted words) of a usual post, to which others are compared. A constant, so that a post's words do
/// not depend on the other posts.
const USUAL_LENGTH: f32 = 600.0;

fn telling(text: &str) -> f32 {
    match text.chars().next() {
        Some(first) if first.is_ascii() => text.chars().take(7).count() as f32 / 7.0,
        Some('\u{3041}'..='\u{309f}') => 0.3,
        _ => 0.8,
    }
}
