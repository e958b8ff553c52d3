//! From text to trees and errors: front matter, shortcodes, Markdown. It never fails and never touches the disk.

pub mod document;
pub mod front_matter;
pub mod markdown;
pub mod shortcode;
pub mod template;
pub mod tera;
pub mod words;

pub use document::Document;
