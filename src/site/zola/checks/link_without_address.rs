//! `link-without-address`: `[text]()` stops the build.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::markdown::{LinkKind, LinkTarget};

/// The rule.
pub static RULE: Rule = Rule {
    code: "link-without-address",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/link-without-address.md"),
};

/// Links, not images, that lead nowhere (cases `link-empty`, `link-empty-image`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let links = input.post.document.markdown.links.iter();
    let empty = links.filter(|link| {
        let has_dest = matches!(link.kind, LinkKind::Inline | LinkKind::Reference);
        has_dest && link.target == LinkTarget::Page && link.dest.is_empty()
    });
    let message = format!("{} stops here: the link has no address.", input.zola());
    empty.map(|link| input.when_published(RULE.at(link.span, message.as_str()))).collect()
}
