//! The configuration of a site: `_config.yml` with Hexo's defaults (lib/hexo/default_config.ts).

use crate::site::files::Files;
use crate::site::shared::config;
use jiff::tz::TimeZone;
use serde_json::Value;

/// The file.
pub const NAME: &str = "_config.yml";

/// The configuration as far as it bears on posts.
#[derive(Debug)]
pub struct Config {
    /// The whole tree.
    pub tree: Value,
    /// Why the file was not read, if it is broken.
    pub broken: Option<String>,
    /// The folder of the content.
    pub source: String,
    /// The pattern of the addresses of posts.
    pub permalink: String,
    /// The pattern of the names of posts.
    pub new_post_name: String,
    /// Whether posts of later dates are published.
    pub future: bool,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether each post has a folder of files.
    pub asset_folder: bool,
    /// The zone of the site's dates.
    pub zone: TimeZone,
}

impl Config {
    /// Reads the configuration below the root of a site.
    pub fn load(files: &dyn Files) -> Config {
        let (tree, broken) = match config::yaml(files, NAME) {
            Ok(tree) => (tree, None),
            Err(why) => (config::empty(), Some(why)),
        };
        let text = |key: &str, default: &str| {
            config::text(&tree, key).filter(|text| !text.is_empty()).unwrap_or_else(|| default.to_owned())
        };
        let zone = config::text(&tree, "timezone").and_then(|name| TimeZone::get(&name).ok());
        Config {
            source: text("source_dir", "source").trim_matches('/').to_owned(),
            permalink: text("permalink", ":year/:month/:day/:title/"),
            new_post_name: text("new_post_name", ":title.md"),
            future: tree.get("future").and_then(Value::as_bool).unwrap_or(true),
            drafts: config::flag(&tree, "render_drafts"),
            asset_folder: config::flag(&tree, "post_asset_folder"),
            zone: zone.unwrap_or(TimeZone::UTC),
            broken,
            tree,
        }
    }

    /// The text at a key, or the default.
    pub fn text(&self, key: &str, default: &str) -> String {
        config::text(&self.tree, key).filter(|text| !text.is_empty()).unwrap_or_else(|| default.to_owned())
    }
}
