//! `component-argument`: an argument of a component has a type that its definition refuses.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::zola::shortcodes::{Type, literal};
use crate::site::zola::version::Era;
use crate::syntax::shortcode::{Arg, Call, CallKind, Quote};
use crate::syntax::tera::tokens;

/// The rule.
pub static RULE: Rule = Rule {
    code: "component-argument",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/component-argument.md"),
};

/// Literals of another type than the one that is told (cases `v23-wrong-type`, `v23-wrong-type-bool`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Components || !input.model.layout.is_templated(input.post.path) {
        return Vec::new();
    }
    let calls = input.post.document.shortcodes.running().map(|(_, call)| call);
    let calls = calls.filter(|call| call.kind != CallKind::Close);
    calls.flat_map(|call| call.args.iter().filter_map(|arg| problem(input, call, arg))).collect()
}

fn problem(input: &Input<'_>, call: &Call, arg: &Arg) -> Option<Problem> {
    let name = arg.name.as_ref()?;
    let component = input.model.components.iter().find(|component| component.def.name == call.name)?;
    let at = component.def.params.iter().position(|param| param.name == name.text)?;
    let wanted = *component.types.get(at)?;
    let given = match arg.quote {
        Quote::Double | Quote::Single | Quote::Raw => Type::Text,
        Quote::List if name.span != arg.value_span => literal_in(input, arg),
        Quote::List | Quote::Bare => Type::Any,
    };
    if wanted == Type::Any || given == Type::Any || wanted == given {
        return None;
    }
    let message = format!("{} stops here: `{}` must be {}.", input.zola(), name.text, words(wanted));
    Some(input.when_published(RULE.at(arg.span, message)))
}

/// The type of `{5}` or `{-5}`; any for what must be computed.
fn literal_in(input: &Input<'_>, arg: &Arg) -> Type {
    match tokens(input.post.text, arg.value_span).as_slice() {
        [only] => literal(input.post.text, only),
        [minus, number] if minus.is("-") => literal(input.post.text, number),
        _ => Type::Any,
    }
}

fn words(kind: Type) -> &'static str {
    match kind {
        Type::Text => "a text in quotes",
        Type::Bool => "`{true}` or `{false}`",
        Type::Number => "a number in braces",
        Type::Array => "a list in braces",
        Type::Any => "anything",
    }
}
