//! The configuration of a Hugo site: read from every place Hugo reads, merged, then typed.

mod language;
mod merge;
mod settings;
mod sources;

use serde_json::Value;

use crate::site::files::{Files, RelPath};

pub use language::Language;
pub use merge::lookup;
pub use settings::{Import, ModuleMount, Settings, Strings};
pub use sources::{is_config_path, root_config};

/// The configuration of one site or theme.
#[derive(Debug, Default, Clone)]
pub struct Config {
    /// Everything in one tree: keys in lower case, later files over earlier ones.
    pub tree: Value,
    /// The typed settings of the site, without what a language overrides.
    pub settings: Settings,
    /// The languages in use, the default one first; one without a configured code when the site names none.
    pub languages: Vec<Language>,
    /// Codes of languages that are configured but switched off: their files are left out without a word.
    pub disabled_languages: Vec<String>,
    /// The files that did not parse, each with the reason.
    pub broken: Vec<(RelPath, String)>,
}

impl Config {
    /// Reads the configuration below `dir` (empty, or a path that ends in `/`) for a production build.
    pub fn load(files: &dyn Files, dir: &str) -> Config {
        let (tree, broken) = sources::read(files, dir);
        let settings = settings::typed(&tree);
        let (languages, disabled_languages) = language::languages(&tree, &settings);
        Config { tree, settings, languages, disabled_languages, broken }
    }

    /// The value at a path of lower-case keys: `["markup", "goldmark", "parser"]`.
    pub fn get(&self, path: &[&str]) -> Option<&Value> {
        lookup(&self.tree, path)
    }

    /// The text at a path of lower-case keys.
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        self.get(path)?.as_str()
    }

    /// The boolean at a path of lower-case keys; what is absent or none is `false`.
    pub fn flag(&self, path: &[&str]) -> bool {
        self.get(path).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The language of that code, whatever its case.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code.eq_ignore_ascii_case(code))
    }

    /// Whether the site names any language, so that file names may end in one.
    pub fn is_multilingual(&self) -> bool {
        self.languages.len() + self.disabled_languages.len() > 1
    }
}
