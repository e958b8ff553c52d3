//! The ids that Hugo gives to headings (markup/goldmark/autoid.go).

use super::config::Config;
use super::sanitize;
use crate::syntax::Document;
use crate::syntax::markdown::{Heading, PieceKind, PiecePlace};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What becomes of a heading without a letter or a digit.
const NAMELESS: &str = "heading";

/// What `github` keeps besides spaces, hyphens and `_`. ASCII is not looked up here nor below.
static LETTER_OR_DIGIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{Nd}]").ok());

/// What `blackfriday` keeps.
static LETTER_OR_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]").ok());

/// A bare address, as goldmark's extension `linkify` finds it.
static LINKIFIED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let host = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?";
    let rest = r#"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'">^{}\[\]`]*)?"#;
    let mail = r"\b[a-zA-Z0-9.+_-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+";
    Regex::new(&format!(r"(?:\b(?:https?|ftp)://|\bwww\.){host}{rest}|{mail}")).ok()
});

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
    let automatic = !is_off(config, &["markup", "goldmark", "parser", "autoheadingid"]);
    let attributes = takes_attributes(config);
    let named =
        parser("autoidtype").or_else(|| parser("autoheadingidtype")).and_then(serde_json::Value::as_str);
    let kind = match named {
        Some("github-ascii") => IdType::GitHubAscii,
        Some("blackfriday") => IdType::Blackfriday,
        // Any other word behaves like the default (oracle `heading/nope`).
        _ => IdType::GitHub,
    };
    let taste = Taste { attributes, typographer: has_typographer(config), linkify: has_linkify(config) };
    let (mut used, mut taken) = (FxHashSet::default(), FxHashMap::default());
    let headings = &document.markdown.headings;
    headings
        .iter()
        .map(|heading| {
            let own = heading.id.as_ref().filter(|_| attributes).map(|id| id.text.to_string());
            let id = match own {
                // Taken as it stands, even when another heading has it (oracle `heading/dup-across-custom`).
                Some(own) => own,
                None if automatic => unused(base(&taste.shown(heading, text), kind), &used, &mut taken),
                None => String::new(),
            };
            used.insert(id.clone());
            id
        })
        .collect()
}

/// Whether braces behind a heading are its attributes.
pub fn takes_attributes(config: &Config) -> bool {
    !is_off(config, &["markup", "goldmark", "parser", "attribute", "title"])
}

fn is_off(config: &Config, path: &[&str]) -> bool {
    config.get(path).and_then(serde_json::Value::as_bool) == Some(false)
}

/// What the configuration says of texts.
struct Taste {
    attributes: bool,
    typographer: bool,
    linkify: bool,
}

impl Taste {
    /// The text that the id is made of: the last line, and the attributes where they are plain text. Of emphasis and
    /// links only what stands first in them counts (markup/internal/… render.TextPlain, measured with 0.168).
    fn shown(&self, heading: &Heading, text: &str) -> String {
        let mut shown = String::new();
        for piece in heading.pieces.iter().filter(|piece| piece.place != PiecePlace::Later) {
            match piece.kind {
                PieceKind::Plain => shown.push_str(&self.plain(&piece.text, piece.place)),
                PieceKind::Code | PieceKind::LineEnd => shown.push_str(&piece.text),
                PieceKind::Autolink => {}
            }
        }
        let last = shown.rsplit('\n').next().unwrap_or_default();
        if self.attributes { last.to_owned() } else { format!("{last}{}", heading.braces(text)) }
    }

    /// Plain text without bare addresses and dashes.
    fn plain(&self, text: &str, place: PiecePlace) -> String {
        let may_link = self.linkify && place != PiecePlace::FirstInLink && may_hold_address(text);
        let links = LINKIFIED.as_ref().filter(|_| may_link);
        if place == PiecePlace::Top {
            let text = links.map_or(text.into(), |link| link.replace_all(text, ""));
            return if self.typographer { with_dashes(&text) } else { text.into_owned() };
        }
        let link = links.and_then(|link| link.find(text)).map(|found| found.start());
        let end = [link, self.end_of_first(text)].into_iter().flatten().min();
        match end {
            // The sign itself is what stands first.
            Some(0) if link != Some(0) => "’".to_owned(),
            end => text.get(..end.unwrap_or(text.len())).unwrap_or(text).to_owned(),
        }
    }

    /// Where the first piece of text ends for goldmark: before what the typographer replaces, and behind signs that
    /// might have been markup.
    fn end_of_first(&self, text: &str) -> Option<usize> {
        let replaced: &[&str] = if self.typographer { &["'", "\"", "--", "...", "<<", ">>"] } else { &[] };
        let replaced = replaced.iter().filter_map(|sign| text.find(sign)).min();
        let markup = text.find(['_', '*', '~', '[', '`']).map(|at| at + 1);
        [replaced, markup].into_iter().flatten().min()
    }
}

/// Whether the text has what each of [`LINKIFIED`] has: few headings do, and a look for it takes no time.
fn may_hold_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.contains("www.")
}

/// Whether bare addresses become links.
fn has_linkify(config: &Config) -> bool {
    !is_off(config, &["markup", "goldmark", "extensions", "linkify"])
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

/// The text as the typographer prints it, where that decides on the id.
fn with_dashes(text: &str) -> String {
    text.replace("---", "—").replace("--", "–")
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
            '_' => id.push('_'),
            _ if is(&LETTER_OR_DIGIT, c) => id.push(sanitize::lower_char(c)),
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
        id.push(sanitize::lower_char(c));
    }
    id
}

fn is(class: &LazyLock<Option<Regex>>, c: char) -> bool {
    let by_table = || class.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4])));
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { sanitize::is_common_letter(c) || by_table() }
}

/// The id for `base`: itself, or with the least number that makes it new. `taken` holds the number that was found last
/// for each base, below which all are used: a thousand headings of one name must not take a million looks.
fn unused(base: String, used: &FxHashSet<String>, taken: &mut FxHashMap<String, u32>) -> String {
    if base.is_empty() || !used.contains(&base) {
        return base;
    }
    let last = taken.entry(base.clone()).or_default();
    let id = |number: u32| format!("{base}-{number}");
    *last = (*last + 1..).find(|&number| !used.contains(&id(number))).unwrap_or_default();
    id(*last)
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
        ("# PR）{#own}", "own", "own", "own"),
        ("# b{{x=1}}", "bx1", "bx1", "b-x-1"),
        ("# e{#x}}", "ex", "ex", "e-x"),
        ("# c { }", "c--", "c--", "c"),
        ("# esc\\{#one}", "escone", "escone", "esc-one"),
        ("# Ünïcödé Straße", "ünïcödé-straße", "unicode-strae", "ünïcödé-straße"),
        ("# a - b -- c", "a---b--c", "a---b--c", "a-b-c"),
        ("# &amp; entity", "-entity", "-entity", "entity"),
        ("# a\\_b", "a_b", "a_b", "a-b"),
        ("line one\nline two\n===", "line-two", "line-two", "line-two"),
        ("# _Let's start_", "let", "let", "let"),
        ("# Let's _start_", "lets-start", "lets-start", "let-s-start"),
        ("# see: http://e.com/x?y=1", "see", "see", "see"),
        ("# **one `two` three** four", "one--four", "one--four", "one-four"),
        ("# [**a** b](c) d", "a-d", "a-d", "a-d"),
        ("# [a http://e.com b](x) y", "a-httpecom-b-y", "a-httpecom-b-y", "a-http-e-com-b-y"),
        ("# *see http://e.com x* y", "see--y", "see--y", "see-y"),
        ("# _\"Why did you...\"_ sounds", "-sounds", "-sounds", "sounds"),
        ("# _\"Why\"_", "heading", "heading", "heading"),
        ("# *a_b c*", "a_", "a_", "a"),
        ("# İlgili Terimler", "ilgili-terimler", "ilgili-terimler", "ilgili-terimler"),
        ("# mail me@example.org now", "mail--now", "mail--now", "mail-now"),
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
        assert_eq!(
            made(json!({"attribute": {"title": false}}), "# PR）{#x}\n# b { #s }\n"),
            ["prx", "b--s-"]
        );
    }
}
