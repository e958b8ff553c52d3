//! `shortcode-body`: a shortcode with nothing between its tags, or without the tags that its template needs.

use super::input::Input;
use crate::site::model::UnknownPart;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::shortcode::Inner;
use crate::site::zola::version::Era;
use crate::syntax::shortcode::{Call, CallKind, Delimiter, InnerUse, pair};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-body",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-body.md"),
};

/// Bodies of blanks (cases `sc-empty-body`, `sc-space-body`) and calls in one tag whose template fails without a body
/// (case `sc-body-called-inline`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Shortcodes {
        return Vec::new();
    }
    let shortcodes = &input.post.document.shortcodes;
    let pairing = pair(shortcodes, |_| InnerUse::Optional);
    let found = shortcodes.running().filter_map(|(index, call)| match call.kind {
        CallKind::Open => {
            let close = shortcodes.calls.get(pairing.partners.get(index).copied().flatten()?)?;
            empty(input, call, Span::new(call.span.end(), close.span.start()), close)
        }
        CallKind::SelfClosing => without(input, call),
        CallKind::Close => None,
    });
    found.map(|problem| input.when_published(problem)).collect()
}

fn empty(input: &Input<'_>, call: &Call, body: Span, close: &Call) -> Option<Problem> {
    if !body.of(input.post.text).trim().is_empty() {
        return None;
    }
    let message = format!("{} stops here: there must be text between these two tags.", input.zola());
    let inline = format!("{{{{{}}}}}", call.content.of(input.post.text));
    let whole = Span::new(call.span.start(), close.span.end());
    Some(RULE.at(whole, message).fix(Fix::suggestion("Make it one tag", whole, inline)))
}

fn without(input: &Input<'_>, call: &Call) -> Option<Problem> {
    if input.lacks(UnknownPart::Templates) || call.delimiter != Delimiter::Braces {
        return None;
    }
    // An argument of that name is what the template prints.
    if call.args.iter().any(|arg| arg.name.as_ref().is_some_and(|name| name.text == "body")) {
        return None;
    }
    let def = input.site.shortcode(&call.name).filter(|def| def.inner == Inner::Used && !def.open)?;
    let message = format!(
        "{} stops here: `{}` needs text between two tags, `{{% {}(…) %}} … {{% end %}}`.",
        input.zola(),
        def.name,
        def.name
    );
    Some(RULE.at(call.span, message))
}
