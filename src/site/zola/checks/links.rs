//! The internal links of a post: which page and which place of it each means.

use percent_encoding::percent_decode_str;

use super::input::Input;
use crate::site::model::OtherAnchors;
use crate::site::problem::{Problem, Severity};
use crate::site::shortcode::Origin;
use crate::site::zola::config::LinkLevel;
use crate::site::zola::headings;
use crate::syntax::markdown::{HtmlName, Link, LinkTarget};
use crate::syntax::shortcode::{Escaped, InnerUse, pair};

/// A link to a page of the site.
pub struct Internal<'a> {
    /// The link.
    pub link: &'a Link,
    /// The path of the page's file; the post's own for `#place`.
    pub path: String,
    /// The place in it.
    pub anchor: Option<&'a str>,
}

/// The links that Zola follows: those to `@/path.md` and those to `#place`, outside of text that a shortcode takes as
/// HTML (case `sc-html-body-link-not-checked`).
pub fn internal<'a>(input: &Input<'a>) -> Vec<Internal<'a>> {
    let links = input.post.document.markdown.links.iter();
    let links = links.filter(|link| link.target == LinkTarget::Page && !is_in_html(input, link));
    links
        .filter_map(|link| {
            if let Some(below) = link.dest.strip_prefix("@/") {
                // Only the first two parts count (case `link-double-hash`).
                let mut parts = below.split('#');
                let path = percent_decode_str(parts.next()?).decode_utf8_lossy();
                return Some(Internal { link, path: format!("content/{path}"), anchor: parts.next() });
            }
            let anchor = link.dest.strip_prefix('#').filter(|anchor| !anchor.is_empty())?;
            Some(Internal { link, path: input.post.path.to_owned(), anchor: Some(anchor) })
        })
        .collect()
}

/// Whether a page is there to link to: it exists and is no draft.
pub fn exists(input: &Input<'_>, path: &str) -> bool {
    if path == input.post.path {
        return true;
    }
    let is_read = || input.model.layout.content(path).is_some_and(|content| !content.is_passed_over());
    input.site.page(path).is_some_and(|page| !page.draft) && is_read()
}

/// Whether a page has a place of that name, or may have it. Pages are searched whole and without regard to case,
/// sections for headings alone (cases `link-anchor-case`, `link-section-raw-id`).
pub fn has_place(input: &Input<'_>, path: &str, anchor: &str) -> bool {
    if anchor.is_empty() || anchor.eq_ignore_ascii_case("top") || is_generated(anchor) {
        return true;
    }
    let is_section = input.model.layout.content(path).is_some_and(|content| content.is_section());
    let Some(anchors) = places(input, path) else { return true };
    if anchors.2 == OtherAnchors::Possible {
        return true;
    }
    let (headings, html, _) = anchors;
    match is_section {
        true => headings.iter().any(|id| id == anchor),
        false => headings.iter().chain(&html).any(|id| id.eq_ignore_ascii_case(anchor)),
    }
}

/// Ids that Zola makes for footnotes and for the end of a summary.
pub fn is_generated(anchor: &str) -> bool {
    let is_number = anchor.bytes().all(|b| b.is_ascii_digit());
    is_number || anchor.starts_with("fn-") || anchor.starts_with("fr-") || anchor == "continue-reading"
}

fn places(input: &Input<'_>, path: &str) -> Option<(Vec<String>, Vec<String>, OtherAnchors)> {
    if path != input.post.path {
        let anchors = input.site.anchors(path)?;
        let texts = |ids: Vec<smol_str::SmolStr>| ids.into_iter().map(String::from).collect();
        return Some((texts(anchors.headings), texts(anchors.html), anchors.others));
    }
    let document = input.post.document;
    let is_id = |name: HtmlName| matches!(name, HtmlName::Id | HtmlName::Name | HtmlName::Commented);
    let ids = document.markdown.attributes.iter().filter(|attribute| is_id(attribute.name));
    let has_tags = document.shortcodes.calls.iter().any(|call| call.escaped != Escaped::Yes);
    let others = if has_tags { OtherAnchors::Possible } else { OtherAnchors::None };
    Some((
        headings::ids(&input.model.config, document, input.post.text),
        ids.map(|id| id.value.to_string()).collect(),
        others,
    ))
}

/// Whether a link stands between tags whose template is no Markdown.
fn is_in_html(input: &Input<'_>, link: &Link) -> bool {
    let shortcodes = &input.post.document.shortcodes;
    if shortcodes.calls.is_empty() {
        return false;
    }
    let pairing = pair(shortcodes, |_| InnerUse::Optional);
    shortcodes.running().any(|(index, open)| {
        let close =
            pairing.partners.get(index).copied().flatten().and_then(|close| shortcodes.calls.get(close));
        let around = close.is_some_and(|close| {
            open.span.end() <= link.span.start() && link.span.end() <= close.span.start()
        });
        around && !makes_markdown(input, &open.name)
    })
}

fn makes_markdown(input: &Input<'_>, name: &str) -> bool {
    let def = input.site.shortcode(name);
    def.is_some_and(|def| matches!(&def.origin, Origin::Template(path) if path.ends_with(".md")))
}

/// The problem at the level that the configuration sets.
pub fn at_level(input: &Input<'_>, problem: Problem) -> Problem {
    match input.model.config.internal_links {
        LinkLevel::Error => input.when_published(problem),
        LinkLevel::Warn => problem.severity(Severity::Warning),
    }
}
