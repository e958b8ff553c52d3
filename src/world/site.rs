//! One site of the workspace: its files, its model, its index, its settings.

use crate::corpus::Corpus;
use crate::site::model::{Unknown, UnknownPart};
use crate::site::{Files, Model};
use crate::world::settings::Settings;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site as one moment knows it. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The absolute folder of its root.
    pub root: PathBuf,
    /// What its generator says.
    pub model: Arc<dyn Model>,
    /// The index over its posts on disk.
    pub corpus: Arc<Corpus>,
    /// Its files, to read posts that are not open.
    pub files: Arc<dyn Files>,
    /// The client's settings with the site's own on top.
    pub settings: Arc<Settings>,
    /// Why its settings file was not taken, if it is broken.
    pub settings_error: Option<String>,
    /// What its model was made of.
    pub made_of: MadeOf,
}

/// What a model was made of: of two that were made of the same, both say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MadeOf {
    /// The word for the generator that was detected; the settings may have named another.
    pub detected: &'static str,
    /// A number for the generator that was chosen, the version that was asked for, and all that was read.
    pub sum: u64,
}

impl Site {
    /// The path below the root, with `/`; `None` for a file of another place.
    pub fn relative(&self, path: &Path) -> Option<String> {
        crate::corpus::disk::relative(&self.root, path).map(|path| path.to_string())
    }

    /// Whether every template of the site and its themes is on disk, so that a name without one is unknown.
    pub fn knows_templates(&self) -> bool {
        let hides = |unknown: &Unknown| matches!(unknown.what, UnknownPart::Templates | UnknownPart::Config);
        !self.model.unknowns().iter().any(hides)
    }

    /// The absolute path of a file of the site.
    pub fn absolute(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}
