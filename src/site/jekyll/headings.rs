//! The ids that kramdown gives to headings in its GFM dialect, which is Jekyll's default.

use crate::syntax::Document;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static NOT_KEPT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[^\p{L}\p{M}\p{Nd}\p{Pc}\- \t]").ok());

/// The ids of the headings of a document in their order: letters, digits and `_` in lower case, blanks as hyphens.
/// A second one gets `-1`; one that the writer gives stays as it is.
pub fn ids(document: &Document) -> Vec<String> {
    let mut used: FxHashMap<String, usize> = FxHashMap::default();
    let headings = document.markdown.headings.iter();
    headings
        .map(|heading| match &heading.id {
            Some(own) => own.text.to_string(),
            None => {
                let base = base(&heading.text);
                let seen = used.entry(base.clone()).and_modify(|seen| *seen += 1).or_default();
                if *seen == 0 { base } else { format!("{base}-{seen}") }
            }
        })
        .collect()
}

fn base(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = NOT_KEPT.as_ref().map_or(lower.as_str().into(), |not_kept| not_kept.replace_all(&lower, ""));
    kept.replace([' ', '\t'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_kramdown() {
        let text = "# Hello World\n# Hello, World!\n# Ça va? C++\n# 日本語\n# a_b-c  d\n# `code` here\n# It's\n# !!!\n";
        let document = Document::parse(text, &super::super::split::RULES, None);
        let expected =
            ["hello-world", "hello-world-1", "ça-va-c", "日本語", "a_b-c--d", "code-here", "its", ""];
        assert_eq!(ids(&document), expected);
    }
}
