//! A link: the post that it leads to, with its state and address, or the file.

use super::{Hover, line, paragraphs};
use crate::features::dates;
use crate::features::links::{self, Resolved};
use crate::site::link::Destination;
use crate::site::model::Surroundings;
use crate::site::publish::PublishState;
use crate::world::{PostView, Snapshot};

/// The explanation of the link at byte `offset`; `None` where there is none, or nothing is known of its target.
pub(super) fn hover(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Hover> {
    let found = links::at(view, offset)?;
    let hover = |markdown| Hover::new(found.link.span, markdown);
    match &found.destination {
        Destination::Page(path) => page(snapshot, view, path, &found).map(hover),
        Destination::File(path) => {
            let about = line([format!("File `{path}`"), links::file_facts(&view.site, path)]);
            let picture = links::is_picture(path).then(|| view.site.absolute(path));
            Some(Hover { picture, ..hover(about) })
        }
        _ => None,
    }
}

fn page(snapshot: &Snapshot, view: &PostView, path: &str, found: &Resolved) -> Option<String> {
    let post = match *path == *view.path {
        true => view.post.clone(),
        false => view.site.corpus.post_at(path)?.clone(),
    };
    let facts = &post.page;
    let head = line([
        format!("**{}**", post.label()),
        facts.date.map(|date| dates::day(&*view.site.model, date)).unwrap_or_default(),
        facts.url.as_ref().map(|url| format!("`{url}`")).unwrap_or_default(),
    ]);
    let publication = view.site.model.publication(facts, snapshot.now);
    let state = if publication.state == PublishState::Published { String::new() } else { publication.reason };
    let heading = found.link.fragment().and_then(|id| {
        let heading = post.body.open().headings.into_iter().find(|heading| heading.id == id)?;
        Some(format!("Heading “{}”", heading.text))
    });
    let about = facts.description.as_deref().unwrap_or_default().to_owned();
    let twin = if view.site.corpus.file_exists(path) { format!("`{path}`") } else { String::new() };
    Some(paragraphs([head, heading.unwrap_or_default(), state, about, twin]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /static/p.png
x
//- /content/posts/b.md
---
title: Bread
date: 2026-01-02
description: How to bake.
draft: true
---
## The oven
//- /content/posts/a.md
";

    #[test]
    fn a_link_shows_the_post_it_leads_to() {
        check(
            &format!("{SITE}[b](../b$0/#the-oven)\n"),
            expect![[r#"
                [../b/#the-oven]
                **Bread** · 2026-01-02 · `/posts/b/`

                Heading “The oven”

                This page is a draft: builds leave it out.

                How to bake.

                `content/posts/b.md`
            "#]],
        );
    }

    #[test]
    fn the_same_for_references_html_and_calls() {
        for post in
            ["[b][x]\n\n[x]: ..$0/b/\n", "<a href=\"/posts/b$0/\">b</a>\n", "{{< ref \"b$0.md\" >}}\n"]
        {
            let fixture = crate::world::fixture::Fixture::new(&format!("{SITE}{post}"));
            let found = super::super::hover(&fixture.snapshot(), &fixture.path, fixture.offset).unwrap();
            assert!(found.markdown.starts_with("**Bread** · 2026-01-02 · `/posts/b/`"), "{post}");
        }
    }

    #[test]
    fn a_file_is_named_and_other_sites_are_left_alone() {
        check(
            &format!("{SITE}![p](/p$0.png)\n"),
            expect![[r#"
                [/p.png]
                File `static/p.png` · 2 bytes
                picture /static/p.png
            "#]],
        );
        let gif = "//- /static/p.gif\nGIF89a\u{40}\0\u{20}\0\0\0\0\n";
        check(
            &format!("{gif}{SITE}![p](/p$0.gif)\n"),
            expect![[r#"
                [/p.gif]
                File `static/p.gif` · 64 × 32 pixels · 14 bytes
                picture /static/p.gif
            "#]],
        );
        check(
            &SITE.replace(
                "//- /content/posts/a.md\n",
                "//- /content/posts/c.md\n---\ncover:\n  image: /p$0.png\n---\n",
            ),
            expect![[r#"
                [/p.png]
                File `static/p.png` · 2 bytes
                picture /static/p.png
            "#]],
        );
        check(&format!("{SITE}[x](https://exa$0mple.com/)\n"), expect![""]);
    }
}
