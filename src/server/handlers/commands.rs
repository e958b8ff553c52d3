//! `workspace/executeCommand`: what a click on a code lens does.

use tower_lsp::gen_lsp_types::{ExecuteCommandParams, LspAny, MessageType};
use tower_lsp::jsonrpc::{Error, Result};

use crate::features::publish;
use crate::server::backend::Backend;
use crate::server::page::Page;

/// Shows why a post is or is not published. Its one argument is the URI of an open post.
pub const EXPLAIN: &str = "frontis.explainPublishState";

/// `workspace/executeCommand`. Not there for a client that gets no lenses.
pub async fn execute(backend: &Backend, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
    if !backend.abilities().shows_lenses {
        return Err(Error::method_not_found());
    }
    if params.command != EXPLAIN {
        return Err(Error::invalid_params(format!("There is no command {}.", params.command)));
    }
    let uri = params.arguments.iter().flatten().find_map(|argument| argument.as_str());
    let Some(page) = uri.and_then(|uri| Page::of(backend, &uri.into())) else { return Ok(None) };
    let reason = page.answer(|page| publish::reason(page.snapshot(), &page.path)).await?;
    if let Some(reason) = reason {
        let client = backend.client.clone();
        tokio::spawn(async move { client.show_message(MessageType::Info, reason).await });
    }
    Ok(None)
}
