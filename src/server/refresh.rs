//! Tells the client that answers which it has may be others now.

use std::path::Path;

use serde_json::{Map, Value};
use tokio::runtime::Handle;
use tower_lsp::gen_lsp_types::{LspNotificationMethod, MessageDirection, Notification};

use super::abilities::{Diagnostics, Refreshes};
use super::backend::Backend;

/// After the index changed: the open documents that `concerns` names by their paths are judged again, and the client
/// is asked to ask again for what it shows inside texts.
pub fn open_texts(backend: &Backend, runtime: &Handle, concerns: impl Fn(&Path) -> bool) {
    let open: Vec<_> = {
        let state = backend.state();
        let concerned =
            state.documents.iter().filter(|document| document.path.as_deref().is_some_and(&concerns));
        concerned.map(|document| document.uri.clone()).collect()
    };
    open.into_iter().for_each(|uri| backend.dirty.mark(uri));
    runtime.spawn(ask(backend.clone()));
}

/// `frontis/sitesChanged`: what `frontis/status` answers may be something else now.
enum SitesChanged {}

impl Notification for SitesChanged {
    type Params = Map<String, Value>;
    const METHOD: LspNotificationMethod<'static> = LspNotificationMethod::new("frontis/sitesChanged");
    const MESSAGE_DIRECTION: MessageDirection = MessageDirection::ServerToClient;
}

/// Asks the client to ask again. One that refuses goes on with what it has.
pub async fn ask(backend: Backend) {
    let abilities = backend.abilities();
    let pulls = abilities.diagnostics == Diagnostics::Pull;
    let Refreshes { diagnostics, code_lenses, inlay_hints, semantic_tokens } = abilities.refreshes;
    let client = &backend.client;
    if abilities.follows_sites {
        client.send_notification::<SitesChanged>(Map::new()).await;
    }
    if diagnostics && pulls {
        let _ = client.workspace_diagnostic_refresh().await;
    }
    if inlay_hints {
        let _ = client.inlay_hint_refresh().await;
    }
    if code_lenses && abilities.shows_lenses {
        let _ = client.code_lens_refresh().await;
    }
    if semantic_tokens {
        let _ = client.semantic_tokens_refresh().await;
    }
}
