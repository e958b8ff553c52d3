//! `frontis check`: the findings of an editor, for all posts at once.

mod human;
mod json;
mod posts;

use crate::cli::output;
use crate::cli::workspace::{Workspace, shown, unreadable};
use crate::features::counts::count;
use crate::features::diagnostics::{diagnose_post, site_notes};
use crate::site::problem::{Problem, Severity};
use crate::site::version::Version;
use crate::world::{Settings, Site, Snapshot};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `check` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Posts or folders; the current folder when none is given.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the findings.
    #[arg(long, default_value = "human")]
    format: Format,
    /// Leave out what matters less than this.
    #[arg(long, value_name = "SEVERITY", default_value = "hint")]
    least: Least,
    /// List the posts instead: whether each will be published, when, where, and why not.
    #[arg(long)]
    posts: bool,
    /// Judge by this version of the generator, or by the `latest` known, whatever the site pins.
    #[arg(long, value_name = "VERSION", value_parser = generator_version)]
    generator_version: Option<Version>,
}

fn generator_version(text: &str) -> Result<Version, String> {
    match text {
        "latest" => Ok(Version::LATEST),
        _ => Version::find(text).ok_or_else(|| "write it like `0.152.0`, or `latest`".to_string()),
    }
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line of the post, for people.
    Human,
    /// One JSON object a line, for programs.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Least {
    Hint,
    Information,
    Warning,
    Error,
}

impl Least {
    fn severity(self) -> Severity {
        match self {
            Least::Hint => Severity::Hint,
            Least::Information => Severity::Information,
            Least::Warning => Severity::Warning,
            Least::Error => Severity::Error,
        }
    }
}

/// One post with what was found in it.
struct Checked {
    /// Its path, as the user would type it.
    path: String,
    outcome: Outcome,
}

enum Outcome {
    /// Its text and its problems.
    Read(Arc<str>, Vec<Problem>),
    /// Why it could not be read.
    Unreadable(String),
}

/// Checks posts and prints what was found: 0 without errors, 1 with.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut settings = Settings::default();
    settings.site.forced_version = arguments.generator_version;
    let workspace = Workspace::open_with(&arguments.paths, &settings)?;
    for path in workspace.strangers() {
        output::complain(&format!(
            "`{}` is no page of a site, so there is nothing to check in it",
            shown(path)
        ));
    }
    let sites = workspace.sites();
    sites.iter().for_each(|site| tell_notes(site));
    match arguments.posts {
        true => posts::print(&workspace, &sites, arguments.format),
        false => print_findings(&workspace, &sites, arguments),
    }
}

/// Prints what was found in the posts of the sites.
fn print_findings(workspace: &Workspace, sites: &[Arc<Site>], arguments: &Arguments) -> io::Result<ExitCode> {
    let mut totals = Totals::default();
    let mut out = output::stdout();
    for site in sites {
        let posts: Vec<PathBuf> = workspace.posts_of(site).collect();
        let check = |path: &PathBuf| check_post(&workspace.snapshot, site, path, arguments.least.severity());
        let checked: Vec<Checked> = posts.par_iter().map(check).collect();
        totals.add(&checked);
        for post in &checked {
            print(&mut out, arguments.format, post)?;
        }
    }
    if arguments.format == Format::Human {
        writeln!(out, "{}", totals.summary(sites))?;
    }
    out.flush()?;
    Ok(if totals.failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn check_post(snapshot: &Snapshot, site: &Arc<Site>, path: &Path, least: Severity) -> Checked {
    let view = site.relative(path).and_then(|relative| snapshot.post_in(site, &relative));
    let outcome = match view {
        Some(view) => {
            let mut problems = diagnose_post(snapshot, &view);
            problems.retain(|problem| problem.severity >= least);
            Outcome::Read(view.text, problems)
        }
        None => Outcome::Unreadable(unreadable(path).unwrap_or_else(|| "it changed just now".to_string())),
    };
    Checked { path: shown(path), outcome }
}

/// What is to be said of a site, on standard error, where it disturbs no program that reads the findings.
fn tell_notes(site: &Site) {
    for note in site_notes(site) {
        // Most notes begin with the name of their file already.
        let named = site.relative(&note.path).is_some_and(|path| note.message.starts_with(&path));
        let place = shown(if named { &site.root } else { &note.path });
        output::complain(&format!("{place}: {}", note.message));
    }
}

fn print(out: &mut impl Write, format: Format, post: &Checked) -> io::Result<()> {
    match (&post.outcome, format) {
        (Outcome::Unreadable(why), _) => {
            output::complain(&format!("`{}` was not checked: {why}", post.path));
            Ok(())
        }
        (Outcome::Read(text, problems), Format::Human) => human::print(out, &post.path, text, problems),
        (Outcome::Read(text, problems), Format::Json) => json::print(out, &post.path, text, problems),
    }
}

/// What was found in all.
#[derive(Default)]
struct Totals {
    posts: usize,
    unreadable: usize,
    by_severity: [usize; 4],
}

impl Totals {
    fn add(&mut self, checked: &[Checked]) {
        self.posts += checked.len();
        for post in checked {
            match &post.outcome {
                Outcome::Unreadable(_) => self.unreadable += 1,
                Outcome::Read(_, problems) => {
                    for problem in problems {
                        if let Some(number) = self.by_severity.get_mut(problem.severity as usize) {
                            *number += 1;
                        }
                    }
                }
            }
        }
    }

    fn of(&self, severity: Severity) -> usize {
        self.by_severity.get(severity as usize).copied().unwrap_or_default()
    }

    /// A post that cannot be read cannot be called right.
    fn failed(&self) -> bool {
        self.of(Severity::Error) > 0 || self.unreadable > 0
    }

    /// `2 errors, 1 warning in 93 posts (Hugo 0.168.0)`.
    fn summary(&self, sites: &[Arc<Site>]) -> String {
        let severities = [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Information, "note"),
            (Severity::Hint, "hint"),
        ];
        let found: Vec<String> = severities
            .iter()
            .filter(|(severity, _)| self.of(*severity) > 0)
            .map(|(severity, name)| count(self.of(*severity), name))
            .collect();
        let found = if found.is_empty() { "Nothing to say".to_string() } else { found.join(", ") };
        format!("{found} in {}{}", count(self.posts, "post"), generators(sites))
    }
}

fn generators(sites: &[Arc<Site>]) -> String {
    let mut names: Vec<String> = sites
        .iter()
        .map(|site| match site.model.version() {
            Some(hint) => format!("{} {}", site.model.generator_name(), hint.version),
            None => site.model.generator_name().to_string(),
        })
        .collect();
    names.sort();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}
