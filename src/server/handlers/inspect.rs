//! `frontis/text`: what the server holds of a document, for tests and for bug reports.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{TextDocumentIdentifier, Uri};
use tower_lsp::jsonrpc::Result;

use crate::server::backend::{Backend, compute};

/// The document asked about.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextParams {
    text_document: TextDocumentIdentifier,
}

/// One version of it.
#[derive(Serialize)]
pub struct TextAnswer {
    uri: Uri,
    version: i32,
    text: String,
}

/// `frontis/text`: the version that was open when the question came, `null` when none was.
pub async fn text(backend: &Backend, params: TextParams) -> Result<Option<TextAnswer>> {
    let Some(document) = backend.document(&params.text_document.uri) else { return Ok(None) };
    let answer = move || TextAnswer {
        uri: document.uri.clone(),
        version: document.version,
        text: document.text.as_str().to_owned(),
    };
    compute(answer).await.map(Some)
}
