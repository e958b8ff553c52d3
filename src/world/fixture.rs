//! A whole workspace in one string, for tests written as data.
//!
//! `//- /content/a.md` starts a file; `$0` in one of them is the cursor and opens that file as a buffer.

use crate::site::MemoryFiles;
use crate::site::detect;
use crate::text::Edit;
use crate::world::{PostView, Settings, Snapshot, World, scan};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// The moment at which tests take place, so that publish states do not change with the years: 2026-06-01 12:00 UTC.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// A workspace in memory.
pub struct Fixture {
    /// The state, with the cursor's file open.
    pub world: World,
    /// The cursor's file.
    pub path: PathBuf,
    /// The cursor's byte offset in that file.
    pub offset: usize,
}

impl Fixture {
    /// Reads a fixture. Without `$0` the cursor is at the start of the first file.
    pub fn new(text: &str) -> Fixture {
        Fixture::with_settings(text, &Settings::default())
    }

    /// The same with settings of the client.
    pub fn with_settings(text: &str, client: &Settings) -> Fixture {
        let mut files = split(text);
        let cursor = files.iter().position(|(_, text)| text.contains("$0"));
        let at = cursor.unwrap_or(0);
        let Some((name, text)) = files.get_mut(at) else {
            return Fixture { world: World::default(), path: PathBuf::new(), offset: 0 };
        };
        let offset = text.find("$0").unwrap_or(0);
        *text = text.replacen("$0", "", 1);
        let (path, open) = (PathBuf::from(format!("/{name}")), text.clone());
        let mut world = in_memory(files, client);
        if cursor.is_some() {
            world.open(path.clone(), 1, open);
        }
        Fixture { world, path, offset }
    }

    /// The state at [`NOW`].
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.world.snapshot();
        snapshot.now = NOW.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        snapshot
    }

    /// The post under the cursor.
    pub fn post(&self) -> Option<PostView> {
        self.snapshot().post(&self.path)
    }

    /// Opens another file of the fixture with a text that is not saved.
    pub fn open(&mut self, path: &str, text: &str) {
        self.world.open(PathBuf::from(path), 1, text);
    }
}

/// A world over files in memory whose workspace folder is `/`.
pub fn in_memory(files: Vec<(String, String)>, client: &Settings) -> World {
    let files = MemoryFiles::new(files);
    let sites = detect::sites(&files).into_iter().map(|detected| {
        let below = Arc::new(files.below(&detected.dir));
        Arc::new(scan::load(PathBuf::from("/").join(&detected.dir), below, &detected, client))
    });
    let mut world = World::default();
    world.install(sites.collect());
    world
}

/// The `(path, text)` pairs of a fixture.
pub fn split(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("//- /") {
            Some(name) => files.push((name.trim_end().to_string(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    files
}

/// The text after some edits, with the places that changed visible: what a test compares.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    crate::text::apply_all(text, edits)
}
