//! The one place that walks and reads the disk.

use crate::site::files::{Measure, pixels};
use crate::site::{Files, RelPath, detect};
use ignore::WalkBuilder;
use rayon::slice::ParallelSliceMut;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// A file above this size (bytes) is no post that a person wrote; reading it would only stall the scan.
pub const MAX_FILE: u64 = 8 * 1024 * 1024;

/// So much of a post (bytes) is read for its front matter. Of 48,830 posts of 36 sites half have one of at most 760 bytes,
/// 98 of a hundred one of at most 2,085; the others are read as a whole.
const HEAD: usize = 2048;

/// Folders of tools and of other people's code: never walked.
pub const SKIPPED_FOLDERS: &[&str] = &[".git", "node_modules", "bower_components"];

/// Folders that a build fills, left out unless they lie inside content, where any name is a section's.
pub const BUILD_FOLDERS: &[&str] = &["public", "resources", "_site", "target", "dist"];

/// How coarsely file systems keep times: FAT in steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

/// Folders that hold posts, below which no name is special.
const CONTENT_FOLDERS: &[&str] = &["content", "_posts", "posts", "post", "source", "src"];

/// More files and folders than this in a workspace is no blog but somebody's home folder or disk: it is left alone.
pub const MAX_FILES: usize = 1_000_000;

/// The files by which a folder says what is to be ignored in it. The walk reads them itself.
const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore", ".git/info/exclude"];

/// A list of what to ignore above this size (bytes) is none that a person wrote; to obey it would fill the memory.
const MAX_IGNORE_FILE: u64 = 1024 * 1024;

/// How many folders above a site may belong to it, where no repository says where it ends.
const MAX_ABOVE: usize = 3;

/// The files below a folder of the disk, listed once, read when asked.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
    paths: Vec<RelPath>,
}

impl DiskFiles {
    /// Lists the files below `root`, without those that git ignores and those in [`SKIPPED_FOLDERS`].
    pub fn walk(root: &Path) -> DiskFiles {
        DiskFiles::walk_to(root, None, MAX_FILES)
    }

    /// Lists only the files that lie in `folder` itself, which may be anybody's home folder.
    pub fn list(folder: &Path) -> DiskFiles {
        DiskFiles::walk_to(folder, Some(1), MAX_FILES)
    }

    /// Of more than `limit` files and folders none is listed: with half of a site, what links to the other half would
    /// seem wrong.
    fn walk_to(root: &Path, depth: Option<usize>, limit: usize) -> DiskFiles {
        let (found, seen) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
        walker(root, root, depth).build_parallel().run(|| {
            let mut batch = Batch { found: &found, paths: Vec::new() };
            let seen = &seen;
            Box::new(move |entry| match seen.fetch_add(1, Ordering::Relaxed) > limit {
                true => ignore::WalkState::Quit,
                false => batch.take(root, entry),
            })
        });
        let mut paths = found.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        if seen.into_inner() > limit {
            tracing::warn!(folder = %root.display(), limit, "too many files to be a blog: the folder is left alone");
            paths.clear();
        }
        paths.par_sort_unstable();
        DiskFiles { root: root.to_path_buf(), paths }
    }

    /// The same files seen from a folder below: the root of a site in a larger workspace.
    pub fn below(&self, folder: &str) -> DiskFiles {
        let folder = folder.trim_end_matches('/');
        if folder.is_empty() {
            return self.clone();
        }
        let inside = self.under(folder).iter();
        let paths = inside.map(|path| RelPath::from(&path[folder.len() + 1..])).collect();
        DiskFiles { root: self.root.join(folder), paths }
    }

    /// The files that somebody else found below `root`, sorted by path.
    pub fn known(root: &Path, paths: Vec<RelPath>) -> DiskFiles {
        DiskFiles { root: root.to_path_buf(), paths }
    }

    /// The absolute folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Adds a file that appeared, or drops one that went.
    fn look_at(&mut self, path: &str) {
        let exists = self.root.join(path).is_file();
        match (self.paths.binary_search_by(|known| (**known).cmp(path)), exists) {
            (Err(at), true) => self.paths.insert(at, path.into()),
            (Ok(at), false) => {
                self.paths.remove(at);
            }
            _ => {}
        }
    }
}

impl Files for DiskFiles {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<String> {
        read_text(&self.root.join(path))
    }

    fn head(&self, path: &str) -> Option<String> {
        read_head(&self.root.join(path))
    }

    fn measure(&self, path: &str) -> Option<Measure> {
        let (file, bytes) = open(&self.root.join(path)).ok()?;
        Some(Measure { bytes, pixels: pixels(&mut std::io::BufReader::new(file)) })
    }

    fn modified(&self, path: &str) -> Option<SystemTime> {
        std::fs::metadata(self.root.join(path)).ok()?.modified().ok()
    }

    fn unrecorded(&self) -> &dyn Files {
        self
    }

    fn exists_above(&self, name: &str) -> bool {
        let folders: Vec<&Path> = self.root.ancestors().collect();
        let top = folders.iter().position(|folder| is_repository(folder)).unwrap_or(MAX_ABOVE);
        folders.into_iter().take(top + 1).skip(1).any(|folder| folder.join(name).is_file())
    }

    fn updated(&self, changed: &[RelPath]) -> Option<Arc<dyn Files>> {
        let is_news = |path: &&RelPath| self.root.join(&***path).is_file() != self.exists(path);
        let news: Vec<&RelPath> = changed.iter().filter(is_news).collect();
        if news.is_empty() {
            return None;
        }
        let mut files = self.clone();
        news.into_iter().for_each(|path| files.look_at(path));
        Some(Arc::new(files))
    }
}

/// Whether a folder of the disk has a file in it that may mark the root of a site.
pub fn is_marked(folder: &Path) -> bool {
    let is_marker = |entry: std::fs::DirEntry| entry.file_name().to_str().is_some_and(detect::is_marker);
    let mut entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(is_marker) || folder.join("config/_default").is_dir()
}

/// The folders that a walk of `root` enters at `from` and below it.
pub fn folders(root: &Path, from: &Path) -> Vec<PathBuf> {
    entries(root, from, |kind| kind.is_dir())
}

/// The files that a walk of `root` finds below the folder `from`; none when it is no folder.
pub fn files(root: &Path, from: &Path) -> Vec<PathBuf> {
    if from.is_dir() { entries(root, from, |kind| kind.is_file()) } else { Vec::new() }
}

fn entries(root: &Path, from: &Path, is_wanted: fn(&std::fs::FileType) -> bool) -> Vec<PathBuf> {
    let found = walker(root, from, None).build().flatten();
    found
        .take(MAX_FILES)
        .filter(|entry| entry.file_type().as_ref().is_some_and(is_wanted))
        .map(|entry| entry.into_path())
        .collect()
}

/// The files that a walk of `root` finds written since that moment, and the folders in which something came or went.
/// Systems keep times coarsely, so that some of what happened a moment earlier is among them.
pub fn touched_since(root: &Path, since: SystemTime, depth: Option<usize>) -> Vec<PathBuf> {
    let since = since.checked_sub(COARSE).unwrap_or(since);
    let found = walker(root, root, depth).build().flatten().take(MAX_FILES);
    let is_new = |entry: &ignore::DirEntry| entry.metadata().is_ok_and(|found| touched(&found) >= since);
    found.filter(is_new).map(|entry| entry.into_path()).collect()
}

/// When the text or, where the system tells, anything else about a file was changed: one that is moved here keeps the
/// time of its text.
fn touched(found: &std::fs::Metadata) -> SystemTime {
    let written = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let seconds = u64::try_from(found.ctime()).unwrap_or_default();
        written.max(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }
    #[cfg(not(unix))]
    written
}

/// What the disk tells of a file without reading it: two equal stamps are of the same text, if the file had
/// [settled](Stamp::is_settled) when the first was taken.
///
/// The number of the file is left out: some network file systems give a new one at each mount, and where there is one there
/// is also the time of the last change of any sort, which a file that takes another's place brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// When the text was written, in nanoseconds since 1970.
    written: i64,
    /// When anything about the file was changed, likewise; 0 where the system does not tell.
    changed: i64,
}

impl Stamp {
    /// The stamp of a file; `None` when there is none, or the disk does not say when it was written.
    pub fn of(path: &Path) -> Option<Stamp> {
        let found = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some(Stamp {
            size: found.len(),
            written: since_1970(found.modified().ok()?)?,
            changed: changed(&found),
        })
    }

    /// Whether the file had been left alone for a while at that moment, so that whoever writes it afterwards gives it
    /// another time. Of one that was written just then the next writing may have the same, as systems keep times coarsely.
    pub fn is_settled(self, at: SystemTime) -> bool {
        let limit = at.checked_sub(COARSE).and_then(since_1970);
        limit.is_some_and(|limit| self.written.max(self.changed) < limit)
    }
}

fn since_1970(time: SystemTime) -> Option<i64> {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|nanoseconds| -nanoseconds),
    }
}

fn changed(found: &std::fs::Metadata) -> i64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        found.ctime().saturating_mul(1_000_000_000).saturating_add(found.ctime_nsec())
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        0
    }
}

/// Whether the walk of `root` leaves what is at `path` out, or a folder that it lies in. What git ignores is not
/// asked for here.
pub fn is_left_out(root: &Path, path: &Path) -> bool {
    path.ancestors().take_while(|above| *above != root).any(|above| is_skipped(root, above))
}

/// Whether a folder of the disk is the top of a repository, above which no site looks for its files.
pub fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// Reads a file as text: `None` when it is absent, unreadable, larger than [`MAX_FILE`] or not UTF-8.
pub fn read_text(path: &Path) -> Option<String> {
    let (file, size) = open_text(path)?;
    let mut bytes = Vec::with_capacity(size);
    // It may grow while it is read, and some systems have files that say they are empty and never end.
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MAX_FILE).then(|| String::from_utf8(bytes).ok())?
}

/// The same for the first [`HEAD`] bytes alone, or a little less where they end inside a character.
fn read_head(path: &Path) -> Option<String> {
    let (file, size) = open_text(path)?;
    let mut bytes = Vec::with_capacity(size.min(HEAD));
    file.take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).or_else(|error| if size > HEAD { uncut(error) } else { Err(error) }).ok()
}

/// The text without the character at its end that only began; the error for bytes that are none anywhere.
fn uncut(error: FromUtf8Error) -> Result<String, FromUtf8Error> {
    let (fault, mut bytes) = (error.utf8_error(), error.clone().into_bytes());
    if fault.error_len().is_some() {
        return Err(error);
    }
    bytes.truncate(fault.valid_up_to());
    String::from_utf8(bytes)
}

/// A file to read and its size in bytes, when it is one and not larger than [`MAX_FILE`].
fn open_text(path: &Path) -> Option<(std::fs::File, usize)> {
    let (file, size) = open(path).ok().filter(|(_, size)| *size <= MAX_FILE)?;
    Some((file, usize::try_from(size).ok()?))
}

/// A file to read and its size in bytes. Never waits: to open a named pipe lasts until somebody writes into it.
///
/// # Errors
/// Those of the disk, and one for what is no file: a folder, a pipe, a device.
pub fn open(path: &Path) -> io::Result<(std::fs::File, u64)> {
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.read(true).open(path)?;
    let found = file.metadata()?;
    match found.is_file() {
        true => Ok((file, found.len())),
        false => Err(io::Error::other("it is no file")),
    }
}

/// Paths found by one thread, handed over when the thread ends.
struct Batch<'a> {
    found: &'a Mutex<Vec<RelPath>>,
    paths: Vec<RelPath>,
}

impl Batch<'_> {
    fn take(&mut self, root: &Path, entry: Result<ignore::DirEntry, ignore::Error>) -> ignore::WalkState {
        let Ok(entry) = entry else { return ignore::WalkState::Continue };
        if entry.file_type().is_some_and(|kind| kind.is_file())
            && let Some(path) = relative(root, entry.path())
        {
            self.paths.push(path);
        }
        ignore::WalkState::Continue
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if let Ok(mut found) = self.found.lock() {
            found.append(&mut self.paths);
        }
    }
}

/// Walks `from`, which is `root` or lies below it.
fn walker(root: &Path, from: &Path, depth: Option<usize>) -> WalkBuilder {
    let base = root.to_path_buf();
    let mut walk = WalkBuilder::new(from);
    walk.hidden(false).require_git(false).max_depth(depth).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let is_left = || is_skipped(&base, entry.path()) || ignores_without_end(entry.path());
        entry.depth() == 0 || !is_folder || !is_left()
    });
    walk.parents(!from.ancestors().skip(1).any(ignores_without_end));
    if ignores_without_end(from) {
        walk.ignore(false).git_ignore(false).git_exclude(false);
    }
    walk
}

/// Whether to read what a folder ignores would last for ever or fill the memory.
fn ignores_without_end(folder: &Path) -> bool {
    let is_endless = |path: PathBuf| {
        let Ok(found) = std::fs::metadata(&path) else { return false };
        let is_odd = !found.is_dir() && (!found.is_file() || found.len() > MAX_IGNORE_FILE);
        // Some who want nothing ignored link it there.
        is_odd && path.canonicalize().is_ok_and(|path| path != Path::new("/dev/null"))
    };
    IGNORE_FILES.iter().any(|name| is_endless(folder.join(name)))
}

/// Whether the walk leaves a folder of that absolute path, below `root`, out.
pub fn is_skipped(root: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_cache = name.starts_with('.') && name.ends_with("cache");
    if is_cache || SKIPPED_FOLDERS.contains(&name) {
        return true;
    }
    let parents = path.parent().and_then(|parent| parent.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    let inside =
        |names: &[&str]| parents.iter().any(|part| part.to_str().is_some_and(|part| names.contains(&part)));
    (name == "exampleSite" && inside(&["themes"]))
        || (BUILD_FOLDERS.contains(&name) && !inside(CONTENT_FOLDERS))
}

/// `path` below `root` with `/` between its parts; `None` when it is not below or not UTF-8.
pub fn relative(root: &Path, path: &Path) -> Option<RelPath> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_folder_with_too_many_files_none_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..20 {
            std::fs::write(folder.path().join(format!("{number}.md")), "").unwrap();
        }
        assert_eq!(DiskFiles::walk_to(folder.path(), None, 21).paths().len(), 20, "the folder itself counts");
        assert_eq!(DiskFiles::walk_to(folder.path(), None, 19).paths().len(), 0);
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let long = |bytes: u64| std::fs::File::create(&path).unwrap().set_len(bytes).unwrap();
        long(MAX_FILE);
        assert_eq!(read_text(&path).map(|text| text.len() as u64), Some(MAX_FILE));
        long(MAX_FILE + 1);
        assert_eq!((read_text(&path), read_head(&path)), (None, None));
        assert_eq!(open(&path).unwrap().1, MAX_FILE + 1);
        assert!(open(folder.path()).is_err());
    }
}
