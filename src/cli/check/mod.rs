//! `frontis check`: the findings of an editor, for all posts at once.

mod baseline;
mod changed;
mod checked;
mod fix;
mod level;
mod posts;
mod report;
mod totals;

use crate::cli::output::{self, Colors};
use crate::cli::progress::Progress;
use crate::cli::workspace::{Workspace, shown};
use crate::features::diagnostics::site_notes;
use crate::site::version::Version;
use crate::world::{Settings, Site};
use baseline::Baseline;
use checked::{Target, check_all};
use level::Level;
use report::{Format, Report};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

const EXIT_CODES: &str = "\
Exit code:
  0  nothing was found that counts: see --fail-on
  1  something was
  2  it was called wrongly, or a file could not be read or written";

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Arguments {
    /// Posts or folders; the current folder when none is given.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the findings.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Leave out what matters less than this.
    #[arg(long, value_name = "SEVERITY")]
    min_severity: Option<Level>,
    /// End with 1 when something is found that matters at least so much [default: what --min-severity says, or error].
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Level>,
    /// Apply the fixes that keep what you mean, and say what is left.
    #[arg(long, conflicts_with = "posts")]
    fix: bool,
    /// With --fix: write nothing, print what would change as a diff that `git apply` takes.
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Only posts that differ from the last commit, or from where this branch left REF, and those that git does not
    /// know yet. Asks git, and lets it run nothing that the repository names.
    #[arg(long, value_name = "REF", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    changed: Option<String>,
    /// Leave out the findings that this file lists, so that only new ones count.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found now into the file that --baseline names.
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "posts"])]
    write_baseline: bool,
    /// List the posts instead: whether each will be published, when, where, and why not.
    #[arg(long)]
    posts: bool,
    /// Judge by this version of the generator, or by the `latest` known, whatever the site pins.
    #[arg(long, value_name = "VERSION", value_parser = generator_version)]
    generator_version: Option<Version>,
    #[command(flatten)]
    pub colors: Colors,
}

fn generator_version(text: &str) -> Result<Version, String> {
    match text {
        "latest" => Ok(Version::LATEST),
        _ => Version::find(text).ok_or_else(|| "write it like `0.152.0`, or `latest`".to_string()),
    }
}

impl Arguments {
    fn least(&self) -> Level {
        self.min_severity.unwrap_or(Level::Hint)
    }

    fn fail_on(&self) -> Level {
        self.fail_on.or(self.min_severity).unwrap_or(Level::Error)
    }

    fn open(&self) -> io::Result<Workspace> {
        let mut settings = Settings::default();
        settings.site.forced_version = self.generator_version;
        let _progress = Progress::spinner("Reading the site");
        Workspace::open_with(&self.paths, &settings)
    }

    /// The posts to check.
    fn targets(&self, workspace: &Workspace, sites: &[Arc<Site>]) -> io::Result<Vec<Target>> {
        let targets = checked::targets(workspace, sites);
        match &self.changed {
            Some(reference) => changed::only(targets, reference),
            None => Ok(targets),
        }
    }
}

/// Checks posts and prints what was found; the exit codes are those of [`EXIT_CODES`].
///
/// # Errors
/// What makes it end with 2, with a message for the user.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if arguments.dry_run && arguments.format != Format::Text {
        return Err(io::Error::other("--dry-run prints a diff: leave --format out"));
    }
    let workspace = arguments.open()?;
    for path in workspace.strangers() {
        output::complain(&format!(
            "`{}` is no page of a site, so there is nothing to check in it",
            shown(path)
        ));
    }
    let sites = workspace.sites();
    sites.iter().for_each(|site| tell_notes(site));
    if arguments.posts {
        return posts::print(&workspace, &arguments.targets(&workspace, &sites)?, arguments.format);
    }
    check(workspace, sites, arguments)
}

fn check(mut workspace: Workspace, mut sites: Vec<Arc<Site>>, arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = output::stdout();
    let mut targets = arguments.targets(&workspace, &sites)?;
    if arguments.fix {
        fix::run(&mut out, &mut workspace, &targets, arguments)?;
        // What was written may have changed what other posts are held to.
        if !arguments.dry_run {
            workspace = arguments.open()?;
            sites = workspace.sites();
            let again = checked::targets(&workspace, &sites);
            targets =
                again.into_iter().filter(|new| targets.iter().any(|old| old.path == new.path)).collect();
        }
    }
    let mut posts = check_all(&workspace.snapshot, &targets, arguments.least().severity());
    if let (Some(file), true) = (&arguments.baseline, arguments.write_baseline) {
        writeln!(out, "{}", baseline::write(file, &posts)?)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let known = arguments.baseline.as_deref().map(Baseline::read).transpose()?;
    let known = known.map(|known| known.leave_out(&mut posts)).unwrap_or_default();
    let report = Report {
        posts: &posts,
        sites: &sites,
        fail_on: arguments.fail_on().severity(),
        known,
        fix: arguments.fix,
    };
    if !arguments.dry_run {
        report.print(&mut out, arguments.format)?;
    }
    out.flush()?;
    Ok(ExitCode::from(report.exit_code()))
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
