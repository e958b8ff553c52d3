//! Names of shortcodes, to open and to close.

use super::{tag_end, tag_of};
use crate::features::completion::{Item, ItemKind};
use crate::features::hover::shortcode::describe;
use crate::features::links;
use crate::features::signature::usage_line;
use crate::site::shortcode::{Inner, Origin, Required, ShortcodeDef};
use crate::syntax::shortcode::{Body, Call, CallKind, Closing, Grammar};
use crate::text::Span;
use crate::world::PostView;
use smol_str::SmolStr;

/// Every shortcode that a post can call: the most used first, then the site's own, then the generator's.
pub fn open(view: &PostView, call: &Call, replace: Span) -> Vec<Item> {
    let index = &view.site.corpus.shortcodes;
    let calls = |name: &str| index.uses(name).map_or(0, |uses| uses.calls);
    let mut defs: Vec<&ShortcodeDef> = index.defs().filter(|def| fits(view, call, def)).collect();
    defs.sort_by_key(|def| {
        (std::cmp::Reverse(calls(&def.name)), matches!(def.origin, Origin::Builtin(_)), def.name.clone())
    });
    let mut items: Vec<Item> = defs.into_iter().map(|def| item(view, call, replace, def)).collect();
    items.extend(undefined(view).into_iter().map(|name| {
        let text = padded(view, replace, &name) + &tag_end(view, replace, call);
        Item::new(ItemKind::Shortcode, name.clone(), replace, text).detail(used(calls(&name)))
    }));
    items
}

/// The names that a closing tag can close here, innermost first.
pub fn close(view: &PostView, call: usize, replace: Span) -> Vec<Item> {
    let Some(tag) = view.document.shortcodes.calls.get(call) else { return Vec::new() };
    let mut names: Vec<SmolStr> = Vec::new();
    for name in open_before(view, call) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let end = tag_end(view, replace, tag);
    names
        .into_iter()
        .map(|name| {
            let text = format!("{name}{end}");
            Item::new(ItemKind::Shortcode, name, replace, text).detail("closes the tag above")
        })
        .collect()
}

/// The opening tags before `call` that take inner text and are not closed before it, the nearest first.
fn open_before(view: &PostView, call: usize) -> Vec<SmolStr> {
    let index = &view.site.corpus.shortcodes;
    let mut open: Vec<SmolStr> = Vec::new();
    for (_, tag) in view.document.shortcodes.running().take_while(|(at, _)| *at < call) {
        match tag.kind {
            CallKind::Open => {
                let inner = index.def(&tag.name).map(|def| def.inner).unwrap_or_default();
                if inner != Inner::Unused {
                    open.push(tag.name.clone());
                }
            }
            CallKind::Close => {
                if let Some(at) = open.iter().rposition(|name| *name == tag.name) {
                    open.truncate(at);
                }
            }
            CallKind::SelfClosing => {}
        }
    }
    open.reverse();
    open
}

fn item(view: &PostView, call: &Call, replace: Span, def: &ShortcodeDef) -> Item {
    let end = tag_end(view, replace, call);
    let name = padded(view, replace, &spelling(view, call, def));
    let is_whole = tag_of(view, call).is_some_and(|tag| end.ends_with(tag.close));
    let closing = if is_whole && is_closed(view, call, def) {
        closing_tag(view, call, &def.name)
    } else {
        String::new()
    };
    let detail = match &def.origin {
        Origin::Builtin(_) => format!("built in · {}", usage_line(def)),
        Origin::Template(_) => usage_line(def),
    };
    let (before, between, after) = brackets(view);
    let text = format!("{name}{before}{after}{end}{closing}");
    let mut item = Item::new(ItemKind::Shortcode, def.name.clone(), replace, text)
        .detail(detail)
        .documentation(describe(view, def));
    if is_whole {
        let stops = tab_stops(def, between);
        item = item.snippet(format!("{name}{before}{stops}{after}{end}$0{closing}"));
    }
    item
}

/// What stands before, between and behind the arguments.
fn brackets(view: &PostView) -> (&'static str, &'static str, &'static str) {
    match view.site.model.dialect().map(|dialect| dialect.grammar) {
        Some(Grammar::Call) => ("(", ", ", ")"),
        _ => ("", " ", ""),
    }
}

/// The required parameters with a tab stop each; a plain tab stop where there is none.
fn tab_stops(def: &ShortcodeDef, between: &str) -> String {
    let required: Vec<_> = def.params.iter().filter(|param| param.required == Required::Required).collect();
    if required.is_empty() {
        return "$1".to_string();
    }
    let stop = |(at, param): (usize, &&crate::site::shortcode::Param)| match param.name.as_str() {
        "" => format!("${{{}:{}}}", at + 1, param.position.unwrap_or_default()),
        name if param.position.is_some() => format!("${{{}:{name}}}", at + 1),
        name => format!("{name}=\"${}\"", at + 1),
    };
    let stops = required.iter().enumerate().map(stop).collect::<Vec<_>>().join(between);
    let lead = if between.starts_with(' ') { between } else { "" };
    format!("{lead}{stops}")
}

/// The name with the word that calls it, where templates are called by one and it is not there yet.
fn spelling(view: &PostView, call: &Call, def: &ShortcodeDef) -> SmolStr {
    let callers = view.site.model.dialect().map_or(&[][..], |dialect| dialect.callers);
    match (callers.first(), &def.origin) {
        (Some(caller), Origin::Template(_)) if call.caller.is_none() => {
            SmolStr::new(format!("{caller} {}", def.name))
        }
        _ => def.name.clone(),
    }
}

/// Whether a call in these delimiters has a closing tag: as the delimiters want it, or else as the template does.
fn is_closed(view: &PostView, call: &Call, def: &ShortcodeDef) -> bool {
    match tag_of(view, call).map(|tag| tag.body) {
        Some(Body::Always) => true,
        Some(Body::Never) => false,
        _ => def.inner == Inner::Used,
    }
}

/// Whether a call can be of that definition: tags that stand alone give no inner text, and behind the word that calls
/// a template only templates can stand.
fn fits(view: &PostView, call: &Call, def: &ShortcodeDef) -> bool {
    let stands_alone = tag_of(view, call).is_some_and(|tag| tag.body == Body::Never);
    let has_text = !(stands_alone && def.inner == Inner::Used);
    let is_template = matches!(def.origin, Origin::Template(_)) && !links::is_beside(view, call);
    has_text && (call.caller.is_none() || is_template)
}

fn closing_tag(view: &PostView, call: &Call, name: &str) -> String {
    let (Some(tag), Some(dialect)) = (tag_of(view, call), view.site.model.dialect()) else {
        return String::new();
    };
    let inner = match dialect.closing {
        Closing::Slash if dialect.grammar == Grammar::Component => format!("</{name}>"),
        Closing::Slash => format!("/{name}"),
        Closing::Word(word) => word.to_string(),
        Closing::Prefix(prefix) => format!("{prefix}{name}"),
    };
    format!("{} {inner} {}", tag.open, tag.close)
}

/// Names that posts call without a definition: worth offering where the templates are not on disk.
fn undefined(view: &PostView) -> Vec<SmolStr> {
    let index = &view.site.corpus.shortcodes;
    let templates_known = index.defs().any(|def| matches!(def.origin, Origin::Template(_)));
    if templates_known {
        return Vec::new();
    }
    let mut names: Vec<SmolStr> =
        index.used().filter(|(name, _)| index.def(name).is_none()).map(|(name, _)| name.clone()).collect();
    names.sort();
    names
}

fn used(calls: u32) -> String {
    format!("no template here · {calls} {}", if calls == 1 { "use" } else { "uses" })
}

/// The name with a space before it where it would stick to the delimiter.
fn padded(view: &PostView, replace: Span, name: &str) -> String {
    let before = view.text.get(..replace.start()).unwrap_or("");
    let is_component = view.site.model.dialect().is_some_and(|dialect| dialect.grammar == Grammar::Component);
    // `{{ <name` needs none.
    let sticks = before.ends_with(['<', '%', '{']) && !is_component;
    if sticks { format!(" {name}") } else { name.to_string() }
}
