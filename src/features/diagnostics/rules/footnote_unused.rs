//! A footnote that nothing refers to.

use crate::site::problem::{Mark, Problem, Rule, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "footnote-unused",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/footnote-unused.md"),
};

/// Definitions that no use in the post names.
pub fn check(view: &PostView) -> Vec<Problem> {
    let markdown = &view.document.markdown;
    let is_used = |label: &str| {
        let in_text = markdown.footnotes.iter().any(|note| note.label.eq_ignore_ascii_case(label));
        // A use inside of what a template prints is found by its text.
        in_text || view.text.matches(&format!("[^{label}]")).count() > 1
    };
    let unused = markdown.footnote_definitions.iter().filter(|note| !is_used(&note.label));
    let message =
        |label: &str| format!("Nothing refers to the footnote `{label}`, so it is left out of the page.");
    unused.map(|note| RULE.at(note.label_span, message(&note.label)).mark(Mark::Unnecessary)).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, site_with_body};

    #[test]
    fn a_definition_without_a_use_is_left_out() {
        assert_eq!(
            found(&site_with_body("A[^1].\n\n[^1]: x\n[^2]: y\n"), RULE.code),
            ["hint `2` Nothing refers to the footnote `2`, so it is left out of the page."]
        );
    }

    #[test]
    fn a_use_anywhere_counts() {
        let body = "{{< note >}}A[^1]{{< /note >}}\n\n[^1]: x\n";
        assert_eq!(found(&site_with_body(body), RULE.code), [""; 0]);
    }
}
