//! Judges the open posts and pushes what is found: one task, so that it comes in order and never for an old version.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Notify;
use tower_lsp::gen_lsp_types::{Diagnostic, Uri};

use super::abilities::Diagnostics;
use super::backend::{Backend, compute};
use super::clock::Clock;
use super::notes::Told;
use super::page::Page;
use super::{convert, refresh};
use crate::features;
use crate::world::Site;

/// The documents to be judged again. A burst of edits marks a document many times and judges it once.
#[derive(Default)]
pub struct Dirty {
    uris: Mutex<Vec<Uri>>,
    marked: Notify,
    judged: AtomicUsize,
}

impl Dirty {
    /// Marks the document `uri`; for one that was closed, its diagnostics are taken away.
    pub fn mark(&self, uri: Uri) {
        let mut uris = self.lock();
        uris.retain(|marked| *marked != uri);
        uris.push(uri);
        drop(uris);
        self.marked.notify_one();
    }

    /// How many times a document was judged since the start.
    pub fn judged(&self) -> usize {
        self.judged.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Uri>> {
        self.uris.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a mark and takes the newest: the document that is being written comes before those that only depend
    /// on it.
    async fn next(&self) -> Uri {
        loop {
            if let Some(uri) = self.lock().pop() {
                return uri;
            }
            self.marked.notified().await;
        }
    }
}

/// Works for the life of the server. The first edit after a pause is judged at once; what comes in meanwhile is judged
/// together.
pub async fn run(backend: Backend) {
    let mut desk = Desk::default();
    loop {
        tokio::select! {
            uri = backend.dirty.next() => desk.judge(&backend, uri).await,
            () = desk.clock.next() => {
                desk.clock.take_due(Timestamp::now()).into_iter().for_each(|uri| backend.dirty.mark(uri));
                tokio::spawn(refresh::ask(backend.clone()));
            }
        }
    }
}

/// What the task remembers.
#[derive(Default)]
struct Desk {
    /// What the client was told last of each document.
    shown: HashMap<Uri, (i32, Vec<Diagnostic>)>,
    clock: Clock,
    told: Told,
}

/// What is known of a document after a look.
struct Judged {
    found: Vec<Diagnostic>,
    changes_at: Option<Timestamp>,
    site: Option<Arc<Site>>,
}

impl Desk {
    async fn judge(&mut self, backend: &Backend, uri: Uri) {
        let Some(page) = Page::of(backend, &uri) else { return self.forget(backend, uri).await };
        let version = page.document.version;
        let pushes = backend.abilities().diagnostics == Diagnostics::Push;
        backend.dirty.judged.fetch_add(1, Ordering::Relaxed);
        let Ok(judged) = compute(move || look(&page, pushes)).await else { return };
        self.clock.set(uri.clone(), judged.changes_at);
        if let Some(site) = &judged.site {
            self.told.tell(backend, site).await;
        }
        if pushes {
            self.push(backend, uri, version, judged.found).await;
        }
    }

    /// Sends what is news, unless it is about a version that the client has left behind: then the document was marked
    /// again since, and the next round has the answer.
    async fn push(&mut self, backend: &Backend, uri: Uri, version: i32, found: Vec<Diagnostic>) {
        let is_current = backend.document(&uri).is_some_and(|now| now.version == version);
        if !is_current {
            return;
        }
        let told = (version, found.clone());
        if self.shown.insert(uri.clone(), told.clone()) != Some(told) {
            backend.client.publish_diagnostics(uri, found, Some(version)).await;
        }
    }

    async fn forget(&mut self, backend: &Backend, uri: Uri) {
        self.clock.set(uri.clone(), None);
        if self.shown.remove(&uri).is_some_and(|(_, found)| !found.is_empty()) {
            backend.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    }
}

fn look(page: &Page, pushes: bool) -> Judged {
    let (snapshot, path) = (page.snapshot(), &page.path);
    let found = if pushes { features::diagnostics::diagnose(snapshot, path) } else { Vec::new() };
    Judged {
        found: convert::diagnostics::answer(page, &found),
        changes_at: features::publish::changes_at(snapshot, path),
        site: snapshot.site_of(path).cloned(),
    }
}
