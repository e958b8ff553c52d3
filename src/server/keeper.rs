//! Keeps the sites of the workspace up to date with the disk: the only thread that scans.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use indexmap::IndexSet;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use super::backend::Backend;
use super::{progress, refresh};
use crate::corpus::disk::DiskFiles;
use crate::corpus::watch::{Depth, News, Place};
use crate::world::batch::{self, Batch, Effect};
use crate::world::cache::{self, Cache, Lesson, Recalled};
use crate::world::{Settings, Site, paranoid, scan};

/// What is to be looked at.
#[derive(Debug)]
pub enum Order {
    /// Everything: the folders or the settings are others.
    All,
    /// A file from outside of the workspace, with what lies around it.
    Around(PathBuf),
    /// Some files or folders, which may be new or gone.
    Files(Vec<PathBuf>),
}

impl From<News> for Order {
    fn from(news: News) -> Self {
        match news {
            News::Paths(paths) => Order::Files(paths),
            News::Everything => Order::All,
        }
    }
}

/// Where orders go. They are served in batches: a checkout of another branch is one batch, not thousands.
pub struct Orders {
    queue: Sender<Order>,
    given: AtomicUsize,
    served: watch::Sender<usize>,
    /// Whether the sites of the workspace are known at all: at the latest when the first order has been served.
    seen: watch::Sender<bool>,
}

impl Orders {
    /// A queue and its end, which [`start`] takes.
    pub fn new() -> (Orders, Receiver<Order>) {
        let (queue, receiver) = channel();
        (
            Orders {
                queue,
                given: AtomicUsize::new(0),
                served: watch::Sender::new(0),
                seen: watch::Sender::new(false),
            },
            receiver,
        )
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

    /// Waits until there is something to complete with.
    pub async fn seen(&self) {
        let _ = self.seen.subscribe().wait_for(|seen| *seen).await;
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
        let mut lessons: Vec<Lesson> = Vec::new();
        while let Ok(first) = orders.recv() {
            let batch: Vec<Order> = std::iter::once(first).chain(orders.try_iter()).collect();
            let count = batch.len();
            // One file that cannot be indexed must not leave the index as it is for good.
            if catch_unwind(AssertUnwindSafe(|| serve(&backend, &runtime, batch, &mut lessons))).is_err() {
                tracing::error!("a scan panicked");
            }
            backend.orders.seen.send_replace(true);
            backend.orders.served.send_modify(|served| *served += count);
            // When nobody waits any more, and before the sites are changed where they are.
            let lessons = std::mem::take(&mut lessons);
            if catch_unwind(AssertUnwindSafe(|| keep(&backend, lessons))).is_err() {
                tracing::error!("what was learnt could not be kept");
            }
        }
    });
}

/// Keeps for the next start what a scan taught.
fn keep(backend: &Backend, lessons: Vec<Lesson>) {
    if !lessons.is_empty() {
        let cache = Cache::of_user(&backend.state().world.client_settings());
        lessons.iter().for_each(|lesson| cache.keep(lesson));
    }
}

fn serve(backend: &Backend, runtime: &Handle, batch: Vec<Order>, lessons: &mut Vec<Lesson>) {
    let (mut changed, mut lone) = (Vec::new(), Vec::new());
    for order in batch {
        match order {
            Order::All => return *lessons = scan_all(backend, runtime),
            Order::Around(file) => lone.push(file),
            Order::Files(files) => changed.extend(files),
        }
    }
    changed.sort_unstable();
    changed.dedup();
    let Some(mut roots) = take_changes(backend, &changed) else {
        return *lessons = scan_all(backend, runtime);
    };
    if !changed.is_empty() && is_paranoid(backend) {
        distrust(backend);
    }
    if !lone.is_empty() {
        let start = SystemTime::now();
        roots.extend(add_lone(backend, &lone));
        watch(backend, start);
    }
    if !roots.is_empty() {
        let sites = backend.state().world.snapshot();
        let owner = |path: &Path| sites.site_of(path).map(|site| site.root.clone());
        refresh::open_texts(backend, runtime, |path| owner(path).is_some_and(|root| roots.contains(&root)));
    }
}

/// Whether the environment, the editor or the settings of a site ask for distrust.
fn is_paranoid(backend: &Backend) -> bool {
    let state = backend.state();
    let snapshot = state.world.snapshot();
    std::env::var_os(paranoid::VARIABLE).is_some()
        || state.world.client_settings().debug.paranoid
        || snapshot.sites().iter().any(|site| site.settings.debug.paranoid)
}

/// Scans the folders of the workspace from scratch and tells what the index that is kept up to date says otherwise.
fn distrust(backend: &Backend) {
    let (kept, folders, settings) = {
        let state = backend.state();
        (state.world.snapshot(), state.workspace.clone(), state.world.client_settings())
    };
    for difference in paranoid::differences(kept.sites(), &scan::scan(&folders, &settings)) {
        tracing::error!("the index is not what it should be: {difference}");
    }
}

/// Watches what was scanned from that moment on: the folders of the workspace, and around the files from outside of it.
fn watch(backend: &Backend, since: SystemTime) {
    let state = backend.state();
    let place = |folder: PathBuf, depth| Place { folder, depth };
    let mut places: Vec<Place> =
        state.workspace.iter().map(|folder| place(folder.clone(), Depth::Below)).collect();
    for file in &state.lone {
        places.extend(file.parent().map(|folder| place(folder.to_path_buf(), Depth::Itself)));
    }
    drop(state);
    backend.watcher.watch(places, since);
}

/// Adds the sites around some files to those that are known, and returns the roots of all: the new ones may own files
/// of the others.
fn add_lone(backend: &Backend, files: &[PathBuf]) -> Vec<PathBuf> {
    let (known, settings) = {
        let state = backend.state();
        (state.world.snapshot(), state.world.client_settings())
    };
    let mut sites = known.sites().to_vec();
    scan_lone(files, &settings, &mut sites);
    let roots = sites.iter().map(|site| site.root.clone()).collect();
    backend.state().world.install(sites);
    roots
}

fn scan_lone(files: &[PathBuf], settings: &Settings, sites: &mut Vec<Arc<Site>>) {
    for site in files.iter().flat_map(|file| scan::scan_around(file, settings)) {
        if !sites.iter().any(|known| known.root == site.root) {
            sites.push(site);
        }
    }
}

/// Scans every folder, and returns what that taught. Orders that come in meanwhile wait, so what is installed is never
/// older than they are.
fn scan_all(backend: &Backend, runtime: &Handle) -> Vec<Lesson> {
    let start = SystemTime::now();
    let (lone, settings) = {
        let state = backend.state();
        (state.lone.clone(), state.world.client_settings())
    };
    let recalled = recall(backend, &settings);
    let folders = widen_folders(backend);
    let (done, ended) = oneshot::channel();
    progress::show(backend, runtime, ended);
    let lessons = scan_folders(backend, folders, recalled, &settings, start);
    let mut sites: Vec<Arc<Site>> = lessons.iter().flat_map(Lesson::sites).cloned().collect();
    scan_lone(&lone, &settings, &mut sites);
    let posts: usize = sites.iter().map(|site| site.corpus.len()).sum();
    tracing::info!(sites = sites.len(), posts, "scanned");
    sites.push(scan::unsaved(&settings));
    backend.state().world.install(sites);
    watch(backend, start);
    // Nobody listens when the client shows no progress.
    let _ = done.send(posts);
    refresh::open_texts(backend, runtime, |_| true);
    lessons
}

/// What was learnt when the folders were scanned last; at the start it is shown at once.
fn recall(backend: &Backend, settings: &Settings) -> Option<Recalled> {
    let (told, open) = {
        let state = backend.state();
        (state.workspace.clone(), state.world.snapshot().open_paths())
    };
    let begin = Instant::now();
    let recalled = cache::recall(&Cache::of_user(settings), &told, &open, settings)?;
    let sites = recalled.sites();
    if sites.is_empty() {
        return None;
    }
    backend.state().world.preview(sites);
    backend.orders.seen.send_replace(true);
    tracing::debug!(took = ?begin.elapsed(), "recalled from the cache");
    Some(recalled)
}

/// Puts whole sites in the place of the folders in them, and returns the files of the folders of the workspace. Reads the
/// disk, hence without the lock in between: folders may come meanwhile, and stay; an order to scan them follows.
fn widen_folders(backend: &Backend) -> Vec<DiskFiles> {
    let told = backend.state().workspace.clone();
    let mut sites: Vec<DiskFiles> = told.iter().map(|folder| scan::whole_site(folder)).collect();
    let mut state = backend.state();
    for folder in &mut state.workspace {
        if let Some((_, site)) = told.iter().zip(&sites).find(|(old, _)| *old == folder) {
            *folder = site.root().to_path_buf();
        }
    }
    state.workspace = state.workspace.iter().cloned().collect::<IndexSet<_>>().into_iter().collect();
    let mut seen = IndexSet::new();
    sites.retain(|files| seen.insert(files.root().to_path_buf()));
    sites
}

/// Scans the folders of the workspace. The first time, when nothing is known of them, in two steps, so that tags are offered
/// before all is read.
fn scan_folders(
    backend: &Backend,
    folders: Vec<DiskFiles>,
    recalled: Option<Recalled>,
    settings: &Settings,
    start: SystemTime,
) -> Vec<Lesson> {
    if recalled.is_some() || backend.state().world.snapshot().ready {
        let show = |sites| backend.state().world.preview(sites);
        return cache::scan_with(folders, recalled, settings, start, show);
    }
    let first = scan::glimpse(&folders, settings);
    backend.state().world.preview(first.concat());
    backend.orders.seen.send_replace(true);
    cache::deepen(folders, first, start)
}

/// Takes changed files into the index and returns the roots of the sites whose facts are others now; `None` when a
/// site must be scanned anew.
fn take_changes(backend: &Backend, changed: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let mut roots = Vec::new();
    for (root, batch) in batches(backend, changed) {
        match batch.effect() {
            Effect::Nothing => {}
            Effect::Places => take_in(backend, &root, batch),
            Effect::Facts => {
                take_in(backend, &root, batch);
                roots.push(root);
            }
            Effect::Reload => return None,
        }
    }
    Some(roots)
}

/// What changed in each site, by its root. Holds no site afterwards, so that each can be changed where it is.
fn batches(backend: &Backend, changed: &[PathBuf]) -> Vec<(PathBuf, Batch)> {
    let snapshot = backend.state().world.snapshot();
    let batch = |site: &Arc<Site>| {
        let is_own = |path: &&Path| snapshot.site_of(path).is_some_and(|owner| Arc::ptr_eq(owner, site));
        let own: Vec<&Path> = changed.iter().map(PathBuf::as_path).filter(is_own).collect();
        (site.root.clone(), Batch::read(site, &batch::changed_files(site, &own)))
    };
    snapshot.sites().iter().map(batch).collect()
}

/// Takes a batch into its site, and gathers the words of all posts anew when that is due. For what takes long the index is
/// copied, so that nobody waits.
fn take_in(backend: &Backend, root: &Path, batch: Batch) {
    if !batch.is_small() {
        return copy(backend, root, |site| batch::with(site, batch));
    }
    change(backend, root, |site| batch.apply(site));
    let snapshot = backend.state().world.snapshot();
    let site = snapshot.sites().iter().find(|site| site.root == root);
    let renewed = site.and_then(|site| site.corpus.renewed_ranking(&*site.model));
    drop(snapshot);
    if let Some(ranking) = renewed {
        change(backend, root, |site| Arc::make_mut(&mut site.corpus).set_ranking(ranking));
    }
}

/// How long (milliseconds) a change waits for those who read a site: longer than any question takes.
const PATIENCE: usize = 50;

/// Changes a site where it is, as soon as nobody reads it; a copy of it, when there is always somebody.
fn change(backend: &Backend, root: &Path, change: impl FnOnce(&mut Site)) {
    for _ in 0..PATIENCE {
        if let Some(site) = backend.state().world.site_mut(root) {
            return change(site);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    copy(backend, root, |site| {
        let mut site = site.clone();
        change(&mut site);
        site
    });
}

/// Puts a changed copy in the place of a site. Nobody else changes sites, so nothing is lost in between.
fn copy(backend: &Backend, root: &Path, changed: impl FnOnce(&Site) -> Site) {
    let snapshot = backend.state().world.snapshot();
    if let Some(site) = snapshot.sites().iter().find(|site| site.root == root) {
        let site = changed(site);
        backend.state().world.replace(Arc::new(site));
    }
}
