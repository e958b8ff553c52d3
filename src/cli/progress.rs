//! How far a long run is: a line on standard error while somebody watches it, and nothing at all elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Between two looks of a spinner: often enough to be seen moving.
const TICK: Duration = Duration::from_millis(100);

/// A line that is gone when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Something whose end is not known.
    pub fn spinner(what: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(None, target()).with_message(what);
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Progress(bar)
    }

    /// So many steps.
    pub fn steps(what: &'static str, number: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(number as u64), target()).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// One step is done.
    pub fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Hidden unless standard error is a terminal: a log must not fill with half-drawn lines.
fn target() -> ProgressDrawTarget {
    match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    }
}
