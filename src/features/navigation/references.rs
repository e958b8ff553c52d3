//! References: from a shortcode, a term, a page, a heading, a file or a footnote to every use of it.

use super::Location;
use crate::corpus::PostId;
use crate::corpus::post::Post;
use crate::features::links::{self, Subject};
use crate::features::target::{self, Target};
use crate::site::shortcode::Origin;
use crate::text::Span;
use crate::world::{PostView, Site, Snapshot};
use std::path::Path;
use std::sync::Arc;

/// Whether the place of the definition is wanted among the references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declaration {
    /// It is.
    Included,
    /// Only uses.
    Excluded,
}

/// Every use of the thing at byte `offset`, ordered by file and place. Open buffers win over the disk.
pub fn references(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    declaration: Declaration,
) -> Vec<Location> {
    let Some(site) = snapshot.site_of(path) else { return Vec::new() };
    let mut places = match target::at(snapshot, path, offset) {
        Some(Target::Shortcode { name, .. } | Target::Template { name }) => {
            let mut places = calls(snapshot, site, &name);
            if declaration == Declaration::Included {
                places.extend(template(site, &name));
            }
            places
        }
        Some(Target::Term { taxonomy, text, .. }) => posts_with(snapshot, site, taxonomy, &text),
        None => {
            snapshot.post(path).map(|view| links(snapshot, &view, offset, declaration)).unwrap_or_default()
        }
    };
    places.sort();
    places.dedup();
    places
}

/// The links to what the post is about at byte `offset`.
fn links(snapshot: &Snapshot, view: &PostView, offset: usize, declaration: Declaration) -> Vec<Location> {
    let Some((subject, _)) = links::subject(snapshot, view, offset) else { return Vec::new() };
    let (target, id) = match &subject {
        Subject::Page(path) | Subject::File(path) => (path, None),
        Subject::Anchor { path, id } => (path, Some(id.as_str())),
        Subject::Footnote(label) => return footnote(view, label, declaration),
    };
    let mut places = Vec::new();
    for (source, found) in links::inbound(snapshot, &view.site, target) {
        let wanted = found.iter().filter(|link| id.is_none() || link.link.fragment().as_deref() == id);
        places.extend(wanted.map(|link| Location { path: source.absolute(), span: link.link.span }));
    }
    if declaration == Declaration::Included {
        let place = id.and_then(|id| links::anchors(&snapshot.post_in(&view.site, target)?).place(id));
        let span = place.unwrap_or(Span::empty(0));
        places.push(Location { path: view.site.absolute(target), span });
    }
    places
}

fn footnote(view: &PostView, label: &str, declaration: Declaration) -> Vec<Location> {
    let markdown = &view.document.markdown;
    let defined = markdown.footnote_definitions.iter().filter(|_| declaration == Declaration::Included);
    let notes = markdown.footnotes.iter().chain(defined).filter(|note| note.label == label);
    notes.map(|note| Location { path: view.absolute(), span: note.label_span }).collect()
}

/// The bytes of the term on every post that carries it, in any spelling that the generator takes for the same.
fn posts_with(snapshot: &Snapshot, site: &Arc<Site>, taxonomy: usize, text: &str) -> Vec<Location> {
    let key = site.model.term_key(text);
    let saved = site.corpus.terms.get(taxonomy, &key).map(|term| term.posts.as_slice());
    live_posts(snapshot, site, saved.unwrap_or_default(), |post| {
        let terms = post.terms.iter().filter(|term| term.taxonomy == taxonomy);
        terms.filter(|term| site.model.term_key(&term.text) == key).map(|term| term.span).collect()
    })
}

fn calls(snapshot: &Snapshot, site: &Arc<Site>, name: &str) -> Vec<Location> {
    let saved = site.corpus.shortcodes.uses(name).map(|uses| uses.posts.as_slice());
    live_posts(snapshot, site, saved.unwrap_or_default(), |post| {
        post.body.open().calls.iter().filter(|call| call.name == name).map(|call| call.name_span).collect()
    })
}

fn template(site: &Site, name: &str) -> Option<Location> {
    match &site.corpus.shortcodes.def(name)?.origin {
        Origin::Template(path) => Some(Location { path: site.absolute(path), span: Span::empty(0) }),
        Origin::Builtin(_) => None,
    }
}

/// Asks the saved posts that the index names and all open ones, a post that is open only in its open form.
fn live_posts(
    snapshot: &Snapshot,
    site: &Arc<Site>,
    saved: &[PostId],
    spans: impl Fn(&Post) -> Vec<Span>,
) -> Vec<Location> {
    let mut places = Vec::new();
    let mut collect = |post: &Post| {
        let path = site.absolute(&post.path);
        places.extend(spans(post).into_iter().map(|span| Location { path: path.clone(), span }));
    };
    for post in saved.iter().filter_map(|&id| site.corpus.post(id)) {
        if snapshot.buffer(&site.absolute(&post.path)).is_none() {
            collect(post);
        }
    }
    for (path, buffer) in snapshot.buffers_of(site) {
        if crate::corpus::is_post(&*site.model, &path) {
            collect(buffer.post(&*site.model, &path));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::show;
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(fixture: &Fixture, expected: Expect) {
        let snapshot = fixture.snapshot();
        let places = references(&snapshot, &fixture.path, fixture.offset, Declaration::Excluded);
        let texts: String = places
            .iter()
            .map(|place| {
                let site = snapshot.site_of(&place.path).unwrap();
                let text = snapshot.text_of(site, &site.relative(&place.path).unwrap()).unwrap();
                format!("{} {}\n", show(std::slice::from_ref(place)).trim_end(), place.span.of(&text))
            })
            .collect();
        expected.assert_eq(&texts);
    }

    #[test]
    fn every_spelling_of_a_term_in_every_format() {
        check(
            &Fixture::new(
                "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
---
tags: [Go L$0ang]
---
//- /content/b.md
+++
tags = [
  'go-lang', # a comment
]
+++
//- /content/c.md
{\"tags\": [\"rust\", \"GO lang\"]}
//- /content/d.md
---
categories: [go-lang]
---
",
            ),
            expect![[r#"
                /content/a.md 11..18 Go Lang
                /content/b.md 16..23 go-lang
                /content/c.md 19..26 GO lang
            "#]],
        );
    }

    #[test]
    fn a_template_finds_its_calls_and_an_open_buffer_wins() {
        let mut fixture = Fixture::new(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/note.html
$0<b>{{ .Inner }}</b>
//- /content/a.md
{{< note >}}x{{< /note >}}
//- /content/b.md
{{< note >}}x{{< /note >}}
",
        );
        fixture.open("/content/b.md", "now {{% note %}}x{{% /note %}}\n");
        check(
            &fixture,
            expect![[r#"
                /content/a.md 4..8 note
                /content/b.md 8..12 note
            "#]],
        );
    }

    const LINKED: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /static/pic.png
x
//- /content/posts/b.md
---
title: B
aliases: [/old/]
---
## One
[here](#one)
//- /content/posts/c.md
[b](/posts/b/#one) [o](/old/) {{< relref \"b.md#two\" >}} ![p](/pic.png)
//- /content/posts/a.md
";

    #[test]
    fn links_to_a_page_a_heading_and_a_file() {
        check(
            &Fixture::new(&format!("{LINKED}[b](../$0b/) <img src=\"/pic.png\">\n")),
            expect![[r#"
                /content/posts/a.md 4..9 ../b/
                /content/posts/b.md 48..52 #one
                /content/posts/c.md 4..17 /posts/b/#one
                /content/posts/c.md 23..28 /old/
                /content/posts/c.md 42..50 b.md#two
            "#]],
        );
        check(
            &Fixture::new(&LINKED.replace("## One", "## O$0ne")),
            expect![[r#"
                /content/posts/b.md 48..52 #one
                /content/posts/c.md 4..17 /posts/b/#one
            "#]],
        );
        check(
            &Fixture::new(&format!("{LINKED}![p](/pic$0.png)\n")),
            expect![[r#"
                /content/posts/a.md 5..13 /pic.png
                /content/posts/c.md 61..69 /pic.png
            "#]],
        );
        check(
            &Fixture::new(&LINKED.replace("title: B", "tit$0le: B")),
            expect![[r#"
                /content/posts/b.md 48..52 #one
                /content/posts/c.md 4..17 /posts/b/#one
                /content/posts/c.md 23..28 /old/
                /content/posts/c.md 42..50 b.md#two
            "#]],
        );
    }

    #[test]
    fn uses_of_a_footnote() {
        check(
            &Fixture::new(&format!("{LINKED}A[^x] b[^y] c[^x].\n\n[^$0x]: note\n[^y]: other\n")),
            expect![[r#"
                /content/posts/a.md 3..4 x
                /content/posts/a.md 15..16 x
            "#]],
        );
    }
}
