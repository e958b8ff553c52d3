//! What the writer gets: pure functions of a snapshot and a position, one folder each, no protocol type.

pub mod completion;
pub mod folding;
pub mod hover;
pub mod navigation;
pub mod signature;
pub mod symbols;
pub mod target;
pub mod tokens;
