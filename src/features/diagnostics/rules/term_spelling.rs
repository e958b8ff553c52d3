//! A term that most posts spell in another way, though both are one term.

use super::term_fixes::{replace, with_earlier};
use crate::site::model::TermUse;
use crate::site::problem::{Problem, Rule, Safety, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-spelling",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-spelling.md"),
};

/// Terms whose commonest spelling is another one. A repetition has a rule of its own.
pub fn check(view: &PostView) -> Vec<Problem> {
    let first = with_earlier(view).filter(|(_, earlier)| earlier.is_none());
    first.filter_map(|(term, _)| problem(view, term)).collect()
}

fn problem(view: &PostView, term: &TermUse) -> Option<Problem> {
    let key = view.site.model.term_key(&term.text);
    let known = view.site.corpus.terms.get(term.taxonomy, &key)?;
    let posts =
        |text: &str| known.spellings.iter().find(|(spelling, _)| spelling == text).map_or(0, |it| it.1);
    let usual = known.label();
    // Between equals there is no custom to follow.
    if term.text == *usual || posts(usual) <= posts(&term.text).max(1) {
        return None;
    }
    let message = format!(
        "{} posts spell it `{usual}`. Both are one term with one page, which can show one spelling only.",
        posts(usual)
    );
    let mut problem = RULE.at(term.span, message);
    problem.fixes.extend(replace(view, term, usual, Safety::Safe));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_among};

    #[test]
    fn the_commonest_spelling_is_suggested() {
        let text = site_among(2, "tags: [Go Lang]", "tags: [go-lang, x]");
        assert_eq!(
            found(&text, RULE.code),
            [
                "hint `go-lang` 2 posts spell it `Go Lang`. Both are one term with one page, which can show one \
              spelling only."
            ]
        );
        assert_eq!(mended(&text, RULE.code), ["---\ntags: [Go Lang, x]\n---\n"]);
    }

    #[test]
    fn between_equals_and_for_other_terms_it_is_silent() {
        for (count, tags) in [(1, "[go-lang]"), (3, "[Go Lang]"), (3, "[golang]")] {
            let text = site_among(count, "tags: [Go Lang]", &format!("tags: {tags}"));
            assert_eq!(found(&text, RULE.code), [""; 0], "{tags}");
        }
    }
}
