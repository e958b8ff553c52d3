//! What a word means here: one file per source, and here the order in which they are asked.

mod footnote;
mod heading;
mod key;
mod link;
pub mod plain;
pub mod shortcode;
mod term;
mod value;

pub use key::explain as explain_key;

use crate::features::fields::is_written;
use crate::syntax::front_matter::{FrontMatter, Node, Step};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use std::path::{Path, PathBuf};

/// An explanation of a piece of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it explains.
    pub span: Span,
    /// Markdown; [`plain::render`] makes plain text of it for clients that show no other.
    pub markdown: String,
    /// The absolute path of an image to show below it, for clients that show any.
    pub picture: Option<PathBuf>,
}

impl Hover {
    fn new(span: Span, markdown: String) -> Hover {
        Hover { span, markdown, picture: None }
    }
}

/// The explanation of what stands at byte `offset` of the post at `path`.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    let view = snapshot.post(path)?;
    match view.document.front_matter() {
        Some(_) if !is_written(&*view.site.model, &view.path) => None,
        Some(front) if offset < front.body_start => front_matter(snapshot, &view, front, offset),
        _ => footnote::hover(&view, offset)
            .or_else(|| link::hover(snapshot, &view, offset))
            .or_else(|| shortcode::hover(snapshot, &view, offset))
            .or_else(|| heading::hover(&view, offset)),
    }
}

fn front_matter(snapshot: &Snapshot, view: &PostView, front: &FrontMatter, offset: usize) -> Option<Hover> {
    if let Some(header) = front.headers.iter().find(|header| header.name.touches(offset)) {
        return key::hover(view, &header.path, header.name);
    }
    if front.comments.iter().any(|comment| comment.contains(offset)) {
        return None;
    }
    let nodes = front.nodes_at(offset);
    let path: Vec<Step> = nodes.iter().map(|node| node.step()).collect();
    match nodes.last()? {
        Node::Entry(entry) if entry.key.span.touches(offset) => key::hover(view, &path, entry.key.span),
        node if node.value().span.touches(offset) => term::hover(snapshot, view, offset)
            .or_else(|| link::hover(snapshot, view, offset))
            .or_else(|| value::hover(snapshot, view, &path, node.value())),
        _ => None,
    }
}

/// Paragraphs of Markdown, the empty ones left out.
fn paragraphs(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// Parts of one line, the empty ones left out.
fn line(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::Expect;
    use std::borrow::Borrow;

    /// Compares the hover at `$0` with what is expected: the text it is about, then the Markdown.
    pub(super) fn check(fixture: &str, expected: impl Borrow<Expect>) {
        let fixture = Fixture::new(fixture);
        let snapshot = fixture.snapshot();
        let text = snapshot.post(&fixture.path).map(|view| view.text).unwrap_or_default();
        let found = hover(&snapshot, &fixture.path, fixture.offset);
        let found = found.map(|hover| {
            let picture = hover.picture.map(|path| format!("picture {}\n", path.display()));
            format!("[{}]\n{}\n{}", hover.span.of(&text), hover.markdown, picture.unwrap_or_default())
        });
        expected.borrow().assert_eq(&found.unwrap_or_default());
    }

    #[test]
    fn nothing_is_said_in_comments_delimiters_and_the_body() {
        let nothing = expect_test::expect![""];
        check("//- /a.md\n---\n# ti$0tle: x\ntitle: A\n---\n", &nothing);
        check("//- /a.md\n--$0-\ntitle: A\n---\n", &nothing);
        check("//- /a.md\n---\ntitle: A\n---\n\ntitle: $0x\n", nothing);
    }
}
