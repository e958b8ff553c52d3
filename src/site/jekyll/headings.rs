//! The ids that kramdown gives to headings in its GFM dialect, which is Jekyll's default.

use super::config::Config;
use crate::site::shared::headings::{Numbered, github};
use crate::syntax::Document;
use crate::syntax::markdown::Heading;
use crate::text::Span;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

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
pub fn ids(document: &Document, text: &str) -> Vec<String> {
    let mut ids = Numbered::default();
    let headings = document.markdown.headings.iter();
    headings
        .map(|heading| match own(heading, text) {
            Some(own) => own.of(text).to_owned(),
            None => ids.next(github(&shown(heading, text))),
        })
        .collect()
}

/// The bytes of the id that the writer gives to a heading: in an attribute list on the line below it, or on the line
/// above where no other block ends there, or else in braces behind it.
pub fn own(heading: &Heading, text: &str) -> Option<Span> {
    let start = line_start(text, heading.span.start());
    let below = line_at(text, line_end(text, heading.span.end()) + 1).and_then(|line| listed(text, line));
    let above = || {
        let line = line_above(text, start)?;
        let is_first = line_above(text, line.start()).is_none_or(|line| line.of(text).trim().is_empty());
        is_first.then(|| listed(text, line)).flatten()
    };
    below.or_else(above).or_else(|| in_braces(heading, text))
}

/// The id in `{#id}`, which has nothing else in it, a blank before it and only blanks behind it (`HEADER_ID` in
/// `parser/kramdown/header.rb`).
fn in_braces(heading: &Heading, text: &str) -> Option<Span> {
    let (id, block) = (heading.id.as_ref()?, heading.attributes?);
    let rest = Span::new(block.end(), line_end(text, block.end()));
    let is_alone = block.len() == id.span.len() + "{#}".len() && rest.of(text).trim().is_empty();
    let is_apart = heading.braces(text).starts_with(char::is_whitespace);
    (is_alone && is_apart && is_name(&id.text)).then_some(id.span)
}

/// What XML takes for a name, as far as writers go.
fn is_name(id: &str) -> bool {
    let rest = id.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'));
    rest.len() < id.len() && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.'))
}

/// The text that an id is made from: braces that give none are part of it.
fn shown<'t>(heading: &'t Heading, text: &str) -> Cow<'t, str> {
    match in_braces(heading, text) {
        Some(_) => heading.text.as_str().into(),
        None => format!("{}{}", heading.text, heading.braces(text)).into(),
    }
}

/// The last id in a line that is an attribute list, `{: .big #id}`.
fn listed(text: &str, line: Span) -> Option<Span> {
    static ID: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"\s(?:#([\w:.-]+)|id=["']([\w:.-]+)["'])"#).ok());
    let list = line.of(text).trim_end().strip_prefix("{:")?.strip_suffix('}')?;
    // Whatever follows the colon at once is a class, a reference, or an id itself.
    let found = ID.as_ref()?.captures_iter(list).last().and_then(|found| found.get(1).or(found.get(2)));
    let at = line.start() + "{:".len();
    let first = || {
        let rest = list.strip_prefix('#')?;
        let length = rest.find(|c: char| c.is_whitespace() || c == '.').unwrap_or(rest.len());
        Some(Span::new(at + 1, at + 1 + length))
    };
    found.map(|id| Span::new(id.start(), id.end()).shift(at)).or_else(first)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |length| at + length)
}

/// The line that starts at a byte; `None` behind the end of the text.
fn line_at(text: &str, start: usize) -> Option<Span> {
    (start < text.len()).then(|| Span::new(start, line_end(text, start)))
}

fn line_above(text: &str, start: usize) -> Option<Span> {
    let end = start.checked_sub(1)?;
    Some(Span::new(line_start(text, end), end))
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
        assert_eq!(ids(&document, text), expected);
    }

    /// What kramdown 2.4.0 with kramdown-parser-gfm makes of the same texts.
    #[test]
    fn ids_that_the_writer_gives_are_those_that_kramdown_reads() {
        for (text, expected) in [
            ("## A b {#x}", &["x"][..]),
            ("## A b {#x-Y_1:z}", &["x-Y_1:z"]),
            ("## A b {#日}", &["日"]),
            ("## A b {#1x}", &["a-b-1x"]),
            ("## A b{#x}", &["a-bx"]),
            ("## A b {#x .c}", &["a-b-x-c"]),
            ("## A b {.c}", &["a-b-c"]),
            ("## A b { #x }", &["a-b--x-"]),
            ("## A b {: #x}", &["a-b--x"]),
            ("## A b {#x} ##", &["a-b-x"]),
            ("A b {#x}\n===", &["x"]),
            ("## A b\n{: #x}", &["x"]),
            ("## A b\r\n{: .c #x}\r\n", &["x"]),
            ("A b\n===\n{:#x}\n", &["x"]),
            ("## A b\n{: id=\"q\"}", &["q"]),
            ("## A b {#x}\n{: #y}", &["y"]),
            ("## A b\n{: .c}", &["a-b"]),
            ("{: #x}\n## A b", &["x"]),
            ("c\n\n{: #x}\n## A b", &["x"]),
            ("c\n{: #x}\n## A b", &["a-b"]),
            ("## A\n\n{: #x}\n\nb", &["a"]),
            ("## A {#a}\n\n## B {#a}\n\n## A\n\n## A", &["a", "a", "a", "a-1"]),
        ] {
            let document = Document::parse(text, &super::super::split::RULES, None);
            assert_eq!(ids(&document, text), expected, "{text:?}");
        }
    }
}
