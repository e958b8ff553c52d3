//! What a word means here: one file per source, and here the order in which they are asked.

pub mod plain;
pub mod shortcode;

use crate::text::Span;
use crate::world::Snapshot;
use std::path::Path;

/// An explanation of a piece of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it explains.
    pub span: Span,
    /// Markdown; [`plain::render`] makes plain text of it for clients that show no other.
    pub markdown: String,
}

/// The explanation of what stands at byte `offset` of the post at `path`.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    let view = snapshot.post(path)?;
    shortcode::hover(snapshot, &view, offset)
}
