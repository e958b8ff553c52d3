//! The files of a site as its model sees them: names and texts, from a disk or from a test.

use std::io::{BufRead, Cursor, Seek};
use std::sync::Arc;
use std::time::SystemTime;

/// A path below the site's root, with `/` between its parts and none in front: `content/post/a.md`.
pub type RelPath = Arc<str>;

/// Names and contents below a site's root.
///
/// The scanner implements it over the disk, tests over a fixture; a model never touches the disk itself.
pub trait Files: Send + Sync {
    /// Every file that is not ignored, sorted by path.
    fn paths(&self) -> &[RelPath];

    /// The text of one file; `None` when it is absent, unreadable, too large or not UTF-8.
    fn read(&self, path: &str) -> Option<String>;

    /// The beginning of one file's text, as long as most front matters and maybe longer; `None` as for [`Files::read`].
    fn head(&self, path: &str) -> Option<String> {
        self.read(path)
    }

    /// The weight of one file and, for an image, its dimensions, from its header; `None` when it is absent.
    fn measure(&self, path: &str) -> Option<Measure> {
        let text = self.read(path)?;
        Some(Measure { bytes: text.len() as u64, pixels: pixels(&mut Cursor::new(text.as_bytes())) })
    }

    /// When one file was written last; `None` when it is absent or the disk does not say.
    fn modified(&self, path: &str) -> Option<SystemTime>;

    /// The files after those at some paths appeared or went; `None` when the list is the same, as one in memory always
    /// is.
    fn updated(&self, _changed: &[RelPath]) -> Option<Arc<dyn Files>> {
        None
    }

    /// Whether a folder above the root has a file of that name: a site may lie inside the theme that it shows.
    fn exists_above(&self, _name: &str) -> bool {
        false
    }

    /// Those of the files whose path is wanted, in their order.
    fn matching(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<&RelPath> {
        self.paths().iter().filter(|path| is_wanted(path)).collect()
    }

    /// Whether any file lies below a folder (`layouts/shortcodes`).
    fn has_folder(&self, folder: &str) -> bool {
        !self.under(folder).is_empty()
    }

    /// The same files where nobody keeps a record of what is asked: see [`crate::site::record`]. For what decides only
    /// which part each file plays, and for a survey of many files of which no more than the outcome counts, which is then to
    /// be [noted](Files::note).
    fn unrecorded(&self) -> &dyn Files;

    /// Tells whoever keeps a record what was concluded from [unrecorded](Files::unrecorded) questions.
    fn note(&self, _conclusion: &str) {}

    /// Whether a file of that exact name is there.
    fn exists(&self, path: &str) -> bool {
        self.paths().binary_search_by(|known| (**known).cmp(path)).is_ok()
    }

    /// The files below a folder (`layouts/shortcodes`), as a slice of the sorted list.
    fn under(&self, folder: &str) -> &[RelPath] {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let paths = self.paths();
        let from = paths.partition_point(|path| **path < *prefix);
        let len = paths[from..].iter().take_while(|path| path.starts_with(&prefix)).count();
        &paths[from..from + len]
    }
}

/// What can be said of a file without reading all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height in pixels of an image whose format is known.
    pub pixels: Option<(usize, usize)>,
}

/// Width and height of the image that the reader begins with; only its header is read.
pub fn pixels(reader: &mut (impl BufRead + Seek)) -> Option<(usize, usize)> {
    let size = imagesize::reader_size(reader).ok()?;
    Some((size.width, size.height))
}

/// The path of a file that the folder `base` calls `path`, with `.` and `..` followed; `None` above the top.
pub fn join(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Files held in memory: the whole site of a test, or a listing to detect a generator from.
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles {
    paths: Vec<RelPath>,
    texts: Vec<String>,
    /// The names of the files in the folders above.
    above: Vec<String>,
}

impl MemoryFiles {
    /// Takes `(path, text)` pairs in any order; a later one of the same path wins.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let sorted: std::collections::BTreeMap<String, String> = files.into_iter().collect();
        let (paths, texts) = sorted.into_iter().map(|(path, text)| (RelPath::from(path), text)).unzip();
        MemoryFiles { paths, texts, above: Vec::new() }
    }
}

impl MemoryFiles {
    /// The same files seen from a folder below.
    pub fn below(&self, folder: &str) -> MemoryFiles {
        if folder.is_empty() {
            return self.clone();
        }
        let strip = |path: &RelPath| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_string);
        let pairs = self.paths.iter().zip(&self.texts);
        let below = MemoryFiles::new(pairs.filter_map(|(path, text)| Some((strip(path)?, text.clone()))));
        let is_above = |dir: &str| dir.is_empty() || folder.starts_with(&format!("{dir}/"));
        let names = self.paths.iter().filter_map(|path| {
            let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
            is_above(dir).then(|| name.to_string())
        });
        MemoryFiles { above: names.collect(), ..below }
    }
}

impl Files for MemoryFiles {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<String> {
        let at = self.paths.binary_search_by(|known| (**known).cmp(path)).ok()?;
        self.texts.get(at).cloned()
    }

    /// All at once.
    fn modified(&self, path: &str) -> Option<SystemTime> {
        self.exists(path).then_some(SystemTime::UNIX_EPOCH)
    }

    fn unrecorded(&self) -> &dyn Files {
        self
    }

    fn exists_above(&self, name: &str) -> bool {
        self.above.iter().any(|above| above == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lists_its_files_and_not_those_of_a_longer_name() {
        let names = ["a/x.md", "a-b/y.md", "a/z/w.md", "b.md"];
        let files = MemoryFiles::new(names.map(|name| (name.to_string(), String::new())));
        let under: Vec<&str> = files.under("a").iter().map(|path| &**path).collect();
        assert_eq!(under, ["a/x.md", "a/z/w.md"]);
        assert!(files.exists("b.md") && !files.exists("a"));
        let below = files.below("a/z");
        assert!(below.exists_above("x.md") && below.exists_above("b.md") && !below.exists_above("y.md"));
    }

    #[test]
    fn an_image_is_measured_by_its_header() {
        let gif = "GIF89a\u{40}\0\u{20}\0\0\0\0";
        let files = MemoryFiles::new(
            [("a.gif", gif), ("b.txt", "text")].map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        assert_eq!(files.measure("a.gif"), Some(Measure { bytes: 13, pixels: Some((64, 32)) }));
        assert_eq!(files.measure("b.txt"), Some(Measure { bytes: 4, pixels: None }));
        assert_eq!(files.measure("c.gif"), None);
    }
}
