//! What was learnt at an earlier start: first all that is needed to complete, then post by post what is still true.

use super::Cache;
use super::format::{Chunk, ReadHead, ReadSite, Reader};
use super::learn::{Learnt, Lesson, News};
use super::posts::{self, Now, Stamped, Taken};
use crate::corpus::disk::{DiskFiles, Stamp};
use crate::corpus::{self, Corpus, Reading};
use crate::site::detect::Detected;
use crate::site::generators::{ALL, PLAIN};
use crate::site::model::{FileRole, Generator};
use crate::site::{Files, RelPath};
use crate::world::Settings;
use crate::world::scan::{self, above, new_sites, without_posts};
use crate::world::site::Site;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// What is known of the folders of a workspace before any of them is looked at.
pub struct Recalled {
    folders: Vec<Memory>,
}

/// What is known of one folder.
struct Memory {
    reader: Reader,
    files: DiskFiles,
    sites: Vec<Known>,
}

/// What is known of one site.
struct Known {
    /// With its terms and keys, and the posts that are open.
    site: Arc<Site>,
    dir: String,
    /// Where its posts are.
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
    let is_whole = |site: &ReadSite| site.dir.is_empty() && site.detected != PLAIN.id();
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
        let known = |site: ReadSite| Known::of((&reader, &files), site, open, client);
        let sites = head.sites.into_iter().map(known).collect::<Option<_>>()?;
        Some(Memory { reader, files, sites })
    }

    fn site(&self, detected: &Detected) -> Option<&Known> {
        let is_it = |known: &&Known| {
            known.dir == detected.dir && known.site.made_of.detected == detected.generator.id()
        };
        self.sites.iter().find(is_it)
    }
}

impl Known {
    fn of(
        (reader, files): (&Reader, &DiskFiles),
        head: ReadSite,
        open: &[PathBuf],
        client: &Settings,
    ) -> Option<Known> {
        let is_below = head.dir.is_empty() || files.has_folder(&head.dir);
        let detected = Detected { dir: head.dir, generator: generator(&head.detected)?, evidence: None };
        let files = files.below(is_below.then_some(&detected.dir)?);
        let site = without_posts(files.root().to_path_buf(), Arc::new(files), &detected, client);
        if site.made_of.sum != head.made_of {
            return None;
        }
        let (model, files) = (&*site.model, &*site.files);
        let open = open.iter().filter_map(|path| site.relative(path));
        let open = open.filter_map(|path| posts::counted(reader, &head.chunks, files.paths(), &path, model));
        let counts = (head.terms, head.keys);
        let corpus = Corpus::of_counts(model, files, counts, &head.special, open.collect());
        let site = Arc::new(Site { corpus: Arc::new(corpus), ..site });
        Some(Known { site, dir: detected.dir, chunks: head.chunks })
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

/// Scans folders whose files are listed, as [`scan::scan`] does, with what is recalled of each post whose file is as it was.
/// Reads the disk, so run it outside of any lock. `start` is from before anything was read.
pub fn scan_with(
    folders: Vec<DiskFiles>,
    recalled: Option<Recalled>,
    client: &Settings,
    start: SystemTime,
) -> Vec<Lesson> {
    let mut known: Vec<PathBuf> = Vec::new();
    let mut memories = recalled.map(|recalled| recalled.folders).unwrap_or_default();
    let of_folder = |files: DiskFiles| {
        let at = memories.iter().position(|memory| memory.files.root() == files.root());
        let memory = at.map(|at| memories.swap_remove(at));
        let found = new_sites(&files, &mut known);
        lesson(files, found, memory, client, start)
    };
    folders.into_iter().map(of_folder).collect()
}

/// Reads the bodies of the posts of a [`scan::glimpse`] of these folders.
pub fn deepen(folders: Vec<DiskFiles>, sites: Vec<Vec<Arc<Site>>>, start: SystemTime) -> Vec<Lesson> {
    let learn = |site: Arc<Site>| {
        let learnt = Learnt::stamp(site);
        Learnt { site: scan::deepen(&learnt.site), ..learnt }
    };
    let lesson = |(files, sites): (DiskFiles, Vec<Arc<Site>>)| {
        let sites = sites.into_iter().map(learn).collect();
        Lesson { files, sites, news: News::Some, start }
    };
    folders.into_iter().zip(sites).map(lesson).collect()
}

fn lesson(
    files: DiskFiles,
    found: Vec<(Detected, DiskFiles)>,
    memory: Option<Memory>,
    client: &Settings,
    start: SystemTime,
) -> Lesson {
    let is_same_list = memory.as_ref().is_some_and(|memory| memory.files.paths() == files.paths());
    let is_same = memory.as_ref().is_some_and(|memory| is_same_list && memory.sites.len() == found.len());
    let mut news = if is_same { News::None } else { News::Some };
    let mut sites = Vec::new();
    for (detected, own) in found {
        let known = memory.as_ref().and_then(|memory| Some((&memory.reader, memory.site(&detected)?)));
        let site = match known {
            // It was made in this run, of the files that are there.
            Some((_, known)) if is_same_list => Site::clone(&known.site),
            _ => without_posts(own.root().to_path_buf(), Arc::new(own), &detected, client),
        };
        let known = known.filter(|(_, known)| known.site.made_of == site.made_of);
        let (learnt, of_site) = read(site, known);
        if of_site == News::Some {
            news = News::Some;
        }
        sites.push(learnt);
    }
    Lesson { files, sites, news, start }
}

/// The site with its posts: those that are kept and still true, and the others read.
fn read(site: Site, known: Option<(&Reader, &Known)>) -> (Learnt, News) {
    let start = Instant::now();
    let roles = corpus::roles(&*site.model, &*site.files);
    let taken = known.map_or_else(Taken::default, |(reader, known)| {
        let now = Now {
            known: known.site.files.paths(),
            files: &*site.files,
            roles: &roles,
            model: &*site.model,
            root: &site.root,
        };
        posts::read(reader, &known.chunks, &now)
    });
    let (kept, recalled) = (taken.kept, taken.posts.len());
    let checked = start.elapsed();
    let posts = read_others(&site, &roles, taken);
    let news = if recalled == kept && recalled == posts.len() { News::None } else { News::Some };
    let (posts, stamps): (Vec<_>, Vec<_>) = posts.into_iter().unzip();
    let corpus = Corpus::of_posts(&*site.model, &*site.files, &roles, posts, Reading::Whole);
    let (root, posts, took) = (site.root.display(), corpus.len(), start.elapsed());
    tracing::debug!(%root, posts, recalled, ?checked, ?took, "recalled");
    let site = Arc::new(Site { corpus: Arc::new(corpus), ..site });
    (Learnt { site, stamps }, news)
}

/// All posts in the order of the files: those that were taken, and the others from the disk.
fn read_others(site: &Site, roles: &[FileRole], taken: Taken) -> Vec<Stamped> {
    let paths = site.files.paths();
    let mut slots: Vec<Option<Stamped>> = vec![None; paths.len()];
    for (at, stamped) in taken.posts {
        if let Some(slot) = slots.get_mut(at) {
            *slot = Some(stamped);
        }
    }
    let read = |path: &RelPath| {
        // In this order: of a file that is written in between the stamp is the old one.
        let stamp = Stamp::of(&site.absolute(path));
        let post = corpus::read_post(&*site.model, path, &site.files.read(path)?)?;
        Some((Arc::new(post), stamp))
    };
    let all = slots.into_par_iter().zip(paths).zip(roles).filter_map(|((slot, path), role)| match role {
        FileRole::Page(_) => slot.or_else(|| read(path)),
        _ => None,
    });
    all.collect()
}
