//! The fixes of the findings that a selection touches.

use super::{Action, ActionKind, Rank};
use crate::site::problem::{Fix, Problem, Safety};
use crate::text::Span;

/// The fixes in the order of the findings, for each the likeliest first.
pub fn actions(problems: &[Problem], span: Span) -> Vec<Action> {
    let touched = problems.iter().filter(|problem| touches(problem.span, span));
    touched
        .flat_map(|problem| problem.fixes.iter().enumerate().map(|(at, fix)| action(problem, at, fix)))
        .collect()
}

/// Whether a selection, which may be a mere cursor, meets a finding.
pub fn touches(finding: Span, selection: Span) -> bool {
    finding.start() <= selection.end() && selection.start() <= finding.end()
}

fn action(problem: &Problem, at: usize, fix: &Fix) -> Action {
    let rank = if at == 0 && fix.safety == Safety::Safe { Rank::Preferred } else { Rank::Other };
    Action {
        create: fix.create.clone(),
        problem: Some(problem.clone()),
        rank,
        ..Action::new(fix.title.clone(), ActionKind::QuickFix, fix.edits.clone())
    }
}
