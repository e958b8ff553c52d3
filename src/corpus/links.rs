//! What the posts link to: which of them may lead to a page or file, how they spell it, and the addresses of other sites.

use crate::corpus::PostId;
use crate::corpus::audit::Facts;
use crate::corpus::post::Body;
use crate::site::link::{is_external, split_fragment};
use crate::syntax::Document;
use crate::syntax::front_matter::Node;
use crate::syntax::markdown::{HtmlName, LinkKind, LinkTarget};
use crate::syntax::shortcode::CallKind;
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A destination longer than this (bytes) is data in the text, or prose.
const MAX_DEST: usize = 300;

/// The key of the top of the site.
const TOP: &str = "/";

/// The key of destinations that name a place by dots alone.
const DOTS: &str = ".";

/// A destination that a post names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkUse {
    /// The destination, escapes and entities resolved.
    pub dest: SmolStr,
    /// Where it stands.
    pub source: LinkSource,
}

/// Where a destination stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkSource {
    /// A link in Markdown, or a definition that links use.
    Text,
    /// An image in Markdown.
    Image,
    /// An attribute of raw HTML.
    Html,
    /// An argument of a call of that name.
    Call(SmolStr),
    /// A value of front matter.
    Value,
}

/// How a destination inside the site is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spelling {
    /// Whether it counts from the top of the site: `/posts/x/`.
    pub base: Base,
    /// Whether it names a file: `x.md`.
    pub names: Names,
    /// Whether a slash ends it.
    pub end: End,
}

/// Where a path counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// The top: `/posts/x/`.
    Top,
    /// The page itself: `../x/`, `x.md`.
    Page,
    /// The top, without saying so: `posts/x.md`.
    Bare,
}

/// What a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Names {
    /// An address.
    Address,
    /// The file of a page.
    File,
}

/// What ends a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// A slash.
    Slash,
    /// No slash.
    Bare,
}

/// The links of one site.
#[derive(Debug, Default, Clone)]
pub struct LinkIndex {
    by_key: FxHashMap<SmolStr, Vec<PostId>>,
    spellings: FxHashMap<(LinkSource, Spelling), u32>,
    external: BTreeMap<SmolStr, u32>,
}

impl LinkIndex {
    /// The posts with a destination that may lead to what has that path or address: all that do, and some others.
    pub fn mentions(&self, path: &str) -> impl Iterator<Item = PostId> {
        let named = |key: &str| self.by_key.get(key).map_or(&[] as &[PostId], Vec::as_slice).to_vec();
        named(&key(path)).into_iter().chain(named(DOTS))
    }

    /// How often links of one source are spelt in each way.
    pub fn spellings(&self, source: &LinkSource) -> impl Iterator<Item = (Spelling, u32)> {
        self.spellings.iter().filter(move |((of, _), _)| of == source).map(|((_, how), count)| (*how, *count))
    }

    /// The addresses of other sites that begin so, with the number of their links.
    pub fn external(&self, start: &str) -> impl Iterator<Item = (&SmolStr, u32)> {
        let from = self.external.range(SmolStr::new(start)..);
        from.take_while(move |(dest, _)| dest.starts_with(start)).map(|(dest, count)| (dest, *count))
    }

    /// Adds the links of a post.
    pub fn add(&mut self, id: PostId, body: &Body) {
        for key in keys(&body.links) {
            self.by_key.entry(key).or_default().push(id);
        }
        for link in &body.links {
            match is_external(&link.dest) {
                true => *self.external.entry(link.dest.clone()).or_default() += 1,
                false => *self.spellings.entry(spelt(link)).or_default() += 1,
            }
        }
    }

    /// Takes the links of a post out again.
    pub fn remove(&mut self, id: PostId, body: &Body) {
        for key in keys(&body.links) {
            if let Some(ids) = self.by_key.get_mut(&key) {
                ids.retain(|&other| other != id);
                if ids.is_empty() {
                    self.by_key.remove(&key);
                }
            }
        }
        for link in &body.links {
            match is_external(&link.dest) {
                true => {
                    if let Some(count) = self.external.get_mut(&link.dest) {
                        *count -= 1;
                        if *count == 0 {
                            self.external.remove(&link.dest);
                        }
                    }
                }
                false => {
                    if let Some(count) = self.spellings.get_mut(&spelt(link)) {
                        *count = count.saturating_sub(1);
                    }
                }
            }
        }
    }

    /// Notes what it says of each place that is linked to.
    pub(super) fn tell(&self, facts: &mut Facts<'_>) {
        for (key, posts) in &self.by_key {
            facts.say(format_args!("links to {key}"), facts.paths(posts));
        }
        for ((source, spelling), count) in self.spellings.iter().filter(|(_, count)| **count > 0) {
            facts.say(format_args!("links of {source:?} spelt {spelling:?}"), count);
        }
        for (dest, count) in &self.external {
            facts.say(format_args!("links out to {dest}"), count);
        }
    }
}

fn spelt(link: &LinkUse) -> (LinkSource, Spelling) {
    (link.source.clone(), spelling(&link.dest))
}

/// How a destination of this site is spelt.
pub fn spelling(dest: &str) -> Spelling {
    let path = path_of(dest);
    let names = if path.ends_with(".md") { Names::File } else { Names::Address };
    let base = match path {
        _ if path.starts_with('/') => Base::Top,
        _ if path.starts_with('.') || !path.trim_end_matches('/').contains('/') => Base::Page,
        _ => Base::Bare,
    };
    let end = if path.ends_with('/') { End::Slash } else { End::Bare };
    Spelling { base, names, end }
}

/// The keys of a post's own destinations, each once.
fn keys(links: &[LinkUse]) -> Vec<SmolStr> {
    let inside = links.iter().filter(|link| !path_of(&link.dest).is_empty());
    let mut keys: Vec<SmolStr> = inside.map(|link| key(&link.dest)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn path_of(dest: &str) -> &str {
    split_fragment(dest).0.split('?').next().unwrap_or_default()
}

/// The last name in a path or address, as far as all ways to write it agree: decoded, without capitals, spaces and what
/// looks like an extension; that of the folder for an index.
fn key(dest: &str) -> SmolStr {
    let path = percent_decode_str(path_of(dest)).decode_utf8_lossy();
    let mut parts = path.trim().split('/').rev().filter(|part| !part.is_empty());
    let last = parts.next().unwrap_or(TOP);
    let stem = stem(last);
    let name = match stem {
        "index" | "_index" => parts.next().map_or(TOP, self::stem),
        _ if last.chars().all(|c| c == '.') => DOTS,
        stem => stem,
    };
    name.to_lowercase().replace(' ', "-").into()
}

fn stem(name: &str) -> &str {
    name.split('.').find(|part| !part.is_empty()).unwrap_or(name)
}

/// The destinations in a post, in no order, doubles included: at least all that may be links.
pub fn links(document: &Document) -> Vec<LinkUse> {
    let markdown = &document.markdown;
    let inline = markdown.links.iter().filter(|link| link.kind != LinkKind::Undefined);
    let inline = inline.map(|link| match link.target {
        LinkTarget::Page => (link.dest.clone(), LinkSource::Text),
        LinkTarget::Image => (link.dest.clone(), LinkSource::Image),
    });
    let html =
        markdown.attributes.iter().filter(|found| matches!(found.name, HtmlName::Href | HtmlName::Src));
    let html = html.map(|found| (found.value.replace("&amp;", "&").into(), LinkSource::Html));
    let calls =
        document.shortcodes.running().map(|(_, call)| call).filter(|call| call.kind != CallKind::Close);
    let calls = calls.flat_map(|call| {
        call.args.iter().map(|arg| (arg.value.clone(), LinkSource::Call(call.name.clone())))
    });
    let values = values(document).into_iter().map(|value| (value, LinkSource::Value));
    let all = inline.chain(html).chain(calls).chain(values);
    let is_kept = |dest: &str| !dest.is_empty() && dest.len() <= MAX_DEST && !dest.contains(['\n', '{']);
    all.filter(|(dest, _)| is_kept(dest)).map(|(dest, source)| LinkUse { dest, source }).collect()
}

/// Whether a value has a slash or the end of a file's name, and no sign of prose.
pub fn looks_like_path(text: &str) -> bool {
    let is_short = text.len() <= MAX_DEST && !text.contains(['\n', '<', '{', '"']) && !text.contains(", ");
    let ends = text.rsplit_once('.').is_some_and(|(_, ext)| {
        (2..=5).contains(&ext.len()) && ext.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    is_short && !is_external(text) && (ends || text.starts_with(['/', '.']) && text.len() > 1)
}

/// The texts in front matter that look like paths.
fn values(document: &Document) -> Vec<SmolStr> {
    let mut found = Vec::new();
    let Some(front) = document.front_matter() else { return found };
    front.walk(&mut |_, node| {
        let scalar = match node {
            Node::Entry(entry) => entry.value.scalar(),
            Node::Item(_, item) => item.scalar(),
        };
        if let Some(scalar) = scalar.filter(|scalar| looks_like_path(&scalar.text)) {
            found.push(scalar.text.clone());
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::SplitRules;
    use crate::syntax::shortcode::HUGO as CURLY;

    #[test]
    fn all_ways_to_name_a_page_share_a_key() {
        for (dest, expected) in [
            ("/posts/My%20Trip/#x", "my-trip"),
            ("../my-trip", "my-trip"),
            ("posts/my trip/index.md", "my-trip"),
            ("my-trip.fr.md?x=1", "my-trip"),
            ("/index.html", "/"),
            ("/", "/"),
            ("../..", "."),
            (".hidden/x/.net", "net"),
        ] {
            assert_eq!(key(dest), expected, "{dest}");
        }
    }

    #[test]
    fn spellings_are_told_apart() {
        for (dest, base, names, end) in [
            ("/posts/x/", Base::Top, Names::Address, End::Slash),
            ("../x", Base::Page, Names::Address, End::Bare),
            ("x.md#y", Base::Page, Names::File, End::Bare),
            ("posts/x.md", Base::Bare, Names::File, End::Bare),
        ] {
            assert_eq!(spelling(dest), Spelling { base, names, end }, "{dest}");
        }
    }

    #[test]
    fn destinations_are_taken_from_everywhere() {
        let text = "---\ncover: a.png\n---\n[x](/b/ 'title') ![y](c.png) <img src='d.png'> {{< ref \"e\" >}} [f][g]\n\n[g]: /h/\n";
        let document = Document::parse(text, &SplitRules::LENIENT, Some(&CURLY));
        let mut found: Vec<String> =
            links(&document).iter().map(|link| format!("{} {:?}", link.dest, link.source)).collect();
        found.sort();
        assert_eq!(
            found,
            ["/b/ Text", "/h/ Text", "a.png Value", "c.png Image", "d.png Html", "e Call(\"ref\")"]
        );
    }

    #[test]
    fn prose_is_no_path() {
        for (text, expected) in [
            ("a.png", true),
            ("/x/y", true),
            ("../z", true),
            ("Hello there.", false),
            ("1.5", false),
            ("/", false),
        ] {
            assert_eq!(looks_like_path(text), expected, "{text}");
        }
    }
}
