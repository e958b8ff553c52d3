//! What can stand where the cursor is: one file per provider, and here the order in which they are asked.

mod context;
mod empty_post;
mod insert;
mod item;
mod key_candidates;
mod key_json;
mod key_text;
mod keys;
mod links;
mod rank;
mod shortcode;
mod skeleton;
mod terms;
mod values;

pub use item::{Completeness, Completions, Item, ItemKind, Retrigger};

use crate::features::fields::{is_written, taxonomy_at};
use crate::syntax::front_matter::Format;
use crate::syntax::front_matter::cursor::{Place, cursor};
use crate::world::Snapshot;
use context::Context;
use std::path::Path;

/// The completions at byte `offset` of the post at `path`, the best first. Empty where nothing is known, and in
/// files that are no posts.
pub fn complete(snapshot: &Snapshot, path: &Path, offset: usize) -> Completions {
    let Some(view) = snapshot.post(path) else { return Completions::default() };
    if !is_written(&*view.site.model, &view.path) {
        return Completions::default();
    }
    if let Some(found) = empty_post::complete(snapshot, &view, offset) {
        return found;
    }
    let cursor = cursor(&view.text, &view.document.front, offset);
    let format = cursor.format.unwrap_or(Format::Yaml);
    let context = Context { snapshot, view: &view, format, path: &cursor.path };
    match &cursor.place {
        Place::Key(place) => {
            let mut found = keys::complete(&context, place);
            let skeletons = empty_post::inside(&context, place);
            if !skeletons.is_empty() {
                found.items.splice(0..0, skeletons);
                found = found.ranked(context.limit());
            }
            found
        }
        Place::Value(place) => match taxonomy_at(&*view.site.model, &cursor.path) {
            Some(taxonomy) => terms::complete(&context, place, taxonomy),
            None => match keys::in_item(&context, place) {
                Some(place) => keys::complete(&context, &place),
                None => values::complete(&context, place),
            },
        },
        Place::Outside => shortcode::complete(snapshot, &view, offset)
            .or_else(|| links::complete(snapshot, &view, offset))
            .unwrap_or_default(),
        Place::Text | Place::Comment | Place::Delimiter => Completions::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::{Fixture, edited};
    use expect_test::Expect;

    /// Compares the offers at `$0` with what is expected, one a line: `label | detail | range => text`, the range in
    /// bytes. Behind it the snippet, where it differs, and edits elsewhere.
    pub(super) fn check(fixture: &str, expected: Expect) {
        check_fixture(&Fixture::new(fixture), expected);
    }

    /// The same for a fixture that is made already.
    pub(super) fn check_fixture(fixture: &Fixture, expected: Expect) {
        let found = complete(&fixture.snapshot(), &fixture.path, fixture.offset);
        let mut lines: Vec<String> = found.items.iter().map(line).collect();
        if found.completeness == Completeness::Incomplete {
            lines.push("… and more\n".to_string());
        }
        expected.assert_eq(&lines.concat());
    }

    fn line(item: &Item) -> String {
        let mut line =
            format!("{} | {} | {:?} => {:?}", item.label, item.detail, item.edit.span, item.edit.text);
        if let Some(snippet) = &item.snippet {
            line.push_str(&format!(" or {snippet:?}"));
        }
        for edit in &item.extra_edits {
            line.push_str(&format!(" and {:?} => {:?}", edit.span, edit.text));
        }
        if item.retrigger == Retrigger::Yes {
            line.push_str(" …");
        }
        line + "\n"
    }

    /// Compares the whole text after accepting the first offer, its snippet, and its documentation.
    pub(super) fn check_whole(fixture: &str, expected: Expect) {
        let fixture = Fixture::new(fixture);
        let snapshot = fixture.snapshot();
        let found = complete(&snapshot, &fixture.path, fixture.offset);
        let text = snapshot.post(&fixture.path).map(|view| view.text).unwrap_or_default();
        let shown = found.items.first().map(|item| {
            let edits: Vec<_> = item.extra_edits.iter().chain([&item.edit]).cloned().collect();
            let snippet = item.snippet.as_deref().unwrap_or_default();
            let docs = &item.documentation;
            format!(
                "{} | {}\n=====\n{}=====\n{snippet}\n=====\n{docs}\n",
                item.label,
                item.detail,
                edited(&text, &edits)
            )
        });
        expected.assert_eq(&shown.unwrap_or_default());
    }

    #[test]
    fn a_file_that_is_no_post_gets_nothing() {
        let fixture = Fixture::new("//- /notes.txt\n---\n$0\n---\n");
        assert!(complete(&fixture.snapshot(), &fixture.path, fixture.offset).is_empty());
    }
}
