//! What all handlers share: the client, what it can do, and the state behind one lock.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::task::JoinHandle;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::Uri;
use tower_lsp::jsonrpc::{Error, Result};

use super::abilities::Abilities;
use super::documents::{Document, Documents};
use super::handlers::completion::Offered;
use super::keeper::Orders;
use super::publish::Dirty;
use crate::corpus::watch::Watcher;
use crate::world::{Snapshot, World};

/// The server as the library sees it; a copy is another handle to the same.
#[derive(Clone)]
pub struct Backend(Arc<Shared>);

/// See [`Backend`].
pub struct Shared {
    /// Where notifications and requests to the client go. No handler awaits one: the answer would wait in the queue
    /// behind the handlers that wait for it.
    pub client: Client,
    /// The documents whose diagnostics are to be computed again.
    pub dirty: Dirty,
    /// What the keeper of the sites is to look at.
    pub orders: Arc<Orders>,
    /// Sees what changes outside of the editor: most clients report nothing.
    pub watcher: Watcher,
    /// What the last completions have to say when one is selected.
    pub offered: Offered,
    abilities: OnceLock<Abilities>,
    state: Mutex<State>,
}

/// What messages change. The lock is held for short changes and for taking a snapshot, never while computing.
#[derive(Default)]
pub struct State {
    /// The open texts as the client knows them.
    pub documents: Documents,
    /// The sites, and the same texts as the features see them.
    pub world: World,
    /// The folders of the workspace.
    pub workspace: Vec<PathBuf>,
    /// The files that were opened from outside of the workspace, one of each folder.
    pub lone: Vec<PathBuf>,
}

impl Backend {
    /// A server for `client`, with nothing open and nothing scanned; somebody is to serve `orders`.
    pub fn new(client: Client, orders: Orders) -> Self {
        let orders = Arc::new(orders);
        let heard = Arc::clone(&orders);
        let watcher = Watcher::start(move |news| heard.give(news.into()));
        Backend(Arc::new(Shared {
            client,
            dirty: Dirty::default(),
            orders,
            watcher,
            offered: Offered::default(),
            abilities: OnceLock::new(),
            state: Mutex::default(),
        }))
    }
}

impl Deref for Backend {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Shared {
    /// Keeps what the client can do; the first `initialize` decides.
    pub fn introduce(&self, abilities: Abilities) {
        // The library refuses a second `initialize`, so there is nothing to lose.
        let _ = self.abilities.set(abilities);
    }

    /// What the client can do; nothing before `initialize`.
    pub fn abilities(&self) -> &Abilities {
        static NOTHING: OnceLock<Abilities> = OnceLock::new();
        self.abilities.get().unwrap_or_else(|| NOTHING.get_or_init(Abilities::default))
    }

    /// The state, locked. A panic in another handler does not spoil it: every change leaves it whole.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The version of `uri` that is open now.
    pub fn document(&self, uri: &Uri) -> Option<Arc<Document>> {
        self.state().documents.get(uri).cloned()
    }

    /// All that is known now. A handler takes it before its first await, so that its answer is about what the client
    /// saw when it asked.
    pub fn moment(&self) -> (Snapshot, Documents) {
        let state = self.state();
        (state.world.snapshot(), state.documents.clone())
    }
}

/// Computes an answer on another thread, so that edits never wait for it. One that is cancelled before its turn is
/// never computed; a panic answers -32603.
pub async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    struct AbortOnDrop<T>(JoinHandle<T>);

    impl<T> Drop for AbortOnDrop<T> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }

    let mut task = AbortOnDrop(tokio::task::spawn_blocking(work));
    (&mut task.0).await.map_err(|error| {
        tracing::error!(%error, "an answer could not be computed");
        Error::internal_error()
    })
}
