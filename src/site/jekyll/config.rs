//! The configuration of a site: `_config.yml` with Jekyll's defaults.

use crate::site::files::{Files, RelPath};
use crate::site::shared::config;
use jiff::tz::TimeZone;
use serde_json::Value;

/// The configuration as far as it bears on posts.
#[derive(Debug)]
pub struct Config {
    /// The whole tree.
    pub tree: Value,
    /// The file.
    pub path: RelPath,
    /// Why the file was not read, if it is broken.
    pub broken: Option<String>,
    /// The collections, `posts` not among them.
    pub collections: Vec<Collection>,
    /// The gems under `plugins`.
    pub plugins: Vec<String>,
    /// The theme that comes as a gem or from a repository.
    pub theme: Option<String>,
    /// The time zone of dates without an offset.
    pub zone: TimeZone,
}

/// One collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its name: its files lie in the folder of that name with an underscore.
    pub label: String,
    /// Whether its files become pages.
    pub output: bool,
    /// The pattern of its URLs, when it has its own.
    pub permalink: Option<String>,
}

/// The names of the file, the one that wins first.
const NAMES: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

impl Config {
    /// Reads the configuration below the root of a site.
    pub fn load(files: &dyn Files) -> Config {
        let path = NAMES.into_iter().find(|name| files.exists(name)).unwrap_or(NAMES[0]);
        let (tree, broken) = match read(files, path) {
            Ok(tree) => (tree, None),
            Err(why) => (config::empty(), Some(why)),
        };
        let plugins = ["plugins", "gems"].iter().flat_map(|key| config::list(&tree, key)).collect();
        let theme = ["theme", "remote_theme"].iter().find_map(|key| config::text(&tree, key));
        // Without a setting it is the zone of the machine that builds, which for published sites is mostly UTC.
        let zone = config::text(&tree, "timezone").and_then(|name| TimeZone::get(&name).ok());
        Config {
            collections: collections(&tree),
            plugins,
            theme,
            zone: zone.unwrap_or(TimeZone::UTC),
            path: path.into(),
            broken,
            tree,
        }
    }

    /// The text at a key, or Jekyll's default.
    pub fn text(&self, key: &str, default: &str) -> String {
        config::text(&self.tree, key).unwrap_or_else(|| default.to_owned())
    }

    /// Whether a key is set to true.
    pub fn flag(&self, key: &str) -> bool {
        config::flag(&self.tree, key)
    }
}

fn read(files: &dyn Files, path: &str) -> Result<Value, String> {
    if !path.ends_with(".toml") {
        return config::yaml(files, path);
    }
    let text = files.read(path).unwrap_or_default();
    toml::from_str(&text).map_err(|error| error.message().to_owned())
}

/// A list of names, or a table of names with their settings.
fn collections(tree: &Value) -> Vec<Collection> {
    let named = |label: &str, settings: &Value| Collection {
        label: label.to_owned(),
        output: config::flag(settings, "output"),
        permalink: config::text(settings, "permalink"),
    };
    let all = match tree.get("collections") {
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).map(|name| named(name, &Value::Null)).collect()
        }
        Some(Value::Object(table)) => table.iter().map(|(name, settings)| named(name, settings)).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|collection: &Collection| collection.label != "posts").collect()
}
