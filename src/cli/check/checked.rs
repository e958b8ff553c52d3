//! The posts to check, and each with what was found in it.

use crate::cli::progress::Progress;
use crate::cli::workspace::{Workspace, unreadable};
use crate::features::diagnostics::diagnose_post;
use crate::site::problem::{Problem, Severity};
use crate::text::Span;
use crate::world::{PostView, Site, Snapshot};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One post to look at.
pub struct Target {
    /// Its site.
    pub site: Arc<Site>,
    /// Its absolute path.
    pub path: PathBuf,
}

/// One post with what was found in it.
pub struct Checked {
    /// Its absolute path.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a post.
pub enum Outcome {
    /// Its text and its problems.
    Read(Arc<str>, Vec<Problem>),
    /// Why it could not be read.
    Unreadable(String),
}

impl Checked {
    /// Its text and its problems; empty for one that could not be read.
    pub fn findings(&self) -> (&str, &[Problem]) {
        match &self.outcome {
            Outcome::Read(text, problems) => (text, problems),
            Outcome::Unreadable(_) => ("", &[]),
        }
    }
}

/// All posts of the sites that lie below the paths of the workspace, in the order of the sites and paths.
pub fn targets(workspace: &Workspace, sites: &[Arc<Site>]) -> Vec<Target> {
    let of_site = |site: &Arc<Site>| -> Vec<Target> {
        workspace.posts_of(site).map(|path| Target { site: site.clone(), path }).collect()
    };
    sites.iter().flat_map(of_site).collect()
}

/// The view of a post; `None` when it cannot be read.
pub fn view(snapshot: &Snapshot, target: &Target) -> Option<PostView> {
    let relative = target.site.relative(&target.path)?;
    snapshot.post_in(&target.site, &relative)
}

/// Checks posts, on all cores; findings below `least` are left out.
pub fn check_all(snapshot: &Snapshot, targets: &[Target], least: Severity) -> Vec<Checked> {
    let progress = Progress::steps("Checking", targets.len());
    let check = |target: &Target| {
        let checked = check_post(snapshot, target, least);
        progress.step();
        checked
    };
    targets.par_iter().map(check).collect()
}

fn check_post(snapshot: &Snapshot, target: &Target, least: Severity) -> Checked {
    let outcome = match view(snapshot, target) {
        Some(view) => {
            let mut problems = diagnose_post(snapshot, &view);
            problems.retain(|problem| problem.severity >= least);
            Outcome::Read(view.text, problems)
        }
        None => Outcome::Unreadable(why_unreadable(&target.path)),
    };
    Checked { path: target.path.clone(), outcome }
}

/// Why a post cannot be read, as the end of a sentence.
pub fn why_unreadable(path: &Path) -> String {
    unreadable(path).unwrap_or_else(|| "it changed just now".to_string())
}

/// What tells a finding from others of its code in its post, wherever its line moves to: the first line of what it
/// marks or, where it marks nothing, the line it is on.
pub fn fingerprint(text: &str, span: Span) -> String {
    let first = |text: &str| text.trim().lines().next().unwrap_or_default().trim_end().to_string();
    let marked = first(span.of(text));
    if marked.is_empty() {
        first(crate::features::edits::line_at(text, span.start()).of(text))
    } else {
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_does_not_know_its_line() {
        let marked = |text: &str, what: &str| {
            let start = text.find(what).unwrap();
            fingerprint(text, Span::new(start, start + what.len()))
        };
        assert_eq!(marked("a\nb: c\n", "c"), marked("x\n\na\nb:   c # d\r\n", "c"));
        assert_eq!(marked("a: [\n  b\n", "[\n  b"), "[");
        assert_eq!(fingerprint("a\n b c \n", Span::empty(4)), "b c");
        assert_eq!(fingerprint("", Span::empty(0)), "");
    }
}
