//! A term for which the settings name another word.

use super::term_fixes::replace;
use crate::site::problem::{Problem, Rule, Safety, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-alias",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-alias.md"),
};

/// Terms that the table `aliases` of the settings replaces.
pub fn check(view: &PostView) -> Vec<Problem> {
    let model = &*view.site.model;
    let mut problems = Vec::new();
    for term in view.post.terms.iter() {
        let key = model.term_key(&term.text);
        let wanted = view.site.settings.aliases.iter().find(|(alias, _)| model.term_key(alias) == key);
        let Some((_, wanted)) = wanted.filter(|(_, wanted)| **wanted != *term.text) else { continue };
        let message = format!("This site says `{wanted}`, not `{}`.", term.text);
        let mut problem = RULE.at(term.span, message);
        problem.fixes.extend(replace(view, term, wanted, Safety::Safe));
        problems.push(problem);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    fn site(tags: &str) -> String {
        let settings = "//- /frontis.toml\n[aliases]\nk8s = \"kubernetes\"\n\"c sharp\" = \"C#: it\"\n";
        format!("{settings}{}", site_with(&format!("---\n{tags}\n---\n")))
    }

    #[test]
    fn the_word_of_the_settings_takes_its_place() {
        let text = site("tags: [K8s, go]");
        assert_eq!(found(&text, RULE.code), ["hint `K8s` This site says `kubernetes`, not `K8s`."]);
        for (before, after) in [
            ("tags: [K8s, go]", "tags: [kubernetes, go]"),
            ("tags: [K8s, Kubernetes]", "tags: [Kubernetes]"),
            ("tags:\n- C sharp", "tags:\n- \"C#: it\""),
        ] {
            assert_eq!(mended(&site(before), RULE.code), [format!("---\n{after}\n---\n")], "{before}");
        }
    }

    #[test]
    fn other_words_pass() {
        assert_eq!(found(&site("tags: [kubernetes, k8]"), RULE.code), [""; 0]);
    }
}
