//! A parameter that the shortcode needs and the call does not give.

use super::shortcode_tags::{complete_definition, content_end, or_escape};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::shortcode::{Param, Required, ShortcodeDef};
use crate::syntax::shortcode::{Call, CallKind, Grammar, TagEnd};
use crate::text::Edit;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-missing-parameter",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/shortcode-missing-parameter.md"),
};

/// Calls without a parameter that is required.
pub fn check(view: &PostView) -> Vec<Problem> {
    let calls = view.document.shortcodes.running().map(|(_, call)| call);
    calls
        .filter(|call| call.kind != CallKind::Close && call.end == TagEnd::Present)
        .filter_map(|call| Some((call, complete_definition(view, &call.name)?)))
        .flat_map(|(call, def)| missing(view, call, def))
        .collect()
}

fn missing(view: &PostView, call: &Call, def: &ShortcodeDef) -> Vec<Problem> {
    let required = def.params.iter().filter(|param| param.required == Required::Required);
    required
        .filter(|param| !is_given(call, param))
        .map(|param| {
            let message = format!("`{}` needs {}, which is not given.", call.name, named(param));
            let mut problem = RULE.at(call.name_span, message);
            problem.fixes.extend(add(view, call, param));
            or_escape(view, call, problem)
        })
        .collect()
}

fn is_given(call: &Call, param: &Param) -> bool {
    let by_position = param.position.and_then(|position| call.positional(position as usize)).is_some();
    by_position || (!param.name.is_empty() && call.named(&param.name).is_some())
}

fn named(param: &Param) -> String {
    match param.position {
        _ if !param.name.is_empty() => format!("the parameter `{}`", param.name),
        Some(position) => format!("a value at place {}", position + 1),
        None => "a parameter".to_string(),
    }
}

fn add(view: &PostView, call: &Call, param: &Param) -> Option<Fix> {
    let by_position = call.args.iter().any(|arg| arg.name.is_none());
    if param.name.is_empty() || by_position {
        return None;
    }
    let end = content_end(&view.text, call);
    let content = view.text.get(call.content.start()..end)?;
    let (place, text) = match view.site.model.dialect()?.grammar {
        Grammar::Call => {
            let comma = if call.args.is_empty() { "" } else { ", " };
            (content.strip_suffix(')')?.len(), format!("{comma}{}=\"\"", param.name))
        }
        Grammar::Component => {
            let inside = content.strip_suffix("/>").or_else(|| content.strip_suffix('>'))?;
            (inside.trim_end().len(), format!(" {}=\"\"", param.name))
        }
        Grammar::Words | Grammar::Loose => (content.len(), format!(" {}=\"\"", param.name)),
    };
    let edits = vec![Edit::insert(call.content.start() + place, text)];
    Some(Fix { edits, ..Fix::suggestion(format!("Add `{}`", param.name), call.name_span, "") })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn what_the_template_insists_on_is_asked_for() {
        let body = "{{< ride to=\"Kiel\" >}}";
        assert_eq!(
            found(&site_with_body(body), RULE.code),
            ["warning `ride` `ride` needs the parameter `km`, which is not given."]
        );
        assert_eq!(mended_body(body, RULE.code), "{{< ride to=\"Kiel\" km=\"\" >}}");
    }

    #[test]
    fn what_is_given_or_may_be_left_out_is_fine() {
        for body in ["{{< ride km=\"1\" >}}", "{{< pic >}}", "{{< hand >}}", "{{< nope >}}"] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
