//! What Hexo alone would say of a post, and what it keeps silent about.

mod judge;
mod target;
mod waiting;

use super::HexoModel;
use crate::site::model::{PostInput, Surroundings};
use crate::site::problem::{Problem, Rule};
use crate::site::rules;
pub use judge::{judge, remark};

/// The rules that these checks use.
pub static RULES: &[&Rule] = &[&rules::FUTURE_DATE, &rules::TARGET_NOT_FOUND];

/// Everything that Hexo's own rules find in a post, in the order of the text.
pub fn check(model: &HexoModel, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
    let mut found = waiting::check(model, post);
    found.extend(target::check(model, post, site));
    found.sort_by_key(|problem| (problem.span.start(), problem.span.end(), problem.rule.code));
    found
}
