//! One action for all findings of a kind in a post, where each has a fix that keeps the meaning.

use super::fixes::touches;
use super::{Action, ActionKind};
use crate::site::problem::{Fix, Problem, Safety};
use crate::text::{Edit, Span};

/// An action for each fix at the selection that other findings of the same rule have as well.
pub fn actions(text: &str, problems: &[Problem], span: Span) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for problem in problems.iter().filter(|problem| touches(problem.span, span)) {
        let Some(fix) = safe_fix(problem) else { continue };
        let alike = problems.iter().filter(|other| other.rule.code == problem.rule.code);
        let fixes: Vec<&Fix> = alike.filter_map(safe_fix).filter(|other| other.title == fix.title).collect();
        let title = format!("{} (all {} in this post)", fix.title, fixes.len());
        if fixes.len() > 1 && !actions.iter().any(|action| action.title == title) {
            let edits = edits(&apart(text, fixes.into_iter()));
            actions.push(Action::new(title, ActionKind::FixAll, edits));
        }
    }
    actions
}

/// One action for all findings with such a fix, whatever their kinds.
pub fn everything(text: &str, problems: &[Problem]) -> Option<Action> {
    let edits = edits(&safe_fixes(text, problems));
    (!edits.is_empty()).then(|| Action::new("Fix what needs no look", ActionKind::FixAll, edits))
}

/// The fixes of the findings in `text` that keep what the writer means, the first of each finding and none meeting
/// another: they can all be made at once.
pub fn safe_fixes<'a>(text: &str, problems: &'a [Problem]) -> Vec<&'a Fix> {
    apart(text, problems.iter().filter_map(safe_fix))
}

fn safe_fix(problem: &Problem) -> Option<&Fix> {
    problem.fixes.first().filter(|fix| fix.safety == Safety::Safe && fix.create.is_none())
}

/// Each fix as a whole: of two that meet only the first.
fn apart<'a>(text: &str, fixes: impl Iterator<Item = &'a Fix>) -> Vec<&'a Fix> {
    let mut taken: Vec<&Fix> = Vec::new();
    for fix in fixes {
        let is_inside = fix.edits.iter().all(|edit| edit.span.end() <= text.len());
        let meets =
            |edit: &Edit| taken.iter().flat_map(|fix| &fix.edits).any(|taken| touches(taken.span, edit.span));
        if is_inside && !fix.edits.iter().any(meets) {
            taken.push(fix);
        }
    }
    taken
}

/// The edits of fixes that do not meet, in the order of the text.
fn edits(fixes: &[&Fix]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}
