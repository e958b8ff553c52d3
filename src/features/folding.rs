//! What can be folded away: the front matter, sections, paired shortcodes, code.

use crate::text::Span;
use crate::world::Snapshot;
use std::path::Path;

/// A stretch that an editor can fold: from the line of its first byte to the line of its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// Its bytes, from the first of the line that stays visible to the end of the last that goes.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What a fold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// The front matter.
    FrontMatter,
    /// A heading with its section.
    Section,
    /// A shortcode from its opening to its closing tag.
    Shortcode,
    /// A fenced stretch of code.
    Code,
}

/// The folds of the post at `path`, in the order of the file; each of two lines at least.
pub fn folds(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    let Some(_view) = snapshot.post(path) else { return Vec::new() };
    Vec::new()
}
