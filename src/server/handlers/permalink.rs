//! `frontis/permalink`: where a post is read, for commands that open or copy its address.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::TextDocumentIdentifier;
use tower_lsp::jsonrpc::Result;

use crate::features::permalink;
use crate::server::backend::Backend;
use crate::server::page::Page;

/// The open post that is asked about.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PermalinkParams {
    text_document: TextDocumentIdentifier,
}

/// Its addresses; see [`permalink::Permalink`] for what `null` means in each.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermalinkAnswer {
    path: String,
    live: Option<String>,
    preview: Option<String>,
    command: Option<&'static str>,
    hidden: Option<String>,
}

/// `frontis/permalink`: `null` for what is no post, and where the address is not known.
pub async fn permalink(backend: &Backend, params: PermalinkParams) -> Result<Option<PermalinkAnswer>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(|page| {
        let permalink::Permalink { path, live, preview, command, hidden } =
            permalink::permalink(page.snapshot(), &page.path)?;
        Some(PermalinkAnswer { path, live, preview, command, hidden })
    })
    .await
}
