//! Values of parameters: the words that the template compares with, files, pages.

use crate::features::completion::{Item, ItemKind};
use crate::site::shortcode::{Param, ParamKind, ShortcodeDef};
use crate::syntax::shortcode::cursor::ValueOf;
use crate::syntax::shortcode::{Call, Quote};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// More pages than this are found by typing, not by scrolling.
const MAX_PAGES: usize = 500;

/// The values for one parameter of a call.
pub fn of(
    snapshot: &Snapshot,
    view: &PostView,
    call: &Call,
    of: &ValueOf,
    replace: Span,
    quote: Quote,
) -> Vec<Item> {
    let Some(def) = view.site.corpus.shortcodes.def(&call.name) else { return Vec::new() };
    match of {
        ValueOf::Name(name) => {
            let param = def.params.iter().find(|param| param.name == *name);
            param.map(|param| values(snapshot, view, param, replace, quote)).unwrap_or_default()
        }
        ValueOf::Position(position) => at_position(snapshot, view, def, *position, replace, quote),
    }
}

/// The values for the parameter at a position.
pub fn at_position(
    snapshot: &Snapshot,
    view: &PostView,
    def: &ShortcodeDef,
    position: usize,
    replace: Span,
    quote: Quote,
) -> Vec<Item> {
    let position = u32::try_from(position).ok();
    let param = def.params.iter().find(|param| param.position == position && position.is_some());
    param.map(|param| values(snapshot, view, param, replace, quote)).unwrap_or_default()
}

fn values(_snapshot: &Snapshot, view: &PostView, param: &Param, replace: Span, quote: Quote) -> Vec<Item> {
    let mut items: Vec<Item> = words(param).map(|word| item(ItemKind::Word, &word, replace, quote)).collect();
    match param.kind {
        ParamKind::File => {
            items.extend(files(view).iter().map(|file| item(ItemKind::File, file, replace, quote)));
        }
        ParamKind::Page => {
            items.extend(
                pages(view).map(|(path, title)| item(ItemKind::Page, &path, replace, quote).detail(title)),
            );
        }
        ParamKind::Text | ParamKind::Bool | ParamKind::Number => {}
    }
    items
}

fn words(param: &Param) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = param.values.iter().map(ToString::to_string).collect();
    if param.kind == ParamKind::Bool {
        words.extend(["true", "false"].map(str::to_string));
    }
    if let Some(default) = &param.default {
        words.push(default.clone());
    }
    words.retain(|word| !word.is_empty());
    let mut seen = Vec::new();
    words.retain(|word| {
        !seen.contains(word) && {
            seen.push(word.clone());
            true
        }
    });
    words.into_iter()
}

fn item(kind: ItemKind, value: &str, replace: Span, quote: Quote) -> Item {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    let text = if quote == Quote::Bare && !plain { format!("\"{value}\"") } else { value.to_string() };
    Item::new(kind, value, replace, text)
}

/// Files that the post can name: those of its own bundle, then static files and assets, by their URL paths.
fn files(view: &PostView) -> Vec<String> {
    use crate::site::model::{FileRole, PageKind};
    let folder = view.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_bundle = view.post.page.kind == Some(PageKind::LeafBundle);
    let mut own = Vec::new();
    let mut shared = Vec::new();
    for file in view.site.corpus.files() {
        match view.site.model.classify(file) {
            FileRole::Resource if is_bundle => {
                if let Some(name) = file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
                    own.push(name.to_string());
                }
            }
            FileRole::Static(url) => shared.push(url),
            _ => {}
        }
    }
    own.extend(shared);
    own
}

fn pages(view: &PostView) -> impl Iterator<Item = (String, String)> {
    let posts = view.site.corpus.posts().take(MAX_PAGES);
    posts.map(|(_, post)| (post.path.to_string(), post.label().to_string()))
}
