//! `draft-ignored`: `draft: true`, which Jekyll does not read.

use super::input::Input;
use crate::site::jekyll::layout::Place;
use crate::site::model::Model;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::publish::PublishState;
use crate::text::Edit;

/// The rule.
pub static RULE: Rule = Rule {
    code: "draft-ignored",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/draft-ignored.md"),
};

/// A post that is published though it says that it is a draft.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let is_post = matches!(input.place, Place::Post(_) | Place::Document(..));
    let state = input.model.publication(input.post.page, input.post.now).state;
    if !is_post || input.data.boolean("draft") != Some(true) || state != PublishState::Published {
        return Vec::new();
    }
    let Some(entry) = input.entry("draft") else { return Vec::new() };
    let message = "Jekyll publishes this post: it does not read `draft`. Write `published: false`, or move the file to \
                   `_drafts`.";
    let mut fix = Fix::suggestion("Write `published: false`", entry.key.inner, "published");
    fix.edits.push(Edit::replace(entry.value.span, "false"));
    vec![RULE.at(entry.span, message).fix(fix)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_a_post_that_is_published_all_the_same() {
        let draft = "---\ndraft: true\n---\n";
        assert_eq!(marks(&[("_posts/2024-01-02-a.md", draft)]), ["warning draft-ignored `draft: true`"]);
        assert_eq!(marks(&[("_drafts/a.md", draft)]), [""; 0]);
        let hidden = "---\ndraft: true\npublished: false\n---\n";
        assert_eq!(marks(&[("_posts/2024-01-02-a.md", hidden)]), [""; 0]);
        assert_eq!(marks(&[("_posts/2024-01-02-a.md", "---\ndraft: false\n---\n")]), [""; 0]);
    }
}
