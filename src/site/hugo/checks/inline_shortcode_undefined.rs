//! `inline-shortcode-undefined`: an inline shortcode that is repeated before it was defined stops the build.

use super::inline_shortcode_disabled::is_permitted;
use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::CallKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "inline-shortcode-undefined",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/inline-shortcode-undefined.md"),
};

/// Inline calls without a template of their own, before any with one (oracle `sc/inline-nodef`). Where inline
/// shortcodes are not permitted they print nothing instead.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if !is_permitted(input) {
        return Vec::new();
    }
    let calls: Vec<_> = input.post.document.shortcodes.running().map(|(_, call)| call).collect();
    let mut defined: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (at, call) in calls.iter().enumerate().filter(|(_, call)| call.is_inline()) {
        // An inline shortcode holds no other, so its closing tag is the next one.
        let closed =
            calls.get(at + 1).is_some_and(|next| next.kind == CallKind::Close && next.name == call.name);
        match call.kind {
            CallKind::Open if closed => defined.push(&call.name),
            CallKind::Open | CallKind::SelfClosing if !defined.contains(&call.name.as_str()) => {
                let message = format!(
                    "{} stops here: no earlier call of `{}` in this post holds a template.",
                    input.hugo(),
                    call.name
                );
                found.push(input.when_rendered(RULE.at(call.name_span, message)));
            }
            _ => {}
        }
    }
    found
}
