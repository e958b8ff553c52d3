//! Pushes diagnostics: one task computes and sends them, so that they come in order and never for an old version.

use std::collections::{HashMap, HashSet};
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tower_lsp::gen_lsp_types::{Diagnostic, Uri};

use super::abilities::Diagnostics;
use super::backend::{Backend, compute};
use super::documents::Document;

/// The documents whose diagnostics are out of date. A burst of edits marks a document many times and computes once.
#[derive(Default)]
pub struct Dirty {
    uris: Mutex<HashSet<Uri>>,
    marked: Notify,
}

impl Dirty {
    /// Marks the document `uri`; for one that was closed, its diagnostics are taken away.
    pub fn mark(&self, uri: Uri) {
        self.lock().insert(uri);
        self.marked.notify_one();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<Uri>> {
        self.uris.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn wait(&self) -> HashSet<Uri> {
        loop {
            let uris = take(&mut *self.lock());
            if !uris.is_empty() {
                return uris;
            }
            self.marked.notified().await;
        }
    }
}

/// Works for the life of the server. The first edit after a pause is answered at once; what comes in while that is
/// computed is answered together.
pub async fn run(backend: Backend) {
    let mut shown = Shown::new();
    loop {
        for uri in backend.dirty.wait().await {
            if backend.abilities().diagnostics == Diagnostics::Push {
                publish(&backend, uri, &mut shown).await;
            }
        }
    }
}

/// What the client was told last.
type Shown = HashMap<Uri, (i32, Vec<Diagnostic>)>;

async fn publish(backend: &Backend, uri: Uri, shown: &mut Shown) {
    let Some(document) = backend.document(&uri) else {
        if shown.remove(&uri).is_some_and(|(_, found)| !found.is_empty()) {
            backend.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
        return;
    };
    let version = document.version;
    let Ok(found) = compute(move || diagnose(&document)).await else { return };
    let is_current = backend.document(&uri).is_some_and(|now| now.version == version);
    // Otherwise the document was marked again since, and the next round has the answer.
    if !is_current {
        return;
    }
    let told = (version, found.clone());
    if shown.insert(uri.clone(), told.clone()) != Some(told) {
        backend.client.publish_diagnostics(uri, found, Some(version)).await;
    }
}

fn diagnose(_document: &Arc<Document>) -> Vec<Diagnostic> {
    Vec::new()
}
