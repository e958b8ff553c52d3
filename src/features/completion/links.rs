//! Destinations of Markdown links: pages by title or address, files, and the anchors of the target; labels of footnotes.

use super::{Completions, Item, ItemKind};
use crate::corpus::post::Post;
use crate::features::links::{Link, Place, anchors, resolve};
use crate::features::matching::Pattern;
use crate::site::link::{Destination, LinkForm, escaped};
use crate::site::model::{FileRole, PageKind, Surroundings};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use std::sync::Arc;

/// The marks that a destination begins with before the name of anything: `/`, `../`, `@/`.
const MARKS: [char; 3] = ['/', '.', '@'];

/// More offers than this are found by typing on, not by scrolling.
const MAX_OFFERS: usize = 200;

/// A destination is looked for at most so far (bytes) before the cursor: it stands on one line.
const MAX_TYPED: usize = 300;

/// The offers for the destination or label at byte `offset` of the body; `None` where neither is being typed.
pub(super) fn complete(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Completions> {
    if view.document.markdown.code.iter().any(|code| code.span.contains(offset)) {
        return None;
    }
    let typed = typed(&view.text, offset)?;
    let items = match typed {
        Typed::Footnote(span) => footnotes(view, span),
        Typed::Fragment { dest, span } => fragments(snapshot, view, dest, span),
        Typed::Path { span, form } => paths(view, span, form),
    };
    Some(Completions::complete(items).ranked(MAX_OFFERS))
}

/// What is being typed.
enum Typed<'t> {
    Footnote(Span),
    Fragment { dest: &'t str, span: Span },
    Path { span: Span, form: LinkForm },
}

fn typed(text: &str, offset: usize) -> Option<Typed<'_>> {
    let from = text.floor_char_boundary(offset.saturating_sub(MAX_TYPED));
    let before = text.get(from..offset)?.rsplit('\n').next()?;
    let after = text.get(offset..)?;
    if let Some((_, label)) = before.rsplit_once("[^").filter(|(_, label)| !label.contains([']', ' '])) {
        return Some(Typed::Footnote(Span::new(offset - label.len(), offset)));
    }
    let (head, dest) = before.rsplit_once("](")?;
    if dest.contains([')', ' ', '"', '<', '{']) {
        return None;
    }
    let rest = after.find([')', ' ', '\n', '"', '#']).unwrap_or(0);
    if let Some((path, fragment)) = dest.split_once('#') {
        return Some(Typed::Fragment { dest: path, span: Span::new(offset - fragment.len(), offset + rest) });
    }
    let is_image =
        head.rfind('[').is_some_and(|open| head.get(..open).is_some_and(|head| head.ends_with('!')));
    let form = if is_image { LinkForm::Image } else { LinkForm::Markdown };
    Some(Typed::Path { span: Span::new(offset - dest.len(), offset + rest), form })
}

fn footnotes(view: &PostView, span: Span) -> Vec<Item> {
    let defined = view.document.markdown.footnote_definitions.iter();
    let item = |label: &str| Item::new(ItemKind::Anchor, label, span, label).detail("footnote");
    defined.map(|note| item(&note.label)).collect()
}

/// The headings of the page that the path before `#` leads to.
fn fragments(snapshot: &Snapshot, view: &PostView, dest: &str, span: Span) -> Vec<Item> {
    let link = Link { span, whole: span, dest: dest.into(), form: LinkForm::Markdown, place: Place::Guess };
    let target = match resolve(view, &link) {
        _ if dest.is_empty() => Some(view.clone()),
        Destination::Page(path) => snapshot.post_in(&view.site, &path),
        _ => None,
    };
    let Some(target) = target else { return Vec::new() };
    let shown = |place: Span| {
        let heading = target.post.headings.iter().find(|heading| heading.span == place);
        heading.map(|heading| heading.text.to_string()).unwrap_or_default()
    };
    let ids = anchors(&target).ids.into_iter();
    ids.map(|(id, place)| Item::new(ItemKind::Anchor, id.as_str(), span, id.as_str()).detail(shown(place)))
        .collect()
}

fn paths(view: &PostView, span: Span, form: LinkForm) -> Vec<Item> {
    let typed = span.of(&view.text);
    let mut items = files(view, span);
    if form == LinkForm::Markdown {
        items.splice(0..0, pages(view, span, Spelling::of(typed)));
    }
    let pattern = Pattern::new(typed.trim_start_matches(MARKS));
    items.retain(|item| pattern.fit(&item.filter_text).is_some());
    // What the client compares with what is typed has to begin as that does.
    for item in items.iter_mut().filter(|_| typed.starts_with(MARKS)) {
        item.filter_text = format!("{typed} {}", item.filter_text);
    }
    items
}

/// How a link to a page is spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As the generator would have it.
    Own,
    /// By its address, which the writer has begun.
    Address,
}

impl Spelling {
    fn of(typed: &str) -> Spelling {
        if typed.starts_with('/') { Spelling::Address } else { Spelling::Own }
    }
}

/// The pages, those with a date from the newest on.
fn pages(view: &PostView, span: Span, spelling: Spelling) -> Vec<Item> {
    let posts = view.site.corpus.posts().map(|(_, post)| post);
    let mut posts: Vec<&Arc<Post>> = posts
        .filter(|post| post.path != view.path && post.page.language == view.post.page.language)
        .collect();
    posts.sort_by(|a, b| b.page.date.cmp(&a.page.date).then_with(|| a.page.url.cmp(&b.page.url)));
    let item = |post: &Arc<Post>| {
        let address = post.page.url.as_ref()?;
        let dest = match spelling {
            Spelling::Own => view.site.model.link_to(&post.path, &post.page)?,
            Spelling::Address => escaped(address),
        };
        let mut item = Item::new(ItemKind::Page, dest.as_str(), span, dest.as_str()).detail(post.label());
        item.filter_text = format!("{dest} {}", post.label());
        Some(item)
    };
    posts.into_iter().filter_map(item).collect()
}

/// The files of the post's own bundle, then those that are copied as they are.
fn files(view: &PostView, span: Span) -> Vec<Item> {
    let folder = view.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_bundle = view.post.page.kind != Some(PageKind::Single) && !folder.is_empty();
    let own = if is_bundle { view.site.corpus.files_under(folder) } else { Vec::new() };
    let own = own.into_iter().filter(|path| view.site.corpus.page(path).is_none());
    let own = own.filter_map(|path| {
        Some((path.strip_prefix(folder)?.strip_prefix('/')?.to_owned(), "beside this post"))
    });
    let copied = view.site.corpus.files().iter().filter_map(|path| match view.site.model.classify(path) {
        FileRole::Static(url) => Some((url, "static file")),
        _ => None,
    });
    let item = |(dest, detail): (String, &str)| {
        Item::new(ItemKind::File, dest.as_str(), span, escaped(&dest)).detail(detail)
    };
    own.chain(copied).map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::{Expect, expect};

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /static/map.png
x
//- /content/posts/b.md
---
title: Bread
date: 2026-01-02
---
## The oven
//- /content/posts/old.md
---
title: Cake
date: 2020-01-02
---
//- /content/posts/trip/lake.png
x
//- /content/posts/trip/index.md
";

    fn offers(post: &str, expected: Expect) {
        check(&format!("{SITE}{post}\n"), expected);
    }

    #[test]
    fn pages_by_title_and_address_and_files() {
        offers(
            "[x](bre$0)",
            expect![[r#"
                /posts/b/ | Bread | 4..7 => "/posts/b/"
            "#]],
        );
        offers(
            "[x](/posts/$0",
            expect![[r#"
                /posts/b/ | Bread | 4..11 => "/posts/b/"
                /posts/old/ | Cake | 4..11 => "/posts/old/"
            "#]],
        );
    }

    #[test]
    fn images_for_an_image() {
        offers(
            "![x]($0)",
            expect![[r#"
                lake.png | beside this post | 5..5 => "lake.png"
                /map.png | static file | 5..5 => "/map.png"
            "#]],
        );
    }

    #[test]
    fn anchors_of_the_target_and_of_the_post_itself() {
        offers(
            "[x](/posts/b/#$0)",
            expect![[r#"
                the-oven | The oven | 14..14 => "the-oven"
            "#]],
        );
        offers(
            "# Here\n[x](#h$0)",
            expect![[r#"
                here | Here | 12..13 => "here"
            "#]],
        );
    }

    #[test]
    fn labels_of_footnotes() {
        offers(
            "a[^$0\n\n[^1]: x",
            expect![[r#"
                1 | footnote | 3..3 => "1"
            "#]],
        );
    }

    #[test]
    fn nothing_in_code_and_prose() {
        offers("`[x](/po$0`", expect![""]);
        offers("some te$0xt", expect![""]);
    }
}
