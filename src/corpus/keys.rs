//! The front-matter keys of a site: how many posts use each, with which values, written how.

use crate::corpus::audit::Facts;
use crate::corpus::post::{KeyUse, Post, ValueForm};
use crate::syntax::front_matter::Format;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// More distinct values than this are no list to choose from, so counting them stops.
pub const MAX_DISTINCT: usize = 200;

/// The keys of one site, by section: sibling posts are those of one section.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct KeyIndex {
    all: Section,
    sections: FxHashMap<SmolStr, Section>,
}

/// The keys of the posts of one section, or of all.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Section {
    /// How many posts it has.
    pub posts: u32,
    /// In which languages their front matters are written, with counts.
    pub formats: FxHashMap<Format, u32>,
    keys: FxHashMap<SmolStr, KeyStats>,
}

/// What is known of one key.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyStats {
    /// How many posts have it.
    pub posts: u32,
    /// The values of scalars with their number of uses, up to [`MAX_DISTINCT`] values.
    pub values: FxHashMap<SmolStr, u32>,
    /// The uses of all other values.
    pub others: u32,
    /// How its values are written, with counts.
    pub forms: FxHashMap<ValueForm, u32>,
    /// The sum of its places in the posts' front matters, to put keys into their usual order.
    pub order: u64,
}

impl KeyStats {
    /// The way most posts write it.
    pub fn usual_form(&self) -> Option<ValueForm> {
        self.forms.iter().max_by_key(|(_, count)| **count).map(|(form, _)| *form)
    }

    /// Whether there are more values than are counted.
    pub fn has_many_values(&self) -> bool {
        self.others > 0
    }

    /// Its mean place among the keys of a post.
    pub fn mean_order(&self) -> u64 {
        self.order / u64::from(self.posts.max(1))
    }
}

impl KeyIndex {
    /// One section.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.get(name)
    }

    /// The names of the sections.
    pub fn sections(&self) -> impl Iterator<Item = &SmolStr> {
        self.sections.keys()
    }

    /// The posts of all sections together, kept as a sum of its own so that no question has to add up the sections,
    /// of which a site may have one a post.
    pub fn all(&self) -> &Section {
        &self.all
    }

    /// How many posts there are in all.
    pub fn posts(&self) -> u32 {
        self.all.posts
    }

    /// How many posts of the whole site have the key at that dotted path.
    pub fn posts_with(&self, path: &str) -> u32 {
        self.key(path).map_or(0, |key| key.posts)
    }

    /// The statistics of one key over all sections.
    pub fn key(&self, path: &str) -> Option<&KeyStats> {
        self.all.key(path)
    }

    /// Adds the keys of a post.
    pub fn add(&mut self, post: &Post) {
        let keys = post.keys.open();
        self.all.add(post, &keys);
        self.sections.entry(post.page.section.clone()).or_default().add(post, &keys);
    }

    /// Takes the keys of a post out again.
    pub fn remove(&mut self, post: &Post) {
        let keys = post.keys.open();
        self.all.remove(post, &keys);
        let Some(section) = self.sections.get_mut(&post.page.section) else { return };
        section.remove(post, &keys);
        if section.posts == 0 {
            self.sections.remove(&post.page.section);
        }
    }

    /// Notes what it says of each section and key.
    pub(super) fn tell(&self, facts: &mut Facts<'_>) {
        self.all.tell("", facts);
        for (name, section) in &self.sections {
            section.tell(&format!(" in {name}"), facts);
        }
    }
}

impl Section {
    /// The keys with their dotted paths, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (&SmolStr, &KeyStats)> {
        self.keys.iter()
    }

    /// One key.
    pub fn key(&self, path: &str) -> Option<&KeyStats> {
        self.keys.get(path)
    }

    /// The language in which most of its posts write their front matter.
    pub fn usual_format(&self) -> Option<Format> {
        self.formats.iter().max_by_key(|(format, count)| (**count, **format == Format::Yaml)).map(|(f, _)| *f)
    }

    fn tell(&self, place: &str, facts: &mut Facts<'_>) {
        facts.say(format_args!("formats{place}"), (self.posts, sorted(&self.formats)));
        for (key, stats) in &self.keys {
            // Of more values than are counted those that came first are kept, and when one goes none takes its place.
            let is_all = !stats.has_many_values() && stats.values.len() <= MAX_DISTINCT / 2;
            let values = if is_all { sorted(&stats.values) } else { Vec::new() };
            facts.say(
                format_args!("key {key}{place}"),
                (stats.posts, stats.order, sorted(&stats.forms), values),
            );
        }
    }

    fn add(&mut self, post: &Post, keys: &[KeyUse]) {
        self.posts += 1;
        if let Some(format) = post.format {
            *self.formats.entry(format).or_default() += 1;
        }
        for (order, key) in keys.iter().enumerate() {
            let stats = self.keys.entry(key.path.clone()).or_default();
            if is_first(keys, order) {
                stats.posts += 1;
                stats.order += order as u64;
            }
            *stats.forms.entry(key.form).or_default() += 1;
            stats.count(key.value.as_ref());
        }
    }

    fn remove(&mut self, post: &Post, keys: &[KeyUse]) {
        self.posts = self.posts.saturating_sub(1);
        if let Some(format) = post.format {
            uncount(&mut self.formats, &format);
        }
        for (order, key) in keys.iter().enumerate() {
            let Some(stats) = self.keys.get_mut(&key.path) else { continue };
            if is_first(keys, order) {
                stats.posts = stats.posts.saturating_sub(1);
                stats.order = stats.order.saturating_sub(order as u64);
            }
            uncount(&mut stats.forms, &key.form);
            stats.uncount(key.value.as_ref());
            if stats.posts == 0 {
                self.keys.remove(&key.path);
            }
        }
    }
}

/// Whether no key before place `order` has the same path: a post counts once for a key, however often it has it.
fn is_first(keys: &[KeyUse], order: usize) -> bool {
    let path = keys.get(order).map(|key| &key.path);
    !keys.iter().take(order).any(|other| Some(&other.path) == path)
}

impl KeyStats {
    fn count(&mut self, value: Option<&SmolStr>) {
        let Some(value) = value else { return };
        if let Some(count) = self.values.get_mut(value) {
            *count += 1;
        } else if self.values.len() < MAX_DISTINCT {
            self.values.insert(value.clone(), 1);
        } else {
            self.others += 1;
        }
    }

    fn uncount(&mut self, value: Option<&SmolStr>) {
        let Some(value) = value else { return };
        match self.values.contains_key(value) {
            true => uncount(&mut self.values, value),
            false => self.others = self.others.saturating_sub(1),
        }
    }
}

/// Counts as text, in an order that does not depend on how they came about.
fn sorted<K: std::fmt::Debug>(counts: &FxHashMap<K, u32>) -> Vec<String> {
    let mut lines: Vec<String> = counts.iter().map(|(what, count)| format!("{what:?} {count}")).collect();
    lines.sort();
    lines
}

fn uncount<K: std::hash::Hash + Eq>(counts: &mut FxHashMap<K, u32>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, read_post};
    use crate::site::generators::PLAIN;
    use crate::site::{MemoryFiles, RelPath};

    #[test]
    fn a_value_too_many_that_goes_again_leaves_a_list_to_choose_from() {
        let model = PLAIN.load(&MemoryFiles::default(), None);
        let mut corpus = Corpus::default();
        let mut set = |number: usize, value: usize| {
            let (path, text) = (format!("{number}.md"), format!("---\nmood: m{value}\n---\n"));
            corpus.set(&*model, read_post(&*model, &RelPath::from(path), &text).unwrap());
            corpus.keys.key("mood").map(|stats| (stats.values.len(), stats.has_many_values())).unwrap()
        };
        for number in 0..MAX_DISTINCT {
            set(number, number);
        }
        assert_eq!(set(MAX_DISTINCT, MAX_DISTINCT), (MAX_DISTINCT, true));
        assert_eq!(set(MAX_DISTINCT, 0), (MAX_DISTINCT, false));
    }
}
