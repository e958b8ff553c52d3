//! The texts that are open in the editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::gen_lsp_types::{TextDocumentContentChangeEvent as Change, TextDocumentItem, Uri};

use super::convert;
use super::uri;
use crate::text::{Edit, Encoding, Span, Text};

/// One version of one open text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The client's own spelling, which goes back to it.
    pub uri: Uri,
    /// Where the file is; a made-up place for a text that was never saved. None for what is neither.
    pub path: Option<PathBuf>,
    /// The client's number for this version.
    pub version: i32,
    /// The text.
    pub text: Text,
}

/// The path under which the features know the text that `uri` names.
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    uri::to_path(uri).or_else(|| uri::to_unsaved(uri))
}

/// All open texts. Two spellings of one path are one document.
///
/// A copy is cheap and keeps the versions of its moment.
#[derive(Clone, Default)]
pub struct Documents {
    open: Arc<HashMap<Key, Arc<Document>>>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Key {
    Path(PathBuf),
    Uri(String),
}

impl Key {
    fn of(uri: &Uri) -> Self {
        path_of(uri).map_or_else(|| Key::Uri(uri.0.clone()), Key::Path)
    }
}

impl Documents {
    /// Takes in an opened text and returns it; one that is open already is replaced.
    pub fn open(&mut self, item: TextDocumentItem) -> Arc<Document> {
        let key = Key::of(&item.uri);
        let document = Arc::new(Document {
            path: path_of(&item.uri),
            uri: item.uri,
            version: item.version,
            text: Text::from(item.text),
        });
        if self.map().insert(key, Arc::clone(&document)).is_some() {
            tracing::debug!(uri = document.uri.0, "opened twice");
        }
        document
    }

    /// Makes `changes`, each of which speaks of the text after the one before it, and returns the new version. `None`,
    /// with a trace, for a text that is not open or a version older than the one here.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<Change>,
        encoding: Encoding,
    ) -> Option<Arc<Document>> {
        let Some(document) = self.map().get_mut(&Key::of(uri)) else {
            tracing::warn!(uri = uri.0, "a change for a text that is not open was ignored");
            return None;
        };
        if version < document.version {
            tracing::warn!(
                uri = uri.0,
                version,
                here = document.version,
                "a change out of order was ignored"
            );
            return None;
        }
        let next = Arc::make_mut(document);
        next.version = version;
        for change in changes {
            next.text.apply(&to_edit(&next.text, change, encoding));
        }
        Some(Arc::clone(document))
    }

    /// Forgets a text and returns its last version.
    pub fn close(&mut self, uri: &Uri) -> Option<Arc<Document>> {
        self.map().remove(&Key::of(uri))
    }

    /// The present version of the text that `uri` names.
    pub fn get(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.open.get(&Key::of(uri))
    }

    /// The present version of the text of the file at `path`.
    pub fn at(&self, path: &Path) -> Option<&Arc<Document>> {
        self.open.get(&Key::Path(path.to_owned()))
    }

    /// Whether each of the files is at the version that it has in `other`, or open in neither.
    pub fn agree(&self, other: &Documents, files: impl IntoIterator<Item = PathBuf>) -> bool {
        let version =
            |documents: &Documents, file: &Path| documents.at(file).map(|document| document.version);
        files.into_iter().all(|file| version(self, &file) == version(other, &file))
    }

    fn map(&mut self) -> &mut HashMap<Key, Arc<Document>> {
        Arc::make_mut(&mut self.open)
    }

    /// All open texts, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.open.values()
    }
}

fn to_edit(text: &Text, change: Change, encoding: Encoding) -> Edit {
    match change {
        Change::TextDocumentContentChangePartial(part) => {
            Edit::replace(convert::span(text, part.range, encoding), part.text)
        }
        Change::TextDocumentContentChangeWholeDocument(whole) => {
            Edit::replace(Span::new(0, text.len()), whole.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn open(documents: &mut Documents, uri: &str, text: &str) -> Arc<Document> {
        documents.open(TextDocumentItem {
            uri: uri.into(),
            language_id: "markdown".into(),
            version: 1,
            text: text.into(),
        })
    }

    fn changes(changes: serde_json::Value) -> Vec<Change> {
        serde_json::from_value(changes).unwrap()
    }

    fn range(from: [u32; 2], to: [u32; 2]) -> serde_json::Value {
        let position = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
        json!({"start": position(from), "end": position(to)})
    }

    #[test]
    fn each_change_speaks_of_the_text_after_the_one_before() {
        let mut documents = Documents::default();
        let uri = Uri::from("file:///a.md");
        let first = open(&mut documents, "file:///a.md", "é\r\n");
        let changes = changes(json!([
            {"range": range([1, 0], [1, 0]), "text": "😀!"},
            {"range": range([1, 2], [1, 3]), "text": "?"},
            {"range": range([0, 0], [0, 1]), "text": "", "rangeLength": 1},
        ]));
        let document = documents.change(&uri, 2, changes, Encoding::Utf16).unwrap();
        assert_eq!((document.text.as_str(), document.version), ("\r\n😀?", 2));
        assert_eq!(first.text.as_str(), "é\r\n", "who took the first version keeps it");
    }

    #[test]
    fn a_whole_text_replaces_all() {
        let mut documents = Documents::default();
        open(&mut documents, "untitled:1", "old");
        let document = documents
            .change(&"untitled:1".into(), 5, changes(json!([{"text": "new!"}])), Encoding::Utf8)
            .unwrap();
        assert_eq!((document.text.as_str(), document.version), ("new!", 5));
    }

    #[test]
    fn a_text_that_moved_on_is_noticed() {
        let mut documents = Documents::default();
        open(&mut documents, "file:///a.md", "old");
        let before = documents.clone();
        let agree = |documents: &Documents, file: &str| documents.agree(&before, [PathBuf::from(file)]);
        assert!(agree(&documents, "/a.md") && agree(&documents, "/never-opened.md"));
        documents.change(&"file:///a.md".into(), 2, changes(json!([{"text": "new!"}])), Encoding::Utf8);
        open(&mut documents, "file:///b.md", "opened since");
        assert!(!agree(&documents, "/a.md") && !agree(&documents, "/b.md"));
    }

    #[test]
    fn changes_that_make_no_sense_are_ignored() {
        let mut documents = Documents::default();
        let uri = Uri::from("file:///a.md");
        let text = || changes(json!([{"text": "x"}]));
        assert!(documents.change(&uri, 1, text(), Encoding::Utf16).is_none(), "never opened");
        open(&mut documents, "file:///a.md", "one");
        assert!(documents.change(&uri, 0, text(), Encoding::Utf16).is_none(), "older than what is here");
        assert_eq!(documents.get(&uri).unwrap().text.as_str(), "one");
        assert!(documents.close(&uri).is_some());
        assert!(documents.close(&uri).is_none());
    }

    #[test]
    fn two_spellings_of_a_path_are_one_document() {
        let mut documents = Documents::default();
        open(&mut documents, "file:///[x].md", "one");
        assert_eq!(documents.get(&"file:///%5Bx%5D.md".into()).unwrap().uri.0, "file:///[x].md");
        assert!(documents.at(Path::new("/[x].md")).is_some());
        open(&mut documents, "file://", "hover window");
        assert_eq!(documents.get(&"file://".into()).unwrap().path, None);
        assert_eq!(documents.iter().count(), 2);
    }
}
