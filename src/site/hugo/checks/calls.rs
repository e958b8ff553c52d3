//! The shortcode calls of a post that Hugo itself answers.

use super::input::Input;
use crate::site::shortcode::Origin;
use crate::syntax::shortcode::{Arg, Call, TagEnd};

/// The finished calls that no template of the site answers. Where templates are missing from the disk one of them
/// may, but it is named like Hugo's own only rarely, so these count.
pub fn own_calls<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Call> {
    let site = input.site;
    input.post.document.shortcodes.running().map(|(_, call)| call).filter(move |call| {
        let template =
            site.shortcode(&call.name).is_some_and(|def| matches!(def.origin, Origin::Template(_)));
        call.end == TagEnd::Present && !template
    })
}

/// The value of a parameter that may be given by name or by position.
pub fn argument<'a>(call: &'a Call, name: &str, position: usize) -> Option<&'a Arg> {
    let is_named = call.args.iter().any(|arg| arg.name.is_some());
    if is_named { call.named(name) } else { call.positional(position) }
}
