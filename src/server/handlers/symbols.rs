//! `textDocument/documentSymbol` and `workspace/symbol`

use tower_lsp::gen_lsp_types::{
    DocumentSymbolParams, DocumentSymbolResponse, SymbolInformation, WorkspaceSymbolParams,
};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::{Moment, Page};

/// `textDocument/documentSymbol`
pub async fn document(
    backend: &Backend,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(move |page| {
        let found = features::symbols::document(page.snapshot(), &page.path);
        Some(convert::symbols::outline(page, found))
    })
    .await
}

/// `workspace/symbol`
pub async fn workspace(
    backend: &Backend,
    params: WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let moment = Moment::now(backend);
    moment
        .answer(move |moment| {
            let found = features::symbols::workspace(&moment.snapshot, &params.query);
            Some(convert::symbols::names(moment, found))
        })
        .await
}
