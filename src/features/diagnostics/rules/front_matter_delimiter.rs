//! Front matter whose first or last line is not what the generator looks for.

use super::delimiter_fixes;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::front_matter::SplitProblemKind;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "front-matter-delimiter",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/front-matter-delimiter.md"),
};

/// What is wrong with the delimiters, or hides the front matter.
pub fn check(view: &PostView) -> Vec<Problem> {
    let problems = view.document.front.problems.iter();
    problems
        .map(|found| {
            let mut problem = RULE.at(found.span, found.message()).severity(severity(&found.kind));
            problem.fixes = delimiter_fixes::fixes(view, found);
            problem
        })
        .collect()
}

/// The build stops only where no front matter can be cut out; the rest builds, but not as meant.
fn severity(kind: &SplitProblemKind) -> Severity {
    use SplitProblemKind::*;
    match kind {
        MissingCloser { .. } | NotACloser { .. } | InvalidOpener { .. } => Severity::Error,
        LateCloser { .. }
        | TextAfterCloser
        | CloserBehindText
        | TextAfterOpener
        | Hidden { .. }
        | UnknownFormat { .. } => Severity::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    #[test]
    fn a_missing_or_wrong_closer_is_an_error_with_a_fix() {
        for (text, mended_text) in [
            ("---\ntitle: A\n\nText.\n", "---\ntitle: A\n---\n\nText.\n"),
            ("---\ntitle: A\n+++\nText.\n", "---\ntitle: A\n---\nText.\n"),
            ("---\ntitle: A\n  ---\nText.\n", "---\ntitle: A\n---\nText.\n"),
            ("+++\r\ntitle = \"A\"\r\n", "+++\r\ntitle = \"A\"\r\n+++\r\n"),
        ] {
            let found = found(&site_with(text), RULE.code);
            assert!(found.first().is_some_and(|first| first.starts_with("error")), "{text}: {found:?}");
            let mended = mended(&site_with(text), RULE.code);
            assert_eq!(mended.first().map(String::as_str), Some(mended_text), "{text}");
        }
    }

    #[test]
    fn a_hidden_front_matter_is_a_warning() {
        let text = "\u{a0}---\ntitle: A\n---\nText.\n";
        let found = found(&site_with(text), RULE.code);
        assert!(found.len() == 1 && found[0].starts_with("warning"), "{found:?}");
        assert_eq!(mended(&site_with(text), RULE.code), ["---\ntitle: A\n---\nText.\n"]);
    }

    #[test]
    fn rules_and_lists_in_the_text_are_no_delimiters() {
        for text in
            ["---\ntitle: A\n---\nText\n\n---\n\n+++\n", "Text.\n\n---\n", "---\ntitle: A\n---\n- a\n"]
        {
            assert_eq!(found(&site_with(text), RULE.code), [""; 0], "{text}");
        }
    }
}
