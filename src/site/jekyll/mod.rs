//! Jekyll: what it makes of front matter, folders, Liquid tags, dates, terms and headings.

pub mod checks;
pub mod config;
pub mod data;
pub mod dates;
pub mod defaults;
pub mod detect;
pub mod fields;
pub mod headings;
pub mod includes;
pub mod layout;
pub mod links;
pub mod model;
pub mod page;
pub mod permalinks;
pub mod publish;
pub mod slug;
pub mod split;
pub mod tags;
pub mod terms;
pub mod unknowns;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::version::Version;
use std::sync::Arc;

pub use model::JekyllModel;

/// The generator.
pub struct Jekyll;

impl Generator for Jekyll {
    fn id(&self) -> &'static str {
        "jekyll"
    }

    fn name(&self) -> &'static str {
        "Jekyll"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        detect::detect(dir, files)
    }

    /// Versions play no part: 4.3 is what the facts are from, and 3.9 differs in nothing that is judged here.
    fn load(&self, files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(JekyllModel::load(files))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}
