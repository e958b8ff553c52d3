//! From folders to sites: detect, load, index; and the same for a batch of changed files.

use crate::corpus::disk::{self, DiskFiles};
use crate::corpus::{Corpus, is_post, read_post};
use crate::site::detect::{self, Detected};
use crate::site::version::Version;
use crate::site::{Files, RelPath};
use crate::world::settings::{FILE, Settings};
use crate::world::site::Site;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Scans workspace folders: every site below each, and the folder itself as a plain one for what is left.
///
/// Reads the disk; takes as long as the disk needs. Run it outside of any lock.
pub fn scan(folders: &[PathBuf], client: &Settings) -> Vec<Arc<Site>> {
    let mut sites: Vec<Arc<Site>> = Vec::new();
    for folder in folders {
        let files = DiskFiles::walk(folder);
        for detected in detect::sites(&files) {
            let files = files.below(&detected.dir);
            let site = load(files.root().to_path_buf(), Arc::new(files), &detected, client);
            if !sites.iter().any(|known| known.root == site.root) {
                sites.push(Arc::new(site));
            }
        }
    }
    sites
}

/// Scans for a file from outside of every workspace folder: the nearest folder above it that is a site, or else the
/// files beside it. Never what lies below them: people open a note in their home folder.
pub fn scan_around(file: &Path, client: &Settings) -> Vec<Arc<Site>> {
    if let Some(root) = site_above(file) {
        return scan(&[root.to_path_buf()], client);
    }
    let Some(folder) = file.parent() else { return Vec::new() };
    let files = DiskFiles::list(folder);
    let beside = detect::sites(&files).into_iter().find(|detected| detected.dir.is_empty());
    let site = beside.map(|detected| load(folder.to_path_buf(), Arc::new(files), &detected, client));
    site.into_iter().map(Arc::new).collect()
}

/// Loads and indexes one site from any files: the disk's or a test's.
pub fn load(root: PathBuf, files: Arc<dyn Files>, detected: &Detected, client: &Settings) -> Site {
    let (settings, settings_error) = site_settings(&*files, client);
    let pinned = settings.site.version.as_deref().and_then(Version::find);
    let generator = detect::chosen(settings.site.generator.as_deref(), detected);
    let model = generator.load(&*files, pinned);
    let corpus = Corpus::build(&*model, &*files);
    Site { root, model, corpus: Arc::new(corpus), files, settings: Arc::new(settings), settings_error }
}

/// A site after some of its files changed on disk, or `None` when the site must be scanned anew (its configuration
/// changed). `changed` are paths below the root.
pub fn refresh(site: &Site, changed: &[RelPath]) -> Option<Site> {
    let files = site.files.updated(changed);
    let needs_reload =
        |path: &RelPath| &**path == FILE || site.model.depends_on(path, files.read(path).as_deref());
    if changed.iter().any(needs_reload) {
        return None;
    }
    let mut corpus = Corpus::clone(&site.corpus);
    for path in changed {
        corpus.take(&*site.model, path);
        if let Some(post) = files.read(path).and_then(|text| read_post(&*site.model, path, &text)) {
            corpus.set(&*site.model, post);
        }
    }
    if changed
        .iter()
        .any(|path| !is_post(&*site.model, path) || site.files.exists(path) != files.exists(path))
    {
        corpus.relist(&*site.model, &*files);
    }
    Some(Site { corpus: Arc::new(corpus), files, ..site.clone() })
}

/// The client's settings with those of the site's file on top, and the error of a broken file.
fn site_settings(files: &dyn Files, client: &Settings) -> (Settings, Option<String>) {
    match files.exists(FILE).then(|| files.read(FILE)).flatten().map(|text| Settings::from_toml(&text)) {
        None => (client.clone(), None),
        Some(Ok(own)) => (client.overlaid(&own), None),
        Some(Err(error)) => (client.clone(), Some(error)),
    }
}

/// The folder to scan for a file that the command line names: the nearest site above it, or its own folder.
pub fn folder_for(file: &Path) -> Option<PathBuf> {
    site_above(file).or_else(|| file.parent()).map(Path::to_path_buf)
}

/// The folder above a file that is a site. Reads the disk: one listing per folder above, and a walk for each that looks
/// like a site.
fn site_above(file: &Path) -> Option<&Path> {
    above(file.parent()?).find(|folder| disk::is_marked(folder) && is_site(folder))
}

/// `folder` and those above it, up to the top of its repository.
fn above(folder: &Path) -> impl Iterator<Item = &Path> {
    let mut ended = false;
    folder.ancestors().take_while(move |folder| {
        let inside = !ended;
        ended = ended || disk::is_repository(folder);
        inside
    })
}

/// A settings file makes a site of any folder: it may name the generator.
fn is_site(folder: &Path) -> bool {
    let files = DiskFiles::walk(folder);
    let is_root = |site: Detected| site.dir.is_empty() && site.evidence.is_some();
    files.exists(FILE) || detect::sites(&files).into_iter().any(is_root)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
