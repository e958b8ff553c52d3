//! `shortcode-in-code`: in inline code and in addresses a shortcode leaves a placeholder behind.

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::site::zola::version::Era;
use crate::syntax::markdown::CodeKind;
use crate::syntax::shortcode::{Call, CallKind};
use crate::text::{Edit, Span};

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-in-code",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/shortcode-in-code.md"),
};

/// Calls where readers see `@@ZOLA_SC_PLACEHOLDER@@` (cases `sc-inline-code`, `sc-in-link`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Shortcodes {
        return Vec::new();
    }
    let markdown = &input.post.document.markdown;
    let in_code = |call: &Call| {
        markdown.code.iter().any(|code| code.kind == CodeKind::Inline && code.span.covers(call.span))
    };
    let in_address = |call: &Call| markdown.links.iter().any(|link| link.dest_span.covers(call.span));
    let calls = input.post.document.shortcodes.running().map(|(_, call)| call);
    let calls =
        calls.filter(|call| call.kind == CallKind::SelfClosing && input.site.shortcode(&call.name).is_some());
    calls
        .filter_map(|call| {
            if in_code(call) {
                let message = "Readers see `@@ZOLA_SC_PLACEHOLDER@@` here: shortcodes run in code, too.";
                return Some(RULE.at(call.span, message).fix(escape(call)));
            }
            let message = "The address becomes `@@ZOLA_SC_PLACEHOLDER@@`: shortcodes don't work in one.";
            in_address(call).then(|| RULE.at(call.span, message))
        })
        .collect()
}

fn escape(call: &Call) -> Fix {
    let inside = Span::new(call.span.start() + 2, call.span.end().saturating_sub(2));
    Fix {
        title: "Show the shortcode instead of running it".to_owned(),
        edits: vec![Edit::insert(inside.start(), "/*"), Edit::insert(inside.end(), "*/")],
        create: None,
        safety: Safety::Safe,
    }
}
