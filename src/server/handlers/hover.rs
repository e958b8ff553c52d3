//! `textDocument/hover`

use tower_lsp::gen_lsp_types::{Hover, HoverParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/hover`
pub async fn hover(backend: &Backend, params: HoverParams) -> Result<Option<Hover>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    page.answer(move |page| {
        let found = features::hover::hover(page.snapshot(), &page.path, offset)?;
        Some(convert::hover::answer(page, &found))
    })
    .await
}
