//! Edits of files as one change of the workspace, in the richest form that the client takes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChange, Edit as AnyEdit,
    OptionalVersionedTextDocumentIdentifier, Position, Range, RenameFile, RenameFileOptions,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use crate::server::page::Moment;
use crate::text::Edit;

/// A change of the workspace that is being put together.
pub struct Draft<'a> {
    moment: &'a Moment,
    changes: Vec<DocumentChange>,
    annotations: HashMap<String, ChangeAnnotation>,
}

/// A group of edits that the writer can take or leave as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name in the protocol.
    pub id: &'static str,
    /// What the writer reads.
    pub label: String,
    /// Whether the client is to ask first.
    pub asks: Asks,
}

/// Whether the client asks the writer before it makes a group of edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// It is what was ordered.
    No,
    /// It goes further than the order, or cannot be taken back easily.
    Yes,
}

impl<'a> Draft<'a> {
    /// No change yet. The edits are those of the texts at that moment.
    pub fn new(moment: &'a Moment) -> Self {
        Draft { moment, changes: Vec::new(), annotations: HashMap::new() }
    }

    /// Edits a file; spans are bytes of its text at the draft's moment. An edit of a file that cannot be read any more
    /// is left out.
    pub fn edit<'e>(&mut self, path: &Path, edits: impl IntoIterator<Item = (Option<Group>, &'e Edit)>) {
        let converted: Vec<AnyEdit> = edits
            .into_iter()
            .filter_map(|(group, edit)| {
                let range = self.moment.range_in(path, edit.span)?;
                let text_edit = TextEdit { range, new_text: edit.text.clone() };
                Some(match group.and_then(|group| self.annotate(group)) {
                    Some(annotation_id) => AnnotatedTextEdit { annotation_id, text_edit }.into(),
                    None => text_edit.into(),
                })
            })
            .collect();
        if !converted.is_empty() {
            let (uri, version) = (self.moment.uri(path), self.moment.version(path));
            self.changes.push(DocumentChange::TextDocumentEdit(document_edit(uri, version, converted)));
        }
    }

    /// Makes a file that must not exist; `false` when the client makes none.
    pub fn create(&mut self, path: &Path, text: &str) -> bool {
        let client = self.moment.client();
        if !(client.document_changes && client.creates_files) {
            return false;
        }
        let uri = self.moment.uri(path);
        // Never over a file: its text would be lost, or ours would be put in front of it.
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
        self.changes.push(DocumentChange::CreateFile(CreateFile {
            uri: uri.clone(),
            options: Some(options),
            annotation_id: None,
        }));
        let start = Position { line: 0, character: 0 };
        let all = TextEdit { range: Range { start, end: start }, new_text: text.to_owned() };
        self.changes.push(DocumentChange::TextDocumentEdit(document_edit(uri, None, vec![all.into()])));
        true
    }

    /// Moves a file, after all edits that were made before; `false` when the client moves none.
    pub fn rename(&mut self, (from, to): &(PathBuf, PathBuf), group: Group) -> bool {
        let client = self.moment.client();
        if !(client.document_changes && client.renames_files) {
            return false;
        }
        let annotation_id = self.annotate(group);
        self.changes.push(DocumentChange::RenameFile(RenameFile {
            old_uri: self.moment.uri(from),
            new_uri: self.moment.uri(to),
            options: Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) }),
            annotation_id,
        }));
        true
    }

    /// The change as this client takes it.
    pub fn finish(self) -> WorkspaceEdit {
        if !self.moment.client().document_changes {
            return WorkspaceEdit { changes: Some(plain(self.changes)), ..WorkspaceEdit::default() };
        }
        WorkspaceEdit {
            changes: None,
            document_changes: Some(self.changes),
            change_annotations: (!self.annotations.is_empty()).then_some(self.annotations),
        }
    }

    /// Announces a group and returns its name; `None` when the client knows no groups.
    fn annotate(&mut self, group: Group) -> Option<String> {
        let client = self.moment.client();
        (client.document_changes && client.change_annotations).then(|| {
            let annotation = ChangeAnnotation {
                label: group.label,
                needs_confirmation: Some(group.asks == Asks::Yes),
                description: None,
            };
            self.annotations.insert(group.id.to_owned(), annotation);
            group.id.to_owned()
        })
    }
}

fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<AnyEdit>) -> TextDocumentEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    TextDocumentEdit { text_document, edits }
}

/// The edits alone, for a client that takes no versions.
fn plain(changes: Vec<DocumentChange>) -> HashMap<Uri, Vec<TextEdit>> {
    let mut plain: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for change in changes {
        let DocumentChange::TextDocumentEdit(change) = change else { continue };
        let edits = change.edits.into_iter().filter_map(|edit| match edit {
            AnyEdit::TextEdit(edit) => Some(edit),
            AnyEdit::AnnotatedTextEdit(edit) => Some(edit.text_edit),
            AnyEdit::SnippetTextEdit(_) => None,
        });
        plain.entry(change.text_document.text_document_identifier.uri).or_default().extend(edits);
    }
    plain
}
