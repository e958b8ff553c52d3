//! `textDocument/semanticTokens/full` and `range`

use tower_lsp::gen_lsp_types::{SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;
use crate::text::Span;

/// `textDocument/semanticTokens/full`
pub async fn full(backend: &Backend, params: SemanticTokensParams) -> Result<Option<SemanticTokens>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    let all = Span::new(0, page.document.text.len());
    inside(page, all).await
}

/// `textDocument/semanticTokens/range`
pub async fn range(backend: &Backend, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokens>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    let range = page.span(params.range);
    inside(page, range).await
}

async fn inside(page: Page, range: Span) -> Result<Option<SemanticTokens>> {
    page.answer(move |page| {
        let found = features::tokens::tokens(page.snapshot(), &page.path, range);
        Some(convert::tokens::answer(page, &found))
    })
    .await
}
