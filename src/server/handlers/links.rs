//! `textDocument/documentLink`

use tower_lsp::gen_lsp_types::{DocumentLink, DocumentLinkParams};
use tower_lsp::jsonrpc::Result;

use crate::features::links::document_links;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/documentLink`
pub async fn links(backend: &Backend, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(move |page| {
        let found = document_links(page.snapshot(), &page.path);
        Some(found.into_iter().map(|link| convert::links::link(page, &link)).collect())
    })
    .await
}
