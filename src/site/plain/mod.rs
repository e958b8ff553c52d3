//! A folder of posts whose generator is none of those we know well: front matter and terms, and silence on all the rest.

mod fields;
mod kind;
mod model;
mod tags_file;

use crate::site::files::Files;
use crate::site::model::{Evidence, Generator, Model};
use crate::site::problem::Rule;
use crate::site::rules;
use crate::site::version::Version;
use kind::Kind;
use model::PlainModel;
use std::sync::Arc;

/// The rules that only such folders have.
static RULES: &[&Rule] = &[&rules::TERM_UNDECLARED];

/// The generator of what has none, or one whose posts alone are known here.
pub struct Plain;

impl Generator for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn name(&self) -> &'static str {
        Kind::Unknown.name()
    }

    /// By the configuration of a generator whose posts are known. What no generator claims is plain without it.
    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence> {
        kind::detect(dir, files).map(|(_, because)| Evidence { score: kind::SCORE, because })
    }

    fn load(&self, files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(PlainModel::load(files))
    }

    fn rules(&self) -> &'static [&'static Rule] {
        RULES
    }
}
