//! One file per group of methods. A handler makes three moves: what is asked about, one call of a feature, the answer.

pub mod completion;
pub mod folding;
pub mod hover;
pub mod inspect;
pub mod navigation;
pub mod settings;
pub mod signature;
pub mod symbols;
pub mod sync;
pub mod tokens;
pub mod workspace;
