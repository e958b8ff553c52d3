//! Eleventy: its front matter and tags. Its configuration is code, which is never run, so little else is known.

pub mod checks;
pub mod config;
pub mod data;
pub mod fields;
pub mod model;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::shared::files::{depends_on, first};
use crate::site::version::Version;
use std::sync::Arc;

pub use model::EleventyModel;

/// The generator.
pub struct Eleventy;

/// A configuration of its own.
const CERTAIN: u8 = 95;

/// `package.json` depends on it.
const LIKELY: u8 = 85;

impl Generator for Eleventy {
    fn id(&self) -> &'static str {
        "eleventy"
    }

    fn name(&self) -> &'static str {
        "Eleventy"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        if let Some(because) = first(dir, config::NAMES, files) {
            return Some(Evidence { score: CERTAIN, because });
        }
        let because = format!("{dir}package.json");
        depends_on(dir, "@11ty/eleventy", files).then_some(Evidence { score: LIKELY, because })
    }

    /// Versions play no part: the facts are from 3.1.
    fn load(&self, files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(EleventyModel::load(files))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}
