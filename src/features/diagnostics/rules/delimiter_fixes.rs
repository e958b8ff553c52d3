//! The edits that put the first and the last line of a front matter right.

use crate::site::problem::{Fix, Safety};
use crate::syntax::front_matter::{Format, HiddenBy, NearCloser, SplitProblem, SplitProblemKind, write};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// Fixes for one problem, the likeliest first.
pub fn fixes(view: &PostView, problem: &SplitProblem) -> Vec<Fix> {
    use SplitProblemKind::*;
    match &problem.kind {
        MissingCloser { format, insert_at, .. } => insert_closer(view, *format, *insert_at),
        LateCloser { insert_at } => {
            let format = view.document.front_matter().map_or(Format::Yaml, |front| front.format);
            insert_closer(view, format, *insert_at)
        }
        NotACloser { near, opener } => replace_closer(view, *near, *opener, problem.span),
        Hidden { by, hider } => vec![unhide(*by, *hider)],
        _ => Vec::new(),
    }
}

fn insert_closer(view: &PostView, format: Format, at: usize) -> Vec<Fix> {
    let Some(closer) = closer_of(view, format) else { return Vec::new() };
    let newline = write::line_ending(&view.text);
    let before = view.text.get(..at).unwrap_or_default();
    let lead = if before.is_empty() || before.ends_with(['\n', '\r']) { "" } else { newline };
    let edits = vec![Edit::insert(at, format!("{lead}{closer}{newline}"))];
    let title = format!("Add the closing `{closer}`");
    vec![Fix { title, edits, create: None, safety: Safety::Suggestion }]
}

fn replace_closer(view: &PostView, near: NearCloser, opener: Span, span: Span) -> Vec<Fix> {
    let format = match opener.of(&view.text).chars().next() {
        Some('+') => Format::Toml,
        Some('{') => Format::Json,
        _ => Format::Yaml,
    };
    let Some(closer) = closer_of(view, format) else { return Vec::new() };
    // An indented closer is right but for the blanks, which may lie outside of the span.
    let span = match near {
        NearCloser::Indented => crate::features::edits::line_at(&view.text, span.start()),
        _ => span,
    };
    vec![Fix::safe(format!("Write `{closer}`"), span, closer)]
}

fn closer_of(view: &PostView, format: Format) -> Option<&'static str> {
    match format {
        Format::Json => Some("}"),
        format => view.site.model.split_rules().fence(format)?.closers.first().copied(),
    }
}

fn unhide(by: HiddenBy, hider: Span) -> Fix {
    match by {
        HiddenBy::Blank | HiddenBy::Space(_) => Fix::safe("Remove what stands before it", hider, ""),
        HiddenBy::HtmlComment => Fix::suggestion("Remove the comment", hider, ""),
    }
}
