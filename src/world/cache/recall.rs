//! What was learnt at an earlier start, as far as it is needed to complete.

use super::Cache;
use super::format::{Chunk, Piece, ReadHead, Reader, SiteHead};
use super::posts::Shelf;
use crate::corpus::disk::DiskFiles;
use crate::corpus::{self, Corpus};
use crate::site::Files;
use crate::site::detect::Detected;
use crate::site::generators::{ALL, PLAIN};
use crate::site::model::Generator;
use crate::world::Settings;
use crate::world::scan::{above, without_posts};
use crate::world::site::Site;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known of the folders of a workspace before any of them is looked at.
pub struct Recalled {
    pub(super) folders: Vec<Memory>,
}

/// What is known of one folder.
pub(super) struct Memory {
    reader: Reader,
    pub(super) files: DiskFiles,
    sites: Vec<Known>,
}

/// What is known of one site.
pub(super) struct Known {
    /// With its terms and keys, and the posts that are open.
    pub(super) site: Arc<Site>,
    dir: String,
    /// Where it is told which posts there are, and where they are.
    marks: Piece,
    chunks: Vec<Chunk>,
}

/// Recalls the sites of the folders that an editor opened; `None` unless all of them are known, and made of what they were
/// made of. Reads the cache and what configures the sites, and does not look for other files.
///
/// Of the posts at the paths `open` it is known what they add to the counts, so that the one that is being written can be
/// counted out.
pub fn recall(cache: &Cache, told: &[PathBuf], open: &[PathBuf], client: &Settings) -> Option<Recalled> {
    let mut folders: Vec<Memory> = Vec::new();
    for folder in told {
        let (workspace, reader, head) = above(folder).find_map(|above| read_head(cache, folder, above))?;
        if !folders.iter().any(|known| known.files.root() == workspace) {
            folders.push(Memory::of(workspace, (reader, head), open, client)?);
        }
    }
    Some(Recalled { folders })
}

/// The cache of `above`, which may stand for `folder` when it is that or a site.
fn read_head<'p>(cache: &Cache, folder: &Path, above: &'p Path) -> Option<(&'p Path, Reader, ReadHead)> {
    let (reader, head) = Reader::open(&cache.file(above)?, above)?;
    let is_whole = |site: &SiteHead| site.dir.is_empty() && site.detected != PLAIN.id();
    (above == folder || head.sites.iter().any(is_whole)).then_some((above, reader, head))
}

impl Memory {
    fn of(
        workspace: &Path,
        (reader, head): (Reader, ReadHead),
        open: &[PathBuf],
        client: &Settings,
    ) -> Option<Memory> {
        let files = DiskFiles::known(workspace, head.paths);
        let known = |site: SiteHead| Known::of((&reader, &files), site, open, client);
        let sites = head.sites.into_iter().map(known).collect::<Option<_>>()?;
        Some(Memory { reader, files, sites })
    }

    /// The site that was detected.
    pub(super) fn site(&self, detected: &Detected) -> Option<&Known> {
        let is_it = |known: &&Known| {
            known.dir == detected.dir && known.site.made_of.detected == detected.generator.id()
        };
        self.sites.iter().find(is_it)
    }
}

impl Memory {
    /// How many sites there are.
    pub(super) fn sites(&self) -> usize {
        self.sites.len()
    }

    /// The kept posts of one of the sites.
    pub(super) fn shelf<'a>(&'a self, known: &'a Known) -> Shelf<'a> {
        known.shelf(&self.reader)
    }
}

impl Known {
    fn of(
        (reader, files): (&Reader, &DiskFiles),
        head: SiteHead,
        open: &[PathBuf],
        client: &Settings,
    ) -> Option<Known> {
        let is_below = head.dir.is_empty() || files.has_folder(&head.dir);
        let detected = Detected { dir: head.dir, generator: generator(&head.detected)?, evidence: None };
        let files = files.below(is_below.then_some(&detected.dir)?);
        // What configures the site, and what was counted of its posts, take about as long to read.
        let (site, (terms, keys)) = rayon::join(
            || without_posts(files.root().to_path_buf(), Arc::new(files), &detected, client),
            || rayon::join(|| reader.value(head.terms), || reader.value(head.keys)),
        );
        if site.made_of.sum != head.made_of {
            return None;
        }
        let mut known =
            Known { site: Arc::new(site), dir: detected.dir, marks: head.marks, chunks: head.chunks };
        let (model, files) = (&*known.site.model, &*known.site.files);
        let shelf = known.shelf(reader);
        let open = open.iter().filter_map(|path| shelf.at(&known.site.relative(path)?));
        let roles = corpus::roles_at(model, files, &head.special);
        let corpus = Corpus::of_counts(model, files, &roles, (terms?, keys?), open);
        known.site = Arc::new(Site { corpus: Arc::new(corpus), ..Site::clone(&known.site) });
        Some(known)
    }

    fn shelf<'a>(&'a self, reader: &'a Reader) -> Shelf<'a> {
        let (marks, chunks) = (self.marks, &self.chunks);
        Shelf { reader, marks, chunks, files: self.site.files.paths(), model: &*self.site.model }
    }
}

fn generator(id: &str) -> Option<&'static dyn Generator> {
    ALL.iter().copied().find(|generator| generator.id() == id)
}

impl Recalled {
    /// The sites: enough to complete with, and nothing may be called missing by them.
    pub fn sites(&self) -> Vec<Arc<Site>> {
        self.folders.iter().flat_map(|folder| &folder.sites).map(|known| known.site.clone()).collect()
    }
}
