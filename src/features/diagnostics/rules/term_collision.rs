//! Different terms whose pages have one address, so that one overwrites the other.

use crate::corpus::terms::Term;
use crate::features::near_terms::is_used_in;
use crate::site::model::TermUse;
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::PostView;
use smol_str::SmolStr;
use std::cmp::Reverse;

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

/// A term at that address that is more at home there, since more posts carry it: telling the posts of both would fill
/// a blog with warnings. It has a post in the language of this one: languages have pages of their own.
fn other_at(view: &PostView, term: &TermUse, url: &str) -> Option<SmolStr> {
    let site = &view.site;
    let own = site.model.term_key(&term.text);
    let keys = site.corpus.terms.likeness(&*site.model, term.taxonomy)?.at_url(url);
    let term_of = |key: &str| site.corpus.terms.get(term.taxonomy, key);
    let posts = term_of(&own).map_or(0, |term| term.posts.len());
    let is_usual = |other: &&Term| {
        (other.posts.len(), Reverse(other.label().as_str())) > (posts, Reverse(term.text.as_str()))
    };
    let others = keys.iter().filter(|key| **key != own).filter_map(|key| term_of(key)).filter(is_usual);
    let mut here = others.filter(|other| is_used_in(site, other, Some(&view.post.page.language)));
    here.next().map(|other| other.label().clone())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, site_with};

    #[test]
    fn the_rarer_of_two_terms_with_one_page_is_named() {
        let told = |tags: &str, others: &str| {
            let posts = site_with(&format!("---\ntags: {tags}\n---\n"));
            found(&format!("//- /content/b.md\n---\ntags: {others}\n---\n{posts}"), RULE.code)
        };
        let message = |term: &str, other: &str| {
            format!("The pages of `{term}` and `{other}` have the same address, /tags/a/:")
        };
        let both = told("[a, \"a?\"]", "[]");
        assert_eq!(both.len(), 1, "{both:?}");
        assert!(both[0].contains(&message("a?", "a")), "{both:?}");
        let rarer = told("[a, \"a?\"]", "[\"a?\"]");
        assert_eq!(rarer.len(), 1, "{rarer:?}");
        assert!(rarer[0].contains(&message("a", "a?")), "{rarer:?}");
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
