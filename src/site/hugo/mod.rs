//! Hugo: what it makes of front matter, folders, shortcodes, dates, terms and headings.

pub mod config;
pub mod dates;
pub mod fields;
pub mod go_time;
pub mod keys;
pub mod scalars;
pub mod shortcodes;
