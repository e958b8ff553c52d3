//! `language-in-name`: on a site with several languages, what follows a dot in a file name is a language.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::zola::layout::PathLanguage;

/// The rule.
pub static RULE: Rule = Rule {
    code: "language-in-name",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/language-in-name.md"),
};

/// Names that end in no language of the site (cases `lang-undeclared`, `lang-dot-name`, `lang-section-undeclared`), or
/// in the default one (case `lang-default-suffix`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let at = |message: String| RULE.at(input.first_line(), message);
    match &input.content.language {
        PathLanguage::Default(_) | PathLanguage::Other(_) => Vec::new(),
        PathLanguage::Undeclared(code) if input.content.is_section() => {
            let message = format!(
                "The site has no other language `{code}`, so Zola passes this file over without a word."
            );
            vec![at(message).severity(Severity::Warning)]
        }
        PathLanguage::Undeclared(code) => {
            let message = format!(
                "{} stops here: it takes `{code}` in the file's name for a language, and the site has none of that \
                 name. Rename the file, or declare the language.",
                input.zola()
            );
            vec![input.when_read(at(message))]
        }
        PathLanguage::Repeated(code) => {
            let url = input.post.page.url.as_deref().unwrap_or_default();
            let message = format!(
                "`{code}` is the default language, which has no suffix: it becomes a part of the address, `{url}`."
            );
            vec![at(message).severity(Severity::Warning)]
        }
    }
}
