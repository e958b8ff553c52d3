//! One replacement in a text, and many of them at once.

use super::Span;

/// The replacement of the bytes of `span` by `text`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edit {
    /// What goes, in bytes of the text before the edit; empty for an insertion.
    pub span: Span,
    /// What comes in its place; empty for a deletion.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }

    /// Puts `text` before byte `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Edit::replace(Span::empty(offset), text)
    }

    /// Removes `span`.
    pub fn delete(span: Span) -> Self {
        Edit::replace(span, "")
    }
}

/// `text` with all `edits` made, whose spans all speak of `text` itself, in any order; insertions at one place keep
/// their order. An edit that overlaps an earlier one, lies outside or cuts a character is left out, since the bytes it
/// was computed for are not there.
pub fn apply_all(text: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        let kept = text.get(done..edit.span.start());
        let fits = text.get(edit.span.range()).is_some();
        let (Some(kept), true) = (kept, fits) else { continue };
        out.push_str(kept);
        out.push_str(&edit.text);
        done = edit.span.end();
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_one_version_are_made_in_any_order() {
        let edits =
            [Edit::delete(Span::new(4, 7)), Edit::insert(0, "> "), Edit::replace(Span::new(0, 3), "two")];
        assert_eq!(apply_all("one and", &edits), "> two ");
    }

    #[test]
    fn insertions_at_one_place_keep_their_order() {
        assert_eq!(apply_all("ab", &[Edit::insert(1, "1"), Edit::insert(1, "2")]), "a12b");
    }

    #[test]
    fn an_edit_that_does_not_fit_is_left_out() {
        let edits = [
            Edit::replace(Span::new(0, 2), "x"),
            Edit::replace(Span::new(1, 3), "overlaps"),
            Edit::replace(Span::new(3, 4), "cuts é"),
            Edit::insert(99, "outside"),
        ];
        assert_eq!(apply_all("abcé", &edits), "xcé");
    }
}
