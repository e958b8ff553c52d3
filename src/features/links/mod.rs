//! The links of a post, wherever they are written, and where each leads.

mod anchors;
mod collect;
mod document;
mod facts;
mod inbound;
mod moved;
mod spelling;
mod subject;

pub use anchors::{Anchors, anchors};
pub use collect::{is_beside, links};
pub use document::{DocumentLink, document_links};
pub use facts::{file_facts, is_picture};
pub use inbound::{inbound, mentioning};
pub use moved::moved_from;
pub use spelling::{Style, relative};
pub use subject::{Subject, subject};

use crate::site::RelPath;
use crate::site::link::{Destination, LinkForm, LinkInput, split_fragment};
use crate::text::Span;
use crate::world::PostView;
use smol_str::SmolStr;

/// One link of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The bytes of its destination; of the label for a reference.
    pub span: Span,
    /// All its bytes, for the cursor: `[text](dest)`.
    pub whole: Span,
    /// Its destination, escapes and entities resolved.
    pub dest: SmolStr,
    /// How it is written.
    pub form: LinkForm,
    /// What may be said of it.
    pub place: Place,
}

/// Where a link stands, as far as it decides what can be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the text: a dead one is a fault.
    Text,
    /// A use of a definition elsewhere, where the fault is reported.
    Use,
    /// In what a template makes something of, or a value that may be no link at all.
    Guess,
}

/// A link with what it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The link.
    pub link: Link,
    /// What it leads to.
    pub destination: Destination,
}

impl Link {
    /// The fragment, decoded, without `#`; `None` for none or an empty one.
    pub fn fragment(&self) -> Option<String> {
        let (_, fragment) = split_fragment(&self.dest);
        let decoded = percent_encoding::percent_decode_str(fragment?).decode_utf8_lossy().into_owned();
        // What is left of a piece of template is none.
        (!decoded.is_empty() && !decoded.contains(['{', '}'])).then_some(decoded)
    }

    /// The bytes of the destination without its fragment and query: what a change of the target replaces. `None` when
    /// the text has escapes there, so that the parts cannot be told.
    pub fn path_span(&self, text: &str) -> Option<Span> {
        let written = self.span.of(text);
        let length = written.find(['#', '?']).unwrap_or(written.len());
        let is_plain = written == self.dest && self.place != Place::Use;
        is_plain.then(|| Span::new(self.span.start(), self.span.start() + length))
    }
}

impl Link {
    /// The bytes of the fragment without `#`; `None` for none, and where the text has escapes of Markdown's in it.
    pub fn fragment_span(&self, text: &str) -> Option<Span> {
        let (path, fragment) = self.span.of(text).split_once('#').filter(|_| self.place != Place::Use)?;
        let is_plain = split_fragment(&self.dest).1 == Some(fragment);
        is_plain.then(|| Span::new(self.span.start() + path.len() + 1, self.span.end()))
    }
}

impl Resolved {
    /// The post or file that it leads to.
    pub fn target(&self) -> Option<&RelPath> {
        match &self.destination {
            Destination::Page(path) | Destination::File(path) => Some(path),
            _ => None,
        }
    }
}

/// Where a link of the post leads. A guess counts only when something is there.
pub fn resolve(view: &PostView, link: &Link) -> Destination {
    let input = LinkInput { from: &view.path, page: &view.post.page, dest: &link.dest, form: link.form };
    let found = view.site.model.resolve_link(&input, &*view.site.corpus);
    match found {
        Destination::Missing(_) if link.place == Place::Guess => Destination::Unsure,
        found => found,
    }
}

/// All links of the post with where they lead.
pub fn resolved(view: &PostView) -> Vec<Resolved> {
    let with_destination = |link: Link| {
        let destination = resolve(view, &link);
        Resolved { link, destination }
    };
    links(view).into_iter().map(with_destination).collect()
}

/// The innermost link around byte `offset` with where it leads.
pub fn at(view: &PostView, offset: usize) -> Option<Resolved> {
    let around = links(view).into_iter().filter(|link| link.whole.touches(offset));
    let link = around.min_by_key(|link| link.whole.len())?;
    let destination = resolve(view, &link);
    Some(Resolved { link, destination })
}
