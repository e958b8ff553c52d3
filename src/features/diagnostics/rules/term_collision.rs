//! Different terms whose pages have one address, so that one overwrites the other.

use crate::features::near_terms::is_used_in;
use crate::site::model::TermUse;
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::PostView;
use smol_str::SmolStr;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-collision",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/term-collision.md"),
};

/// Terms that share the address of their page with another.
pub fn check(view: &PostView) -> Vec<Problem> {
    view.post.terms.iter().filter_map(|term| problem(view, term)).collect()
}

fn problem(view: &PostView, term: &TermUse) -> Option<Problem> {
    let model = &*view.site.model;
    let taxonomy = model.taxonomies().get(term.taxonomy)?;
    let url = model.term_url(taxonomy, &term.text);
    if url.is_empty() {
        return None;
    }
    let other = other_at(view, term, &url)?;
    let message = format!(
        "The pages of `{}` and `{other}` have the same address, {url}: only one of the two is there. Give one of them \
         another name.",
        term.text
    );
    Some(RULE.at(term.span, message))
}

/// Another term at that address, with a post in the language of this one: languages have pages of their own.
fn other_at(view: &PostView, term: &TermUse, url: &str) -> Option<SmolStr> {
    let site = &view.site;
    let own = site.model.term_key(&term.text);
    let keys = site.corpus.terms.likeness(&*site.model, term.taxonomy)?.at_url(url);
    let others = keys.iter().filter(|key| **key != own);
    let mut others = others.filter_map(|key| site.corpus.terms.get(term.taxonomy, key));
    others
        .find(|other| is_used_in(site, other, Some(&view.post.page.language)))
        .map(|other| other.label().clone())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, site_with};

    #[test]
    fn terms_with_one_page_are_named() {
        let found = found(&site_with("---\ntags: [a, \"a?\"]\n---\n"), RULE.code);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("warning `a` The pages of `a` and `a?` have the same address, /tags/a/:")
        );
    }

    #[test]
    fn terms_with_pages_of_their_own_pass() {
        for tags in ["[C, C#, C++]", "[Go, go, golang]", "[go]\ncategories: [go]"] {
            assert_eq!(found(&site_with(&format!("---\ntags: {tags}\n---\n")), RULE.code), [""; 0], "{tags}");
        }
    }

    #[test]
    fn languages_have_pages_of_their_own() {
        let config = "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n";
        let site = format!(
            "//- /hugo.toml\n{config}//- /content/b.de.md\n---\ntags: ['a?']\n---\n\
             //- /content/a.md\n$0---\ntags: [a]\n---\n"
        );
        assert_eq!(found(&site, RULE.code), [""; 0]);
    }
}
