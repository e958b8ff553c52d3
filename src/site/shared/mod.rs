//! What the models of several generators have in common: configuration in YAML, scalars, dates, terms, ids of headings,
//! tables of tags, addresses of links.

pub mod addresses;
pub mod anchors;
pub mod builtin;
pub mod config;
pub mod dates;
pub mod facts;
pub mod files;
pub mod headings;
pub mod scalars;
pub mod terms;
