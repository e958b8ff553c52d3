//! What posts can call: shortcodes up to 0.22, components from 0.23 on.

mod components;
mod infer;
mod site;

pub use components::{Component, Type, components, literal};
pub use site::shortcode_of;
