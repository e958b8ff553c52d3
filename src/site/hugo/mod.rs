//! Hugo: what it makes of front matter, folders, shortcodes, dates, terms and headings.

pub mod fields;
pub mod shortcodes;
