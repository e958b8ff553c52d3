//! `textDocument/definition`, `references`, `documentHighlight`

use tower_lsp::gen_lsp_types::{
    DefinitionParams, DefinitionResponse, DocumentHighlight, DocumentHighlightParams, Location,
    ReferenceParams,
};
use tower_lsp::jsonrpc::Result;

use crate::features::navigation::{self, Declaration};
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/definition`
pub async fn definition(backend: &Backend, params: DefinitionParams) -> Result<Option<DefinitionResponse>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    page.answer(move |page| {
        let found = navigation::definition(page.snapshot(), &page.path, offset);
        convert::navigation::definition(page, offset, &found)
    })
    .await
}

/// `textDocument/references`
pub async fn references(backend: &Backend, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    let declaration =
        if params.context.include_declaration { Declaration::Included } else { Declaration::Excluded };
    page.answer(move |page| {
        let found = navigation::references(page.snapshot(), &page.path, offset, declaration);
        Some(convert::navigation::locations(page, &found))
    })
    .await
}

/// `textDocument/documentHighlight`
pub async fn highlight(
    backend: &Backend,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    page.answer(move |page| {
        let found = navigation::highlight(page.snapshot(), &page.path, offset);
        let mark = |span| DocumentHighlight { range: page.range(span), kind: None };
        Some(found.into_iter().map(mark).collect())
    })
    .await
}
