//! `inline-shortcode-disabled`: an inline shortcode prints nothing unless the site permits it.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::CallKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "inline-shortcode-disabled",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/inline-shortcode-disabled.md"),
};

/// Calls such as `{{< time.inline >}}` on a site without `security.enableInlineShortcodes`.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.config.flag(&["security", "enableinlineshortcodes"])
        || input.config.flag(&["enableinlineshortcodes"])
    {
        return Vec::new();
    }
    let calls = input.post.document.shortcodes.running().map(|(_, call)| call);
    calls
        .filter(|call| call.is_inline() && call.kind != CallKind::Close)
        .map(|call| RULE.at(call.name_span, "Hugo leaves this out, because the site does not permit inline shortcodes: set `security.enableInlineShortcodes`."))
        .collect()
}

/// Whether the site runs inline shortcodes; older releases have the setting at the top.
pub fn is_permitted(input: &Input<'_>) -> bool {
    input.config.flag(&["security", "enableinlineshortcodes"])
        || input.config.flag(&["enableinlineshortcodes"])
}
