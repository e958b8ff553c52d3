//! How severe the findings of the shared rules are to Zola.

use crate::site::model::PostInput;
use crate::site::problem::{Problem, Severity};
use crate::site::zola::ZolaModel;

/// The severity of a shared finding in a post; `None` when Zola does not mind.
pub fn judge(_model: &ZolaModel, problem: &Problem, _post: &PostInput<'_>) -> Option<Severity> {
    Some(problem.severity)
}

/// What to add to a shared finding: what Zola makes of it.
pub fn remark(_model: &ZolaModel, _problem: &Problem, _post: &PostInput<'_>) -> Option<String> {
    None
}
