//! A closing tag for a shortcode that takes no inner text.

use super::shortcode_syntax::severity;
use super::shortcode_tags::*;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::shortcode::{Call, CallKind, PairProblemKind};
use crate::text::Span;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-closed-without-need",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-closed-without-need.md"),
};

/// Closing tags, and closing slashes, that the template has no use for.
pub fn check(view: &PostView) -> Vec<Problem> {
    let pairing = view.pairing();
    misfits(view, &pairing)
        .filter(|(misfit, _)| misfit.kind == PairProblemKind::TakesNoInner)
        .map(|(misfit, call)| {
            let message =
                format!("The template of `{}` uses no text inside, so it must not be closed.", call.name);
            let problem = RULE.at(misfit.span, message).severity(severity(misfit.effect));
            or_escape(view, call, problem.fix(fix(view, call)))
        })
        .collect()
}

fn fix(view: &PostView, call: &Call) -> Fix {
    match call.kind {
        CallKind::SelfClosing => {
            let end = content_end(&view.text, call);
            let content = Span::new(call.content.start(), end).of(&view.text);
            let kept = content.trim_end_matches('/').trim_end().len();
            Fix::safe("Remove the slash", Span::new(call.content.start() + kept, end), "")
        }
        _ => Fix { title: "Remove the closing tag".to_string(), ..remove_tag(&view.text, call.span) },
    }
}
