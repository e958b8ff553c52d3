//! Where output goes: colours only where they are wanted, and nothing that panics when nobody reads.

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, BufWriter, StdoutLock, Write};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes it the choice of this process.
    pub fn apply(self) {
        let choice = match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Standard output, buffered, colours taken out where they are not wanted.
pub fn stdout() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    let lock = io::stdout().lock();
    let choice = AutoStream::choice(&lock);
    BufWriter::new(AutoStream::new(lock, choice))
}

/// A line on standard error; when that is closed, nobody can be told.
pub fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "frontis: {message}");
}

/// The width of the terminal in columns, or one that suits a file.
pub fn width() -> usize {
    const UNKNOWN: usize = 110;
    const NARROWEST: usize = 40;
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(UNKNOWN).max(NARROWEST)
}
