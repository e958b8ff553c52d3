//! The anchors of a post: what a fragment can lead to.

use crate::syntax::markdown::HtmlName;
use crate::syntax::shortcode::CallKind;
use crate::text::Span;
use crate::world::PostView;
use smol_str::SmolStr;

/// Fragments that lead somewhere on any page, or that page templates bring along.
const EVERYWHERE: &[&str] =
    &["top", "comments", "comment", "disqus_thread", "respond", "footer", "header", "content", "main", "toc"];

/// The anchors of one post.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchors {
    /// Each id with the bytes of what has it, in the order of the text.
    pub ids: Vec<(SmolStr, Span)>,
    /// Whether a template may add others: then none can be called missing.
    pub open: bool,
}

/// The anchors of a post: its headings', and those of its raw HTML.
pub fn anchors(view: &PostView) -> Anchors {
    let headings = view.post.body.open().headings.into_iter().map(|heading| (heading.id, heading.span));
    let html = view.document.markdown.attributes.iter().filter(|attribute| attribute.name == HtmlName::Id);
    let html = html.map(|attribute| (attribute.value.clone(), attribute.span));
    let mut ids: Vec<(SmolStr, Span)> = headings.chain(html).filter(|(id, _)| !id.is_empty()).collect();
    ids.sort_by_key(|(_, span)| *span);
    let open = view.document.shortcodes.running().any(|(_, call)| call.kind != CallKind::Close);
    Anchors { ids, open }
}

impl Anchors {
    /// The bytes of what has that id.
    pub fn place(&self, id: &str) -> Option<Span> {
        self.ids.iter().find(|(known, _)| known == id).map(|(_, span)| *span)
    }

    /// Whether a fragment is sure to lead nowhere in the post with that text.
    pub fn lacks(&self, id: &str, text: &str) -> bool {
        let is_special = EVERYWHERE.contains(&id)
            || id.starts_with("fn")
            || id.starts_with("comment-")
            || id.starts_with(":~:")
            || id.starts_with('!');
        // Blocks may have attributes, and scripts may make anchors of anything.
        let written = [
            format!("{{#{id}"),
            format!("#{id}}}"),
            format!("#{id} "),
            format!("\"{id}\""),
            format!("'{id}'"),
            format!("id={id}"),
        ];
        // Lines of code get ids of their own by these attributes.
        let numbers_lines = text.contains("lineanchors") || text.contains("anchorlinenos");
        !self.open
            && !is_special
            && !numbers_lines
            && self.place(id).is_none()
            && !written.iter().any(|written| text.contains(written.as_str()))
    }
}
