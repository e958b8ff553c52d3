//! What happened and was not told yet: held back until it is quiet, so that a checkout is one batch.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::News;

/// After this long without an event a batch is complete.
const QUIET: Duration = Duration::from_millis(100);

/// What happened waits no longer than this, however busy the folder is.
const LONGEST: Duration = Duration::from_secs(1);

/// What is to be told, and when.
#[derive(Default)]
pub struct Pending {
    paths: BTreeSet<PathBuf>,
    has_lost: bool,
    /// The first and the last event of the batch.
    times: Option<(Instant, Instant)>,
}

impl Pending {
    /// Something happened to `path`.
    pub fn add(&mut self, path: PathBuf) {
        self.paths.insert(path);
        self.touch();
    }

    /// The system told less than happened.
    pub fn lost(&mut self) {
        self.has_lost = true;
        self.touch();
    }

    /// How long to wait for more before the batch is complete; `None` when there is none.
    pub fn wait(&self) -> Option<Duration> {
        let (first, last) = self.times?;
        Some((last + QUIET).min(first + LONGEST).saturating_duration_since(Instant::now()))
    }

    /// The batch, if it is complete.
    pub fn take_due(&mut self) -> Option<News> {
        if self.wait()? > Duration::ZERO {
            return None;
        }
        let Pending { paths, has_lost, .. } = std::mem::take(self);
        Some(if has_lost { News::Everything } else { News::Paths(paths.into_iter().collect()) })
    }

    fn touch(&mut self) {
        let now = Instant::now();
        let first = self.times.map_or(now, |(first, _)| first);
        self.times = Some((first, now));
    }
}
