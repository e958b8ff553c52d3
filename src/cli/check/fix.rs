//! `frontis check --fix`: the fixes that keep what the writer means, written to the posts or shown as a diff.

use super::Arguments;
use super::checked::{Target, view};
use crate::cli::workspace::{Workspace, shown};
use crate::cli::write::{Change, write_all};
use crate::cli::{diff, output};
use crate::features::actions::safe_fixes;
use crate::features::counts::count;
use crate::features::diagnostics::diagnose_post;
use crate::site::problem::Severity;
use crate::text::{Edit, apply_all};
use crate::world::Snapshot;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How often the posts are gone over: a fix may bring another finding to light, such as one behind front matter that
/// could not be read. More are fixes that undo each other.
const ROUNDS: usize = 10;

/// A post that fixes change.
struct Fixed {
    before: Arc<str>,
    after: String,
    /// The titles of the fixes with their numbers.
    done: BTreeMap<String, usize>,
}

/// Writes the fixes of the posts, or prints a diff of them when the arguments say so; says what it did.
///
/// # Errors
/// Those of the disk, and of a post that has changed since it was read: then nothing is written.
pub fn run(
    out: &mut impl Write,
    workspace: &mut Workspace,
    targets: &[Target],
    arguments: &Arguments,
) -> io::Result<()> {
    let fixed = fix(workspace, targets, arguments.least().severity());
    let fixes: usize = fixed.values().flat_map(|post| post.done.values()).sum();
    let number = format!("{} in {}", count(fixes, "finding"), count(fixed.len(), "post"));
    if arguments.dry_run {
        for (path, post) in &fixed {
            diff::print(out, &slashed(path), &post.before, &post.after)?;
        }
        output::complain(&format!("would fix {number}; nothing was written"));
        return Ok(());
    }
    let files = fixed.iter();
    let changes: Vec<Change<'_>> =
        files.map(|(path, post)| Change { path, before: &post.before, after: &post.after }).collect();
    write_all(&changes)?;
    match arguments.format {
        super::Format::Text if fixed.is_empty() => {
            writeln!(out, "Nothing here can be fixed without a look at it.\n")
        }
        super::Format::Text => say(out, &fixed, &format!("Fixed {number}.\n")),
        // Whoever reads the report is a program.
        _ => {
            output::complain(&format!("fixed {number}"));
            Ok(())
        }
    }
}

/// The posts that change, by their absolute paths. The workspace takes their new texts.
fn fix(workspace: &mut Workspace, targets: &[Target], least: Severity) -> BTreeMap<PathBuf, Fixed> {
    let mut all: BTreeMap<PathBuf, Fixed> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let snapshot = &workspace.snapshot;
        let round: Vec<(PathBuf, Fixed)> = targets
            .par_iter()
            .filter_map(|target| Some((target.path.clone(), fix_post(snapshot, target, least)?)))
            .collect();
        if round.is_empty() {
            break;
        }
        workspace.edit(round.iter().map(|(path, fixed)| (path.clone(), fixed.after.clone())));
        for (path, fixed) in round {
            match all.get_mut(&path) {
                Some(earlier) => earlier.followed_by(fixed),
                None => drop(all.insert(path, fixed)),
            }
        }
    }
    all.retain(|_, post| *post.before != *post.after);
    all
}

impl Fixed {
    fn followed_by(&mut self, later: Fixed) {
        self.after = later.after;
        for (title, number) in later.done {
            *self.done.entry(title).or_default() += number;
        }
    }
}

/// One round over one post; `None` when there is nothing to fix.
fn fix_post(snapshot: &Snapshot, target: &Target, least: Severity) -> Option<Fixed> {
    let view = view(snapshot, target)?;
    let mut problems = diagnose_post(snapshot, &view);
    problems.retain(|problem| problem.severity >= least);
    let fixes = safe_fixes(&view.text, &problems);
    let edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    let after = apply_all(&view.text, &edits);
    let mut done = BTreeMap::new();
    for fix in fixes {
        *done.entry(fix.title.clone()).or_default() += 1;
    }
    (*after != *view.text).then_some(Fixed { before: view.text, after, done })
}

fn say(out: &mut impl Write, fixed: &BTreeMap<PathBuf, Fixed>, last: &str) -> io::Result<()> {
    for (path, post) in fixed {
        let named = |(title, number): (&String, &usize)| match number {
            1 => title.clone(),
            _ => format!("{title} ({number} times)"),
        };
        let done: Vec<String> = post.done.iter().map(named).collect();
        writeln!(out, "fixed {}: {}", shown(path), done.join("; "))?;
    }
    writeln!(out, "{last}")
}

/// A path for a diff: with `/` between its folders, and never from the root.
fn slashed(path: &Path) -> String {
    shown(path).replace(std::path::MAIN_SEPARATOR, "/").trim_start_matches('/').to_string()
}
