//! Bytes, positions and edits: the text of one post, and nothing about what it means.

mod edit;
mod encoding;
mod line_index;
mod rope;
mod span;

pub use edit::{Edit, apply_all};
pub use encoding::{Encoding, Position};
pub use line_index::{LineColumn, LineIndex};
pub use rope::Text;
pub use span::Span;
