//! Open texts: what the editor opens, changes and closes.

use std::path::Path;

use tower_lsp::gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, MessageType,
};

use crate::corpus::disk::MAX_FILE;
use crate::server::backend::{Backend, State};
use crate::server::documents::Document;
use crate::server::keeper::Order;

/// `textDocument/didOpen`
pub async fn open(backend: &Backend, params: DidOpenTextDocumentParams) {
    let mut state = backend.state();
    let document = state.documents.open(params.text_document);
    if let Some(path) = &document.path {
        state.world.open(path.clone(), document.version, document.text.clone());
        if let Some(order) = visit(&mut state, path) {
            backend.orders.give(order);
        }
    }
    drop(state);
    if document.text.len() as u64 > MAX_FILE {
        tell_too_large(backend, &document);
    }
    backend.dirty.mark(document.uri.clone());
}

/// Once, as it is opened: from then on the writer sees nothing of this server in it.
fn tell_too_large(backend: &Backend, document: &Document) {
    let name = document.uri.0.rsplit('/').next().unwrap_or_default();
    let most = MAX_FILE / (1024 * 1024);
    let message = format!("{name} is larger than {most} MiB. Nothing is checked or offered in it.");
    let client = backend.client.clone();
    tokio::spawn(async move { client.show_message(MessageType::Info, message).await });
}

/// `textDocument/didChange`
pub async fn change(backend: &Backend, params: DidChangeTextDocumentParams) {
    let id = params.text_document;
    let uri = id.text_document_identifier.uri;
    let encoding = backend.abilities().encoding;
    let mut state = backend.state();
    let changed = state.documents.change(&uri, id.version, params.content_changes, encoding);
    let Some(document) = changed else { return };
    if let Some(path) = &document.path {
        state.world.change(path, document.version, |text| *text = document.text.clone());
    }
    drop(state);
    backend.dirty.mark(document.uri.clone());
}

/// `textDocument/didSave`: other posts may refer to what is on disk now. No watcher is as quick.
pub async fn save(backend: &Backend, params: DidSaveTextDocumentParams) {
    let Some(document) = backend.document(&params.text_document.uri) else { return };
    if let Some(path) = &document.path {
        backend.orders.give(Order::Files(vec![path.clone()]));
    }
    backend.dirty.mark(document.uri.clone());
}

/// `textDocument/didClose`: from now on the disk counts, and it may have changed unseen.
pub async fn close(backend: &Backend, params: DidCloseTextDocumentParams) {
    let mut state = backend.state();
    let Some(document) = state.documents.close(&params.text_document.uri) else { return };
    if let Some(path) = &document.path {
        state.world.close(path);
        backend.orders.give(Order::Files(vec![path.clone()]));
    }
    drop(state);
    backend.dirty.mark(document.uri.clone());
}

/// Remembers a file from outside of the workspace, unless its folder is known, and says that it is to be visited. A text
/// that was never saved has no folder.
fn visit(state: &mut State, path: &Path) -> Option<Order> {
    let is_inside = state.workspace.iter().any(|folder| path.starts_with(folder));
    let is_known =
        is_inside || !path.is_absolute() || state.lone.iter().any(|lone| lone.parent() == path.parent());
    (!is_known).then(|| {
        state.lone.push(path.to_owned());
        Order::Around(path.to_owned())
    })
}
