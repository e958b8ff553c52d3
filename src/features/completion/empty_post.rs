//! A post that has no front matter yet: the site's archetype, or the shape of the other posts.

use crate::features::completion::context::Context;
use crate::features::completion::skeleton::{Skeleton, count, skeleton};
use crate::features::completion::{Completions, Item, ItemKind};
use crate::features::counts::posts;
use crate::features::dates::DateHabit;
use crate::features::edits::line_at;
use crate::features::fields::siblings;
use crate::features::names;
use crate::site::model::NewPost;
use crate::syntax::front_matter::cursor::KeyPlace;
use crate::syntax::front_matter::{Format, parse, write};
use crate::text::{Edit, Span};
use crate::world::{PostView, Snapshot};

/// The offers at the top of a post without front matter; `None` anywhere else.
pub(super) fn complete(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Completions> {
    let line = line_at(&view.text, offset);
    let typed = line.of(&view.text).trim_start_matches('\u{FEFF}').trim();
    let is_first = view.text.get(..line.start())?.trim_start_matches('\u{FEFF}').trim().is_empty();
    if !is_first || !has_none(view, line) {
        return None;
    }
    let formats: Vec<Format> = match typed {
        "" => vec![usual_format(view)],
        "-" | "--" | "---" => vec![Format::Yaml],
        "+" | "++" | "+++" => vec![Format::Toml],
        "{" | "{}" => vec![Format::Json],
        _ => return None,
    };
    let line = behind_mark(view, line, offset);
    let is_last = view.text.get(line.end()..).is_none_or(|rest| rest.is_empty());
    let end = if is_last { write::line_ending(&view.text) } else { "" };
    let mut items = Vec::new();
    if let Some((text, path)) = archetype(snapshot, view)
        && (typed.is_empty() || text.trim_start().starts_with(typed.trim_end_matches('}')))
    {
        items.push(offer("New post", &path, Edit::replace(line, format!("{}{end}", text.trim_end()))));
    }
    for format in formats {
        let Some((open, close)) = fences(view, format) else { continue };
        let inner = skeleton(snapshot, view, format);
        let newline = write::line_ending(&view.text);
        let opening = if open.is_empty() { String::new() } else { format!("{open}{newline}") };
        let around = |inner: &str| format!("{opening}{inner}{close}{end}");
        let edit = Edit::replace(line, around(&inner.text));
        // Braces are plain text in a snippet, outside of its stops.
        let snippet = format!("{}$0", around(&inner.snippet));
        items.push(offer("Front matter", &like(view), edit).snippet(snippet));
    }
    for item in &mut items {
        item.filter_text = format!("{typed}{}", item.label);
    }
    Some(Completions::complete(items).ranked(view.site.settings.completion.limit))
}

/// The same inside of a front matter that is still empty, without the delimiters that are there.
pub(super) fn inside(context: &Context<'_>, place: &KeyPlace) -> Vec<Item> {
    let Some(front) = context.view.document.front_matter() else { return Vec::new() };
    let is_blank = front.root.is_empty() && front.inner.of(&context.view.text).trim().is_empty();
    if !is_blank || !place.is_new_line || !place.typed.is_empty() || front.format == Format::Json {
        return Vec::new();
    }
    let newline = write::line_ending(&context.view.text);
    let close = match (front.closer, fences(context.view, front.format)) {
        (None, Some((_, close))) => format!("{newline}{close}{newline}"),
        _ => String::new(),
    };
    let mut items = Vec::new();
    if let Some((text, path)) = archetype(context.snapshot, context.view)
        && let Some(inner) = inner_of(context.view, &text, front.format)
    {
        items.push(offer("New post", &path, Edit::replace(place.replace, format!("{inner}{close}"))));
    }
    let Skeleton { text, snippet, .. } = skeleton(context.snapshot, context.view, front.format);
    let edit = Edit::replace(place.replace, format!("{}{close}", text.trim_end()));
    items.push(
        offer("Front matter", &like(context.view), edit).snippet(format!("{}{close}$0", snippet.trim_end())),
    );
    items
}

fn offer(label: &str, detail: &str, edit: Edit) -> Item {
    let documentation = format!("```\n{}\n```", edit.text.trim_end());
    let mut item =
        Item::new(ItemKind::Template, label, edit.span, "").detail(detail).documentation(documentation);
    item.edit = edit;
    item
}

/// Whether the post has no front matter but, at most, the opening delimiter on `line`.
fn has_none(view: &PostView, line: Span) -> bool {
    let Some(front) = view.document.front_matter() else { return true };
    front.root.is_empty() && front.inner.of(&view.text).trim().is_empty() && line.covers(front.opener)
}

/// The line without a byte order mark at its start, which front matter may follow; from a cursor before the mark on it goes,
/// so that what is written stands first and where the cursor is.
fn behind_mark(view: &PostView, line: Span, offset: usize) -> Span {
    let mark = if line.of(&view.text).starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let without = Span::new(line.start() + mark, line.end());
    if without.touches(offset) { without } else { line }
}

fn fences(view: &PostView, format: Format) -> Option<(&'static str, &'static str)> {
    let rules = view.site.model.split_rules();
    match format {
        Format::Json => rules.json.then_some(("{", "}")),
        // Its end is the blank line that follows.
        Format::Metadata => rules.metadata.then_some(("", "")),
        _ => rules.fence(format).and_then(|fence| Some((fence.opener, *fence.closers.first()?))),
    }
}

fn usual_format(view: &PostView) -> Format {
    let siblings = siblings(&view.site, &view.post.page.section);
    let usual = siblings.usual_format().or_else(|| view.site.corpus.keys.all().usual_format());
    let is_marked = fences(view, Format::Yaml).is_some();
    usual.unwrap_or(if is_marked { Format::Yaml } else { Format::Metadata })
}

fn like(view: &PostView) -> String {
    match count(view) {
        0 => String::new(),
        count => format!("like {}", posts(count)),
    }
}

/// The archetype of the post's section, filled in, and its path.
fn archetype(snapshot: &Snapshot, view: &PostView) -> Option<(String, String)> {
    let section = view.post.page.section.as_str();
    let archetype = view.site.corpus.archetype(section)?;
    let model = &*view.site.model;
    let stats = view.site.corpus.keys.key("date");
    let habit = DateHabit::of(stats, model, snapshot.now);
    let date = habit.write(habit.civil(snapshot.now));
    let name = crate::corpus::page_name(&view.path);
    let title = names::title(&view.path);
    let post = NewPost { name: &name, title: &title, section, date: &date };
    Some((model.expand_archetype(&archetype.text, &post)?, archetype.path.to_string()))
}

/// The lines between the delimiters of a whole post in that format.
fn inner_of(view: &PostView, text: &str, format: Format) -> Option<String> {
    let parsed = parse(text, view.site.model.split_rules());
    let front = parsed.front_matter.filter(|front| front.format == format)?;
    Some(front.inner.of(text).trim_end().to_string())
}

#[cfg(test)]
mod tests {
    use crate::features::completion::tests::check_whole;
    use crate::world::fixture::{Fixture, edited};
    use expect_test::expect;

    const YAML: &str = "\
//- /p/b.md
---
title: \"B\"
date: 2026-01-02
author: ann
draft: false
tags: [go]
cover:
  image: \"b.png\"
---
//- /p/c.md
---
title: \"C\"
date: 2026-01-03
author: ann
draft: false
tags: [go]
cover:
  image: \"c.png\"
---
//- /p/d.md
---
title: \"D\"
date: 2026-01-04
author: ann
rare: 1
---
";

    #[test]
    fn an_empty_file_gets_the_shape_of_its_siblings() {
        check_whole(
            &format!("{YAML}//- /p/2026-06-01-my-post.md\n$0"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                ---
                title: "My post"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                =====
                ---
                title: "${1:My post}"
                date: 2026-06-01
                author: ann
                draft: true
                tags: [$2]
                cover:
                  image: "$3"
                ---
                $0
                =====
                ```
                ---
                title: "My post"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                ```
            "#]],
        );
        check_whole(
            &format!("{YAML}//- /p/a.md\n--$0"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                ---
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                =====
                ---
                title: "${1:A}"
                date: 2026-06-01
                author: ann
                draft: true
                tags: [$2]
                cover:
                  image: "$3"
                ---
                $0
                =====
                ```
                ---
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                ```
            "#]],
        );
        check_whole(
            &format!("{YAML}//- /p/a.md\n+++$0\n"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                +++
                title = "A"
                date = 2026-06-01
                author = "ann"
                draft = true
                tags = []
                [cover]
                image = ""
                +++
                =====
                +++
                title = "${1:A}"
                date = 2026-06-01
                author = "ann"
                draft = true
                tags = [$2]
                [cover]
                image = "$3"
                +++$0
                =====
                ```
                +++
                title = "A"
                date = 2026-06-01
                author = "ann"
                draft = true
                tags = []
                [cover]
                image = ""
                +++
                ```
            "#]],
        );
        check_whole(
            &format!("{YAML}//- /p/a.md\n{{$0}}"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                {
                  "title": "A",
                  "date": "2026-06-01",
                  "author": "ann",
                  "draft": true,
                  "tags": [],
                  "cover": {
                    "image": ""
                  }
                }
                =====
                {
                  "title": "${1:A}",
                  "date": "2026-06-01",
                  "author": "ann",
                  "draft": true,
                  "tags": [$2],
                  "cover": {
                    "image": "$3"
                  \}
                }
                $0
                =====
                ```
                {
                  "title": "A",
                  "date": "2026-06-01",
                  "author": "ann",
                  "draft": true,
                  "tags": [],
                  "cover": {
                    "image": ""
                  }
                }
                ```
            "#]],
        );
    }

    #[test]
    fn inside_of_delimiters_only_the_rest_is_written() {
        check_whole(
            &format!("{YAML}//- /p/a.md\n---\n$0\n---\n"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                ---
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                =====
                title: "${1:A}"
                date: 2026-06-01
                author: ann
                draft: true
                tags: [$2]
                cover:
                  image: "$3"$0
                =====
                ```
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ```
            "#]],
        );
        check_whole(
            &format!("{YAML}//- /p/a.md\n---\n$0"),
            expect![[r#"
                Front matter | like 3 posts
                =====
                ---
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                =====
                title: "${1:A}"
                date: 2026-06-01
                author: ann
                draft: true
                tags: [$2]
                cover:
                  image: "$3"
                ---
                $0
                =====
                ```
                title: "A"
                date: 2026-06-01
                author: ann
                draft: true
                tags: []
                cover:
                  image: ""
                ---
                ```
            "#]],
        );
    }

    #[test]
    fn an_archetype_comes_first() {
        let site = "//- /hugo.toml\nbaseURL = 'x'\n//- /archetypes/default.md\n+++\ntitle = '{{ .Name }}'\n\
                    date = {{ .Date }}\n+++\n";
        check_whole(
            &format!("{site}//- /content/a.md\n$0"),
            expect![[r#"
            New post | archetypes/default.md
            =====
            +++
            title = 'a'
            date = 2026-06-01T12:00:00+00:00
            +++
            =====

            =====
            ```
            +++
            title = 'a'
            date = 2026-06-01T12:00:00+00:00
            +++
            ```
        "#]],
        );
    }

    #[test]
    fn a_byte_order_mark_stays_before_the_front_matter_or_goes() {
        for (post, expected) in
            [("\u{FEFF}$0\n", "\u{FEFF}---\n"), ("$0\u{FEFF}\n", "---\n"), ("\u{FEFF}--$0", "\u{FEFF}---\n")]
        {
            let fixture = Fixture::new(&format!("{YAML}//- /p/a.md\n{post}"));
            let snapshot = fixture.snapshot();
            let item = super::super::complete(&snapshot, &fixture.path, fixture.offset).items.remove(0);
            assert!(item.edit.span.touches(fixture.offset), "{post:?}");
            let text = snapshot.post(&fixture.path).unwrap().text;
            let whole = edited(&text, &[item.edit]);
            assert!(
                whole.starts_with(expected) && !whole.get(3..).unwrap().contains('\u{FEFF}'),
                "{whole:?}"
            );
        }
    }

    #[test]
    fn nothing_in_a_body() {
        check_whole(&format!("{YAML}//- /p/a.md\n---\ntitle: x\n---\n\n$0\n"), expect![[""]]);
        check_whole(&format!("{YAML}//- /p/a.md\nText.\n\n$0\n"), expect![[""]]);
        check_whole(&format!("{YAML}//- /p/a.md\nTe$0\n"), expect![[""]]);
    }
}
