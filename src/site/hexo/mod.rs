//! Hexo: what it makes of front matter, folders, tag plugins, dates, terms and headings.

pub mod checks;
pub mod config;
pub mod fields;
pub mod model;
pub mod page;
pub mod slug;
pub mod tags;
pub mod terms;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::shared::files::depends_on;
use crate::site::version::Version;
use std::sync::Arc;

pub use model::HexoModel;

/// The generator.
pub struct Hexo;

/// `package.json` names it.
const CERTAIN: u8 = 98;

/// A configuration beside scaffolds and a source folder.
const LIKELY: u8 = 85;

impl Generator for Hexo {
    fn id(&self) -> &'static str {
        "hexo"
    }

    fn name(&self) -> &'static str {
        "Hexo"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        let package = format!("{dir}package.json");
        let config = format!("{dir}_config.yml");
        if depends_on(dir, "hexo", files) {
            return Some(Evidence { score: CERTAIN, because: package });
        }
        let has = |folder: &str| !files.under(&format!("{dir}{folder}")).is_empty();
        let looks_it = files.exists(&config) && has("scaffolds") && has("source");
        looks_it.then_some(Evidence { score: LIKELY, because: config })
    }

    /// Versions play no part: the facts are from 8.1.
    fn load(&self, files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(HexoModel::load(files))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn sites_are_told_by_their_package_or_their_folders() {
        let score = |files: &[(&str, &str)]| {
            let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
            Hexo.detect("s/", &MemoryFiles::new(files)).map_or(0, |evidence| evidence.score)
        };
        assert_eq!(score(&[("s/package.json", "{\"dependencies\": {\"hexo\": \"8\"}}")]), CERTAIN);
        let folders = [("s/_config.yml", ""), ("s/scaffolds/a.md", ""), ("s/source/a.md", "")];
        assert_eq!(score(&folders), LIKELY);
        assert_eq!(score(&[("s/package.json", "{\"dependencies\": {\"astro\": \"5\"}}")]), 0);
    }
}
