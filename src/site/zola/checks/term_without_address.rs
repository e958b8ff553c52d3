//! `term-without-address`: an empty term stops the build, one of symbols alone takes the address of the whole list.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::zola::terms::TABLE;
use crate::site::zola::{slug, values};
use crate::syntax::front_matter::Value;

/// The rule.
pub static RULE: Rule = Rule {
    code: "term-without-address",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/term-without-address.md"),
};

/// Terms of blanks (cases `tax-term-empty`, `tax-term-space`), and terms of which nothing is left for an address (case
/// `tax-term-symbol-only`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.content.is_section() {
        return Vec::new();
    }
    let entries = input.entry(TABLE).map(|entry| input.resolve(&entry.value).entries()).unwrap_or_default();
    let terms = entries.iter().flat_map(|entry| {
        let items = input.resolve(&entry.value).items().iter();
        items.map(move |item| (entry.key.text.as_str(), input.resolve(item)))
    });
    terms.filter_map(|(taxonomy, term)| problem(input, taxonomy, term)).collect()
}

fn problem(input: &Input<'_>, taxonomy: &str, term: &Value) -> Option<Problem> {
    let text = values::as_text(term, input.format())?;
    if text.trim().is_empty() {
        let message = format!("{} stops here: a term cannot be empty. Remove it.", input.zola());
        return Some(input.when_read(RULE.at(term.span, message)));
    }
    let strategy = input.model.config.slugify.taxonomies;
    slug::path(&text, strategy).is_empty().then(|| {
        let message = format!(
            "Nothing of `{text}` is left in its address, so its page overwrites the list of all {taxonomy}. Give it a \
             name with letters or digits."
        );
        RULE.at(term.span, message).severity(Severity::Warning)
    })
}
