//! Front matter that cannot be read, at the place where it goes wrong.

use super::{duplicate_key, syntax_fixes};
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::front_matter::SyntaxErrorKind;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "front-matter-syntax",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/front-matter-syntax.md"),
};

/// Every syntax error but duplicates, which have a rule of their own.
pub fn check(view: &PostView) -> Vec<Problem> {
    let Some(front) = view.document.front_matter() else { return Vec::new() };
    let errors = front.errors.iter().filter(|error| !duplicate_key::is_duplicate(&error.kind));
    errors
        .map(|error| {
            let mut problem = RULE.at(error.span, error.message());
            // The limit is ours: what the generator makes of it is not known.
            if error.kind == SyntaxErrorKind::TooDeep {
                problem.severity = Severity::Information;
            }
            problem.fixes = syntax_fixes::fixes(front.format, &view.text, error);
            problem
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    #[test]
    fn several_faults_are_said_at_once_each_at_its_place() {
        let found = found(&site_with("---\ntitle: a: b\ntags: [x\nauthor: @me\n---\n"), RULE.code);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].contains("must be in quotes"), "{}", found[0]);
        assert!(found[1].starts_with("error `[`"), "{}", found[1]);
        assert!(found[2].starts_with("error `@`"), "{}", found[2]);
    }

    #[test]
    fn the_fix_touches_the_value_only() {
        let mended = mended(&site_with("---\r\n# c\r\ntitle:  a: b # d\r\n---\r\n"), RULE.code);
        assert_eq!(mended, ["---\r\n# c\r\ntitle:  \"a: b\" # d\r\n---\r\n"]);
    }

    #[test]
    fn what_is_unusual_but_valid_is_fine() {
        for text in [
            "\u{feff}---\ntitle: A\n---\n",
            "---\r\ntitle: A\r\n---\r\n",
            "---\n---\n",
            "+++\ntitle = \"a: b\"\n[params]\nx = 1\n+++\n",
            "{\n\"title\": \"A\"\n}\n",
            "---\ntext: |\n  a: b: c\n  @x\nlist:\n- a\n- b\n---\n",
            "no front matter: at all: here\n",
        ] {
            assert_eq!(found(&site_with(text), RULE.code), [""; 0], "{text}");
        }
    }
}
