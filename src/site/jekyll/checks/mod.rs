//! What Jekyll alone would say of a post, and what it keeps silent about: one file per rule.

mod draft_ignored;
mod include_arguments;
mod input;
mod judge;
mod layout_missing;
mod output_unclosed;
mod permalink_invalid;
mod post_date;
mod post_name;
mod post_terms;
mod published_text;
mod reading;
mod target;
mod twin;
mod waiting;

use super::JekyllModel;
use crate::site::model::{PostInput, Surroundings};
use crate::site::problem::{Problem, Rule};
use crate::site::rules;
pub use input::Input;
pub use judge::{judge, remark};
pub use reading::reading;

/// The functions that find the problems of one post.
static CHECKS: &[fn(&Input<'_>) -> Vec<Problem>] = &[
    draft_ignored::check,
    include_arguments::check,
    layout_missing::check,
    output_unclosed::check,
    permalink_invalid::check,
    post_date::check,
    post_name::check,
    post_terms::check,
    published_text::check,
    target::check,
    twin::check,
    waiting::check,
];

/// The rules of these checks.
pub static RULES: &[&Rule] = &[
    &draft_ignored::RULE,
    &include_arguments::RULE,
    &layout_missing::RULE,
    &output_unclosed::RULE,
    &permalink_invalid::RULE,
    &post_name::RULE,
    &published_text::RULE,
    &rules::DATE_UNREADABLE,
    &rules::FUTURE_DATE,
    &rules::SAME_URL,
    &rules::TARGET_NOT_FOUND,
    &rules::TERMS_DROPPED,
];

/// Everything that Jekyll's own rules find in a post, in the order of the text.
pub fn check(model: &JekyllModel, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
    let Some(input) = Input::new(model, post, site) else { return Vec::new() };
    let mut found: Vec<Problem> = CHECKS.iter().flat_map(|check| check(&input)).collect();
    found.sort_by_key(|problem| (problem.span.start(), problem.span.end(), problem.rule.code));
    found
}

#[cfg(test)]
mod testing;
