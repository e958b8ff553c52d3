//! A parameter that the template never reads.

use super::shortcode_tags::complete_definition;
use crate::features::diagnostics::nearest;
use crate::site::problem::{Fix, Mark, Problem, Rule, Severity};
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::shortcode::{Arg, Call, CallKind};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-unknown-parameter",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/shortcode-unknown-parameter.md"),
};

/// Arguments that have no effect, where the template lists all that have one.
pub fn check(view: &PostView) -> Vec<Problem> {
    let calls = view.document.shortcodes.running().map(|(_, call)| call);
    calls
        .filter(|call| call.kind != CallKind::Close)
        .filter_map(|call| Some((call, complete_definition(view, &call.name)?)))
        .flat_map(|(call, def)| unread(call, def))
        .collect()
}

fn unread(call: &Call, def: &ShortcodeDef) -> Vec<Problem> {
    let mut position = 0;
    let mut problems = Vec::new();
    for arg in &call.args {
        match &arg.name {
            Some(_) => problems.extend(unread_name(call, def, arg)),
            None => {
                problems.extend(unread_position(def, arg, position));
                position += 1;
            }
        }
    }
    problems
}

fn unread_name(call: &Call, def: &ShortcodeDef, arg: &Arg) -> Option<Problem> {
    let name = arg.name.as_ref()?;
    let mut known = def.params.iter().map(|param| param.name.as_str()).filter(|known| !known.is_empty());
    if known.clone().any(|known| known == name.text) {
        return None;
    }
    let near = nearest(&name.text, known.by_ref());
    let hint = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    let message = format!("`{}` has no parameter `{}`, so it has no effect.{hint}", call.name, name.text);
    let mut problem = RULE.at(name.span, message).mark(Mark::Unnecessary);
    // A near miss is a mistake; anything else may be a note to oneself.
    if let Some(near) = near {
        problem.severity = Severity::Warning;
        problem = problem.fix(Fix::suggestion(format!("Change to `{near}`"), name.span, near));
    }
    Some(problem)
}

fn unread_position(def: &ShortcodeDef, arg: &Arg, position: u32) -> Option<Problem> {
    let known = def.params.iter().filter_map(|param| param.position).max().map_or(0, |last| last + 1);
    if position < known {
        return None;
    }
    let message = match known {
        0 if def.params.is_empty() => format!("`{}` takes no parameters, so this has no effect.", def.name),
        0 => format!("`{}` takes its parameters by name, so this has no effect.", def.name),
        1 => format!("`{}` takes one value, so this has no effect.", def.name),
        known => format!("`{}` takes {known} values, so this has no effect.", def.name),
    };
    Some(RULE.at(arg.span, message).mark(Mark::Unnecessary))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn what_the_template_never_reads_has_no_effect() {
        for (body, expected) in [
            (
                "{{< pic scr=\"a\" >}}",
                "warning `scr` `pic` has no parameter `scr`, so it has no effect. Did you mean `src`?",
            ),
            (
                "{{< pic colour=\"red\" >}}",
                "hint `colour` `pic` has no parameter `colour`, so it has no effect.",
            ),
            ("{{< clip a b >}}", "hint `b` `clip` takes one value, so this has no effect."),
            ("{{< pic a >}}", "hint `a` `pic` takes its parameters by name, so this has no effect."),
        ] {
            assert_eq!(found(&site_with_body(body), RULE.code), [expected], "{body}");
        }
        assert_eq!(mended_body("{{< pic scr=\"a\" >}}", RULE.code), "{{< pic src=\"a\" >}}");
    }

    #[test]
    fn a_theme_that_is_not_on_disk_may_define_anew_what_the_generator_brings() {
        let site = site_with_body("{{< figure a >}}");
        assert_eq!(found(&site, RULE.code).len(), 1);
        assert_eq!(found(&site.replace("baseURL", "theme = \"gone\"\nbaseURL"), RULE.code), [""; 0]);
    }

    #[test]
    fn where_the_template_does_not_say_all_nothing_is_said() {
        for body in
            ["{{< hand x=\"1\" >}}", "{{< empty x=\"1\" >}}", "{{< nope x=\"1\" >}}", "{{< clip a >}}"]
        {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
