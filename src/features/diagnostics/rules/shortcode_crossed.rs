//! A closing tag that closes nothing, or stands on the wrong side of another one.

use super::shortcode_syntax::severity;
use super::shortcode_tags::*;
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::syntax::shortcode::{Call, LexProblemKind, PairProblem, PairProblemKind, Pairing};
use crate::text::Edit;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-crossed",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-crossed.md"),
};

/// Closing tags without an opening one, and pairs that overlap.
pub fn check(view: &PostView) -> Vec<Problem> {
    let pairing = view.pairing();
    let misfits =
        misfits(view, &pairing).filter_map(|(misfit, call)| misfit_problem(view, &pairing, misfit, call));
    stray(view).chain(misfits).collect()
}

fn misfit_problem(view: &PostView, pairing: &Pairing, misfit: &PairProblem, call: &Call) -> Option<Problem> {
    let problem = |message: String| RULE.at(misfit.span, message).severity(severity(misfit.effect));
    match misfit.kind {
        PairProblemKind::NotOpen => {
            let message = format!("There is no open `{}` that this could close. Remove the tag.", call.name);
            Some(or_escape(view, call, problem(message).fix(remove_tag(&view.text, call.span))))
        }
        PairProblemKind::Crossed { open } => {
            let message = format!(
                "`{}` is closed only after the shortcode around it was. Close the inner one first.",
                call.name
            );
            let opening = view.document.shortcodes.calls.get(open)?;
            let mut found = problem(message).related(opening.span, "It is opened here.");
            found.fixes.extend(move_inside(view, pairing, open, call));
            Some(or_escape(view, call, found))
        }
        PairProblemKind::Unclosed | PairProblemKind::TakesNoInner => None,
    }
}

/// Moves the closing tag in front of that of the shortcode around it.
fn move_inside(view: &PostView, pairing: &Pairing, open: usize, close: &Call) -> Option<Fix> {
    let outer = pairing.parents.get(open).copied().flatten()?;
    let outer_close = pairing.partners.get(outer).copied().flatten()?;
    let target = view.document.shortcodes.calls.get(outer_close)?;
    let edits = vec![Edit::insert(target.span.start(), close.span.of(&view.text)), Edit::delete(close.span)];
    let title = format!("Close `{}` first", close.name);
    Some(Fix { title, edits, create: None, safety: Safety::Suggestion })
}

/// Closing tags that a look at the tags alone proves wrong.
fn stray(view: &PostView) -> impl Iterator<Item = Problem> {
    let shortcodes = &view.document.shortcodes;
    shortcodes.problems.iter().filter_map(move |found| {
        let call = shortcodes.calls.get(found.call)?;
        let other_case = match &found.kind {
            LexProblemKind::NothingOpen => None,
            LexProblemKind::NeverOpened { other_case } => other_case.as_ref(),
            _ => return None,
        };
        let mut problem = RULE.at(found.span, stray_message(call, other_case.map(|name| name.as_str())));
        problem.severity = severity(found.effect);
        if let Some(name) = other_case {
            problem = problem.fix(Fix::safe(format!("Write `{name}`"), call.name_span, name.as_str()));
        }
        Some(or_escape(view, call, problem.fix(remove_tag(&view.text, call.span))))
    })
}

fn stray_message(call: &Call, other_case: Option<&str>) -> String {
    match other_case {
        Some(name) => format!("The tag that this closes is spelt `{name}`. Both must be spelt alike."),
        None => format!("There is no open `{}` that this could close. Remove the tag.", call.name),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn a_closing_tag_that_closes_nothing_goes() {
        for (body, mended) in [
            ("a {{< /note >}} b\n", "a  b\n"),
            ("{{< note >}}x{{< /note >}}\n{{< /note >}}\nb\n", "{{< note >}}x{{< /note >}}\nb\n"),
        ] {
            let found = found(&site_with_body(body), RULE.code);
            assert!(found.len() == 1 && found[0].starts_with("error"), "{body}: {found:?}");
            assert_eq!(mended_body(body, RULE.code), mended, "{body}");
        }
    }

    #[test]
    fn a_closing_tag_in_another_case_is_respelt() {
        let body = "{{< note >}}x{{< /Note >}}\n";
        assert_eq!(found(&site_with_body(body), RULE.code).len(), 1);
        assert_eq!(mended_body(body, RULE.code), "{{< note >}}x{{< /note >}}\n");
    }

    #[test]
    fn the_inner_one_is_closed_first() {
        let body = "{{< details >}}{{< note >}}x{{< /details >}}{{< /note >}}\n";
        let found = found(&site_with_body(body), RULE.code);
        assert!(found.len() == 1 && found[0].contains("`{{< /note >}}`"), "{found:?}");
        assert_eq!(
            mended_body(body, RULE.code),
            "{{< details >}}{{< note >}}x{{< /note >}}{{< /details >}}\n"
        );
    }

    #[test]
    fn pairs_inside_pairs_are_fine() {
        let body = "{{< details >}}{{% note %}}x{{< /note >}}{{< /details >}}{{< nope >}}{{< /nope >}}";
        assert_eq!(found(&site_with_body(body), RULE.code), [""; 0]);
    }
}
