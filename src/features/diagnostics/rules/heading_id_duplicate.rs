//! Two headings with one id: links lead to the first.

use crate::site::problem::{Problem, Rule, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "heading-id-duplicate",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/heading-id-duplicate.md"),
};

/// Headings with an id of their own that an earlier heading has. Generated ids never clash.
pub fn check(view: &PostView) -> Vec<Problem> {
    let all = view.post.body.open().headings;
    let written = view.document.markdown.headings.iter().zip(&all);
    let mut problems = Vec::new();
    for (index, (heading, known)) in written.enumerate() {
        let Some(id) = heading.id.as_ref().filter(|id| id.text == known.id) else { continue };
        let earlier = all.iter().take(index).find(|earlier| earlier.id == known.id);
        if let Some(earlier) = earlier {
            let message =
                format!("Another heading has the id `{}`, so links to it never lead here.", id.text);
            problems.push(RULE.at(id.span, message).related(earlier.span, "The other heading"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, site_with_body};

    #[test]
    fn the_second_of_two_equal_ids_is_named() {
        assert_eq!(
            found(&site_with_body("## A {#x}\n\n## B {#x}\n"), RULE.code),
            ["warning `x` Another heading has the id `x`, so links to it never lead here."]
        );
    }

    #[test]
    fn generated_ids_get_numbers() {
        for body in ["## A\n\n## A\n", "## A {#x}\n\n## B {#y}\n"] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
