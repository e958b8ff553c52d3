//! What is wrong in a post: the shared rules, the generator's own, and the user's settings on top.

mod nearest;
mod notes;
mod registry;
mod rules;

pub use nearest::nearest;
pub use notes::{Note, site_notes};
pub use registry::{rule, rules};

use crate::site::problem::{Problem, Rule, Severity};
use crate::world::{PostView, Settings, Snapshot};
use std::path::Path;

/// The problems of the post at the absolute `path`, in the order of the text; none for a file that is no page of a site.
pub fn diagnose(snapshot: &Snapshot, path: &Path) -> Vec<Problem> {
    let is_page = |view: &PostView| crate::corpus::is_post(&*view.site.model, &view.path);
    match snapshot.post(path).filter(is_page) {
        Some(view) => diagnose_post(snapshot, &view),
        None => Vec::new(),
    }
}

/// The problems of a post that is at hand, in the order of the text, each once.
///
/// Before the first scan has ended only the text itself is judged: what is missing then may merely not be read yet.
pub fn diagnose_post(snapshot: &Snapshot, view: &PostView) -> Vec<Problem> {
    let mut problems: Vec<Problem> = rules::OF_TEXT.iter().flat_map(|check| check(view)).collect();
    if snapshot.ready {
        problems.extend(rules::OF_CORPUS.iter().flat_map(|check| check(view)));
    }
    let input = view.input(snapshot.now);
    problems.retain_mut(|problem| match view.site.model.judge(problem, &input) {
        Some(severity) => {
            problem.severity = severity;
            true
        }
        None => false,
    });
    problems.iter_mut().for_each(|problem| say_consequence(problem, view));
    if snapshot.ready {
        problems.extend(view.site.model.check(&input, &*view.site.corpus));
    }
    problems.retain_mut(|problem| obey(problem, &view.site.settings));
    in_order(problems)
}

/// A shared rule cannot know what the generator does about it; its model has just said so.
fn say_consequence(problem: &mut Problem, view: &PostView) {
    if problem.severity == Severity::Error {
        problem.message.push_str(&format!(" {} cannot build this page.", generator(view)));
    }
}

/// The generator and, where findings depend on it, its version, for messages.
fn generator(view: &PostView) -> String {
    let name = view.site.model.generator_name();
    match view.site.model.version() {
        Some(hint) => format!("{name} {}", hint.version),
        None => name.to_string(),
    }
}

/// Sets the severity that the user wants; `false` when it is off.
fn obey(problem: &mut Problem, settings: &Settings) -> bool {
    let Some(level) = settings.rules.get(problem.rule.code) else { return true };
    match level.severity() {
        Some(severity) => {
            problem.severity = severity;
            true
        }
        None => false,
    }
}

/// By position, the worst first at one place, without repetitions.
fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        a.span.cmp(&b.span).then(b.severity.cmp(&a.severity)).then_with(|| a.rule.code.cmp(b.rule.code))
    });
    problems.dedup_by(|a, b| same_finding(a.rule, b.rule) && a.span == b.span);
    problems
}

fn same_finding(a: &Rule, b: &Rule) -> bool {
    a.code == b.code
}
