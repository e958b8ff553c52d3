//! The body of a post as a Tera 2 template, which it is from 0.23 on.

use super::input::Input;
use crate::site::model::PostInput;
use crate::site::zola::ZolaModel;
use crate::syntax::tera::{Content, content};

/// The body read as a template; `None` where Zola does not: it is not asked to, or there is nothing to read. A comment
/// alone is none (case `v23-hash-brace`).
pub fn body(model: &ZolaModel, post: &PostInput<'_>) -> Option<Content> {
    let start = post.document.body_start();
    let text = post.text.get(start..)?;
    let is_template = text.contains("{{") || text.contains("{%");
    (is_template && model.layout.is_templated(post.path)).then(|| content(post.text, start))
}

/// The same for a check.
pub fn of(input: &Input<'_>) -> Option<Content> {
    body(input.model, input.post)
}
