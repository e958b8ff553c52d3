//! Astro: the front matter of content collections, by the schemas that Astro itself writes.

pub mod checks;
pub mod collections;
pub mod model;
pub mod schema;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::shared::files::{depends_on, first};
use crate::site::version::Version;
use std::sync::Arc;

pub use model::AstroModel;

/// The generator.
pub struct Astro;

/// A configuration of its own.
const CERTAIN: u8 = 96;

/// `package.json` depends on it.
const LIKELY: u8 = 80;

/// The names of the configuration.
const NAMES: &[&str] =
    &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"];

impl Generator for Astro {
    fn id(&self) -> &'static str {
        "astro"
    }

    fn name(&self) -> &'static str {
        "Astro"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        if let Some(because) = first(dir, NAMES, files) {
            return Some(Evidence { score: CERTAIN, because });
        }
        let because = format!("{dir}package.json");
        depends_on(dir, "astro", files).then_some(Evidence { score: LIKELY, because })
    }

    /// Versions play no part: the facts are from 5.18.
    fn load(&self, files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(AstroModel::load(files))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}
