//! What must hold for any input: one file per fuzz target, each with a function `check` that panics where it does not.

pub mod config;
pub mod front_matter;
pub mod input;
pub mod models;
pub mod positions_edits;
pub mod session;
pub mod shortcodes;
pub mod spans;
pub mod templates;
