//! The cursor in a JSON front matter.

use super::flow::Reader;
use super::locate::Context;
use super::place::Place;
use crate::syntax::front_matter::tree::{Format, FrontMatter, Step};

/// What the cursor at `offset` is in; the whole front matter is one bracketed value.
pub(super) fn at(text: &str, front_matter: &FrontMatter, offset: usize) -> (Vec<Step>, Place) {
    let limit = front_matter.inner.end().max(offset).min(text.len());
    let mut reader = Reader::new(text, Format::Json, limit);
    let open = if front_matter.opener.len() == 1 {
        front_matter.opener.start()
    } else {
        let blanks = front_matter.inner.of(text);
        front_matter.inner.start() + (blanks.len() - blanks.trim_start().len())
    };
    let flow = reader.flow(open);
    if reader.comments.iter().any(|comment| comment.start() < offset && offset <= comment.end()) {
        return (Vec::new(), Place::Comment);
    }
    let context = Context { text, front_matter, offset };
    context.in_flow(&flow, Vec::new())
}
