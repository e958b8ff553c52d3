//! What a position of a post is about: the one question that definition, references, highlight and rename share.

use crate::features::links;
use crate::site::model::FileRole;
use crate::syntax::shortcode::CallKind;
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;
use std::path::Path;

/// The thing under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The name of a shortcode in a tag.
    Shortcode {
        /// The name.
        name: SmolStr,
        /// Its bytes.
        span: Span,
        /// Index of the tag among the post's tags.
        call: usize,
        /// Whether the tag opens or closes.
        kind: CallKind,
    },
    /// A template that defines a shortcode; the cursor may be anywhere in it.
    Template {
        /// The name that calls use.
        name: SmolStr,
    },
    /// A term of a taxonomy in front matter.
    Term {
        /// Index into the model's taxonomies.
        taxonomy: usize,
        /// The term as written.
        text: SmolStr,
        /// Its bytes, quotes excluded.
        span: Span,
    },
}

impl Target {
    /// Its bytes under the cursor; `None` for a template, which is the whole file.
    pub fn span(&self) -> Option<Span> {
        match self {
            Target::Shortcode { span, .. } | Target::Term { span, .. } => Some(*span),
            Target::Template { .. } => None,
        }
    }
}

/// What byte `offset` of the file at `path` is about.
pub fn at(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Target> {
    let site = snapshot.site_of(path)?;
    let relative = site.relative(path)?;
    if let FileRole::Shortcode { name, .. } = site.model.classify(&relative) {
        return Some(Target::Template { name });
    }
    in_post(&snapshot.post(path)?, offset)
}

/// The same for a post that is at hand already.
pub fn in_post(view: &PostView, offset: usize) -> Option<Target> {
    shortcode_at(view, offset).or_else(|| term_at(view, offset))
}

fn shortcode_at(view: &PostView, offset: usize) -> Option<Target> {
    let (index, call) = view.document.shortcodes.at(offset)?;
    let is_name = call.runs() && !call.name.is_empty() && !links::is_beside(view, call);
    let on_name = is_name && call.name_span.touches(offset);
    on_name.then(|| Target::Shortcode {
        name: call.name.clone(),
        span: call.name_span,
        call: index,
        kind: call.kind,
    })
}

fn term_at(view: &PostView, offset: usize) -> Option<Target> {
    let term = view.post.terms.iter().find(|term| term.span.touches(offset))?;
    Some(Target::Term { taxonomy: term.taxonomy, text: term.text.clone(), span: term.span })
}
