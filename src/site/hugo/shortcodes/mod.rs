//! Hugo's shortcodes: those it brings along, and those that a site's templates define.

pub mod builtin;
pub mod site;

pub use builtin::{builtin_shortcodes, removed_in};
pub use site::shortcode_of;
