//! Values of parameters: the words that the template compares with, files, pages.

use crate::corpus::post::Post;
use crate::features::completion::{Item, ItemKind, links};
use crate::site::RelPath;
use crate::site::link::{Destination, LinkForm, LinkInput};
use crate::site::model::{FileRole, PageKind};
use crate::site::shortcode::{Param, ParamKind, ShortcodeDef};
use crate::syntax::shortcode::cursor::ValueOf;
use crate::syntax::shortcode::{Call, Grammar, Quote};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use std::sync::Arc;

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
            param.map(|param| values(snapshot, view, def, param, replace, quote)).unwrap_or_default()
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
    param.map(|param| values(snapshot, view, def, param, replace, quote)).unwrap_or_default()
}

fn values(
    snapshot: &Snapshot,
    view: &PostView,
    def: &ShortcodeDef,
    param: &Param,
    replace: Span,
    quote: Quote,
) -> Vec<Item> {
    let written = Written::of(view, param, quote);
    let mut items: Vec<Item> =
        words(param).map(|word| item(ItemKind::Word, &word, replace, written)).collect();
    match param.kind {
        // A name that is no argument: see `names`.
        ParamKind::FileBeside => {}
        ParamKind::File => items.extend(files(view).into_iter().map(|(path, dest)| {
            let mut item = item(ItemKind::File, &dest, replace, written);
            item.file = Some(path);
            item
        })),
        // Where paths count from the content, they are spelt as the site spells them, and anchors may follow.
        ParamKind::Page if view.site.model.lookup_path(&view.path).is_some() => {
            let mut found = links::for_call(snapshot, view, &def.name, replace, replace.of(&view.text));
            found.iter_mut().for_each(|item| item.edit.text = quoted(&item.edit.text, written));
            items.extend(found);
        }
        ParamKind::Page | ParamKind::PageName => {
            items.extend(
                pages(view, param.kind)
                    .map(|(name, title)| item(ItemKind::Page, &name, replace, written).detail(title)),
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

fn item(kind: ItemKind, value: &str, replace: Span, written: Written) -> Item {
    Item::new(kind, value, replace, quoted(value, written))
}

/// A value with quotes around it where it needs some.
fn quoted(value: &str, written: Written) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let needs_quotes = match written {
        Written::Quoted => false,
        Written::Bare => !value.chars().all(is_word),
        Written::Words => value.contains(char::is_whitespace),
        Written::Variable => true,
    };
    if needs_quotes { format!("\"{value}\"") } else { value.to_string() }
}

/// How a value stands in its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Between quotes already.
    Quoted,
    /// Without, where a plain word needs none.
    Bare,
    /// Without, where all but a blank is part of a word.
    Words,
    /// Without, where a word would be the name of a variable.
    Variable,
}

impl Written {
    fn of(view: &PostView, param: &Param, quote: Quote) -> Written {
        let grammar = view.site.model.dialect().map(|dialect| dialect.grammar);
        match quote {
            Quote::Bare if grammar != Some(Grammar::Loose) => Written::Bare,
            Quote::Bare if param.position.is_some() => Written::Words,
            Quote::Bare => Written::Variable,
            _ => Written::Quoted,
        }
    }
}

/// Files that the post can name: those of its own bundle, then static files, by their URL paths.
fn files(view: &PostView) -> Vec<(RelPath, String)> {
    let folder = view.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_bundle = view.post.page.kind == Some(PageKind::LeafBundle);
    let (mut own, mut shared) = (Vec::new(), Vec::new());
    let files = view.site.corpus.files().iter().filter(|path| view.site.corpus.id_of(path).is_none());
    for file in files {
        match view.site.model.classify(file) {
            FileRole::Resource if is_bundle => {
                let below = file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                own.extend(below.map(|name| (file.clone(), name.to_string())));
            }
            FileRole::Static(url) => shared.push((file.clone(), url)),
            _ => {}
        }
    }
    own.extend(shared);
    own
}

/// The pages by the longest part of their paths that leads to them, those with a date from the newest on.
fn pages(view: &PostView, kind: ParamKind) -> impl Iterator<Item = (String, String)> {
    let mut posts: Vec<&Arc<Post>> = view.site.corpus.posts().map(|(_, post)| post).collect();
    posts.sort_by(|a, b| b.page.date.cmp(&a.page.date).then_with(|| a.path.cmp(&b.path)));
    let named =
        posts.into_iter().filter_map(move |post| Some((name(view, post, kind)?, post.label().to_string())));
    named.take(MAX_PAGES)
}

fn name(view: &PostView, post: &Post, kind: ParamKind) -> Option<String> {
    let file = post.path.rsplit('/').next().unwrap_or(&post.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let parts = post.path.match_indices('/').filter_map(|(at, _)| post.path.get(at + 1..));
    let mut names: Vec<&str> = match kind {
        ParamKind::PageName => vec![stem],
        _ => std::iter::once(&*post.path).chain(parts).collect(),
    };
    names.retain(|name| {
        let input = LinkInput { from: &view.path, page: &view.post.page, dest: name, form: LinkForm::Lookup };
        let found = view.site.model.resolve_link(&input, &*view.site.corpus);
        found == Destination::Page(post.path.clone())
    });
    names.first().map(ToString::to_string)
}
