//! A rare term that looks like a slip in, or another form of, a frequent one.

use super::term_fixes::replace;
use crate::features::near_terms::usual;
use crate::site::model::TermUse;
use crate::site::problem::{Problem, Rule, Safety, Severity};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-near-duplicate",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-near-duplicate.md"),
};

/// Terms that are likely meant to be others.
pub fn check(view: &PostView) -> Vec<Problem> {
    view.post.terms.iter().filter_map(|term| problem(view, term)).collect()
}

fn problem(view: &PostView, term: &TermUse) -> Option<Problem> {
    let usual = usual(&view.site, term.taxonomy, &term.text, Some(&view.post.page.language))?;
    let right = usual.label();
    let key = view.site.model.term_key(right);
    // With both on one post the writer means two things.
    if view.post.terms.iter().any(|other| view.site.model.term_key(&other.text) == key) {
        return None;
    }
    let message = format!(
        "{} posts say `{right}`. A reader who follows `{}` does not find them. Did you mean `{right}`?",
        usual.posts.len(),
        term.text
    );
    let mut problem = RULE.at(term.span, message);
    problem.fixes.extend(replace(view, term, right, Safety::Suggestion));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_among};

    #[test]
    fn a_variant_of_a_frequent_term_is_named_with_its_fix() {
        let text = site_among(5, "tags: [kubernetes]", "tags: [kubernets]");
        assert_eq!(
            found(&text, RULE.code),
            [
                "hint `kubernets` 5 posts say `kubernetes`. A reader who follows `kubernets` does not find them. \
              Did you mean `kubernetes`?"
            ]
        );
        assert_eq!(mended(&text, RULE.code), ["---\ntags: [kubernetes]\n---\n"]);
        for (usual, rare) in [("open source", "opensource"), ("database", "Databases"), ("Go", "Ｇｏ")] {
            let text = site_among(5, &format!("tags: [{usual}]"), &format!("tags: [{rare}]"));
            assert_eq!(found(&text, RULE.code).len(), 1, "{rare}");
        }
    }

    #[test]
    fn what_is_merely_varied_passes() {
        for (count, usual, tags) in [
            (4, "kubernetes", "[kubernets]"),
            (9, "python3", "[python2]"),
            (9, "game", "[games]"),
            (9, "kubernetes", "[kubernets, kubernetes]"),
            (9, "日本語入力設定", "[日本語出力設定]"),
            (9, "hosting", "[posting]"),
        ] {
            let text = site_among(count, &format!("tags: [{usual}]"), &format!("tags: {tags}"));
            assert_eq!(found(&text, RULE.code), [""; 0], "{tags}");
        }
    }
}
