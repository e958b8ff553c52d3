//! Parameters of a call: names that are not given yet, and the values of the next one by position.

use super::values;
use crate::features::completion::{Item, ItemKind};
use crate::features::signature::param_doc;
use crate::site::shortcode::{ParamStyle, Required};
use crate::syntax::shortcode::{Call, Quote};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;

/// The names that can follow, required ones first; before any name also the values for `position`.
pub fn names(
    snapshot: &Snapshot,
    view: &PostView,
    call: &Call,
    replace: Span,
    named: &[SmolStr],
    position: usize,
) -> Vec<Item> {
    let Some(def) = view.site.corpus.shortcodes.def(&call.name) else { return Vec::new() };
    let mut items = Vec::new();
    if named.is_empty() && def.style != ParamStyle::Named {
        items.extend(values::at_position(snapshot, view, def, position, replace, Quote::Bare));
    }
    // Named and positional parameters in one call stop the build, so names end with the first bare value.
    if position > 0 || def.style == ParamStyle::Positional {
        return items;
    }
    let mut free: Vec<_> =
        def.params.iter().filter(|param| !param.name.is_empty() && !named.contains(&param.name)).collect();
    free.sort_by_key(|param| param.required == Required::Optional);
    items.extend(free.into_iter().map(|param| {
        let detail = if param.required == Required::Required { "required" } else { "" };
        Item::new(ItemKind::Parameter, param.name.clone(), replace, format!("{}=\"\"", param.name))
            .snippet(format!("{}=\"$1\"", param.name))
            .detail(detail)
            .documentation(param_doc(param))
            .retrigger()
    }));
    items
}
