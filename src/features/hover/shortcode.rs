//! Shortcodes: signature, documentation, template, uses.

use crate::features::hover::Hover;
use crate::world::{PostView, Snapshot};

/// The explanation of the shortcode tag under the cursor; `None` where there is none.
pub fn hover(_snapshot: &Snapshot, _view: &PostView, _offset: usize) -> Option<Hover> {
    None
}
