//! Tells which files below some folders changed, a batch at a time.

mod folders;
mod pending;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::SystemTime;

use notify::event::ModifyKind;
use notify::{Event, EventKind};

use super::disk;
use folders::Folders;
use pending::Pending;

/// A folder to watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its absolute path.
    pub folder: PathBuf,
    /// How far down.
    pub depth: Depth,
}

/// How far below a folder files are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// All the way, but for what a scan leaves out.
    Below,
    /// Only the files in the folder itself, which may be anybody's home folder.
    Itself,
}

/// What happened since the last news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Something happened to these files or folders, which may be new or gone. Sorted, each once.
    Paths(Vec<PathBuf>),
    /// More happened than the system could tell.
    Everything,
}

/// A thread that watches. It ends when this is dropped.
pub struct Watcher {
    messages: Sender<Message>,
}

enum Message {
    Watch(Vec<Place>, SystemTime),
    Event(notify::Result<Event>),
    Stop,
}

impl Watcher {
    /// Starts a thread that watches nothing yet. It calls `report` with each batch.
    pub fn start(report: impl Fn(News) + Send + 'static) -> Watcher {
        let (messages, receiver) = channel();
        let events = messages.clone();
        std::thread::spawn(move || {
            let folders = Folders::new(move |event: notify::Result<Event>| {
                if event.as_ref().is_ok_and(|event| !matters(event)) {
                    return;
                }
                // After the thread's end nobody wants to know.
                let _ = events.send(Message::Event(event));
            });
            run(&receiver, folders, &report);
        });
        Watcher { messages }
    }

    /// Watches these places instead of those before. What happened in new ones since that moment, when they were read,
    /// is told as well: to watch them while they are read would tell of every file that it is read.
    pub fn watch(&self, places: Vec<Place>, since: SystemTime) {
        let _ = self.messages.send(Message::Watch(places, since));
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
    }
}

fn run(messages: &Receiver<Message>, mut folders: Folders, report: &dyn Fn(News)) {
    let mut pending = Pending::default();
    loop {
        if let Some(news) = pending.take_due() {
            report(news);
        }
        let message = match pending.wait() {
            Some(left) => messages.recv_timeout(left),
            None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match message {
            Ok(Message::Watch(places, since)) => {
                for place in folders.set(places) {
                    missed(&place, since).into_iter().for_each(|path| pending.add(path));
                }
            }
            Ok(Message::Event(event)) => take(event, &mut folders, &mut pending),
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// What happened in a place before it was watched.
fn missed(place: &Place, since: SystemTime) -> Vec<PathBuf> {
    let depth = match place.depth {
        Depth::Below => None,
        Depth::Itself => Some(1),
    };
    let touched = disk::touched_since(&place.folder, since, depth);
    touched.into_iter().filter(|path| *path != place.folder && place.covers(path)).collect()
}

fn take(event: notify::Result<Event>, folders: &mut Folders, pending: &mut Pending) {
    let event = match event {
        Ok(event) => event,
        Err(error) => return tracing::info!(%error, "the file watcher met an error"),
    };
    if event.need_rescan() {
        return pending.lost();
    }
    for path in event.paths {
        if folders.note(&path) {
            pending.add(path);
        }
    }
}

/// Whether texts or names may have changed: reading a file is an event as well, and whoever reads many, as we do ourselves to
/// answer a question, would wake this thread for each.
fn matters(event: &Event) -> bool {
    let is_idle = matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
    event.need_rescan() || !is_idle
}

impl Place {
    /// Whether something at `path` is to be told.
    fn covers(&self, path: &Path) -> bool {
        match self.depth {
            Depth::Below => path.starts_with(&self.folder) && !disk::is_left_out(&self.folder, path),
            Depth::Itself => path.parent() == Some(&self.folder) && !path.is_dir(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::time::Duration;

    /// Longer than any system takes to tell; a test that waits this long fails.
    const PATIENCE: Duration = Duration::from_secs(20);

    struct Eye {
        folder: tempfile::TempDir,
        news: Receiver<News>,
        _watcher: Watcher,
    }

    fn watch(depth: Depth) -> Eye {
        let folder = tempfile::tempdir().unwrap();
        for name in ["content", "node_modules", ".git"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "drafts/\n").unwrap();
        fs::create_dir(folder.path().join("drafts")).unwrap();
        let (send, news) = channel();
        let watcher = Watcher::start(move |batch| drop(send.send(batch)));
        watcher.watch(vec![Place { folder: folder.path().to_path_buf(), depth }], SystemTime::now());
        let eye = Eye { folder, news, _watcher: watcher };
        eye.wait_until_it_looks();
        eye
    }

    impl Eye {
        /// The thread starts to watch at some moment after `watch` returned.
        fn wait_until_it_looks(&self) {
            for number in 0.. {
                self.write(&format!("probe-{number}.md"));
                if self.news.recv_timeout(Duration::from_millis(400)).is_ok() {
                    while self.news.recv_timeout(Duration::from_millis(400)).is_ok() {}
                    return;
                }
                assert!(number < 50, "nothing is seen");
            }
        }

        fn write(&self, name: &str) {
            fs::write(self.folder.path().join(name), "text").unwrap();
        }

        /// Waits until all of these were told, and returns everything that was told up to then.
        fn told(&self, wanted: &[&str]) -> Vec<String> {
            let mut told = Vec::new();
            while !wanted.iter().all(|name| told.iter().any(|other| other == name)) {
                match self.news.recv_timeout(PATIENCE) {
                    Ok(News::Paths(paths)) => told.extend(paths.iter().map(|path| self.name(path))),
                    other => panic!("{other:?} instead of {wanted:?}, after {told:?}"),
                }
            }
            told
        }

        fn name(&self, path: &Path) -> String {
            path.strip_prefix(self.folder.path()).unwrap().to_str().unwrap().to_owned()
        }
    }

    #[test]
    fn files_that_come_change_and_go_are_told_in_one_batch() {
        let eye = watch(Depth::Below);
        for number in 0..200 {
            eye.write(&format!("content/{number}.md"));
        }
        let Ok(News::Paths(batch)) = eye.news.recv_timeout(PATIENCE) else { panic!("no news") };
        assert_eq!(batch.len(), 200);
        fs::remove_file(eye.folder.path().join("content/7.md")).unwrap();
        assert_eq!(eye.told(&["content/7.md"]), ["content/7.md"]);
    }

    #[test]
    fn what_happened_while_the_places_were_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("below")).unwrap();
        for name in ["a.md", "below/b.md"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        let missed = |depth, since| {
            let place = Place { folder: folder.path().to_path_buf(), depth };
            let paths = missed(&place, since);
            let names =
                paths.iter().map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string());
            names.collect::<std::collections::BTreeSet<_>>()
        };
        let now = SystemTime::now();
        let all = ["a.md", "below", "below/b.md"].map(str::to_owned);
        assert_eq!(missed(Depth::Below, now), all.into());
        assert_eq!(missed(Depth::Itself, now), ["a.md".to_owned()].into());
        assert!(missed(Depth::Below, now + Duration::from_secs(60)).is_empty());
    }

    #[test]
    fn what_a_scan_leaves_out_is_not_told() {
        let eye = watch(Depth::Below);
        for name in ["node_modules/a.md", ".git/index", "drafts/a.md", "content/a.md"] {
            eye.write(name);
        }
        assert_eq!(eye.told(&["content/a.md"]), ["content/a.md"]);
    }

    #[test]
    fn folders_that_come_later_are_watched_too_and_follow_their_name() {
        let eye = watch(Depth::Below);
        let at = |name: &str| eye.folder.path().join(name);
        fs::create_dir_all(at("content/new/deep")).unwrap();
        eye.told(&["content/new"]);
        eye.write("content/new/deep/a.md");
        eye.told(&["content/new/deep/a.md"]);
        fs::rename(at("content/new"), at("content/other")).unwrap();
        eye.told(&["content/new", "content/other"]);
        eye.write("content/other/deep/b.md");
        eye.told(&["content/other/deep/b.md"]);
    }

    #[test]
    fn a_folder_alone_says_nothing_of_those_below() {
        let eye = watch(Depth::Itself);
        eye.write("content/a.md");
        eye.write("b.md");
        assert_eq!(eye.told(&["b.md"]), ["b.md"]);
    }

    #[test]
    fn reading_is_no_news() {
        use notify::event::{AccessKind, AccessMode, DataChange, MetadataKind};
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let mode = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        let matters = |kind: EventKind| super::matters(&Event::new(kind));
        assert!(matters(data));
        assert!(!matters(mode) && !matters(EventKind::Access(AccessKind::Open(AccessMode::Any))));
    }
}
