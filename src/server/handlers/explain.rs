//! `frontis/explain`: the page of a rule, for an editor that shows it where its finding is.

use serde::Deserialize;
use tower_lsp::jsonrpc::Result;

use crate::features::diagnostics::rule;
use crate::server::backend::Backend;

/// The rule that is asked about.
#[derive(Deserialize)]
pub struct ExplainParams {
    code: String,
}

/// `frontis/explain`: Markdown, as `frontis explain` prints it without the marks; `null` for a code that does not exist.
pub async fn explain(_backend: &Backend, params: ExplainParams) -> Result<Option<&'static str>> {
    Ok(rule(&params.code).map(|rule| rule.page))
}
