//! What Hugo alone would say of a post, and what it keeps silent about: one file per rule.

mod attributes;
mod bundle_hides_pages;
mod calls;
mod cascade_invalid;
mod content_format_denied;
mod date_as_number;
mod date_chain;
mod date_form;
mod date_unreadable;
mod divider_spelling;
mod edit;
mod expired_date;
mod fence_attributes;
mod foreign_key;
mod future_date;
mod inline_shortcode_disabled;
mod inline_shortcode_undefined;
mod input;
mod judge;
mod key_below_table;
mod list_as_text;
mod markup_unknown;
mod menu_invalid;
mod not_a_boolean;
mod not_a_number;
mod not_a_table;
mod number_changes;
mod output_unknown;
mod published_flag;
mod raw_html_omitted;
mod ref_not_found;
pub mod reference;
mod renamed_key;
mod resources_ignored;
mod same_page;
mod same_url;
mod shortcode_argument;
mod shortcode_other_section;
mod shortcode_plain_template;
mod shortcode_removed;
mod terms_dropped;
mod url_colon;
mod url_with_protocol;
mod value_cut_by_comment;
mod value_ignored;
mod value_refused;
mod word_ignored;

use crate::site::files::{Files, RelPath};
use crate::site::hugo::HugoModel;
use crate::site::hugo::page::page_type;
use crate::site::model::{PostInput, Surroundings};
use crate::site::problem::{Problem, Rule};
pub use input::{Input, MenuUse};
pub use judge::{judge, remark};
pub use reference::page_key;

/// A rule and the function that finds its problems in one post.
type Check = (&'static Rule, fn(&Input<'_>) -> Vec<Problem>);

macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        /// Every rule with its check, in the order of their codes.
        static CHECKS: &[Check] = &[$((&$name::RULE, $name::check)),+];

        /// The rules that only Hugo has, in the order of their codes.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),+];
    };
}

checks!(
    bundle_hides_pages,
    cascade_invalid,
    content_format_denied,
    date_as_number,
    date_unreadable,
    divider_spelling,
    expired_date,
    fence_attributes,
    foreign_key,
    future_date,
    inline_shortcode_disabled,
    inline_shortcode_undefined,
    key_below_table,
    list_as_text,
    markup_unknown,
    menu_invalid,
    not_a_boolean,
    not_a_number,
    not_a_table,
    number_changes,
    output_unknown,
    published_flag,
    raw_html_omitted,
    ref_not_found,
    renamed_key,
    resources_ignored,
    same_page,
    same_url,
    shortcode_argument,
    shortcode_other_section,
    shortcode_plain_template,
    shortcode_removed,
    terms_dropped,
    url_colon,
    url_with_protocol,
    value_cut_by_comment,
    value_ignored,
    value_refused,
    word_ignored,
);

/// Everything that Hugo's own rules find in a post, in the order of the text.
pub fn check_all(input: &Input<'_>) -> Vec<Problem> {
    let mut found: Vec<Problem> = CHECKS.iter().flat_map(|(_, check)| check(input)).collect();
    found.sort_by_key(|problem| (problem.span.start(), problem.span.end(), problem.rule.code));
    found
}

/// The problems that Hugo's own rules find in a post of a loaded site.
pub fn check_post(model: &HugoModel, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
    check_all(&Input {
        post,
        site,
        model,
        config: &model.config,
        dates: &model.rules(&post.page.language).dates,
        layout: &model.layout,
        menus: model.menus,
        page_type: &|| page_type(model, post.path, post.document.front_matter()),
    })
}

/// Whether a template on disk shows a menu. A template that only mentions menus and is never used is taken for one
/// that does, which matters for a broken entry alone.
pub fn menu_use(files: &dyn Files) -> MenuUse {
    let is_template = |path: &str| path.starts_with("layouts/") || path.contains("/layouts/");
    let shows = |path: &RelPath| files.read(path).is_some_and(|text| text.contains(".Menus"));
    if files.matching(&is_template).into_iter().any(shows) { MenuUse::Shown } else { MenuUse::Unknown }
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
