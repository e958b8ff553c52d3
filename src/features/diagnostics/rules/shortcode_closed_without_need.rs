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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn the_closing_tag_or_the_slash_goes() {
        for (body, marked, mended) in [
            ("{{< pic src=\"a\" >}}{{< /pic >}} x\n", "{{< /pic >}}", "{{< pic src=\"a\" >}} x\n"),
            ("{{< pic src=\"a\" />}}\n", "{{< pic src=\"a\" />}}", "{{< pic src=\"a\">}}\n"),
            ("{{< pic >}}\n{{< /pic >}}\n", "{{< /pic >}}", "{{< pic >}}\n"),
        ] {
            let found = found(&site_with_body(body), RULE.code);
            assert_eq!(found.len(), 1, "{body}: {found:?}");
            assert!(found[0].starts_with(&format!("error `{marked}`")), "{}", found[0]);
            assert_eq!(mended_body(body, RULE.code), mended);
        }
    }

    #[test]
    fn what_takes_text_or_is_not_known_is_fine() {
        for body in
            ["{{< note >}}x{{< /note >}}", "{{< empty >}}x{{< /empty >}}", "{{< nope >}}{{< /nope >}}"]
        {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
