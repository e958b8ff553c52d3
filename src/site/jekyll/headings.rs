//! The ids that kramdown gives to headings in its GFM dialect, which is Jekyll's default.

use super::config::Config;
use crate::site::shared::headings::{Numbered, github};
use crate::syntax::Document;

/// Whether the site makes ids as this file does: by kramdown, with its settings for ids as they are.
pub fn are_known(config: &Config) -> bool {
    let own = |key: &str| config.tree.get("kramdown").and_then(|kramdown| kramdown.get(key));
    let is_gfm = own("input").is_none_or(|input| input == "GFM");
    let is_plain = ["auto_ids", "auto_id_prefix", "auto_id_stripping", "header_offset"]
        .iter()
        .all(|key| own(key).is_none());
    config.text("markdown", "kramdown") == "kramdown" && is_gfm && is_plain && config.broken.is_none()
}

/// The ids of the headings of a document in their order. One that the writer gives stays as it is.
pub fn ids(document: &Document) -> Vec<String> {
    let mut ids = Numbered::default();
    let headings = document.markdown.headings.iter();
    headings
        .map(|heading| match &heading.id {
            Some(own) => own.text.to_string(),
            None => ids.next(github(&heading.text)),
        })
        .collect()
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
