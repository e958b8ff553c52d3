//! A post without any term on a site whose posts have some: which it probably lacks.

use crate::corpus::is_list;
use crate::features::{suggest, term_insert};
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::syntax::front_matter::Format;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-suggestion",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-suggestion.md"),
};

/// Fewer posts than this show no custom.
const MIN_POSTS: u32 = 4;

/// The hint, where the settings ask for it. It stands on the title, or on the first key of a post without one.
pub fn check(view: &PostView) -> Vec<Problem> {
    let is_wanted = view.site.settings.hints.suggest_terms && view.post.terms.is_empty();
    if !is_wanted || is_list(view.post.page.kind) || view.site.corpus.keys.posts() < MIN_POSTS {
        return Vec::new();
    }
    problem(view).into_iter().collect()
}

fn problem(view: &PostView) -> Option<Problem> {
    let front = view.document.front_matter()?;
    if front.format == Format::Org || !front.errors.is_empty() {
        return None;
    }
    let entry = front.get_ci(&["title"]).or_else(|| front.root.first())?;
    let index = suggest::usual_taxonomy(view)?;
    let taxonomy = view.site.model.taxonomies().get(index)?;
    let terms = suggest::likeliest(view, None, index);
    let labels: Vec<&str> = terms.iter().map(|term| term.as_str()).collect();
    if labels.is_empty() {
        return None;
    }
    let names: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
    let names = names.join(", ");
    let message = format!("This post has no {} yet. Posts like it have {names}.", taxonomy.name);
    let mut problem = RULE.at(entry.key.span, message);
    let edit = term_insert::edit(view, taxonomy, &labels);
    problem.fixes.extend(edit.map(|edit| Fix {
        title: format!("Add {names}"),
        edits: vec![edit],
        create: None,
        safety: Safety::Suggestion,
    }));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_among};

    fn site(hints: &str, post: &str) -> String {
        let settings = format!("//- /frontis.toml\n[hints]\n{hints}\n");
        settings + &site_among(6, "title: Learning Rust\ntags: [rust]", post)
    }

    const ON: &str = "suggestTerms = true";

    #[test]
    fn a_post_without_terms_gets_the_likely_ones() {
        let text = site(ON, "title: More Rust");
        assert_eq!(
            found(&text, RULE.code),
            ["hint `title` This post has no tags yet. Posts like it have `rust`."]
        );
        assert_eq!(mended(&text, RULE.code), ["---\ntitle: More Rust\ntags: [rust]\n---\n"]);
    }

    #[test]
    fn it_is_silent_unless_asked_for_and_where_a_post_has_terms() {
        for (hints, post) in
            [("", "title: More Rust"), (ON, "title: More Rust\ntags: [x]"), (ON, "title: \"More Rust")]
        {
            assert_eq!(found(&site(hints, post), RULE.code), [""; 0], "{hints} {post}");
        }
    }
}
