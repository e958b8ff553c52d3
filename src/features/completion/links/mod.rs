//! Destinations of links: pages by title or address, files, addresses of other sites, and the anchors of the target;
//! labels of footnotes.

mod anchors;
mod external;
mod files;
mod pages;
mod typed;

pub use pages::for_call;

use super::Completions;
use crate::features::links::Style;
use crate::features::matching::Pattern;
use crate::site::link::LinkForm;
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use typed::Typed;

/// The marks that a destination begins with before the name of anything: `/`, `../`, `@/`.
const MARKS: [char; 3] = ['/', '.', '@'];

/// The offers for the destination or label at byte `offset` of the body; `None` where neither is being typed.
pub(super) fn complete(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Completions> {
    if view.document.markdown.code.iter().any(|code| code.span.contains(offset)) {
        return None;
    }
    let limit = view.site.settings.completion.limit;
    Some(match typed::typed(&view.text, offset)? {
        Typed::Footnote(span) => Completions::complete(anchors::footnotes(view, span)).ranked(limit),
        Typed::Fragment { dest, span } => {
            let items = anchors::fragments(snapshot, view, dest, LinkForm::Markdown, span);
            Completions::complete(items).ranked(limit)
        }
        Typed::Path { span, form } => paths(view, span, form, offset),
    })
}

fn paths(view: &PostView, span: Span, form: LinkForm, offset: usize) -> Completions {
    let limit = view.site.settings.completion.limit;
    let (typed, whole) =
        (Span::new(span.start(), offset.min(span.end())).of(&view.text), span.of(&view.text));
    if external::is_begun(typed) {
        return Completions::complete(external::offers(view, typed, span)).ranked(limit);
    }
    let style = match form {
        LinkForm::Markdown => Some(Style::of_links(view, whole)),
        LinkForm::Href => Some(Style::of_html(view, whole)),
        _ => None,
    };
    let style = style.map(|style| style.begun(typed));
    let pattern = Pattern::new(typed.trim_start_matches(MARKS));
    let mut items = match &style {
        Some(style) => pages::offers(view, &pattern, style, span),
        None => Vec::new(),
    };
    // One more than fit tells that there are more.
    items.extend(files::offers(view, &pattern, form, span, (limit + 1).saturating_sub(items.len())));
    // What the client compares with what is typed has to begin as that does.
    for item in items.iter_mut().filter(|_| typed.starts_with(MARKS)) {
        item.filter_text = format!("{typed} {}", item.filter_text);
    }
    Completions::complete(items).ranked(limit)
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
    fn in_definitions_html_and_in_the_style_of_the_post() {
        offers(
            "[y](../y/)\n[x]: bre$0\n",
            expect![[r#"
                ../b/ | Bread | 16..19 => "../b/"
            "#]],
        );
        offers(
            "<a href=\"/posts/o$0\">x</a>",
            expect![[r#"
                /posts/old/ | Cake | 9..17 => "/posts/old/"
            "#]],
        );
        offers(
            "<img src=\"$0\">",
            expect![[r#"
                lake.png | beside this post | 10..10 => "lake.png"
                /map.png | static file | 10..10 => "/map.png"
            "#]],
        );
        offers(
            "[y]({{< ref \"/posts/old\" >}}) [x](bre$0)",
            expect![[r#"
                /posts/b | Bread | 34..37 => "{{< ref \"/posts/b\" >}}"
            "#]],
        );
    }

    #[test]
    fn pages_by_an_old_address() {
        let site = SITE.replace("title: Cake\n", "title: Cake\naliases: [/torte/]\n");
        check(
            &format!("{site}[x](torte$0)\n"),
            expect![[r#"
                /posts/old/ | Cake | 4..9 => "/posts/old/"
            "#]],
        );
    }

    #[test]
    fn addresses_that_other_posts_link_to() {
        let site = SITE.replace(
            "## The oven",
            "[a](https://example.com/x) [b](https://example.com/x) <https://example.net/>",
        );
        check(
            &format!("{site}[x](https://exa$0)\n"),
            expect![[r#"
                https://example.com/x | 2 links | 4..15 => "https://example.com/x"
                https://example.net/ | 1 link | 4..15 => "https://example.net/"
            "#]],
        );
    }

    #[test]
    fn pages_and_their_anchors_in_a_call() {
        offers(
            "{{< ref \"bre$0\" >}}",
            expect![[r#"
                /posts/b | Bread | 9..12 => "/posts/b"
            "#]],
        );
        offers(
            "{{< ref \"/posts/b#$0\" >}}",
            expect![[r#"
                the-oven | The oven | 18..18 => "the-oven"
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
