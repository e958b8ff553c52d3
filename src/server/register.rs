//! Asks the client for the news that it gives only on request.

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::Registration;

use super::backend::Backend;

/// The files whose changes matter: posts, templates, configuration, and whatever lies beside a post.
const WATCHED: &str = "**/*";

/// Registers what this client lets us register.
pub async fn all(backend: Backend) {
    let abilities = backend.abilities();
    let watch = json!({"watchers": [{"globPattern": WATCHED}]});
    let wanted = [
        (abilities.watches_files, "workspace/didChangeWatchedFiles", Some(watch)),
        (abilities.registers_configuration, "workspace/didChangeConfiguration", None),
    ];
    let granted = wanted.into_iter().filter(|(is_possible, ..)| *is_possible);
    let registrations: Vec<_> = granted.map(|(_, method, options)| registration(method, options)).collect();
    if registrations.is_empty() {
        return;
    }
    if let Err(error) = backend.client.register_capability(registrations).await {
        tracing::info!(%error, "the client refused a registration");
    }
}

fn registration(method: &str, options: Option<Value>) -> Registration {
    Registration { id: format!("frontis/{method}"), method: method.to_owned(), register_options: options }
}
