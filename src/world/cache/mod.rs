//! What was learnt of a workspace, kept in the user's cache folder for the next start.
//!
//! Nothing in it is trusted over the files: at the next start it answers the first questions, and then each post is taken
//! from it only if its file and all that its site is made of are as they were. A file that is damaged, of another build or
//! of another folder is no cache, and to lose all of them costs one scan.

mod build;
mod check;
mod disk;
mod format;
mod learn;
mod posts;
mod recall;

pub use check::{deepen, scan_with};
pub use learn::Lesson;
pub use recall::{Recalled, recall};

use crate::world::Settings;
use etcetera::BaseStrategy;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The environment variable that names another folder for it; empty for none.
pub const VARIABLE: &str = "FRONTIS_CACHE_DIR";

/// The folder in the user's cache folder.
const FOLDER: &str = "frontis";

/// Where what was learnt is kept, one file for each folder that was scanned.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The user's own, unless the settings or the environment say otherwise.
    pub fn of_user(settings: &Settings) -> Cache {
        match settings.cache.enabled {
            true => Cache::named(std::env::var_os(VARIABLE)),
            false => Cache::off(),
        }
    }

    fn named(variable: Option<OsString>) -> Cache {
        let folder = match variable {
            Some(folder) => Some(PathBuf::from(folder)),
            None => etcetera::choose_base_strategy().ok().map(|places| places.cache_dir().join(FOLDER)),
        };
        Cache { folder: folder.filter(|folder| folder.is_absolute()) }
    }

    /// The one in that folder, which need not exist.
    pub fn at(folder: PathBuf) -> Cache {
        Cache { folder: Some(folder) }
    }

    /// None: nothing is known, and nothing is kept.
    pub fn off() -> Cache {
        Cache { folder: None }
    }

    /// The file for a folder that was scanned.
    fn file(&self, workspace: &Path) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(disk::name(workspace)))
    }

    /// Keeps what a scan taught, in the place of what was kept of the same folder, unless it is the same. Takes as long as
    /// the disk needs; what goes wrong costs no more than the next start's time.
    pub fn keep(&self, lesson: &Lesson) {
        let (Some(folder), Some(file)) = (&self.folder, self.file(lesson.workspace())) else { return };
        let outcome = match lesson.worth() {
            learn::Worth::Known => disk::touch(&file),
            learn::Worth::New => disk::replace(folder, &file, |out| lesson.write(out)),
            learn::Worth::Unwanted => disk::remove(&file),
        };
        if let Err(error) = outcome {
            tracing::debug!(file = %file.display(), %error, "nothing is kept for the next start");
        }
    }
}

#[cfg(test)]
mod tests;
