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
    use crate::features::diagnostics::testing::{found, found_unsaved, site_with};

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

    /// The post between the fences that `kind` marks.
    fn example<'a>(page: &'a str, kind: &str) -> &'a str {
        let open = format!("````{kind}\n");
        let post = page.split(&open).nth(1).unwrap_or_default();
        post.split("````").next().unwrap_or_default()
    }

    /// The site of a page's example: the settings it shows, and five of the other post it shows.
    fn site_of(page: &str, post: &str) -> String {
        let other = example(page, "markdown other");
        let copies = if other.is_empty() { 0 } else { 5 };
        let others: String = (0..copies).map(|at| format!("//- /content/post/{at}.md\n{other}")).collect();
        let settings = example(page, "toml frontis.toml");
        let folder = example(page, "text folder");
        if !folder.is_empty() {
            let files: String = folder.lines().map(|path| format!("//- /{path}\nx\n")).collect();
            let template = "//- /layouts/page.html\n{{ .Content }}\n";
            return format!("//- /hugo.toml\n{template}{files}//- /content/post/a/index.md\n$0{post}");
        }
        let draft = "//- /content/post/draft.md\n---\ntitle: Later\ndraft: true\n---\n";
        format!("//- /frontis.toml\n{settings}{others}{draft}{}", site_with(post))
    }

    #[test]
    fn the_bad_example_of_a_shared_rule_shows_it_and_the_good_one_does_not() {
        for rule in SHARED {
            for (kind, times) in [("bad", 1), ("good", 0)] {
                let post = example(rule.page, &format!("markdown {kind}"));
                assert!(post.starts_with("---\n"), "{} has no {kind} example", rule.code);
                let found = match example(rule.page, "markdown saved") {
                    "" => found(&site_of(rule.page, post), rule.code),
                    saved => found_unsaved(&site_of(rule.page, saved), post, rule.code),
                };
                assert_eq!(found.len(), times, "{kind} example of {}: {found:?}", rule.code);
            }
        }
    }
}
