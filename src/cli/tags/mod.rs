//! `frontis tags`: the terms of a site, those that look alike, and another name for one of them.

mod list;
mod pairs;
mod rename;
mod write;

use crate::cli::output;
use crate::cli::workspace::{Workspace, shown};
use crate::world::Site;
use clap::{Subcommand, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `tags` takes.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A site, or a folder in or above one; the current folder when none is given.
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// List the pairs of terms that look like one word in two spellings, and which of them to keep.
    #[arg(long)]
    near_duplicates: bool,
    /// How to print the terms.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Give a term another name on every post; onto a term that exists, this merges the two. Shows what would change.
    Rename(rename::Arguments),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// Does what the arguments say with every site at the path.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if let Some(Command::Rename(rename)) = &arguments.command {
        rename.colors.apply();
        return rename::run(rename);
    }
    let workspace = workspace(arguments.path.as_ref())?;
    let sites = workspace.sites();
    let mut out = output::stdout();
    for site in &sites {
        print_site(&mut out, site, sites.len(), arguments)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_site(out: &mut impl Write, site: &Arc<Site>, sites: usize, arguments: &Arguments) -> io::Result<()> {
    if sites > 1 && arguments.format == Format::Text {
        writeln!(out, "{}\n", shown(&site.root))?;
    }
    match arguments.near_duplicates {
        true => pairs::print(out, site, arguments.format),
        false => list::print(out, site, arguments.format),
    }
}

fn workspace(path: Option<&PathBuf>) -> io::Result<Workspace> {
    let paths: Vec<PathBuf> = path.into_iter().cloned().collect();
    Workspace::open(&paths)
}
