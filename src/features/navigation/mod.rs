//! From a thing to its places: definition, references, highlight.

mod definition;
mod highlight;
mod references;

pub use definition::definition;
pub use highlight::highlight;
pub use references::{Declaration, references};

use crate::text::Span;
use std::path::PathBuf;

/// Some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The absolute path.
    pub path: PathBuf,
    /// The bytes; empty at the start for the file as a whole.
    pub span: Span,
}

/// Prints locations as `/path 3..7`, one a line, for tests.
#[cfg(test)]
pub(crate) fn show(locations: &[Location]) -> String {
    locations.iter().map(|place| format!("{} {:?}\n", place.path.display(), place.span)).collect()
}
