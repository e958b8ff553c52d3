//! From folders to sites: detect, load, index.

use crate::corpus::disk::{self, DiskFiles};
use crate::corpus::{Corpus, Reading};
use crate::site::detect::{self, Detected};
use crate::site::generators::PLAIN;
use crate::site::record::Recorded;
use crate::site::version::Version;
use crate::site::{Files, MemoryFiles};
use crate::world::settings::{FILE, Settings};
use crate::world::site::{MadeOf, Site};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Scans workspace folders: every site below each, and the folder itself as a plain one for what is left.
///
/// Reads the disk; takes as long as the disk needs. Run it outside of any lock.
pub fn scan(folders: &[PathBuf], client: &Settings) -> Vec<Arc<Site>> {
    let folders: Vec<DiskFiles> = folders.iter().map(|folder| list(folder)).collect();
    sites(&folders, client, Reading::Whole).concat()
}

/// The same by a first look at the front matters only: enough to complete with, soon after the start. The sites of each
/// folder by themselves. [`deepen`] reads the rest.
pub fn glimpse(folders: &[DiskFiles], client: &Settings) -> Vec<Vec<Arc<Site>>> {
    sites(folders, client, Reading::FrontMatter)
}

/// A site of a [`glimpse`] with all of its posts read.
pub fn deepen(site: &Site) -> Arc<Site> {
    let corpus = site.corpus.with_bodies(&*site.model, &*site.files);
    Arc::new(Site { corpus: Arc::new(corpus), ..site.clone() })
}

fn list(folder: &Path) -> DiskFiles {
    let start = Instant::now();
    let files = DiskFiles::walk(folder);
    tracing::debug!(folder = %folder.display(), files = files.paths().len(), took = ?start.elapsed(), "listed");
    files
}

fn sites(folders: &[DiskFiles], client: &Settings, reading: Reading) -> Vec<Vec<Arc<Site>>> {
    let mut known: Vec<PathBuf> = Vec::new();
    let of_folder = |files: &DiskFiles| {
        let new = new_sites(files, &mut known).into_iter();
        let read = |(detected, files): (Detected, DiskFiles)| {
            read(files.root().to_path_buf(), Arc::new(files), &detected, client, reading)
        };
        new.map(read).map(Arc::new).collect()
    };
    folders.iter().map(of_folder).collect()
}

/// The sites below a folder with their files, without those whose roots are `known` already; they are from then on.
pub(super) fn new_sites(files: &DiskFiles, known: &mut Vec<PathBuf>) -> Vec<(Detected, DiskFiles)> {
    let mut found: Vec<(Detected, DiskFiles)> = Vec::new();
    for detected in detect::sites(files) {
        let files = files.below(&detected.dir);
        if !known.iter().any(|root| root == files.root()) {
            known.push(files.root().to_path_buf());
            found.push((detected, files));
        }
    }
    found
}

/// The files of the folder to scan for one that an editor opened: those of the site that it lies in, or its own. Editors
/// that know projects by their repositories alone name the folder of the post.
///
/// Reads the disk as for a file.
pub fn whole_site(folder: &Path) -> DiskFiles {
    site_above(folder).unwrap_or_else(|| list(folder))
}

/// Scans for a file from outside of every workspace folder: the nearest folder above it that is a site, or else the
/// files beside it. Never what lies below them: people open a note in their home folder.
pub fn scan_around(file: &Path, client: &Settings) -> Vec<Arc<Site>> {
    if let Some(files) = file.parent().and_then(site_above) {
        return sites(&[files], client, Reading::Whole).concat();
    }
    let Some(folder) = file.parent() else { return Vec::new() };
    let files = DiskFiles::list(folder);
    let beside = detect::sites(&files).into_iter().find(|detected| detected.dir.is_empty());
    let site = beside.map(|detected| load(folder.to_path_buf(), Arc::new(files), &detected, client));
    site.into_iter().map(Arc::new).collect()
}

/// Loads and indexes one site from any files: the disk's or a test's.
pub fn load(root: PathBuf, files: Arc<dyn Files>, detected: &Detected, client: &Settings) -> Site {
    read(root, files, detected, client, Reading::Whole)
}

fn read(
    root: PathBuf,
    files: Arc<dyn Files>,
    detected: &Detected,
    client: &Settings,
    reading: Reading,
) -> Site {
    let start = Instant::now();
    let site = without_posts(root, files, detected, client);
    let loaded = start.elapsed();
    let corpus = Corpus::build(&*site.model, &*site.files, reading);
    tracing::debug!(root = %site.root.display(), ?reading, ?loaded, posts = corpus.len(), took = ?start.elapsed(), "read");
    Site { corpus: Arc::new(corpus), ..site }
}

/// A site whose settings and configuration are read, and none of its posts.
pub(super) fn without_posts(
    root: PathBuf,
    files: Arc<dyn Files>,
    detected: &Detected,
    client: &Settings,
) -> Site {
    let (settings, settings_error) = site_settings(&*files, client);
    let pinned = settings.site.forced_version;
    let pinned = pinned.or_else(|| settings.site.version.as_deref().and_then(Version::find));
    let generator = detect::chosen(settings.site.generator.as_deref(), detected);
    let record = Recorded::new(&*files);
    record.note(&format!("{} {pinned:?}", generator.id()));
    let model = generator.load(&record, pinned);
    let made_of = MadeOf { detected: detected.generator.id(), sum: record.sum() };
    Site { root, model, corpus: Arc::default(), files, settings: Arc::new(settings), settings_error, made_of }
}

/// The made-up folder of texts that were never saved.
pub const UNSAVED: &str = "untitled:";

/// The site of texts that were never saved: no generator, no files, and the client's settings.
pub fn unsaved(client: &Settings) -> Arc<Site> {
    let plain = Detected { dir: String::new(), generator: PLAIN, evidence: None };
    let settings = Settings { site: Default::default(), ..client.clone() };
    Arc::new(load(PathBuf::from(UNSAVED), Arc::new(MemoryFiles::default()), &plain, &settings))
}

/// The client's settings with those of the site's file on top, and the error of a broken file.
fn site_settings(files: &dyn Files, client: &Settings) -> (Settings, Option<String>) {
    let unread = || Err("It is no UTF-8 text.".to_owned());
    let read = || files.read(FILE).map_or_else(unread, |text| client.overlaid(&text));
    match files.exists(FILE).then(read) {
        None => (client.clone(), None),
        Some(Ok(both)) => (both, None),
        Some(Err(error)) => (client.clone(), Some(error)),
    }
}

/// The folder to scan for a file that the command line names: the nearest site above it, or its own folder.
pub fn folder_for(file: &Path) -> Option<PathBuf> {
    let site = site_above(file).map(|files| files.root().to_path_buf());
    site.or_else(|| file.parent().map(Path::to_path_buf))
}

/// The files of the nearest of `folder` and those above it that is a site. Reads the disk: one listing per folder, and a
/// walk for each that looks like a site.
fn site_above(folder: &Path) -> Option<DiskFiles> {
    above(folder).filter(|folder| disk::is_marked(folder)).map(list).find(is_site)
}

/// `folder` and those above it, up to the top of its repository.
pub(super) fn above(folder: &Path) -> impl Iterator<Item = &Path> {
    let mut ended = false;
    folder.ancestors().take_while(move |folder| {
        let inside = !ended;
        ended = ended || disk::is_repository(folder);
        inside
    })
}

/// A settings file makes a site of any folder: it may name the generator.
fn is_site(files: &DiskFiles) -> bool {
    let is_root = |site: Detected| site.dir.is_empty() && site.evidence.is_some();
    files.exists(FILE) || detect::sites(files).into_iter().any(is_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_a_site_stands_for_the_site() {
        let (home, _) = site();
        let (root, posts) = (home.path(), home.path().join("posts"));
        let whole_site = |folder: &Path| whole_site(folder).root().to_path_buf();
        assert_eq!(whole_site(&posts), root);
        assert_eq!(whole_site(root), root);
        std::fs::create_dir(posts.join(".git")).unwrap();
        assert_eq!(whole_site(&posts), posts, "another repository is another matter");
        std::fs::remove_file(root.join("frontis.toml")).unwrap();
        std::fs::remove_dir(posts.join(".git")).unwrap();
        assert_eq!(whole_site(&posts), posts, "nothing above is a site");
    }

    #[test]
    fn a_file_alone_brings_its_folder_but_not_what_lies_below() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("below")).unwrap();
        for name in ["note.md", "other.md", "below/deep.md"] {
            std::fs::write(home.path().join(name), "# x\n").unwrap();
        }
        let sites = scan_around(&home.path().join("note.md"), &Settings::default());
        assert_eq!(sites.len(), 1);
        assert_eq!(sites[0].corpus.len(), 2);
    }

    const POST: &str = "---\ntitle: A\ntags: [go]\n---\n# One\n";

    fn site() -> (tempfile::TempDir, Arc<Site>) {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("frontis.toml"), "").unwrap();
        std::fs::create_dir(home.path().join("posts")).unwrap();
        std::fs::write(home.path().join("posts/a.md"), POST).unwrap();
        let site = scan(&[home.path().to_path_buf()], &Settings::default()).remove(0);
        (home, site)
    }

    #[test]
    fn two_looks_see_what_one_sees() {
        let (home, _) = site();
        std::fs::write(home.path().join("posts/b.md"), format!("{POST}{{{{< x >}}}}\n## Two\n")).unwrap();
        // Longer than what is read at first, which then ends inside of a character; the other has no end at all.
        let long = "本".repeat(3000);
        std::fs::write(home.path().join("posts/c.md"), format!("{POST}{long}")).unwrap();
        std::fs::write(home.path().join("posts/d.md"), format!("---\ntags: [go]\nx: {long}\n---\n# D\n"))
            .unwrap();
        let whole = scan(&[home.path().to_path_buf()], &Settings::default()).remove(0);
        let first = glimpse(&[list(home.path())], &Settings::default()).remove(0);
        let post = |site: &Site| site.corpus.post_at("posts/b.md").unwrap().clone();
        assert_eq!((post(&first[0]).body.open().headings.len(), post(&first[0]).terms.len()), (0, 1));
        let second = deepen(&first[0]);
        assert_eq!(post(&second), post(&whole));
        for other in ["posts/c.md", "posts/d.md"] {
            let post = |site: &Site| site.corpus.post_at(other).unwrap().clone();
            assert_eq!(post(&second), post(&whole), "{other}");
            assert_eq!(
                (&post(&first[0]).keys, &post(&first[0]).terms),
                (&post(&whole).keys, &post(&whole).terms)
            );
        }
        assert_eq!(second.corpus.shortcodes.uses("x"), whole.corpus.shortcodes.uses("x"));
        assert_eq!(second.corpus.keys.posts(), 4, "counted once");
        assert_eq!((first[0].corpus.weighs_terms(), second.corpus.weighs_terms()), (false, true));
    }
}
