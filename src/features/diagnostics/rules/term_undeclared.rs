//! A term that the site's file of terms does not declare, where the build minds.

use super::term_fixes::replace;
use crate::corpus::likeness::are_alike;
use crate::site::model::{DeclaredTerms, OtherTerms, TermUse};
use crate::site::problem::{Problem, Safety, Severity};
use crate::site::rules::TERM_UNDECLARED;
use crate::world::PostView;

/// Terms without a line in the file that holds for the post, compared letter for letter.
pub fn check(view: &PostView) -> Vec<Problem> {
    let Some(declared) = view.site.model.declared_terms(&view.path) else { return Vec::new() };
    let severity = match declared.others {
        OtherTerms::Taken => return Vec::new(),
        OtherTerms::Warned => Severity::Hint,
        OtherTerms::Refused => Severity::Warning,
    };
    let terms = view.post.terms.iter().filter(|term| term.taxonomy == declared.taxonomy);
    let others = terms.filter(|term| declared.get(&term.text).is_none());
    others.map(|term| problem(view, declared, term).severity(severity)).collect()
}

fn problem(view: &PostView, declared: &DeclaredTerms, term: &TermUse) -> Problem {
    let consequence = match declared.others {
        OtherTerms::Refused => "the build is set to stop at it",
        OtherTerms::Warned | OtherTerms::Taken => "the build warns of it",
    };
    let message = format!("`{}` does not declare `{}`, so {consequence}.", declared.path, term.text);
    let mut problem = TERM_UNDECLARED.at(term.span, message);
    problem
        .fixes
        .extend(meant(declared, term).and_then(|name| replace(view, term, name, Safety::Suggestion)));
    problem
}

/// The declared term that readers see so, or that looks alike.
fn meant<'d>(declared: &'d DeclaredTerms, term: &TermUse) -> Option<&'d str> {
    let by_label = declared.terms.iter().find(|other| other.label.to_lowercase() == term.text.to_lowercase());
    let alike = || declared.terms.iter().find(|other| are_alike(&other.name, &term.text));
    by_label.or_else(alike).map(|other| other.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::TERM_UNDECLARED;
    use crate::features::diagnostics::testing::{found, mended};

    fn site(option: &str, path: &str, tags: &str) -> String {
        format!(
            "//- /docusaurus.config.js\nexport default {{ docs: {{ {option} }} }};\n\
             //- /docs/tags.yml\nopen:\n  label: Open Source\n'rye: bread':\nwebb:\n\
             //- /{path}\n$0---\ntags: {tags}\n---\n"
        )
    }

    #[test]
    fn what_is_not_declared_is_named_where_the_build_minds() {
        let code = TERM_UNDECLARED.code;
        let warn =
            site("onInlineTags: 'warn'", "docs/a.md", "[open, \"Open Source\", {label: x, permalink: /x}]");
        assert_eq!(
            found(&warn, code),
            [
                "hint `Open Source` `docs/tags.yml` does not declare `Open Source`, so the build warns of it.",
                "hint `x` `docs/tags.yml` does not declare `x`, so the build warns of it."
            ]
        );
        let throw = site("onInlineTags: \"throw\"", "docs/deep/a.mdx", "\n  - Web");
        assert_eq!(
            found(&throw, code),
            ["warning `Web` `docs/tags.yml` does not declare `Web`, so the build is set to stop at it."]
        );
    }

    #[test]
    fn the_fix_writes_the_term_that_was_meant() {
        for (tags, expected) in [
            ("[Open source]", "[open]"),
            ("[open, \"Open Source\"]", "[open]"),
            ("[x, 'Rye: Bread']", ""),
            ("['Rye: Bread']", "['rye: bread']"),
        ] {
            let found = mended(&site("onInlineTags: 'warn'", "docs/a.md", tags), TERM_UNDECLARED.code);
            let expected = (!expected.is_empty()).then(|| format!("---\ntags: {expected}\n---\n"));
            assert_eq!(found.first(), expected.as_ref(), "{tags}");
        }
    }

    #[test]
    fn it_is_silent_where_the_build_may_not_mind() {
        for (option, path) in [
            ("onInlineTags: 'ignore'", "docs/a.md"),
            ("", "docs/a.md"),
            ("onInlineTags: mode", "docs/a.md"),
            ("onInlineTags: 'warn', tags: 'other.yml'", "docs/a.md"),
            ("onInlineTags: 'warn'", "blog/a.md"),
        ] {
            assert_eq!(found(&site(option, path, "[new]"), TERM_UNDECLARED.code), [""; 0], "{option}");
        }
        assert_eq!(
            found(&site("onInlineTags: 'warn'", "docs/a.md", "[webb]"), TERM_UNDECLARED.code),
            [""; 0]
        );
    }
}
