//! `anchor-not-found`: a link to a place that its page does not have stops the build.

use super::input::Input;
use super::links::{at_level, exists, has_place, internal};
use crate::site::problem::{Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "anchor-not-found",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/anchor-not-found.md"),
};

/// Links to `@/path.md#place` and `#place` without such a heading or id (cases `link-anchor-*`). Silent on pages whose
/// shortcodes may make more.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let links = internal(input).into_iter().filter(|found| exists(input, &found.path));
    links
        .filter_map(|found| {
            let anchor = found.anchor?;
            if has_place(input, &found.path, anchor) {
                return None;
            }
            let path = found.path.strip_prefix("content/").unwrap_or(&found.path);
            let message = format!("{} stops here: `{path}` has no heading or id `{anchor}`.", input.zola());
            Some(at_level(input, RULE.at(place(input, found.link.dest_span), message)))
        })
        .collect()
}

/// The part from the `#` on.
fn place(input: &Input<'_>, dest: Span) -> Span {
    let from = dest.of(input.post.text).find('#').unwrap_or(0);
    Span::new(dest.start() + from, dest.end())
}
