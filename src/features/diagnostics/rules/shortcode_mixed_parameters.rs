//! A tag that gives some parameters by name and others by position.

use super::shortcode_syntax::severity;
use super::shortcode_tags::{definition, or_escape};
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::shortcode::{Arg, Call, LexProblemKind, Quote};
use crate::text::Edit;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-mixed-parameters",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-mixed-parameters.md"),
};

/// Tags that mix both ways.
pub fn check(view: &PostView) -> Vec<Problem> {
    let shortcodes = &view.document.shortcodes;
    let mixed = shortcodes.problems.iter().filter(|found| matches!(found.kind, LexProblemKind::Mixed(_)));
    mixed
        .filter_map(|found| {
            let call = shortcodes.calls.get(found.call)?;
            let message =
                "A tag gives all its parameters by name or all by position, not both. Name this one too.";
            let mut problem = RULE.at(found.span, message).severity(severity(found.effect));
            problem.fixes = name_all(view, call).into_iter().collect();
            Some(or_escape(view, call, problem))
        })
        .collect()
}

/// Gives every value without a name the name that stands at its position, if all have one.
fn name_all(view: &PostView, call: &Call) -> Option<Fix> {
    let def = definition(view, &call.name)?;
    let unnamed = call.args.iter().filter(|arg| arg.name.is_none());
    let edits: Option<Vec<Edit>> =
        unnamed.enumerate().map(|(position, arg)| name_one(view, call, def, position, arg)).collect();
    let edits = edits.filter(|edits| !edits.is_empty())?;
    Some(Fix { title: "Name the parameter".to_string(), edits, create: None, safety: Safety::Suggestion })
}

fn name_one(view: &PostView, call: &Call, def: &ShortcodeDef, position: usize, arg: &Arg) -> Option<Edit> {
    let at = |param: &&crate::site::shortcode::Param| param.position == u32::try_from(position).ok();
    let name = &def.params.iter().find(at).filter(|param| !param.name.is_empty())?.name;
    if call.named(name).is_some() {
        return None;
    }
    let written = arg.span.of(&view.text);
    let value = if arg.quote == Quote::Bare { format!("\"{written}\"") } else { written.to_string() };
    Some(Edit::replace(arg.span, format!("{name}={value}")))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with_body};

    #[test]
    fn the_value_without_a_name_gets_the_one_of_its_place() {
        let body = "{{< clip a.mp4 muted=\"true\" >}}\n";
        let found = found(&site_with_body(body), RULE.code);
        assert!(found.len() == 1 && found[0].starts_with("error"), "{found:?}");
        let mended = mended(&site_with_body(body), RULE.code);
        assert_eq!(mended, ["---\ntitle: A\n---\n{{< clip src=\"a.mp4\" muted=\"true\" >}}\n"]);
    }

    #[test]
    fn without_a_name_for_the_place_there_is_no_fix() {
        let body = "{{< pic a.png alt=\"x\" >}}\n";
        assert_eq!(found(&site_with_body(body), RULE.code).len(), 1);
        assert_eq!(mended(&site_with_body(body), RULE.code), [""; 0]);
    }

    #[test]
    fn one_way_at_a_time_is_fine() {
        for body in
            ["{{< clip a.mp4 >}}", "{{< clip src=\"a.mp4\" muted=\"true\" >}}", "{{< clip \"a=b\" >}}"]
        {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
