//! The fields of one file: what its front matter says, and below that the defaults of the configuration.

use crate::site::shared::config;
use crate::site::shared::scalars::{self, Yaml};
use crate::syntax::front_matter::{Entry, FrontMatter, Value};
use serde_json::{Map, Value as Json};

/// The fields of one file.
#[derive(Debug)]
pub struct Data<'a> {
    front: Option<&'a FrontMatter>,
    defaults: Map<String, Json>,
}

impl<'a> Data<'a> {
    /// Fields of a front matter that ends where it should; one without an end is body text to Jekyll.
    pub fn new(front: Option<&'a FrontMatter>, defaults: Map<String, Json>) -> Self {
        Data { front: front.filter(|front| front.closer.is_some()), defaults }
    }

    /// The front matter as Jekyll sees it.
    pub fn front(&self) -> Option<&'a FrontMatter> {
        self.front
    }

    /// The entry that the file itself has; the last one of a key that it repeats.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.front?.root.iter().rev().find(|entry| entry.key.text == key)
    }

    /// The value that the file itself gives, unless it is nothing.
    pub fn written(&self, key: &str) -> Option<&'a Value> {
        self.entry(key).map(|entry| &entry.value).filter(|value| !scalars::is_null(value))
    }

    /// What the configuration gives in its absence.
    pub fn default(&self, key: &str) -> Option<&Json> {
        self.defaults.get(key)
    }

    /// The single text at a key.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.written(key) {
            Some(value) => scalars::text(value).map(str::to_owned),
            None => self.default(key).and_then(config::plain),
        }
    }

    /// The boolean at a key; `None` for anything else.
    pub fn boolean(&self, key: &str) -> Option<bool> {
        match self.written(key) {
            Some(value) => scalars::boolean(value, Yaml::V1_1),
            None => self.default(key).and_then(Json::as_bool),
        }
    }

    /// Whether `published` keeps the file out of the site: false, or nothing at all behind the key.
    pub fn is_unpublished(&self) -> bool {
        let says_nothing = self.entry("published").is_some() && self.written("published").is_none();
        (says_nothing && self.default("published").is_none()) || self.boolean("published") == Some(false)
    }

    /// The texts of a list at a key; a text is cut at spaces.
    pub fn words(&self, key: &str) -> Vec<String> {
        let mut words: Vec<String> = match self.default(key) {
            Some(Json::Array(items)) => items.iter().filter_map(config::plain).collect(),
            Some(Json::String(text)) => text.split_whitespace().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        if let Some(value) = self.written(key) {
            match value.list() {
                Some(list) => words.extend(list.items.iter().filter_map(scalars::text).map(str::to_owned)),
                None => {
                    let text = scalars::text(value).unwrap_or_default();
                    words.extend(text.split_whitespace().map(str::to_owned));
                }
            }
        }
        words
    }
}
