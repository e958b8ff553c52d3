//! Bytes, positions and edits: the text of one post, and nothing about what it means.

mod span;

pub use span::Span;
