//! Keeps the sites of the workspace up to date with the disk: the only thread that scans.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use super::backend::Backend;
use super::{progress, refresh};
use crate::world::{Settings, Site, scan};

/// What is to be looked at.
#[derive(Debug)]
pub enum Order {
    /// Everything: the folders or the settings are others.
    All,
    /// A file from outside of the workspace, with what lies around it.
    Around(PathBuf),
    /// Some files, which may be new or gone.
    Files(Vec<PathBuf>),
}

/// Where orders go. They are served in batches: a checkout of another branch is one batch, not thousands.
pub struct Orders {
    queue: Sender<Order>,
    given: AtomicUsize,
    served: watch::Sender<usize>,
}

impl Orders {
    /// A queue and its end, which [`start`] takes.
    pub fn new() -> (Orders, Receiver<Order>) {
        let (queue, receiver) = channel();
        (Orders { queue, given: AtomicUsize::new(0), served: watch::Sender::new(0) }, receiver)
    }

    /// Puts an order into the queue.
    pub fn give(&self, order: Order) {
        self.given.fetch_add(1, Ordering::SeqCst);
        // The keeper lives as long as the process; when it does not, the process ends.
        let _ = self.queue.send(order);
    }

    /// How many orders were given up to now.
    pub fn given(&self) -> usize {
        self.given.load(Ordering::SeqCst)
    }

    /// Waits until so many orders have been served.
    pub async fn served(&self, count: usize) {
        // An error means that the sender is gone, which lives in `self`.
        let _ = self.served.subscribe().wait_for(|served| *served >= count).await;
    }
}

/// Starts the thread that serves `orders`. Call it inside the runtime, which it uses to talk to the client.
pub fn start(backend: Backend, orders: Receiver<Order>) {
    let runtime = Handle::current();
    std::thread::spawn(move || {
        while let Ok(first) = orders.recv() {
            let batch: Vec<Order> = std::iter::once(first).chain(orders.try_iter()).collect();
            let count = batch.len();
            // One file that cannot be indexed must not leave the index as it is for good.
            if catch_unwind(AssertUnwindSafe(|| serve(&backend, &runtime, batch))).is_err() {
                tracing::error!("a scan panicked");
            }
            backend.orders.served.send_modify(|served| *served += count);
        }
    });
}

fn serve(backend: &Backend, runtime: &Handle, batch: Vec<Order>) {
    let (mut changed, mut lone) = (Vec::new(), Vec::new());
    for order in batch {
        match order {
            Order::All => return scan_all(backend, runtime),
            Order::Around(file) => lone.push(file),
            Order::Files(files) => changed.extend(files),
        }
    }
    changed.sort_unstable();
    changed.dedup();
    if !take_changes(backend, &changed) {
        return scan_all(backend, runtime);
    }
    if !lone.is_empty() {
        add_lone(backend, &lone);
    }
    refresh::all(backend, runtime);
}

/// Adds the sites around some files to those that are known.
fn add_lone(backend: &Backend, files: &[PathBuf]) {
    let (known, settings) = {
        let state = backend.state();
        (state.world.snapshot(), state.world.client_settings())
    };
    let mut sites = known.sites().to_vec();
    scan_lone(files, &settings, &mut sites);
    backend.state().world.install(sites);
}

fn scan_lone(files: &[PathBuf], settings: &Settings, sites: &mut Vec<Arc<Site>>) {
    for site in files.iter().flat_map(|file| scan::scan_around(file, settings)) {
        if !sites.iter().any(|known| known.root == site.root) {
            sites.push(site);
        }
    }
}

/// Scans every folder. Orders that come in meanwhile wait, so what is installed is never older than they are.
fn scan_all(backend: &Backend, runtime: &Handle) {
    let (folders, lone, settings) = {
        let state = backend.state();
        (state.workspace.clone(), state.lone.clone(), state.world.client_settings())
    };
    let (done, ended) = oneshot::channel();
    progress::show(backend, runtime, ended);
    let mut sites = scan::scan(&folders, &settings);
    scan_lone(&lone, &settings, &mut sites);
    let posts: usize = sites.iter().map(|site| site.corpus.len()).sum();
    tracing::info!(sites = sites.len(), posts, "scanned");
    backend.state().world.install(sites);
    // Nobody listens when the client shows no progress.
    let _ = done.send(posts);
    refresh::all(backend, runtime);
}

/// Takes changed files into the index; false when a site must be scanned anew.
fn take_changes(backend: &Backend, changed: &[PathBuf]) -> bool {
    let snapshot = backend.state().world.snapshot();
    snapshot.sites().iter().all(|site| {
        let inside = |path: &&PathBuf| snapshot.site_of(path).is_some_and(|owner| Arc::ptr_eq(owner, site));
        let paths = changed.iter().filter(inside).filter_map(|path| relative(site, path));
        let paths: Vec<Arc<str>> = paths.collect();
        if paths.is_empty() {
            return true;
        }
        let Some(next) = scan::refresh(site, &paths) else { return false };
        backend.state().world.replace(Arc::new(next));
        true
    })
}

fn relative(site: &Site, path: &Path) -> Option<Arc<str>> {
    site.relative(path).map(Arc::from)
}
