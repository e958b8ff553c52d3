//! The folders that are watched at the moment, each by itself.
//!
//! One watch a folder, never a recursive one: that would count those of `node_modules` and of what a build writes
//! against the limits of the system, and report all of it. Systems that watch whole trees at no cost do that for a
//! folder alone as well.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Depth, Place};
use crate::corpus::disk;

/// How often the folders are looked at where the system tells nothing: each look reads the times of all files.
const POLL: Duration = Duration::from_secs(20);

/// What is called with each event.
type Handler = std::sync::Arc<dyn Fn(notify::Result<Event>) + Send + Sync>;

/// What is watched, and by what.
pub struct Folders {
    places: Vec<Place>,
    watched: BTreeSet<PathBuf>,
    watcher: Option<Box<dyn Watcher + Send>>,
    handler: Handler,
    is_polling: bool,
}

impl Folders {
    /// Watches nothing yet; `handler` is called with what happens.
    pub fn new(handler: impl Fn(notify::Result<Event>) + Send + Sync + 'static) -> Folders {
        Folders {
            places: Vec::new(),
            watched: BTreeSet::new(),
            watcher: None,
            handler: std::sync::Arc::new(handler),
            is_polling: false,
        }
    }

    /// Watches these places and nothing else; returns those that are new.
    pub fn set(&mut self, places: Vec<Place>) -> Vec<Place> {
        let new: Vec<Place> = places.iter().filter(|place| !self.places.contains(place)).cloned().collect();
        if self.places == places {
            return new;
        }
        self.places = places;
        if self.watcher.is_none() {
            self.open();
        }
        let places = self.places.clone();
        let list = || places.iter().flat_map(|place| folders_of(place, &place.folder)).collect();
        let wanted: BTreeSet<PathBuf> = list();
        for gone in self.watched.difference(&wanted).cloned().collect::<Vec<_>>() {
            self.unwatch(&gone);
        }
        self.watch_all(list);
        new
    }

    /// Takes notice of what happened at `path`: a folder that is new is watched. Whether it is to be told.
    pub fn note(&mut self, path: &Path) -> bool {
        let Some(place) = self.places.iter().find(|place| place.covers(path)).cloned() else { return false };
        if path.is_dir() {
            self.watch_all(|| folders_of(&place, path));
        } else {
            let below: Vec<PathBuf> = self
                .watched
                .range(path.to_path_buf()..)
                .take_while(|f| f.starts_with(path))
                .cloned()
                .collect();
            below.iter().for_each(|folder| self.unwatch(folder));
        }
        true
    }

    /// The watcher of the system, or else one that looks for itself.
    fn open(&mut self) {
        match RecommendedWatcher::new(self.handler(), Config::default()) {
            Ok(watcher) => self.watcher = Some(Box::new(watcher)),
            Err(error) => self.poll(&error),
        }
    }

    fn handler(&self) -> impl Fn(notify::Result<Event>) + Send + 'static {
        let handler = self.handler.clone();
        move |event| handler(event)
    }

    /// Gives the system's watcher up for good and looks at the folders now and then.
    fn poll(&mut self, error: &notify::Error) {
        tracing::warn!(
            %error,
            "the system cannot watch that many folders; they are looked at every {} seconds instead",
            POLL.as_secs()
        );
        self.is_polling = true;
        let config = Config::default().with_poll_interval(POLL);
        self.watcher = match PollWatcher::new(self.handler(), config) {
            Ok(watcher) => Some(Box::new(watcher)),
            Err(error) => {
                tracing::warn!(%error, "files that change outside of the editor are not noticed");
                None
            }
        };
    }

    /// Watches what is listed. A folder that is made while that happens is told by the one around it only if that was
    /// watched already, so the list is made again until there is nothing new.
    fn watch_all(&mut self, list: impl Fn() -> BTreeSet<PathBuf>) {
        loop {
            let before = self.watched.len();
            self.watch(list());
            if self.watched.len() == before {
                return;
            }
        }
    }

    fn watch(&mut self, folders: BTreeSet<PathBuf>) {
        for folder in folders {
            if self.watched.contains(&folder) {
                continue;
            }
            let Some(watcher) = &mut self.watcher else { return };
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder);
                }
                Err(error) if is_limit(&error) && !self.is_polling => {
                    self.poll(&error);
                    let again = std::mem::take(&mut self.watched);
                    self.watch(again.into_iter().chain([folder]).collect());
                }
                // It may be gone again, or not be ours to read.
                Err(error) => tracing::debug!(%error, "a folder is not watched"),
            }
        }
    }

    fn unwatch(&mut self, folder: &Path) {
        self.watched.remove(folder);
        if let Some(watcher) = &mut self.watcher {
            // The watch of a folder that is gone went with it.
            let _ = watcher.unwatch(folder);
        }
    }
}

/// The folders of a place at `from` and below it.
fn folders_of(place: &Place, from: &Path) -> BTreeSet<PathBuf> {
    match place.depth {
        Depth::Below => disk::folders(&place.folder, from).into_iter().collect(),
        Depth::Itself => BTreeSet::from([place.folder.clone()]),
    }
}

/// Whether the system refuses more watches, or more files.
fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        // ENOSPC, EMFILE, ENFILE.
        notify::ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(28 | 24 | 23)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_limit_the_folders_are_polled_instead() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("content")).unwrap();
        let mut folders = Folders::new(|_| {});
        folders.set(vec![Place { folder: root.path().to_path_buf(), depth: Depth::Below }]);
        assert_eq!((folders.watched.len(), folders.is_polling), (2, false));
        let limit = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        assert!(is_limit(&limit) && !is_limit(&notify::Error::path_not_found()));
        folders.poll(&limit);
        let again = std::mem::take(&mut folders.watched);
        folders.watch(again);
        assert_eq!((folders.watched.len(), folders.is_polling), (2, true));
    }
}
