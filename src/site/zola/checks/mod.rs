//! What Zola alone would say of a post, and what it keeps silent about: one file per rule.

mod anchor_not_found;
mod component_argument;
mod content_template;
mod date_refused;
mod heading_id_comment;
mod index_beside_section;
mod input;
mod judge;
mod key_dropped;
mod key_refused;
mod key_swallowed;
mod language_in_name;
mod link_not_found;
mod link_to_source;
mod link_without_address;
mod links;
mod no_front_matter;
mod path_collision;
mod published_early;
mod relocate;
mod shortcode_body;
mod shortcode_in_code;
mod shortcode_number;
mod similar;
mod sort_key_missing;
mod taxonomy_undeclared;
mod template;
mod template_not_found;
mod term_without_address;
mod value_type;

use crate::site::model::{PostInput, Surroundings};
use crate::site::problem::{Problem, Rule};
use crate::site::zola::ZolaModel;
pub use input::Input;
pub use judge::{judge, remark};

/// A rule and the function that finds its problems in one post.
type Check = (&'static Rule, fn(&Input<'_>) -> Vec<Problem>);

macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        /// Every rule with its check, in the order of their codes.
        static CHECKS: &[Check] = &[$((&$name::RULE, $name::check)),*];

        /// The rules that only Zola has, in the order of their codes.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

checks!(
    anchor_not_found,
    component_argument,
    content_template,
    date_refused,
    heading_id_comment,
    index_beside_section,
    key_dropped,
    key_refused,
    key_swallowed,
    language_in_name,
    link_not_found,
    link_to_source,
    link_without_address,
    no_front_matter,
    path_collision,
    published_early,
    shortcode_body,
    shortcode_in_code,
    shortcode_number,
    sort_key_missing,
    taxonomy_undeclared,
    template_not_found,
    term_without_address,
    value_type,
);

/// The problems that Zola's own rules find in a post, in the order of the text.
pub fn check_post(model: &ZolaModel, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
    let Some(content) = model.layout.content(post.path) else { return Vec::new() };
    let input = Input { post, site, model, content };
    let mut found: Vec<Problem> = CHECKS.iter().flat_map(|(_, check)| check(&input)).collect();
    found.sort_by_key(|problem| (problem.span.start(), problem.span.end(), problem.rule.code));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_each_has_its_page() {
        assert!(RULES.is_sorted_by_key(|rule| rule.code));
        for rule in RULES {
            assert!(rule.page.contains(&format!("\n`{}`\n", rule.code)), "{}", rule.code);
        }
    }
}
