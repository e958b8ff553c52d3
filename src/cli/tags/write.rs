//! Writes what a rename changes: all of it or, when a file is no longer what was read, nothing.

use crate::cli::write::{Change as Written, ensure_unchanged, refused, write_all};
use crate::features::rename::{FileEdits, Rename};
use crate::text::{Edit, apply_all};
use std::fs;
use std::io;
use std::path::Path;

/// The text of a file after its edits.
pub fn edited(file: &FileEdits) -> String {
    let edits: Vec<Edit> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
    apply_all(&file.text, &edits)
}

/// Writes every file, then moves those that move.
///
/// # Errors
/// When a file has changed since it was read or a new place is taken: then nothing is written. When the disk refuses
/// a file: then those before it are written, each of them whole.
pub fn write(rename: &Rename) -> io::Result<()> {
    let texts: Vec<String> = rename.files.iter().map(edited).collect();
    let files = rename.files.iter().zip(&texts);
    let files: Vec<Written<'_>> =
        files.map(|(file, after)| Written { path: &file.path, before: &file.text, after }).collect();
    ensure_unchanged(&files)?;
    if let Some((_, to)) = rename.moves.iter().find(|(_, to)| to.exists()) {
        return Err(refused(to, "is there already; nothing was written"));
    }
    write_all(&files)?;
    for (from, to) in &rename.moves {
        move_file(from, to).map_err(|error| refused(from, &error.to_string()))?;
    }
    Ok(())
}

/// Moves a file, and takes the folder it leaves away when nothing else is in it.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(from, to)?;
    // Fails where something is left, which then stays.
    let _ = from.parent().map(fs::remove_dir);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::rename::Change;
    use crate::text::Span;

    fn rename_of(path: &Path, text: &str, moves: &[(&Path, &Path)]) -> Rename {
        let edits = vec![(Change::Rename, Edit::replace(Span::new(0, 3), "new"))];
        Rename {
            files: vec![FileEdits { path: path.to_path_buf(), version: None, text: text.into(), edits }],
            moves: moves.iter().map(|(from, to)| (from.to_path_buf(), to.to_path_buf())).collect(),
            ..Rename::default()
        }
    }

    #[test]
    fn files_are_replaced_and_moved() {
        let folder = tempfile::tempdir().unwrap();
        let (post, page) = (folder.path().join("a.md"), folder.path().join("tags/old/_index.md"));
        let target = folder.path().join("tags/new/_index.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, "page").unwrap();
        fs::write(&post, "\u{feff}old\r\n").unwrap();
        let mut rename = rename_of(&post, "\u{feff}old\r\n", &[(&page, &target)]);
        rename.files[0].edits[0].1.span = Span::new(3, 6);
        write(&rename).unwrap();
        assert_eq!(fs::read_to_string(&post).unwrap(), "\u{feff}new\r\n");
        assert!(!folder.path().join("tags/old").exists() && target.is_file());
    }

    #[test]
    fn a_file_that_has_changed_or_is_in_the_way_stops_all() {
        let folder = tempfile::tempdir().unwrap();
        let (post, page) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&post, "old").unwrap();
        fs::write(&page, "page").unwrap();
        let changed = write(&rename_of(&post, "odd", &[])).unwrap_err().to_string();
        assert!(changed.ends_with("has changed while this ran; nothing was written"), "{changed}");
        let taken = write(&rename_of(&post, "old", &[(&post, &page)])).unwrap_err().to_string();
        assert!(taken.ends_with("is there already; nothing was written"), "{taken}");
        assert_eq!(fs::read_to_string(&post).unwrap(), "old");
    }
}
