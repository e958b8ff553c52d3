//! Zola: what it makes of front matter, folders, shortcodes and components, dates, terms, links and headings.

pub mod checks;
pub mod config;
pub mod dates;
pub mod detect;
pub mod fields;
pub mod headings;
pub mod layout;
pub mod links;
pub mod model;
pub mod page;
pub mod publish;
pub mod reading;
pub mod sections;
pub mod shortcodes;
pub mod slug;
pub mod split;
pub mod terms;
pub mod values;
pub mod version;

use std::sync::Arc;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::version::Version;

pub use model::ZolaModel;

/// The generator.
pub struct Zola;

impl Generator for Zola {
    fn id(&self) -> &'static str {
        "zola"
    }

    fn name(&self) -> &'static str {
        "Zola"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        detect::detect(dir, files)
    }

    fn load(&self, files: &dyn Files, pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(ZolaModel::load(files, pinned))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}
