//! Hugo: what it makes of front matter, folders, shortcodes, dates, terms and headings.

pub mod archetype;
pub mod checks;
pub mod config;
pub mod dates;
pub mod detect;
pub mod fields;
pub mod go_time;
pub mod headings;
pub mod inherit;
pub mod keys;
pub mod layout;
pub mod links;
pub mod model;
pub mod modules;
pub mod mounts;
pub mod page;
pub mod permalinks;
pub mod publish;
pub mod reading;
pub mod sanitize;
pub mod scalars;
pub mod shortcodes;
pub mod split;
pub mod terms;
pub mod unknowns;
pub mod url;
pub mod version;

use std::sync::Arc;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::version::Version;

pub use model::HugoModel;

/// The generator.
pub struct Hugo;

impl Generator for Hugo {
    fn id(&self) -> &'static str {
        "hugo"
    }

    fn name(&self) -> &'static str {
        "Hugo"
    }

    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        detect::detect(dir, files)
    }

    fn load(&self, files: &dyn Files, pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(HugoModel::load(files, pinned))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }
}
