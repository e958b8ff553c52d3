//! One file per group of methods. A handler makes three moves: what is asked about, one call of a feature, the answer.

pub mod actions;
pub mod commands;
pub mod completion;
pub mod diagnostics;
pub mod explain;
pub mod files;
pub mod folding;
pub mod hover;
pub mod inspect;
pub mod links;
pub mod navigation;
pub mod permalink;
pub mod publication;
pub mod rename;
pub mod settings;
pub mod signature;
pub mod status;
pub mod symbols;
pub mod sync;
pub mod terms;
pub mod tokens;
pub mod workspace;
