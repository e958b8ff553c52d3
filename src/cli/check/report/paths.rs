//! Paths as programs want them: below the folder that the report is about, with `/` between the folders.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::path::{Component, Path, PathBuf};

/// What RFC 3986 lets stand in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// The folder that paths are written from.
pub struct Base(PathBuf);

impl Base {
    /// The checkout that a workflow of GitHub runs on, wherever it has changed to since; elsewhere the current folder.
    pub fn of_run() -> Base {
        let checkout = std::env::var_os("GITHUB_WORKSPACE").filter(|folder| !folder.is_empty());
        let folder = checkout.map(PathBuf::from).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        Base(folder.canonicalize().unwrap_or(folder))
    }

    /// An absolute path from here; itself when it lies elsewhere.
    pub fn path(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.0).unwrap_or(path))
    }

    /// The same as a reference of a URI.
    pub fn uri(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.0).ok();
        let encoded = utf8_percent_encode(&slashed(below.unwrap_or(path)), PATH).to_string();
        match below {
            Some(_) => encoded,
            None => format!("file:///{}", encoded.trim_start_matches('/')),
        }
    }
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let part = |part: Component<'_>| match part {
        Component::RootDir => String::new(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    };
    path.components().map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_from_the_base() {
        let base = Base(PathBuf::from("/home/blog"));
        let inside = Path::new("/home/blog/content/100 %/ü.md");
        assert_eq!(base.path(inside), "content/100 %/ü.md");
        assert_eq!(base.uri(inside), "content/100%20%25/%C3%BC.md");
        assert_eq!(base.path(Path::new("/else/a.md")), "/else/a.md");
        assert_eq!(base.uri(Path::new("/else/a b.md")), "file:///else/a%20b.md");
    }
}
