//! `textDocument/foldingRange`

use tower_lsp::gen_lsp_types::{FoldingRange, FoldingRangeParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/foldingRange`
pub async fn folds(backend: &Backend, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(move |page| {
        let found = features::folding::folds(page.snapshot(), &page.path);
        Some(found.into_iter().map(|fold| convert::folding::range(page, fold)).collect())
    })
    .await
}
