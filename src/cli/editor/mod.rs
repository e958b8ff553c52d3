//! `frontis editor`: the configuration of an editor, printed with its place, or put there.

mod block;
mod extension;
mod install;
mod places;
mod recipe;

use crate::cli::{diff, output, workspace, write};
use extension::Extension;
use install::Change;
use places::Places;
use recipe::{Form, Recipe};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use recipe::{NEOVIM, Name, configuration};

/// What `frontis editor` is told.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Arguments {
    /// The editor.
    name: Name,
    /// Put the configuration in its place. What others have written there is never replaced.
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    pub colors: output::Colors,
}

/// Prints the configuration, or installs it.
///
/// # Errors
/// When it cannot be installed: the message says why and what to do by hand.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let recipe = recipe::of(arguments.name);
    let program = program_outside_path();
    let places = Places::of_process().ok_or_else(|| io::Error::other("the home folder is not known"))?;
    let mut out = output::stdout();
    match (recipe.form, arguments.write) {
        (Form::Extension(extension), false) => print_steps(&mut out, &recipe, extension)?,
        (Form::Extension(extension), true) => extension.install(&mut out)?,
        (_, false) => print(&mut out, arguments.name, &recipe, &places, program.as_deref())?,
        (_, true) => put(&mut out, arguments.name, &recipe, &places, program.as_deref())?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// This program, when editors would not find it by its name. They look on the `PATH` as it is here.
fn program_outside_path() -> Option<PathBuf> {
    let name = if cfg!(windows) { "frontis.exe" } else { "frontis" };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_found = std::env::split_paths(&folders).any(|folder| folder.join(name).is_file());
    if is_found { None } else { std::env::current_exe().ok() }
}

fn print_steps(out: &mut impl Write, recipe: &Recipe, extension: Extension) -> io::Result<()> {
    writeln!(out, "{}: {}\n", recipe.title, recipe.needs)?;
    out.write_all(extension.steps().as_bytes())?;
    writeln!(out, "\n{}", recipe.then)
}

fn print(
    out: &mut impl Write,
    name: Name,
    recipe: &Recipe,
    places: &Places,
    program: Option<&Path>,
) -> io::Result<()> {
    let place = (recipe.place)(places);
    match recipe.form {
        Form::Folder(_) => writeln!(out, "{}: a plugin goes into {}", recipe.title, place.display())?,
        _ => {
            writeln!(out, "{}: this goes into {}\n", recipe.title, place.display())?;
            out.write_all(configuration(name, program).as_bytes())?;
        }
    }
    writeln!(out, "\n`frontis editor {} --write` puts it there.", recipe.word)?;
    writeln!(out, "Needed: {}", recipe.needs)?;
    writeln!(out, "Then: {}", recipe.then)
}

fn put(
    out: &mut impl Write,
    name: Name,
    recipe: &Recipe,
    places: &Places,
    program: Option<&Path>,
) -> io::Result<()> {
    let place = (recipe.place)(places);
    let changes = install::plan(recipe, &place, &configuration(name, program))?;
    if changes.is_empty() {
        return writeln!(out, "{} is set up already: {} is as it should be.", recipe.title, place.display());
    }
    for change in &changes {
        change.apply()?;
        show(out, recipe, change)?;
    }
    writeln!(out, "\nNeeded: {}", recipe.needs)?;
    writeln!(out, "Then: {}", recipe.then)
}

/// What was written: the lines that changed, or of a whole plugin its files.
fn show(out: &mut impl Write, recipe: &Recipe, change: &Change) -> io::Result<()> {
    if !matches!(recipe.form, Form::Folder(_)) {
        let name = change.path.file_name().unwrap_or_default().to_string_lossy();
        diff::print(out, &name, change.before.as_deref().unwrap_or_default(), &change.after)?;
    }
    writeln!(out, "wrote {}", workspace::shown(&change.path))
}

/// An error about a place, as the user would type it.
fn refused(path: &Path, why: &str) -> io::Error {
    write::refused(path, why)
}
