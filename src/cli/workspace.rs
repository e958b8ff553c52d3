//! From paths on the command line to sites and posts.

use crate::corpus::disk::{self, MAX_FILE};
use crate::corpus::is_post;
use crate::world::{Settings, Site, Snapshot, World, scan};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the paths of a command lead to.
pub struct Workspace {
    /// All sites that lie below the paths or that the paths lie in, with the texts of [`Workspace::edit`].
    pub snapshot: Snapshot,
    world: World,
    /// The paths, absolute.
    paths: Vec<PathBuf>,
}

impl Workspace {
    /// Scans the sites above and below each path; the current folder when there is none.
    ///
    /// # Errors
    /// When a path does not exist or cannot be read, with a message for the user.
    pub fn open(paths: &[PathBuf]) -> io::Result<Workspace> {
        Workspace::open_with(paths, &Settings::default())
    }

    /// The same under settings that count for all sites.
    ///
    /// # Errors
    /// Those of [`Workspace::open`].
    pub fn open_with(paths: &[PathBuf], settings: &Settings) -> io::Result<Workspace> {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here } else { paths };
        let paths = paths.iter().map(|path| absolute(path)).collect::<io::Result<Vec<_>>>()?;
        let mut folders: Vec<PathBuf> = paths.iter().filter_map(|path| folder_of(path)).collect();
        folders.sort();
        folders.dedup();
        let mut world = World::default();
        world.install(scan::scan(&folders, settings));
        Ok(Workspace { snapshot: world.snapshot(), world, paths })
    }

    /// Takes these texts for those of the posts at the absolute paths, as if they were written.
    pub fn edit(&mut self, texts: impl IntoIterator<Item = (PathBuf, String)>) {
        for (path, text) in texts {
            self.world.open(path, 0, text);
        }
        self.snapshot = self.world.snapshot();
    }

    /// The sites that have a post below the paths, in the order of their roots.
    pub fn sites(&self) -> Vec<Arc<Site>> {
        let mut sites: Vec<Arc<Site>> = self.snapshot.sites().to_vec();
        sites.retain(|site| self.posts_of(site).next().is_some());
        sites.sort_by(|a, b| a.root.cmp(&b.root));
        sites
    }

    /// The absolute paths of the posts of a site that lie below the paths, in their order.
    pub fn posts_of<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = PathBuf> + 'a {
        let posts = site.files.paths().iter().filter(|path| is_post(&*site.model, path));
        posts.map(|path| site.absolute(path)).filter(move |path| {
            let wanted = self.paths.iter().any(|wanted| path.starts_with(wanted));
            wanted && self.snapshot.site_of(path).is_some_and(|owner| owner.root == site.root)
        })
    }

    /// The paths of the command that are files but no posts of any site.
    pub fn strangers(&self) -> impl Iterator<Item = &PathBuf> {
        self.paths.iter().filter(|path| {
            let is_known = self.snapshot.site_of(path).is_some_and(|site| {
                site.relative(path)
                    .is_some_and(|relative| is_post(&*site.model, &relative) && site.files.exists(&relative))
            });
            path.is_file() && !is_known
        })
    }
}

fn absolute(path: &Path) -> io::Result<PathBuf> {
    let found = path.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(format!("there is no `{}`", path.display())),
        _ => io::Error::other(format!("`{}` cannot be read: {error}", path.display())),
    })?;
    match found.is_dir() {
        true => std::fs::read_dir(&found).map(|_| found),
        false => disk::open(&found).map(|_| found),
    }
    .map_err(|error| io::Error::other(format!("`{}` cannot be read: {error}", path.display())))
}

/// The folder to scan: that of the site around the path, or the path's own.
fn folder_of(path: &Path) -> Option<PathBuf> {
    match path.is_dir() {
        true => scan::folder_for(&path.join("post.md")),
        false => scan::folder_for(path),
    }
}

/// Why a post cannot be read as text; `None` when it can.
pub fn unreadable(path: &Path) -> Option<String> {
    let (file, size) = match disk::open(path) {
        Ok(opened) => opened,
        Err(error) => return Some(error.to_string()),
    };
    if size > MAX_FILE {
        return Some(format!("it is larger than {} MiB", MAX_FILE / (1024 * 1024)));
    }
    let mut bytes = Vec::new();
    if let Err(error) = file.take(MAX_FILE).read_to_end(&mut bytes) {
        return Some(error.to_string());
    }
    let error = std::str::from_utf8(&bytes).err()?;
    let line =
        bytes.get(..error.valid_up_to()).map_or(0, |good| memchr::memchr_iter(b'\n', good).count()) + 1;
    Some(format!("line {line} is not UTF-8 text"))
}

/// A path as the user would type it here.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    let path = below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_path_buf());
    path.display().to_string()
}
