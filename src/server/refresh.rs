//! Tells the client that answers which it has may be others now.

use tokio::runtime::Handle;
use tower_lsp::Client;

use super::abilities::{Diagnostics, Refreshes};
use super::backend::Backend;

/// After the index changed: diagnostics of all open documents are computed again, and the client is asked to ask again
/// for what it shows inside texts.
pub fn all(backend: &Backend, runtime: &Handle) {
    let open: Vec<_> = backend.state().documents.iter().map(|document| document.uri.clone()).collect();
    open.into_iter().for_each(|uri| backend.dirty.mark(uri));
    let abilities = backend.abilities();
    let pulls = abilities.diagnostics == Diagnostics::Pull;
    let refreshes =
        Refreshes { diagnostics: abilities.refreshes.diagnostics && pulls, ..abilities.refreshes };
    runtime.spawn(ask(backend.client.clone(), refreshes));
}

/// A client that refuses one of these goes on with what it has.
async fn ask(client: Client, refreshes: Refreshes) {
    if refreshes.diagnostics {
        let _ = client.workspace_diagnostic_refresh().await;
    }
    if refreshes.inlay_hints {
        let _ = client.inlay_hint_refresh().await;
    }
    if refreshes.code_lenses {
        let _ = client.code_lens_refresh().await;
    }
    if refreshes.semantic_tokens {
        let _ = client.semantic_tokens_refresh().await;
    }
}
