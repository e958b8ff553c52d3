//! A tag that must be closed and is not.

use super::shortcode_syntax::severity;
use super::shortcode_tags::*;
use crate::features::edits::line_at;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write;
use crate::syntax::shortcode::{Call, PairProblemKind};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-unclosed",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-unclosed.md"),
};

/// Opening tags whose template uses the text up to a closing tag that is not there.
pub fn check(view: &PostView) -> Vec<Problem> {
    let pairing = view.pairing();
    misfits(view, &pairing)
        .filter(|(misfit, _)| misfit.kind == PairProblemKind::Unclosed)
        .map(|(misfit, call)| {
            let close = closing_tag(view, call).unwrap_or_default();
            let message = format!(
                "{} is never closed, though it takes the text up to a closing tag. Add `{close}`.",
                shown(view, call)
            );
            let mut problem = RULE.at(misfit.span, message).severity(severity(misfit.effect));
            problem.fixes = fixes(view, call, &close);
            or_escape(view, call, problem)
        })
        .collect()
}

fn fixes(view: &PostView, call: &Call, close: &str) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if !close.is_empty() {
        let edits = vec![close_after_paragraph(&view.text, call.span, close)];
        fixes.push(Fix { edits, ..Fix::suggestion(format!("Add `{close}`"), call.span, "") });
    }
    if can_close_itself(view) {
        let blanks = Span::new(content_end(&view.text, call), call.content.end());
        let edits = vec![Edit::replace(blanks, " /")];
        fixes.push(Fix { edits, ..Fix::suggestion("Close the tag in itself", call.span, "") });
    }
    fixes.push(remove_tag(&view.text, call.span));
    fixes
}

/// The closing tag at the end of the paragraph: on a line of its own when the opening one has one.
fn close_after_paragraph(text: &str, open: Span, close: &str) -> Edit {
    let line = line_at(text, open.start());
    let mut end = line.end();
    while let Some(next) = next_line(text, end)
        && !next.of(text).trim().is_empty()
    {
        end = next.end();
    }
    let own_line = line.of(text).trim() == open.of(text).trim();
    let lead = if own_line { write::line_ending(text) } else { "" };
    Edit::insert(end, format!("{lead}{close}"))
}

fn next_line(text: &str, end: usize) -> Option<Span> {
    let rest = text.get(end..)?;
    let skip = if rest.starts_with("\r\n") { 2 } else { 1 };
    (rest.len() > skip || rest.len() == skip && !rest.is_empty())
        .then(|| line_at(text, end + skip))
        .filter(|line| line.start() > end)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with, site_with_body};

    #[test]
    fn it_can_be_closed_behind_its_paragraph_or_in_itself() {
        let body = "{{< note >}}\nOne.\nTwo.\n\nThree.\n";
        let found = found(&site_with_body(body), RULE.code);
        assert!(found.len() == 1 && found[0].starts_with("error `{{< note >}}`"), "{found:?}");
        let head = "---\ntitle: A\n---\n";
        assert_eq!(
            mended(&site_with_body(body), RULE.code),
            [
                format!("{head}{{{{< note >}}}}\nOne.\nTwo.\n{{{{< /note >}}}}\n\nThree.\n"),
                format!("{head}{{{{< note />}}}}\nOne.\nTwo.\n\nThree.\n"),
                format!("{head}One.\nTwo.\n\nThree.\n"),
            ]
        );
    }

    #[test]
    fn inside_a_line_it_is_closed_at_its_end() {
        let mended = mended(&site_with("A {{% note %}}b\r\n\r\nc\r\n"), RULE.code);
        assert_eq!(mended[0], "A {{% note %}}b{{% /note %}}\r\n\r\nc\r\n");
    }

    #[test]
    fn inside_code_the_first_fix_is_to_show_it() {
        let body = "```\n{{< note >}}\n```\n";
        let mended = mended(&site_with_body(body), RULE.code);
        assert_eq!(mended[0], "---\ntitle: A\n---\n```\n{{</* note */>}}\n```\n");
    }

    #[test]
    fn a_theme_that_is_not_on_disk_may_define_anew_what_the_generator_brings() {
        let site = site_with_body("{{< details >}}\n");
        assert_eq!(found(&site, RULE.code).len(), 1);
        assert_eq!(found(&site.replace("baseURL", "theme = \"gone\"\nbaseURL"), RULE.code), [""; 0]);
    }

    #[test]
    fn what_needs_no_end_or_has_one_is_fine() {
        for body in [
            "{{< note >}}x{{< /note >}}",
            "{{< note />}}",
            "{{< pic src=\"a\" >}}",
            "{{< empty >}}",
            "{{</* note */>}}",
            "{{< note >}}{{< note >}}x{{< /note >}}{{< /note >}}",
        ] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
