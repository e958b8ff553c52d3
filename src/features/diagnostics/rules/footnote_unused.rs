//! A footnote that nothing refers to.

use crate::site::problem::{Mark, Problem, Rule, Severity};
use crate::world::PostView;
use rustc_hash::{FxHashMap, FxHashSet};

/// See the page.
pub static RULE: Rule = Rule {
    code: "footnote-unused",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/footnote-unused.md"),
};

/// Definitions that no use in the post names.
pub fn check(view: &PostView) -> Vec<Problem> {
    let markdown = &view.document.markdown;
    if markdown.footnote_definitions.is_empty() {
        return Vec::new();
    }
    let in_text: FxHashSet<String> =
        markdown.footnotes.iter().map(|note| note.label.to_ascii_lowercase()).collect();
    let written = written(&view.text);
    // A use inside of what a template prints is found by its text.
    let is_used = |label: &str| {
        in_text.contains(&label.to_ascii_lowercase()) || written.get(label).is_some_and(|times| *times > 1)
    };
    let unused = markdown.footnote_definitions.iter().filter(|note| !is_used(&note.label));
    let message =
        |label: &str| format!("Nothing refers to the footnote `{label}`, so it is left out of the page.");
    unused.map(|note| RULE.at(note.label_span, message(&note.label)).mark(Mark::Unnecessary)).collect()
}

/// How often each label stands between `[^` and `]`, whatever the place.
fn written(text: &str) -> FxHashMap<&str, usize> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for rest in text.split("[^").skip(1) {
        if let Some((label, _)) = rest.split_once(']') {
            *times.entry(label).or_default() += 1;
        }
    }
    times
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
