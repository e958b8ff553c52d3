//! The ids that Hugo gives to headings (markup/goldmark/autoid.go).

use super::config::Config;
use super::sanitize;
use crate::syntax::Document;
use crate::syntax::markdown::Heading;
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What becomes of a heading without a letter or a digit.
const NAMELESS: &str = "heading";

/// What `github` keeps besides spaces and hyphens.
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{Nd}_]").ok());

/// What `blackfriday` keeps.
static LETTER_OR_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]").ok());

/// How ids are made, by `markup.goldmark.parser.autoIDType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdType {
    GitHub,
    GitHubAscii,
    Blackfriday,
}

/// The ids of the headings of a document in their order; an empty one for a heading without.
pub fn ids(config: &Config, document: &Document, text: &str) -> Vec<String> {
    let parser = |key: &str| config.get(&["markup", "goldmark", "parser", key]);
    let off = |path: &[&str]| config.get(path).and_then(serde_json::Value::as_bool) == Some(false);
    let automatic = !off(&["markup", "goldmark", "parser", "autoheadingid"]);
    let attributes = !off(&["markup", "goldmark", "parser", "attribute", "title"]);
    let named =
        parser("autoidtype").or_else(|| parser("autoheadingidtype")).and_then(serde_json::Value::as_str);
    let kind = match named {
        Some("github-ascii") => IdType::GitHubAscii,
        Some("blackfriday") => IdType::Blackfriday,
        // Any other word behaves like the default (oracle `heading/nope`).
        _ => IdType::GitHub,
    };
    let dashes = has_typographer(config);
    let mut used = FxHashSet::default();
    let headings = &document.markdown.headings;
    headings
        .iter()
        .map(|heading| {
            let own = heading.id.as_ref().filter(|_| attributes).map(|id| id.text.to_string());
            let id = match own {
                // Taken as it stands, even when another heading has it (oracle `heading/dup-across-custom`).
                Some(own) => own,
                None if automatic => {
                    let shown = shown(heading, attributes, text);
                    let shown = if dashes { with_dashes(shown, heading, document, text) } else { shown };
                    unused(base(&shown, kind), &used)
                }
                None => String::new(),
            };
            used.insert(id.clone());
            id
        })
        .collect()
}

/// The text that the id is made of: the last line, and the attributes where they are plain text.
fn shown(heading: &Heading, attributes: bool, text: &str) -> String {
    let last = heading.text.lines().last().unwrap_or_default();
    match heading.attributes.filter(|_| !attributes) {
        Some(span) => format!("{last} {}", span.of(text)),
        None => last.to_owned(),
    }
}

/// Whether `--` is printed as a dash, which is no part of an id; `extensions.typographer` is a table or `false`.
fn has_typographer(config: &Config) -> bool {
    let typographer = |keys: &[&str]| {
        let path: Vec<&str> =
            ["markup", "goldmark", "extensions", "typographer"].iter().chain(keys).copied().collect();
        config.get(&path).and_then(serde_json::Value::as_bool)
    };
    typographer(&[]) != Some(false) && typographer(&["disable"]) != Some(true)
}

/// The text with its double and triple hyphens made dashes, unless they stand in code.
fn with_dashes(shown: String, heading: &Heading, document: &Document, text: &str) -> String {
    let code = document.markdown.code.iter().filter(|code| heading.span.covers(code.span));
    if code.into_iter().any(|code| code.span.of(text).contains("--")) {
        return shown;
    }
    shown.replace("---", "—").replace("--", "–")
}

/// The id before numbers are added; empty for a heading without any text.
fn base(text: &str, kind: IdType) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let id = match kind {
        IdType::GitHub => github(text),
        IdType::GitHubAscii => {
            github(&sanitize::strip_accents(text)).chars().filter(char::is_ascii).collect()
        }
        IdType::Blackfriday => blackfriday(text),
    };
    if id.is_empty() { NAMELESS.to_owned() } else { id }
}

fn github(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '-' => id.push('-'),
            _ if is(&WORD, c) => id.extend(c.to_lowercase()),
            _ => {}
        }
    }
    id
}

fn blackfriday(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if !is(&LETTER_OR_NUMBER, c) {
            gap = !id.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            id.push('-');
        }
        id.extend(c.to_lowercase());
    }
    id
}

fn is(class: &LazyLock<Option<Regex>>, c: char) -> bool {
    let by_table = || class.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4])));
    sanitize::is_common_letter(c) || c.is_ascii_digit() || by_table()
}

fn unused(base: String, used: &FxHashSet<String>) -> String {
    if base.is_empty() || !used.contains(&base) {
        return base;
    }
    (1..).map(|number: u32| format!("{base}-{number}")).find(|id| !used.contains(id)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn made(parser: serde_json::Value, body: &str) -> Vec<String> {
        let config =
            Config { tree: json!({"markup": {"goldmark": {"parser": parser}}}), ..Config::default() };
        let document =
            Document::parse(body, &super::super::split::RULES, Some(&crate::syntax::shortcode::HUGO));
        ids(&config, &document, body)
    }

    const HEADINGS: &[(&str, &str, &str, &str)] = &[
        ("# Hello World", "hello-world", "hello-world", "hello-world"),
        ("# Hello, World!", "hello-world", "hello-world", "hello-world"),
        ("# 日本語の見出し", "日本語の見出し", "heading", "日本語の見出し"),
        ("# Ｆｕｌｌ　Ｗｉｄｔｈ", "ｆｕｌｌｗｉｄｔｈ", "heading", "ｆｕｌｌ-ｗｉｄｔｈ"),
        ("# 😀 Emoji", "-emoji", "-emoji", "emoji"),
        ("# 😀", "heading", "heading", "heading"),
        ("# C++ & C#", "c--c", "c--c", "c-c"),
        ("# foo_bar-baz", "foo_bar-baz", "foo_bar-baz", "foo-bar-baz"),
        ("# Tab\there", "tabhere", "tabhere", "tab-here"),
        ("# `code` here", "code-here", "code-here", "code-here"),
        ("# [link](https://e.com) text", "link-text", "link-text", "link-text"),
        ("# Class {.cls #cid data-x=1}", "cid", "cid", "cid"),
        ("# Ünïcödé Straße", "ünïcödé-straße", "unicode-strae", "ünïcödé-straße"),
        ("# a - b -- c", "a---b--c", "a---b--c", "a-b-c"),
        ("# &amp; entity", "-entity", "-entity", "entity"),
        ("# a\\_b", "a_b", "a_b", "a-b"),
        ("line one\nline two\n===", "line-two", "line-two", "line-two"),
    ];

    #[test]
    fn ids_are_made_as_hugo_makes_them() {
        for (body, github, ascii, blackfriday) in HEADINGS {
            assert_eq!(made(json!({}), body), [*github], "{body}");
            assert_eq!(made(json!({"autoidtype": "github-ascii"}), body), [*ascii], "{body}");
            assert_eq!(made(json!({"autoheadingidtype": "blackfriday"}), body), [*blackfriday], "{body}");
        }
    }

    #[test]
    fn numbers_are_added_until_an_id_is_free() {
        let body = "## foo-1\n## foo\n## foo\n## bar {#foo}\n## foo\n";
        assert_eq!(made(json!({}), body), ["foo-1", "foo", "foo-2", "foo", "foo-3"]);
    }

    #[test]
    fn the_configuration_switches_parts_off() {
        let body = "## Hello\n## X {#y}\n";
        assert_eq!(made(json!({"autoheadingid": false}), body), ["", "y"]);
        assert_eq!(made(json!({"attribute": {"title": false}}), body), ["hello", "x-y"]);
    }
}
