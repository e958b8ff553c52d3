//! A use of a footnote that is defined nowhere.

use crate::features::diagnostics::nearest;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::markdown::Footnote;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "footnote-undefined",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/footnote-undefined.md"),
};

/// Footnotes without a definition. A label that is no number counts only where the post defines others: in prose,
/// `[^a-z]` may be anything.
pub fn check(view: &PostView) -> Vec<Problem> {
    let markdown = &view.document.markdown;
    let defined: Vec<&str> = markdown.footnote_definitions.iter().map(|note| note.label.as_str()).collect();
    let is_number = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_digit());
    let is_defined = |label: &str| defined.iter().any(|known| known.eq_ignore_ascii_case(label));
    let uses = markdown.footnotes.iter().filter(|note| !is_defined(&note.label));
    let uses = uses.filter(|note| is_number(&note.label) || !defined.is_empty());
    uses.map(|note| problem(note, &defined)).collect()
}

fn problem(note: &Footnote, defined: &[&str]) -> Problem {
    let near = nearest(&note.label, defined.iter().copied());
    let hint = near.map(|near| format!(" Did you mean `[^{near}]`?")).unwrap_or_default();
    let message = format!("The footnote `{}` is defined nowhere, so readers see `[^{0}]`.{hint}", note.label);
    let mut problem = RULE.at(note.span, message);
    problem
        .fixes
        .extend(near.map(|near| Fix::suggestion(format!("Change to `{near}`"), note.label_span, near)));
    problem
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn a_use_without_a_definition_stays_text() {
        assert_eq!(
            found(&site_with_body("A[^1] and B[^notes].\n\n[^note]: x\n"), RULE.code),
            [
                "warning `[^1]` The footnote `1` is defined nowhere, so readers see `[^1]`.",
                "warning `[^notes]` The footnote `notes` is defined nowhere, so readers see `[^notes]`. Did you mean `[^note]`?",
            ]
        );
        assert_eq!(mended_body("B[^notes].\n\n[^note]: x\n", RULE.code), "B[^note].\n\n[^note]: x\n");
    }

    #[test]
    fn defined_ones_and_other_brackets_pass() {
        for body in ["A[^1].\n\n[^1]: x\n", "`[^1]`", "a [^a-z] b", "\\[^1]"] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
