//! `frontis man`: the manual pages, from the same words as `--help`.

use crate::cli::output;
use clap::CommandFactory;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `man` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A folder to write a page for each command to, instead of printing the main one.
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Prints the main page, or writes all of them.
///
/// # Errors
/// When the folder cannot be written to.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    match &arguments.folder {
        Some(folder) => {
            let refused = |error: io::Error| io::Error::other(format!("`{}`: {error}", folder.display()));
            std::fs::create_dir_all(folder).map_err(refused)?;
            clap_mangen::generate_to(super::Arguments::command(), folder).map_err(refused)?;
        }
        None => {
            let mut out = output::plain_stdout();
            clap_mangen::Man::new(super::Arguments::command()).render(&mut out)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_page_for_each_command() {
        let folder = tempfile::tempdir().unwrap();
        run(&Arguments { folder: Some(folder.path().join("man1")) }).unwrap();
        for name in ["frontis.1", "frontis-check.1", "frontis-tags-rename.1"] {
            let page = std::fs::read_to_string(folder.path().join("man1").join(name)).unwrap();
            assert!(page.contains(".SH NAME"), "{name}");
        }
    }
}
