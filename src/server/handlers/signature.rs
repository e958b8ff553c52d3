//! `textDocument/signatureHelp`

use tower_lsp::gen_lsp_types::{SignatureHelp, SignatureHelpParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/signatureHelp`
pub async fn help(backend: &Backend, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    page.answer(move |page| {
        let found = features::signature::signature(page.snapshot(), &page.path, offset)?;
        Some(convert::signature::answer(page.client(), found))
    })
    .await
}
