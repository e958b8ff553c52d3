//! What can stand where the cursor is: one file per provider, and here the order in which they are asked.

mod item;
mod shortcode;

pub use item::{Completeness, Completions, Item, ItemKind, Retrigger};

use crate::world::Snapshot;
use std::path::Path;

/// The completions at byte `offset` of the post at `path`, the best first. Empty where nothing is known, and in
/// files that are no posts.
pub fn complete(snapshot: &Snapshot, path: &Path, offset: usize) -> Completions {
    let Some(view) = snapshot.post(path) else { return Completions::default() };
    shortcode::complete(snapshot, &view, offset).unwrap_or_default()
}
