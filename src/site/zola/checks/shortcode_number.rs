//! `shortcode-number`: a whole number that is too large for Zola stops the build.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::zola::version::Era;
use crate::syntax::shortcode::{Arg, Quote};

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-number",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-number.md"),
};

/// Numbers beyond 64 bits (cases `sc-lit-bigint`, `sc-int-min-overflow`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Shortcodes {
        return Vec::new();
    }
    let args = input.post.document.shortcodes.running().flat_map(|(_, call)| &call.args);
    args.filter(|arg| is_too_large(arg))
        .map(|arg| {
            let message = format!("{} stops here: the number is too large. Put it in quotes.", input.zola());
            let quoted = format!("\"{}\"", arg.value);
            let problem =
                RULE.at(arg.value_span, message).fix(Fix::safe("Put it in quotes", arg.value_span, quoted));
            input.when_published(problem)
        })
        .collect()
}

fn is_too_large(arg: &Arg) -> bool {
    let digits = arg.value.strip_prefix('-').unwrap_or(&arg.value);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    arg.quote == Quote::Bare && is_number && arg.value.parse::<i64>().is_err()
}
