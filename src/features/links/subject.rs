//! What a place in a post is about, as far as links are concerned: the page, file, heading or footnote.

use super::{Resolved, anchors, at};
use crate::site::RelPath;
use crate::site::link::Destination;
use crate::syntax::front_matter::FrontMatter;
use crate::syntax::markdown::{Footnote, Heading};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;

/// The fields that say what a page is called and where it is: in them, the page itself is meant.
const OF_THE_PAGE: &[&str] = &["title", "slug", "url", "permalink", "aliases", "redirect_from"];

/// Something that links lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A page, by its path below the root.
    Page(RelPath),
    /// Another file of the site.
    File(RelPath),
    /// An anchor of a page.
    Anchor {
        /// The page.
        path: RelPath,
        /// The id.
        id: SmolStr,
    },
    /// A footnote of this post.
    Footnote(SmolStr),
}

/// What the post at byte `offset` is about, and its bytes there.
pub fn subject(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<(Subject, Span)> {
    footnote(view, offset)
        .or_else(|| linked(snapshot, view, offset))
        .or_else(|| heading(view, offset))
        .or_else(|| itself(view, offset))
}

fn footnote(view: &PostView, offset: usize) -> Option<(Subject, Span)> {
    let markdown = &view.document.markdown;
    let on_use = |note: &&Footnote| note.span.touches(offset);
    let on_label = |note: &&Footnote| note.label_span.touches(offset);
    let definitions = &markdown.footnote_definitions;
    let note = markdown.footnotes.iter().find(on_use).or_else(|| definitions.iter().find(on_label))?;
    Some((Subject::Footnote(note.label.clone()), note.label_span))
}

fn linked(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<(Subject, Span)> {
    let found = at(view, offset)?;
    let subject = match &found.destination {
        Destination::Page(path) => {
            anchor(snapshot, view, &found, path).unwrap_or_else(|| Subject::Page(path.clone()))
        }
        Destination::File(path) => Subject::File(path.clone()),
        _ => return None,
    };
    let fragment = found.link.fragment_span(&view.text);
    let is_anchor = matches!(subject, Subject::Anchor { .. });
    Some((subject, fragment.filter(|span| is_anchor && span.touches(offset)).unwrap_or(found.link.span)))
}

/// The anchor that a link names, if its page has one of that id.
fn anchor(snapshot: &Snapshot, view: &PostView, found: &Resolved, path: &RelPath) -> Option<Subject> {
    let id = found.link.fragment()?;
    let other = if **path == *view.path { None } else { Some(snapshot.post_in(&view.site, path)?) };
    anchors(other.as_ref().unwrap_or(view)).place(&id)?;
    Some(Subject::Anchor { path: path.clone(), id: id.into() })
}

fn heading(view: &PostView, offset: usize) -> Option<(Subject, Span)> {
    let headings = view.document.markdown.headings.iter().zip(view.post.body.open().headings);
    let (written, known) = headings.into_iter().find(|(written, _)| written.span.touches(offset))?;
    let span = own_id(written).filter(|span| span.touches(offset)).unwrap_or(written.content);
    let subject = Subject::Anchor { path: view.path.clone(), id: known.id.clone() };
    (!known.id.is_empty()).then_some((subject, span))
}

fn own_id(heading: &Heading) -> Option<Span> {
    heading.id.as_ref().map(|id| id.span)
}

fn itself(view: &PostView, offset: usize) -> Option<(Subject, Span)> {
    let front: &FrontMatter = view.document.front_matter()?;
    let entry = OF_THE_PAGE.iter().find_map(|name| {
        front
            .get_ci(&[name])
            .filter(|entry| entry.key.span.touches(offset) || entry.value.span.touches(offset))
    })?;
    Some((Subject::Page(view.path.clone()), entry.key.span))
}
