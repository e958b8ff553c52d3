//! A comma inside a term, where two terms are meant.

use crate::features::term_token::Token;
use crate::site::model::{TermSplit, TermUse};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, Quote};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "term-comma",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/term-comma.md"),
};

/// What stands between terms.
const COMMAS: [char; 3] = [',', '、', '，'];

/// Items of lists that hold several terms, and texts whose words are terms, commas and all.
pub fn check(view: &PostView) -> Vec<Problem> {
    let mut found: Vec<Problem> = view.post.terms.iter().filter_map(|term| problem(view, term)).collect();
    let mut words: Vec<Problem> = view.post.terms.iter().filter_map(|term| among_words(view, term)).collect();
    words.dedup_by_key(|problem| problem.span);
    found.extend(words);
    found
}

/// A text that is cut at its blanks alone: whoever writes commas means other terms than those that come out.
fn among_words(view: &PostView, term: &TermUse) -> Option<Problem> {
    let front_matter = view.document.front_matter()?;
    let token = Token::find(front_matter, term)
        .filter(|token| token.split(&*view.site.model) == TermSplit::Spaces)?;
    let (text, span) = token.text();
    if !term.text.contains(COMMAS) {
        return None;
    }
    let parts = text.split(COMMAS).map(str::trim).filter(|part| !part.is_empty());
    let place = WritePlace { format: front_matter.format, around: Around::Brackets, preferred: None };
    let list = parts.map(|part| write::value(part, place)).collect::<Vec<String>>().join(", ");
    let message = format!(
        "`{}` is a term with its comma: a text is cut at blanks alone. Write the terms as a list.",
        term.text
    );
    let problem = RULE.at(span, message).severity(Severity::Warning);
    Some(problem.fix(Fix::suggestion("Make it a list", token.span(), format!("[{list}]"))))
}

fn problem(view: &PostView, term: &TermUse) -> Option<Problem> {
    let parts: Vec<&str> = term.text.split(COMMAS).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let has_comma = term.text.contains(COMMAS);
    // A name may have a comma of its own, and its first word may be a term by accident (`Architecture, Design and
    // Strategy`): only when every part is a term elsewhere was a list meant.
    if !has_comma || parts.len() < 2 || !parts.iter().all(|part| is_term(view, term.taxonomy, part)) {
        return None;
    }
    let front_matter = view.document.front_matter()?;
    let token = Token::find(front_matter, term).filter(|token| token.in_list)?;
    let message =
        format!("`{}` is one term, comma and all. Write its parts as terms of their own.", term.text);
    let mut problem = RULE.at(term.span, message);
    if token.in_brackets {
        let items = parts.iter().map(|part| item(part, front_matter.format));
        let items = items.collect::<Vec<String>>().join(", ");
        problem = problem.fix(Fix::suggestion("Split it at its commas", token.span(), items));
    }
    Some(problem)
}

fn is_term(view: &PostView, taxonomy: usize, part: &str) -> bool {
    view.site.corpus.terms.get(taxonomy, &view.site.model.term_key(part)).is_some()
}

fn item(part: &str, format: Format) -> String {
    write::quoted(part, format, Quote::Double)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    #[test]
    fn a_term_that_holds_another_is_split() {
        let site = site_with("---\ntags: [\"go, rust\", go, rust]\n---\n");
        assert_eq!(
            found(&site, RULE.code),
            ["hint `go, rust` `go, rust` is one term, comma and all. Write its parts as terms of their own."]
        );
        assert_eq!(mended(&site, RULE.code), ["---\ntags: [\"go\", \"rust\", go, rust]\n---\n"]);
        assert_eq!(found(&site_with("---\ntags:\n- go, rust\n- rust\n- go\n---\n"), RULE.code).len(), 1);
    }

    #[test]
    fn a_name_with_a_comma_passes() {
        for tags in
            ["[\"Portland, Oregon\", go]", "[\"Design, Craft and Art\", design]", "go, rust", "[go, rust]"]
        {
            assert_eq!(found(&site_with(&format!("---\ntags: {tags}\n---\n")), RULE.code), [""; 0], "{tags}");
        }
    }
}
