//! The front-matter keys of a site: how many posts use each, with which values, written how.

use crate::corpus::post::{Post, ValueForm};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// More distinct values than this are no list to choose from, so counting them stops.
pub const MAX_DISTINCT: usize = 200;

/// The keys of one site, by section: sibling posts are those of one section.
#[derive(Debug, Default, Clone)]
pub struct KeyIndex {
    sections: FxHashMap<SmolStr, Section>,
}

/// The keys of the posts of one section.
#[derive(Debug, Default, Clone)]
pub struct Section {
    /// How many posts it has.
    pub posts: u32,
    keys: FxHashMap<SmolStr, KeyStats>,
}

/// What is known of one key.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct KeyStats {
    /// How many posts have it.
    pub posts: u32,
    /// The values of scalars with their number of posts; empty once there were too many.
    pub values: FxHashMap<SmolStr, u32>,
    /// Whether there were more than [`MAX_DISTINCT`] values.
    pub many: bool,
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

    /// How many posts there are in all.
    pub fn posts(&self) -> u32 {
        self.sections.values().map(|section| section.posts).sum()
    }

    /// How many posts of the whole site have the key at that dotted path.
    pub fn posts_with(&self, path: &str) -> u32 {
        self.sections.values().filter_map(|section| section.keys.get(path)).map(|key| key.posts).sum()
    }

    /// The statistics of one key over all sections.
    pub fn key(&self, path: &str) -> Option<KeyStats> {
        let mut all: Option<KeyStats> = None;
        for key in self.sections.values().filter_map(|section| section.keys.get(path)) {
            all.get_or_insert_default().merge(key);
        }
        all
    }

    /// Adds the keys of a post.
    pub fn add(&mut self, post: &Post) {
        let section = self.sections.entry(post.page.section.clone()).or_default();
        section.posts += 1;
        for (order, key) in post.keys.iter().enumerate() {
            let first = !post.keys[..order].iter().any(|other| other.path == key.path);
            let stats = section.keys.entry(key.path.clone()).or_default();
            if first {
                stats.posts += 1;
                stats.order += order as u64;
            }
            *stats.forms.entry(key.form).or_default() += 1;
            stats.count(key.value.as_ref());
        }
    }

    /// Takes the keys of a post out again.
    pub fn remove(&mut self, post: &Post) {
        let Some(section) = self.sections.get_mut(&post.page.section) else { return };
        section.posts = section.posts.saturating_sub(1);
        for (order, key) in post.keys.iter().enumerate() {
            let Some(stats) = section.keys.get_mut(&key.path) else { continue };
            let first = !post.keys[..order].iter().any(|other| other.path == key.path);
            if first {
                stats.posts = stats.posts.saturating_sub(1);
                stats.order = stats.order.saturating_sub(order as u64);
            }
            uncount(&mut stats.forms, &key.form);
            if let Some(value) = &key.value {
                uncount(&mut stats.values, value);
            }
            if stats.posts == 0 {
                section.keys.remove(&key.path);
            }
        }
        if section.posts == 0 {
            self.sections.remove(&post.page.section);
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
}

impl KeyStats {
    fn count(&mut self, value: Option<&SmolStr>) {
        let Some(value) = value else { return };
        if let Some(count) = self.values.get_mut(value) {
            *count += 1;
        } else if self.values.len() < MAX_DISTINCT {
            self.values.insert(value.clone(), 1);
        } else {
            self.many = true;
        }
    }

    fn merge(&mut self, other: &KeyStats) {
        self.posts += other.posts;
        self.order += other.order;
        self.many |= other.many;
        for (value, count) in &other.values {
            *self.values.entry(value.clone()).or_default() += count;
        }
        for (form, count) in &other.forms {
            *self.forms.entry(*form).or_default() += count;
        }
    }
}

fn uncount<K: std::hash::Hash + Eq>(counts: &mut FxHashMap<K, u32>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(key);
        }
    }
}
