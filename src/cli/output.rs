//! Where output goes: colours only where they are wanted, and nothing that panics when nobody reads.

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, BufWriter, StdoutLock, Write};

/// The option of the commands that print in colours.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Colors {
    /// When to use colours.
    #[arg(long = "color", value_name = "WHEN", default_value = "auto")]
    when: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set; anywhere if `CLICOLOR_FORCE` is.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colors {
    /// Makes it the choice of this process.
    pub fn apply(self) {
        let choice = match self.when {
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

/// Standard output for programs: buffered, and never a colour, since the text may be anything.
pub fn plain_stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
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
