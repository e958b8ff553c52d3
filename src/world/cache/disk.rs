//! The one place of the server that writes: cache files, and nothing else.

use crate::site::record::digest;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The last part of a cache file's name.
const EXTENSION: &str = "cache";

/// The last part of the name of one that is being written.
const PART: &str = "part";

/// A cache that was not used for so long is of a blog that is gone, or of another build of the program.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// A file that was being written so long ago is what a program that was stopped has left.
const LEFT: Duration = Duration::from_secs(60 * 60);

/// How exactly a file tells when it was used last.
const USED: Duration = Duration::from_secs(24 * 60 * 60);

/// The name of the file for a folder that was scanned.
pub fn name(workspace: &Path) -> String {
    format!("{:016x}.{EXTENSION}", digest(&[workspace.as_os_str().as_encoded_bytes()]))
}

/// Writes a file whole or not at all: beside its place first, and then into it. Those that nobody uses any more are removed.
///
/// # Errors
/// Those of the disk and of `write`: then the file is as it was.
pub fn replace(
    folder: &Path,
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    make(folder)?;
    clear(folder, SystemTime::now());
    // Other users must not read what a blog has not published yet; so is the mode of these files.
    let part = tempfile::Builder::new().prefix("").suffix(&format!(".{PART}")).tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(BUFFER, part);
    write(&mut out)?;
    let part = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    part.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// So much (bytes) is written at once.
const BUFFER: usize = 256 * 1024;

/// Says that a file is in use, once a day.
///
/// # Errors
/// Those of the disk.
pub fn touch(file: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    if is_older(file, USED, now) {
        fs::File::options().write(true).open(file)?.set_modified(now)?;
    }
    Ok(())
}

/// Removes a file, if there is one.
///
/// # Errors
/// Those of the disk.
pub fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the folder, for its owner alone.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes what nobody uses. Only names that this program gives are looked at.
fn clear(folder: &Path, now: SystemTime) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let age = match path.extension().and_then(|extension| extension.to_str()) {
            Some(EXTENSION) => UNUSED,
            Some(PART) => LEFT,
            _ => continue,
        };
        if entry.file_type().is_ok_and(|kind| kind.is_file()) && is_older(&path, age, now) {
            // Another server may have removed it.
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_older(path: &Path, age: Duration, now: SystemTime) -> bool {
    let written = fs::metadata(path).and_then(|found| found.modified());
    written.is_ok_and(|written| now.duration_since(written).is_ok_and(|passed| passed > age))
}
