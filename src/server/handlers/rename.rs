//! `textDocument/prepareRename` and `rename`

use std::path::PathBuf;

use tower_lsp::gen_lsp_types::{
    MessageType, PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use crate::features::rename::{self, Rename};
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// The protocol's `RequestFailed`: the question was fine, the answer is no, and the message says why.
const REQUEST_FAILED: i64 = -32803;

/// `textDocument/prepareRename`. Not there for a client that never said it would ask.
pub async fn prepare(backend: &Backend, params: PrepareRenameParams) -> Result<Option<PrepareRenameResult>> {
    if !backend.abilities().prepares_rename {
        return Err(Error::method_not_found());
    }
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    page.answer(move |page| {
        let (span, text) = rename::prepare(page.snapshot(), &page.path, offset)?;
        Some(convert::rename::place(page, span, text))
    })
    .await
}

/// `textDocument/rename`. A refusal is an error with a sentence for the writer.
pub async fn rename(backend: &Backend, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    let work = move |page: &Page| {
        if !page.snapshot().ready {
            return Err(refusal("The posts are still being read. Try again in a moment.".to_owned()));
        }
        let found = rename::rename(page.snapshot(), &page.path, offset, &params.new_name).map_err(refusal)?;
        let edit = convert::rename::answer(&page.moment, &found);
        page.moment.is_current(files(&found))?;
        Ok((edit, found))
    };
    let (edit, found) = page.answer(work).await??;
    tell_of_moves(backend, &found);
    Ok(Some(edit))
}

/// The files that it changes.
pub(super) fn files(found: &Rename) -> impl Iterator<Item = PathBuf> + '_ {
    found.files.iter().map(|file| file.path.clone())
}

/// The error that tells the writer why a change is not made.
pub(super) fn refusal(why: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}

/// A client that moves no files leaves it to the writer, who has to know.
fn tell_of_moves(backend: &Backend, found: &Rename) {
    let client = backend.abilities();
    if client.document_changes && client.renames_files {
        return;
    }
    for (from, to) in &found.moves {
        let message = format!(
            "The page of the term has to be moved as well, from {} to {}.",
            from.display(),
            to.display()
        );
        let client = backend.client.clone();
        tokio::spawn(async move { client.show_message(MessageType::Info, message).await });
    }
}
