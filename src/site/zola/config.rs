//! A Zola site's configuration, as far as a post depends on it.
//!
//! Source: `components/config/src/config/`. Each setting is read by itself, so that a slip in one hides no other.

use super::slug::Strategy;
use crate::site::files::{Files, RelPath};
use globset::{Glob, GlobSet, GlobSetBuilder};
use smol_str::SmolStr;
use toml::{Table, Value};

/// The names of the configuration file, the stronger first.
pub const CONFIG_FILES: [&str; 2] = ["zola.toml", "config.toml"];

/// What the configuration says.
#[derive(Debug, Clone)]
pub struct Config {
    /// Its file; `None` for a site without.
    pub path: Option<RelPath>,
    /// Why it cannot be read.
    pub broken: Option<String>,
    /// The address of the site.
    pub base_url: String,
    /// The title of the site; empty when it has none.
    pub title: String,
    /// The languages, the default one first.
    pub languages: Vec<Language>,
    /// The folder of all taxonomies' pages.
    pub taxonomy_root: Option<String>,
    /// How names become paths.
    pub slugify: Slugify,
    /// What a broken internal link does.
    pub internal_links: LinkLevel,
    /// Whether it has keys that 0.19 gave other names, so that no later release reads it.
    pub is_old: bool,
    /// The theme's folder below `themes`.
    pub theme: Option<SmolStr>,
    /// The content that is left out.
    pub ignored: GlobSet,
    /// The content that is not read as a template; `None` when the key is absent.
    pub untemplated: Option<GlobSet>,
}

/// One language of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its code.
    pub code: SmolStr,
    /// The names of its taxonomies, as spelt.
    pub taxonomies: Vec<SmolStr>,
}

/// How names become parts of URLs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slugify {
    /// Those of pages.
    pub paths: Strategy,
    /// Those of terms.
    pub taxonomies: Strategy,
    /// Those of headings.
    pub anchors: Strategy,
    /// Whether the date at the start of a file name stays.
    pub keeps_dates: bool,
}

/// What a broken internal link does to a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkLevel {
    /// It stops it.
    Error,
    /// It is logged, at a level that is not shown by default.
    Warn,
}

impl Config {
    /// Reads the configuration at the root of `files`.
    pub fn load(files: &dyn Files) -> Self {
        let path = CONFIG_FILES.iter().find(|path| files.exists(path));
        let text = path.and_then(|path| files.read(path)).unwrap_or_default();
        let (table, broken) = match text.parse::<Table>() {
            Ok(table) => (table, None),
            Err(error) => (Table::new(), Some(error.message().to_owned())),
        };
        Config { path: path.map(|path| RelPath::from(*path)), broken, ..Config::from(&table) }
    }

    /// The code of the default language.
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or(DEFAULT_LANGUAGE, |language| language.code.as_str())
    }

    /// Whether file names may end in a language.
    pub fn is_multilingual(&self) -> bool {
        self.languages.len() > 1
    }

    /// The language of that code.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// The names of all taxonomies, each once, those of the default language first.
    pub fn taxonomies(&self) -> Vec<&SmolStr> {
        let mut names: Vec<&SmolStr> = Vec::new();
        for name in self.languages.iter().flat_map(|language| &language.taxonomies) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

const DEFAULT_LANGUAGE: &str = "en";

impl From<&Table> for Config {
    fn from(table: &Table) -> Self {
        Config {
            path: None,
            broken: None,
            base_url: text(table, &["base_url"]).unwrap_or_default().to_owned(),
            title: text(table, &["title"]).unwrap_or_default().to_owned(),
            languages: languages(table),
            taxonomy_root: text(table, &["taxonomy_root"]).map(str::to_owned),
            slugify: Slugify {
                paths: strategy(table, "paths"),
                taxonomies: strategy(table, "taxonomies"),
                anchors: strategy(table, "anchors"),
                keeps_dates: flag(table, &["slugify", "paths_keep_dates"]),
            },
            internal_links: match text(table, &["link_checker", "internal_level"]) {
                Some("warn") => LinkLevel::Warn,
                _ => LinkLevel::Error,
            },
            is_old: ["generate_feed", "feed_filename"].iter().any(|key| table.contains_key(*key)),
            theme: text(table, &["theme"]).map(SmolStr::new),
            ignored: globs(table, "ignored_content").unwrap_or_default(),
            untemplated: globs(table, "skip_content_templating"),
        }
    }
}

fn languages(table: &Table) -> Vec<Language> {
    let default = text(table, &["default_language"]).unwrap_or(DEFAULT_LANGUAGE);
    let mut languages = vec![Language { code: default.into(), taxonomies: taxonomies(table) }];
    let others = get(table, &["languages"]).and_then(Value::as_table).into_iter().flatten();
    for (code, options) in others {
        let own = options.as_table().map(taxonomies).unwrap_or_default();
        // The default language may have a table of its own; it has no suffix nevertheless.
        match languages.iter_mut().find(|language| language.code == *code) {
            Some(language) => language.taxonomies.extend(own),
            None => languages.push(Language { code: code.into(), taxonomies: own }),
        }
    }
    languages
}

fn taxonomies(table: &Table) -> Vec<SmolStr> {
    let list = get(table, &["taxonomies"]).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|taxonomy| Some(SmolStr::new(taxonomy.get("name")?.as_str()?))).collect()
}

fn strategy(table: &Table, what: &str) -> Strategy {
    match text(table, &["slugify", what]) {
        Some("safe") => Strategy::Safe,
        Some("off") => Strategy::Off,
        _ => Strategy::On,
    }
}

fn globs(table: &Table, key: &str) -> Option<GlobSet> {
    let patterns = get(table, &[key])?.as_array()?;
    let mut set = GlobSetBuilder::new();
    for glob in patterns.iter().filter_map(|pattern| Glob::new(pattern.as_str()?).ok()) {
        set.add(glob);
    }
    set.build().ok()
}

fn text<'a>(table: &'a Table, path: &[&str]) -> Option<&'a str> {
    get(table, path)?.as_str()
}

fn flag(table: &Table, path: &[&str]) -> bool {
    get(table, path).and_then(Value::as_bool).unwrap_or(false)
}

fn get<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    fn load(name: &str, text: &str) -> Config {
        Config::load(&MemoryFiles::new([(name.to_owned(), text.to_owned())]))
    }

    #[test]
    fn languages_have_taxonomies_of_their_own() {
        let config = load(
            "zola.toml",
            "base_url = '/'\ntaxonomies = [{name = 'tags'}, {name = 'authors'}, {}]\n\
             [languages.fr]\ntaxonomies = [{name = 'sujets'}, {name = 'tags'}]\n",
        );
        let codes: Vec<&str> = config.languages.iter().map(|language| language.code.as_str()).collect();
        assert_eq!(codes, ["en", "fr"]);
        assert_eq!(config.taxonomies(), ["tags", "authors", "sujets"]);
        assert!(config.is_multilingual());
    }

    #[test]
    fn a_broken_file_is_known_as_such_and_settings_have_defaults() {
        let config = load("config.toml", "base_url = 'x\n");
        assert!(config.broken.is_some());
        assert_eq!(config.default_language(), "en");
        assert_eq!(config.slugify, Slugify::default());
        assert_eq!(config.internal_links, LinkLevel::Error);
        let config = load(
            "config.toml",
            "[slugify]\npaths = 'off'\nanchors = 3\n[link_checker]\ninternal_level = 'warn'",
        );
        assert_eq!((config.slugify.paths, config.slugify.anchors), (Strategy::Off, Strategy::On));
        assert_eq!(config.internal_links, LinkLevel::Warn);
    }
}
