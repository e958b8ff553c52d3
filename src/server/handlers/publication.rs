//! `textDocument/inlayHint` and `codeLens`: the publish state of a post.

use tower_lsp::gen_lsp_types::{CodeLens, CodeLensParams, InlayHint, InlayHintParams};
use tower_lsp::jsonrpc::{Error, Result};

use crate::features::publish;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/inlayHint`
pub async fn hints(backend: &Backend, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    let asked = page.span(params.range);
    page.answer(move |page| {
        let found = publish::hint(page.snapshot(), &page.path);
        let inside = found.filter(|hint| asked.start() <= hint.span.end() && hint.span.end() <= asked.end());
        Some(inside.iter().map(|hint| convert::publication::hint(page, hint)).collect())
    })
    .await
}

/// `textDocument/codeLens`. Not there for a client that shows the same as a hint.
pub async fn lenses(backend: &Backend, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    if !backend.abilities().shows_lenses {
        return Err(Error::method_not_found());
    }
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(|page| {
        let found = publish::hint(page.snapshot(), &page.path);
        Some(found.iter().map(|hint| convert::publication::lens(page, hint)).collect())
    })
    .await
}
