//! The Markdown of a post: headings, links, footnotes and code, with bytes of the whole file.

mod heading;
mod html;
mod inline;
mod mask;
mod read;
mod target;

use super::shortcode::Shortcodes;
use crate::text::Span;
use smol_str::SmolStr;

/// What a body holds. All spans are offsets into the whole text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Markdown {
    /// Headings in their order.
    pub headings: Vec<Heading>,
    /// Links and images in their order.
    pub links: Vec<Link>,
    /// Definitions of references: `[name]: dest`.
    pub definitions: Vec<Definition>,
    /// Uses of footnotes: `[^1]`.
    pub footnotes: Vec<Footnote>,
    /// Definitions of footnotes: `[^1]: …`.
    pub footnote_definitions: Vec<Footnote>,
    /// Code, in which Markdown is plain text.
    pub code: Vec<Code>,
    /// Raw HTML, block and inline.
    pub html: Vec<Span>,
    /// The attributes of raw HTML that name a target or an anchor.
    pub attributes: Vec<HtmlAttribute>,
    /// The first `<!--more-->` outside of tags.
    pub divider: Option<Span>,
    /// Runs of prose, without markup, code and tags: for search and counts.
    pub prose: Vec<Span>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its text as shown: markup removed, entities decoded, without the attribute block. Tags stay as written.
    pub text: String,
    /// The part of it that a generated id is made from: without autolinks. Line ends of a long one are kept.
    pub anchor_text: String,
    /// The same text piece by piece.
    pub pieces: Vec<Piece>,
    /// The bytes of the whole heading, marks included, the line end excluded.
    pub span: Span,
    /// The bytes of its content, without marks and attribute block.
    pub content: Span,
    /// The explicit id in `{#id}`, verbatim.
    pub id: Option<Anchor>,
    /// The bytes of the attribute block with its braces.
    pub attributes: Option<Span>,
}

impl Heading {
    /// The attribute block with the blanks before it, as it stands in `text`: to a parser that takes no attributes they are
    /// the end of the heading's text.
    pub fn braces<'t>(&self, text: &'t str) -> &'t str {
        self.attributes.map_or("", |block| Span::new(self.content.end(), block.end()).of(text))
    }
}

/// A piece of a heading's text, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text as shown.
    pub text: String,
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands.
    pub place: PiecePlace,
}

/// What a piece of a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Plain text.
    Plain,
    /// Inline code.
    Code,
    /// The address of an autolink.
    Autolink,
    /// The end of a line.
    LineEnd,
}

/// Where a piece of a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PiecePlace {
    /// In the heading itself.
    Top,
    /// In emphasis, with nothing before it there.
    FirstInEmphasis,
    /// In a link, with nothing before it there.
    FirstInLink,
    /// In emphasis or in a link, behind something else.
    Later,
}

/// An explicit id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The id.
    pub text: SmolStr,
    /// Its bytes.
    pub span: Span,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What sort of link.
    pub kind: LinkKind,
    /// Link or image.
    pub target: LinkTarget,
    /// Its destination, escapes and entities resolved; for references the definition's.
    pub dest: SmolStr,
    /// The bytes of the destination; those of the label for references.
    pub dest_span: Span,
    /// The bytes of the text between the brackets.
    pub text_span: Span,
    /// All its bytes.
    pub span: Span,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](dest)`.
    Inline,
    /// `[text][label]`, `[label][]`, `[label]`, with a definition.
    Reference,
    /// `[text][label]` without a definition: it stays text.
    Undefined,
    /// `<https://example.org>`.
    Autolink,
}

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// `[…]`.
    Page,
    /// `![…]`.
    Image,
}

/// A definition of a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The label.
    pub label: SmolStr,
    /// The bytes of the label.
    pub label_span: Span,
    /// The destination.
    pub dest: SmolStr,
    /// Its bytes.
    pub dest_span: Span,
    /// All its bytes.
    pub span: Span,
}

/// A use or a definition of a footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The label, without `^`.
    pub label: SmolStr,
    /// The bytes of the label, without `^`.
    pub label_span: Span,
    /// The bytes of the use, or of the whole definition.
    pub span: Span,
}

/// A stretch of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// How it is written.
    pub kind: CodeKind,
    /// All its bytes, fences included.
    pub span: Span,
    /// The bytes of the language of a fence; empty, where it would stand, when there is none.
    pub language: Option<Span>,
    /// The bytes of the whole info string of a fence.
    pub info: Option<Span>,
}

/// How code is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// Between fences.
    Fenced,
    /// By its indentation.
    Indented,
    /// Between backticks.
    Inline,
}

/// An attribute of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlAttribute {
    /// Which one.
    pub name: HtmlName,
    /// Its value, entities as written.
    pub value: SmolStr,
    /// The bytes of the value, without quotes.
    pub span: Span,
}

/// The attributes that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HtmlName {
    /// `href`.
    Href,
    /// `src`.
    Src,
    /// `id`, or `name` of an `a`.
    Id,
    /// `name` of another element, which browsers don't jump to, though some generators take it for an id.
    Name,
    /// `id` or `name` inside of a comment: nothing to browsers, and an id to a generator that looks for one in the text.
    Commented,
}

/// Reads the Markdown of `text` from byte `body_start` on. The bytes of `shortcodes` count as one opaque word each.
pub fn parse(text: &str, body_start: usize, shortcodes: &Shortcodes) -> Markdown {
    read::parse(text, body_start, shortcodes)
}

/// The code in the Markdown of `text` from byte `body_start` on, in its order, no shortcodes being known yet.
pub(super) fn code(text: &str, body_start: usize) -> Vec<Span> {
    parse(text, body_start, &Shortcodes::default()).code.into_iter().map(|code| code.span).collect()
}

#[cfg(test)]
mod tests;
