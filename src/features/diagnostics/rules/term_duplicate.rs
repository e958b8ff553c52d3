//! A term that a post has twice.

use super::term_fixes::{remove, with_earlier};
use crate::site::model::TermUse;
use crate::site::problem::{Mark, Problem, Rule, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-duplicate",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-duplicate.md"),
};

/// Every second mention of a term.
pub fn check(view: &PostView) -> Vec<Problem> {
    with_earlier(view).filter_map(|(term, first)| Some(problem(view, term, first?))).collect()
}

fn problem(view: &PostView, term: &TermUse, first: &TermUse) -> Problem {
    let message = match first.text == term.text {
        true => format!("The post has `{}` already.", term.text),
        false => format!("The post has it already, as `{}`: both are one term.", first.text),
    };
    let mut problem =
        RULE.at(term.span, message).related(first.span, "It is here first.").mark(Mark::Unnecessary);
    problem.fixes.extend(remove(view, term, "Remove the repetition".to_string()));
    problem
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    #[test]
    fn the_second_one_goes_with_its_comma_or_line() {
        let text = site_with("---\ntags: [go, rust, Go]\n---\n");
        assert_eq!(
            found(&text, RULE.code),
            ["hint `Go` The post has it already, as `go`: both are one term."]
        );
        for (before, after) in [
            ("---\ntags: [go, rust, Go]\n---\n", "---\ntags: [go, rust]\n---\n"),
            ("---\ntags:\n- go\n- go # twice\n- rust\n---\n", "---\ntags:\n- go\n- rust\n---\n"),
            ("+++\ntags = [\"go\", 'go']\n+++\n", "+++\ntags = [\"go\"]\n+++\n"),
        ] {
            assert_eq!(mended(&site_with(before), RULE.code), [after], "{before}");
        }
    }

    #[test]
    fn once_in_each_taxonomy_is_no_repetition() {
        for text in [
            "---\ntags: [go]\ncategories: [go]\n---\n",
            "---\nx: &t [a]\ntags: *t\ncategories: *t\n---\n",
            "---\ntags: [go, golang]\n---\n",
        ] {
            assert_eq!(found(&site_with(text), RULE.code), [""; 0], "{text}");
        }
    }
}
