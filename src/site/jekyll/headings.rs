//! The ids that kramdown gives to headings in its GFM dialect, which is Jekyll's default.

use crate::site::shared::headings::{Numbered, github};
use crate::syntax::Document;

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
