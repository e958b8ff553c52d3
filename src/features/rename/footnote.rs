//! The label of a footnote, at its definition and wherever it is used.

use super::{Change, FileEdits, Rename, Renamed};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// Gives the footnote `old` of a post the label `new`.
pub fn rename(view: &PostView, old: &str, new: &str) -> Result<Rename, String> {
    let new = new.trim().trim_start_matches('^');
    if new.is_empty() || new.contains(['[', ']', '^', '\n', '\r']) || new.contains(' ') {
        return Err("The label of a footnote is one word without brackets.".to_owned());
    }
    let defined = &view.document.markdown.footnote_definitions;
    if new != old && defined.iter().any(|note| note.label == new) {
        return Err(format!("There is a footnote `{new}` already."));
    }
    let edits = places(view, old).into_iter().map(|span| (Change::Rename, Edit::replace(span, new)));
    let file = FileEdits {
        path: view.absolute(),
        version: view.version,
        text: view.text.clone(),
        edits: edits.collect(),
    };
    Ok(Rename { files: vec![file], renamed: Renamed::Footnote, ..Rename::default() })
}

/// The bytes of the label wherever it stands. Between the tags of shortcodes the parser may see no footnote, the
/// generator does: there the text counts, unless it is code.
fn places(view: &PostView, label: &str) -> Vec<Span> {
    let code = &view.document.markdown.code;
    let use_of_it = format!("[^{label}]");
    let body = view.document.body_start();
    let found = view.text.match_indices(&use_of_it).map(|(at, _)| Span::new(at + 2, at + 2 + label.len()));
    let escaped = |span: Span| view.text.get(..span.start() - 2).is_some_and(|before| before.ends_with('\\'));
    found
        .filter(|span| span.start() >= body && !escaped(*span))
        .filter(|span| !code.iter().any(|code| code.span.covers(*span)))
        .collect()
}
