//! The sample blog, which is part of the program.

use crate::cli::editor::NEOVIM;
use include_dir::{Dir, include_dir};
use std::io;
use std::path::PathBuf;

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// The post to begin with, below the folder of the blog.
pub const FIRST: &str = "content/posts/try-me.md";

/// Unpacks the blog into a new temporary folder that nobody deletes but the user, whose edits are in it.
pub fn unpack() -> io::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("frontis-try-").tempdir()?.keep();
    SAMPLE.extract(&folder)?;
    // Editors and servers ask for the real path; links such as macOS's /tmp would make two sites of one.
    folder.canonicalize()
}

/// Unpacks the plugin for Neovim into a temporary folder of its own, so that it need not be installed for a trial.
pub fn unpack_neovim() -> io::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("frontis-neovim-").tempdir()?.keep();
    NEOVIM.extract(&folder)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blog_unpacks_whole() {
        let folder = unpack().unwrap();
        let first = std::fs::read_to_string(folder.join(FIRST)).unwrap();
        assert!(first.starts_with("---\n"));
        assert!(folder.join("hugo.toml").is_file());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
