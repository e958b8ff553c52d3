//! The list of all rules: the shared ones and those of each generator.

use crate::features::diagnostics::rules::SHARED;
use crate::site::generators;
use crate::site::problem::Rule;

/// Every rule, in the order of the codes.
pub fn rules() -> Vec<&'static Rule> {
    let own = generators::ALL.iter().flat_map(|generator| generator.rules().iter().copied());
    let mut rules: Vec<&'static Rule> = SHARED.iter().copied().chain(own).collect();
    rules.sort_by_key(|rule| rule.code);
    // Generators that are close relatives may share a rule.
    rules.dedup_by(|a, b| std::ptr::eq(*a, *b));
    rules
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_one_of_a_kind_and_in_kebab_case() {
        let rules = rules();
        for pair in rules.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
        for rule in rules {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.code.chars().all(kebab), "{}", rule.code);
        }
    }

    /// That the examples are true is shown in `tests/docs`.
    #[test]
    fn every_rule_has_a_page_with_a_title_a_bad_and_a_good_example() {
        for rule in rules() {
            let page = rule.page;
            assert!(page.starts_with("# "), "{}: no title", rule.code);
            assert!(page.contains(rule.code), "{}: the page does not name its code", rule.code);
            for heading in ["## Bad", "## Good"] {
                let example = page.split(heading).nth(1).unwrap_or_default();
                assert!(example.contains("```"), "{}: no example under {heading}", rule.code);
            }
        }
    }

    #[test]
    fn every_page_belongs_to_a_rule() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let code = name.trim_end_matches(".md");
            assert!(rule(code).is_some(), "docs/rules/{name} explains no rule");
        }
    }
}
