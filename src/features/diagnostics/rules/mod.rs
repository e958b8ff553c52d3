//! The rules that every generator shares, one file each.

mod address_moved;
mod anchor_unknown;
mod delimiter_fixes;
mod duplicate_key;
mod footnote_undefined;
mod footnote_unused;
mod front_matter_delimiter;
mod front_matter_syntax;
mod heading_id_duplicate;
mod image_missing;
mod key_typo;
mod link_case;
mod link_fixes;
mod link_missing;
mod link_unpublished;
mod resource_unused;
mod shortcode_closed_without_need;
mod shortcode_crossed;
mod shortcode_missing_parameter;
mod shortcode_mixed_parameters;
mod shortcode_syntax;
mod shortcode_tags;
mod shortcode_unclosed;
mod shortcode_unknown;
mod shortcode_unknown_parameter;
mod syntax_fixes;
mod term_alias;
mod term_collision;
mod term_comma;
mod term_duplicate;
mod term_fixes;
mod term_near_duplicate;
mod term_spelling;
mod term_suggestion;
mod term_undeclared;

use crate::features::links::Resolved;
use crate::site::problem::{Problem, Rule};
use crate::world::{PostView, Snapshot};

/// A rule's look at a post.
pub type Check = fn(&PostView) -> Vec<Problem>;

/// A rule's look at the links of a post, which are resolved once for all rules.
pub type LinkCheck = fn(&Snapshot, &PostView, &[Resolved]) -> Vec<Problem>;

/// The checks that need nothing but the text.
pub static OF_TEXT: &[Check] = &[
    duplicate_key::check,
    footnote_undefined::check,
    footnote_unused::check,
    front_matter_delimiter::check,
    front_matter_syntax::check,
    heading_id_duplicate::check,
    shortcode_mixed_parameters::check,
    shortcode_syntax::check,
];

/// The checks that compare a post with the rest of its site.
pub static OF_CORPUS: &[Check] = &[
    key_typo::check,
    shortcode_closed_without_need::check,
    shortcode_crossed::check,
    shortcode_missing_parameter::check,
    shortcode_unclosed::check,
    shortcode_unknown::check,
    shortcode_unknown_parameter::check,
    term_alias::check,
    term_collision::check,
    term_comma::check,
    term_duplicate::check,
    term_near_duplicate::check,
    term_spelling::check,
    term_suggestion::check,
    term_undeclared::check,
];

/// The checks of links.
pub static OF_LINKS: &[LinkCheck] = &[
    address_moved::check,
    anchor_unknown::check,
    image_missing::check,
    link_case::check,
    link_missing::check,
    link_unpublished::check,
    resource_unused::check,
];

/// The rules behind the checks.
pub static SHARED: &[&Rule] = &[
    &address_moved::RULE,
    &anchor_unknown::RULE,
    &duplicate_key::RULE,
    &footnote_undefined::RULE,
    &footnote_unused::RULE,
    &front_matter_delimiter::RULE,
    &front_matter_syntax::RULE,
    &heading_id_duplicate::RULE,
    &image_missing::RULE,
    &key_typo::RULE,
    &link_case::RULE,
    &link_missing::RULE,
    &link_unpublished::RULE,
    &resource_unused::RULE,
    &shortcode_closed_without_need::RULE,
    &shortcode_crossed::RULE,
    &shortcode_missing_parameter::RULE,
    &shortcode_mixed_parameters::RULE,
    &shortcode_syntax::RULE,
    &shortcode_unclosed::RULE,
    &shortcode_unknown::RULE,
    &shortcode_unknown_parameter::RULE,
    &term_alias::RULE,
    &term_collision::RULE,
    &term_comma::RULE,
    &term_duplicate::RULE,
    &term_near_duplicate::RULE,
    &term_spelling::RULE,
    &term_suggestion::RULE,
];
