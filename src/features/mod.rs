//! What the writer gets: pure functions of a snapshot and a position, one folder each, no protocol type.

pub mod actions;
pub mod completion;
pub mod counts;
pub mod dates;
pub mod declared;
pub mod diagnostics;
pub mod edits;
pub mod fields;
pub mod folding;
pub mod hover;
pub mod links;
pub mod looks;
pub mod matching;
pub mod names;
pub mod navigation;
pub mod near_terms;
pub mod permalink;
pub mod publish;
pub mod rename;
pub mod signature;
pub mod suggest;
pub mod symbols;
pub mod target;
pub mod term_insert;
pub mod term_token;
pub mod tokens;
