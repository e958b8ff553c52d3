//! The single writer: it takes opens, edits and file events, and gives out snapshots.

pub mod batch;
pub mod buffer;
pub mod cache;
pub mod fixture;
pub mod live;
pub mod paranoid;
pub mod scan;
pub mod settings;
pub mod site;
pub mod snapshot;

pub use settings::Settings;
pub use site::Site;
pub use snapshot::{PostView, Snapshot};

use crate::text::{Edit, Text};
use buffer::Buffer;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The state that the server changes. Reading is by [`World::snapshot`] only.
///
/// Invariant: every method that changes it is short; scanning and parsing happen outside, on a snapshot.
#[derive(Default)]
pub struct World {
    sites: Arc<Vec<Arc<Site>>>,
    buffers: Arc<BTreeMap<PathBuf, Arc<Buffer>>>,
    client: Arc<Settings>,
    ready: bool,
}

impl World {
    /// The state of this moment.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            sites: self.sites.clone(),
            buffers: self.buffers.clone(),
            now: Timestamp::now(),
            ready: self.ready,
        }
    }

    /// Takes a text that the client opened. Opening a file twice keeps the later text.
    pub fn open(&mut self, path: PathBuf, version: i32, text: impl Into<Text>) {
        let buffer = Buffer::new(path.clone(), version, text.into());
        Arc::make_mut(&mut self.buffers).insert(path, Arc::new(buffer));
    }

    /// Changes an open text. Each edit's span speaks of the text after the edits before it, as the protocol says.
    /// `None` when the file is not open.
    pub fn change(&mut self, path: &Path, version: i32, change: impl FnOnce(&mut Text)) -> Option<()> {
        let mut text = self.buffers.get(path)?.text.clone();
        change(&mut text);
        let buffer = Buffer::new(path.to_path_buf(), version, text);
        Arc::make_mut(&mut self.buffers).insert(path.to_path_buf(), Arc::new(buffer));
        Some(())
    }

    /// The same for one edit in bytes.
    pub fn edit(&mut self, path: &Path, version: i32, edit: &Edit) -> Option<()> {
        self.change(path, version, |text| text.apply(edit))
    }

    /// Forgets an open text; the disk counts again.
    pub fn close(&mut self, path: &Path) {
        Arc::make_mut(&mut self.buffers).remove(path);
    }

    /// Takes the settings of the client; the sites must be scanned again when `[site]` changed.
    pub fn set_client_settings(&mut self, settings: Settings) {
        self.client = Arc::new(settings);
    }

    /// The settings of the client.
    pub fn client_settings(&self) -> Arc<Settings> {
        self.client.clone()
    }

    /// Replaces all sites: the outcome of [`scan::scan`].
    pub fn install(&mut self, sites: Vec<Arc<Site>>) {
        self.put(sites);
        self.ready = true;
    }

    /// Shows sites that are read in part only, before the first [`World::install`]: nothing is called missing yet.
    pub fn preview(&mut self, sites: Vec<Arc<Site>>) {
        if !self.ready {
            self.put(sites);
        }
    }

    fn put(&mut self, mut sites: Vec<Arc<Site>>) {
        sites.sort_by_key(|site| std::cmp::Reverse(site.root.components().count()));
        self.sites = Arc::new(sites);
        self.forget_trees();
    }

    /// The site at that root to be changed where it is; `None` while anybody reads it, or when it is not known.
    pub fn site_mut(&mut self, root: &Path) -> Option<&mut Site> {
        let site = Arc::get_mut(&mut self.sites)?.iter_mut().find(|site| site.root == root)?;
        Arc::get_mut(site)
    }

    /// Replaces one site: the outcome of [`batch::with`].
    pub fn replace(&mut self, site: Arc<Site>) {
        let model_changed = match Arc::make_mut(&mut self.sites).iter_mut().find(|old| old.root == site.root)
        {
            Some(old) => {
                let changed = !Arc::ptr_eq(&old.model, &site.model);
                *old = site;
                changed
            }
            None => return,
        };
        if model_changed {
            self.forget_trees();
        }
    }

    /// Drops what buffers computed under the rules of a model that is gone.
    fn forget_trees(&mut self) {
        for buffer in Arc::make_mut(&mut self.buffers).values_mut() {
            *buffer = Arc::new(Buffer::new(buffer.path.clone(), buffer.version, buffer.text.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::Fixture;
    use super::*;

    const TWO_POSTS: &str = "\
//- /a.md
---
title: A
tags: [go, $0]
---
//- /b.md
---
title: B
tags: [rust, go]
---
";

    #[test]
    fn a_term_typed_in_an_open_buffer_counts_before_it_is_saved() {
        let mut fixture = Fixture::new(TWO_POSTS);
        fixture.open("/b.md", "---\ntags: [zig]\n---\n");
        let snapshot = fixture.snapshot();
        let site = snapshot.site_of(&fixture.path).unwrap();
        let mut terms: Vec<String> = snapshot
            .terms(site, 0, "a.md")
            .iter()
            .map(|term| format!("{} {}", term.label, term.posts))
            .collect();
        terms.sort();
        assert_eq!(terms, ["zig 1"], "what b.md has on disk no longer counts, and a.md itself never does");
    }

    #[test]
    fn a_closed_buffer_gives_way_to_the_disk() {
        let mut fixture = Fixture::new(TWO_POSTS);
        fixture.open("/b.md", "---\ntags: [zig]\n---\n");
        fixture.world.close(Path::new("/b.md"));
        let snapshot = fixture.snapshot();
        let site = snapshot.site_of(&fixture.path).unwrap();
        assert_eq!(snapshot.terms(site, 0, "a.md").len(), 2);
    }
}
