//! What the index keeps of one post: facts, not text.

use crate::corpus::links::{self, LinkUse};
use crate::corpus::packed::Packed;
use crate::corpus::ranking::{Kept, kept};
use crate::site::RelPath;
use crate::site::model::{Model, OtherAnchors, PageFacts, TermUse};
use crate::syntax::Document;
use crate::syntax::front_matter::{Format, FrontMatter, Node, ScalarStyle, Step};
use crate::syntax::markdown::HtmlName;
use crate::syntax::shortcode::{CallKind, Escaped};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

/// A value longer than this (bytes) is prose that nobody picks from a list, so the index does not keep it.
const MAX_KEPT_VALUE: usize = 64;

/// A key nested deeper than this is data of its own; keeping it would fill the list of keys with noise.
const MAX_KEY_DEPTH: usize = 4;

/// Keys, those of lists once for each item, that are kept of one post: more than any person writes, and few enough to be
/// compared with one another.
const MAX_KEYS: usize = 2_000;

/// The facts of one post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Its path below the site's root.
    #[serde(skip)]
    pub path: RelPath,
    /// What the generator computes of it.
    pub page: PageFacts,
    /// The language of its front matter, if it has any.
    pub format: Option<Format>,
    /// Its terms, in the order of the file.
    pub terms: Arc<[TermUse]>,
    /// Its front-matter keys, parents before children.
    pub keys: Packed<Vec<KeyUse>>,
    /// What its body says.
    pub body: Packed<Body>,
    /// The words it is compared by, sorted; none of a post that is not in the index.
    pub words: Arc<[Kept]>,
    /// Whether it may have ids that its text does not show.
    pub other_anchors: OtherAnchors,
}

/// What the body of a post says; but for the links, which its front matter may have as well.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Its shortcode calls: opening and self-contained tags, in the order of the file.
    pub calls: Vec<CallUse>,
    /// Its headings.
    pub headings: Vec<HeadingUse>,
    /// The ids, and the names, in its raw HTML.
    pub html_ids: Vec<SmolStr>,
    /// What it may link to, in no order.
    pub links: Vec<LinkUse>,
}

/// One key on one post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyUse {
    /// The keys from the root, joined by dots: `cover.image`. Items of lists add no step.
    pub path: SmolStr,
    /// The text of a short scalar value.
    pub value: Option<SmolStr>,
    /// How the value is written.
    pub form: ValueForm,
}

/// How a value is written, as far as completion imitates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ValueForm {
    /// A scalar in that style.
    Scalar(ScalarStyle),
    /// A list with one item a line.
    BlockList,
    /// A list in brackets.
    FlowList,
    /// A table.
    Table,
    /// Nothing.
    Empty,
}

/// One call of a shortcode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallUse {
    /// The name.
    pub name: SmolStr,
    /// The whole tag.
    pub span: Span,
    /// The name inside it.
    pub name_span: Span,
    /// The tag's text on one line, cut when long: a real example for hover.
    pub snippet: SmolStr,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingUse {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: SmolStr,
    /// Its id in the built page.
    pub id: SmolStr,
    /// The line or lines of the heading.
    pub span: Span,
}

impl Post {
    /// Reads the facts of a post from its text and trees, but for its words, which take as long as all others.
    pub fn read(model: &dyn Model, path: &RelPath, text: &str, document: &Document) -> Post {
        Post::of_front_matter(model, path, text, document).with_body(model, text, document)
    }

    /// Reads only what the front matter says: all that the first completion needs.
    pub fn of_front_matter(model: &dyn Model, path: &RelPath, text: &str, document: &Document) -> Post {
        let front_matter = document.front_matter();
        let page = model.page(path, front_matter, text);
        let keys = front_matter.map(keys).unwrap_or_default();
        Post {
            path: path.clone(),
            words: Arc::default(),
            page,
            format: front_matter.map(|front| front.format),
            terms: front_matter.map(|front| model.terms(front)).unwrap_or_default().into(),
            keys: Packed::new(&keys),
            body: Packed::default(),
            other_anchors: Default::default(),
        }
    }

    /// The same post with what its body says, for one that was read without.
    pub fn with_body(self, model: &dyn Model, text: &str, document: &Document) -> Post {
        let body = Body {
            calls: calls(document, text),
            headings: headings(model, document, text),
            html_ids: html_ids(document),
            links: links::links(document),
        };
        Post { body: Packed::new(&body), other_anchors: other_anchors(document), ..self }
    }

    /// The same post with the words of its text.
    pub fn with_words(self, model: &dyn Model, text: &str, document: &Document) -> Post {
        Post { words: kept(model, &self.path, &self.page, &self.keys.open(), text, document), ..self }
    }

    /// Whether nothing tells the two apart that other posts may refer to, count or offer: at most, things stand in
    /// other places of the text.
    pub fn says_the_same_as(&self, other: &Post) -> bool {
        let terms = |post: &Post| -> Vec<_> {
            post.terms.iter().map(|term| (term.taxonomy, term.text.clone())).collect()
        };
        let body = |post: &Post| {
            let Body { calls, headings, html_ids, .. } = post.body.open();
            let headings = headings.into_iter().map(|heading| (heading.level, heading.text, heading.id));
            let calls = calls.into_iter().map(|call| call.name);
            (headings.collect::<Vec<_>>(), html_ids, calls.collect::<Vec<_>>())
        };
        (&self.path, &self.page, self.format, &self.keys, self.other_anchors)
            == (&other.path, &other.page, other.format, &other.keys, other.other_anchors)
            && terms(self) == terms(other)
            && body(self) == body(other)
    }

    /// The title, or the file's name where there is none.
    pub fn label(&self) -> &str {
        match &self.page.title {
            Some(title) if !title.is_empty() => title,
            _ => &self.path,
        }
    }
}

fn keys(front_matter: &FrontMatter) -> Vec<KeyUse> {
    let mut keys: Vec<KeyUse> = Vec::new();
    front_matter.walk(&mut |path, node| match node {
        Node::Entry(entry) if key_depth(path) <= MAX_KEY_DEPTH => {
            let (form, value) = form_of(&entry.value);
            keys.push(KeyUse { path: dotted(path), value, form });
        }
        // A list of few words is as good a source of values as a scalar: each item counts on its own.
        Node::Item(_, item) if key_depth(path) <= MAX_KEY_DEPTH && item.scalar().is_some() => {
            let (form, value) = form_of(item);
            keys.push(KeyUse { path: format!("{}[]", dotted(path)).into(), value, form });
        }
        _ => {}
    });
    keys.truncate(MAX_KEYS);
    keys
}

fn key_depth(path: &[Step]) -> usize {
    path.iter().filter(|step| matches!(step, Step::Key(_))).count()
}

/// Joins the keys of a path with dots, leaving out places in lists.
pub fn dotted(path: &[Step]) -> SmolStr {
    crate::syntax::front_matter::keys(path).join(".").into()
}

fn form_of(value: &crate::syntax::front_matter::Value) -> (ValueForm, Option<SmolStr>) {
    use crate::syntax::front_matter::{ListForm, ValueKind};
    match &value.kind {
        ValueKind::Null | ValueKind::Alias(_) => (ValueForm::Empty, None),
        ValueKind::Scalar(scalar) => {
            let short = scalar.text.len() <= MAX_KEPT_VALUE && !scalar.text.contains('\n');
            (ValueForm::Scalar(scalar.style), short.then(|| scalar.text.clone()))
        }
        ValueKind::List(list) if list.form == ListForm::Flow => (ValueForm::FlowList, None),
        ValueKind::List(_) => (ValueForm::BlockList, None),
        ValueKind::Map(_) => (ValueForm::Table, None),
    }
}

/// A snippet longer than this (characters) would fill a hover by itself.
const MAX_SNIPPET: usize = 120;

fn calls(document: &Document, text: &str) -> Vec<CallUse> {
    document
        .shortcodes
        .running()
        .filter(|(_, call)| call.kind != CallKind::Close && !call.name.is_empty())
        .map(|(_, call)| CallUse {
            name: call.name.clone(),
            span: call.span,
            name_span: call.name_span,
            snippet: one_line(call.span.of(text), MAX_SNIPPET),
        })
        .collect()
}

fn html_ids(document: &Document) -> Vec<SmolStr> {
    let is_id = |name: HtmlName| matches!(name, HtmlName::Id | HtmlName::Name | HtmlName::Commented);
    let ids = document.markdown.attributes.iter().filter(|attribute| is_id(attribute.name));
    ids.map(|attribute| attribute.value.clone()).collect()
}

/// What a tag makes is not known, be it a call or a piece of template.
fn other_anchors(document: &Document) -> OtherAnchors {
    let has_tags = document.shortcodes.calls.iter().any(|call| call.escaped != Escaped::Yes);
    if has_tags { OtherAnchors::Possible } else { OtherAnchors::None }
}

fn headings(model: &dyn Model, document: &Document, text: &str) -> Vec<HeadingUse> {
    let ids = model.heading_ids(document, text).into_iter().map(SmolStr::from);
    let ids = ids.chain(std::iter::repeat(SmolStr::default()));
    document
        .markdown
        .headings
        .iter()
        .zip(ids)
        .map(|(heading, id)| HeadingUse {
            level: heading.level,
            text: heading.text.as_str().into(),
            id,
            span: heading.span,
        })
        .collect()
}

/// The text with every run of white space made one space, cut to `limit` characters with an ellipsis.
pub fn one_line(text: &str, limit: usize) -> SmolStr {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", &joined[..at]).into(),
        None => joined.into(),
    }
}
