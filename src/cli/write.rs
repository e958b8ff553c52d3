//! Writes changed texts to the disk: all of them or, when a file is no longer what was read, none.

use crate::cli::workspace::shown;
use crate::corpus::disk::read_text;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// One file as it was read and as it is to be.
pub struct Change<'a> {
    /// Its absolute path.
    pub path: &'a Path,
    /// The text that the edits were computed for.
    pub before: &'a str,
    /// The text to write.
    pub after: &'a str,
}

/// Says so when a file has changed since it was read.
///
/// # Errors
/// For the first such file, with a message for the user.
pub fn ensure_unchanged(changes: &[Change<'_>]) -> io::Result<()> {
    for change in changes {
        if read_text(change.path).as_deref() != Some(change.before) {
            return Err(refused(change.path, "has changed while this ran; nothing was written"));
        }
    }
    Ok(())
}

/// Writes every file, each of them whole or not at all.
///
/// # Errors
/// When a file has changed since it was read: then nothing is written. When the disk refuses a file: then those before
/// it are written.
pub fn write_all(changes: &[Change<'_>]) -> io::Result<()> {
    ensure_unchanged(changes)?;
    for change in changes {
        replace(change.path, change.after).map_err(|error| refused(change.path, &error.to_string()))?;
    }
    Ok(())
}

/// An error about a path, as the user would type it.
pub fn refused(path: &Path, why: &str) -> io::Error {
    io::Error::other(format!("{} {why}", shown(path)))
}

/// Puts a new file in the old one's place, so that nobody ever reads half of it; the permissions stay. Follows a link
/// to the file it names. A file that is not there is made.
///
/// # Errors
/// Those of the disk.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file(folder, &path)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// A file beside `path`, with the permissions of the one that is there or, without one, those of any new file: a
/// temporary one is the owner's alone.
fn new_file(folder: &Path, path: &Path) -> io::Result<tempfile::NamedTempFile> {
    match fs::metadata(path) {
        Ok(old) => {
            let file = tempfile::NamedTempFile::new_in(folder)?;
            file.as_file().set_permissions(old.permissions())?;
            Ok(file)
        }
        Err(_) => tempfile::Builder::new().make_in(folder, |path| fs::File::create_new(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let post = folder.path().join("a.md");
        fs::write(&post, "\u{feff}old\r\n").unwrap();
        write_all(&[Change { path: &post, before: "\u{feff}old\r\n", after: "\u{feff}new\r\n" }]).unwrap();
        assert_eq!(fs::read(&post).unwrap(), "\u{feff}new\r\n".as_bytes());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_file_that_has_changed_stops_all() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&a, "old").unwrap();
        fs::write(&b, "changed").unwrap();
        let changes = [&a, &b].map(|path| Change { path, before: "old", after: "new" });
        let error = write_all(&changes).unwrap_err().to_string();
        assert!(error.ends_with("has changed while this ran; nothing was written"), "{error}");
        assert_eq!(fs::read_to_string(&a).unwrap(), "old");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (post, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        fs::write(&post, "old").unwrap();
        fs::set_permissions(&post, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&post, &link).unwrap();
        replace(&link, "new").unwrap();
        assert_eq!(fs::metadata(&post).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&post).unwrap(), "new");
    }
}
