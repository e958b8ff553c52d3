//! Hugo's shortcodes: those it brings along, and those that a site's templates define.

pub mod builtin;
mod new;
pub mod site;

pub use builtin::{builtin_shortcodes, removed_in};
pub use new::new_template;
pub use site::shortcode_of;
