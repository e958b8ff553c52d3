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
            actions.push(Action::new(title, ActionKind::FixAll, apart(text, &fixes)));
        }
    }
    actions
}

fn safe_fix(problem: &Problem) -> Option<&Fix> {
    problem.fixes.first().filter(|fix| fix.safety == Safety::Safe && fix.create.is_none())
}

/// The edits of all fixes, but of two that meet only the first.
fn apart(text: &str, fixes: &[&Fix]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut end = 0;
    edits.retain(|edit| {
        let fits = edit.span.start() >= end && edit.span.end() <= text.len();
        end = if fits { edit.span.end() } else { end };
        fits
    });
    edits
}
