//! What a generator means by front matter, folders, shortcodes and dates: one folder each, behind two traits.

pub mod astro;
pub mod detect;
pub mod eleventy;
pub mod field;
pub mod files;
pub mod generators;
pub mod hexo;
pub mod hugo;
pub mod jekyll;
pub mod link;
pub mod model;
pub mod plain;
pub mod problem;
pub mod publish;
pub mod record;
pub mod rules;
pub mod shared;
pub mod shortcode;
pub mod taxonomy;
pub mod version;
pub mod zola;

pub use files::{Files, MemoryFiles, RelPath};
pub use model::{Generator, Model};
