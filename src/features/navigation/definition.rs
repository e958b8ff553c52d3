//! Definition: from a call to its template, from a term to the page that describes it, from a link to its target.

use super::Location;
use crate::features::links::{self, Subject};
use crate::features::target::{self, Target};
use crate::site::link::Destination;
use crate::site::model::Surroundings;
use crate::site::shortcode::Origin;
use crate::text::Span;
use crate::world::{PostView, Site, Snapshot};
use std::path::Path;

/// The places where the thing at byte `offset` is defined; none for what the generator itself brings along.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Location> {
    let Some(site) = snapshot.site_of(path) else { return Vec::new() };
    match target::at(snapshot, path, offset) {
        Some(Target::Shortcode { name, .. }) => template(site, &name),
        Some(Target::Term { taxonomy, text, .. }) => {
            let pages = term_pages(site, taxonomy, &text);
            if pages.is_empty() { declared(snapshot, path, taxonomy, &text) } else { pages }
        }
        Some(Target::Template { .. }) => Vec::new(),
        None => snapshot.post(path).map(|view| linked(snapshot, &view, offset)).unwrap_or_default(),
    }
}

/// What a link leads to: the heading that its fragment names, or the file as a whole.
fn linked(snapshot: &Snapshot, view: &PostView, offset: usize) -> Vec<Location> {
    if let Some((Subject::Footnote(label), _)) = links::subject(snapshot, view, offset) {
        return footnote(view, &label);
    }
    let Some(found) = links::at(view, offset) else { return Vec::new() };
    let Some(path) = found.target() else { return Vec::new() };
    let target = match **path == *view.path {
        true => Some(view.clone()),
        false => {
            snapshot.post_in(&view.site, path).filter(|_| matches!(found.destination, Destination::Page(_)))
        }
    };
    let heading =
        found.link.fragment().zip(target).and_then(|(id, target)| links::anchors(&target).place(&id));
    match heading {
        Some(span) => vec![Location { path: view.site.absolute(path), span }],
        None => vec![start_of(&view.site, path)],
    }
}

fn footnote(view: &PostView, label: &str) -> Vec<Location> {
    let defined = view.document.markdown.footnote_definitions.iter().filter(|note| note.label == label);
    defined.map(|note| Location { path: view.absolute(), span: note.label_span }).collect()
}

fn template(site: &Site, name: &str) -> Vec<Location> {
    match site.corpus.shortcodes.def(name).map(|def| &def.origin) {
        Some(Origin::Template(path)) => vec![start_of(site, path)],
        Some(Origin::Builtin(_)) | None => Vec::new(),
    }
}

fn term_pages(site: &Site, taxonomy: usize, text: &str) -> Vec<Location> {
    let Some(taxonomy) = site.model.taxonomies().get(taxonomy) else { return Vec::new() };
    let url = site.model.term_url(taxonomy, text);
    site.corpus.pages_at(&url).iter().map(|path| start_of(site, path)).collect()
}

/// The file of the site that declares a term.
fn declared(snapshot: &Snapshot, path: &Path, taxonomy: usize, text: &str) -> Vec<Location> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    let file = view.site.model.declared_terms(&view.path);
    let file = file.filter(|file| file.taxonomy == taxonomy && file.get(text).is_some());
    file.map(|file| start_of(&view.site, &file.path)).into_iter().collect()
}

fn start_of(site: &Site, path: &str) -> Location {
    Location { path: site.absolute(path), span: Span::empty(0) }
}

#[cfg(test)]
mod tests {
    use super::super::show;
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(fixture: &str, expected: Expect) {
        let fixture = Fixture::new(fixture);
        expected.assert_eq(&show(&definition(&fixture.snapshot(), &fixture.path, fixture.offset)));
    }

    #[test]
    fn a_term_leads_to_the_file_that_declares_it() {
        let site = |tag: &str| {
            format!(
                "//- /docusaurus.config.js\n//- /docs/tags.yml\nopen:\n//- /docs/a.md\n---\ntags: [{tag}$0]\n---\n"
            )
        };
        check(
            &site("open"),
            expect![[r#"
            /docs/tags.yml 0..0
        "#]],
        );
        check(&site("shut"), expect![[""]]);
    }

    #[test]
    fn a_call_leads_to_its_template() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/note.html
<b>{{ .Inner }}</b>
//- /content/a.md
---
title: A
---
{{< no$0te >}}x{{< /note >}}
",
            expect![[r#"
                /layouts/shortcodes/note.html 0..0
            "#]],
        );
    }

    #[test]
    fn a_file_that_is_put_in_from_beside_is_no_template() {
        let site = "//- /_config.yml\ntitle: T\n//- /_includes/part.md\nx\n//- /notes/part.md\ny\n//- /notes/b/c.txt\nz\n//- /notes/a.md\n---\n---\n";
        for (call, expected) in [
            ("{% include_relative pa$0rt.md %}", expect!["/notes/part.md 0..0\n"]),
            ("{% include_relative b/c$0.txt %}", expect!["/notes/b/c.txt 0..0\n"]),
            ("{% include_relative no$0ne.md %}", expect![""]),
            ("{% include par$0t.md %}", expect!["/_includes/part.md 0..0\n"]),
        ] {
            check(&format!("{site}{call}\n"), expected);
        }
    }

    #[test]
    fn a_closing_tag_leads_there_too() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/_shortcodes/note.html
<b>{{ .Inner }}</b>
//- /content/a.md
{{< note >}}x{{< /note$0 >}}
",
            expect![[r#"
                /layouts/_shortcodes/note.html 0..0
            "#]],
        );
    }

    #[test]
    fn a_built_in_one_has_no_file() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
{{< fig$0ure src=\"a.png\" >}}
",
            expect![""],
        );
    }

    #[test]
    fn a_term_leads_to_the_page_that_describes_it() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/tags/go-lang/_index.md
---
title: Go
---
//- /content/a.md
---
tags: [Go La$0ng]
---
",
            expect![[r#"
                /content/tags/go-lang/_index.md 0..0
            "#]],
        );
    }

    const LINKED: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/posts/b.md
---
title: B
---
## One
## Two
//- /static/pic.png
x
//- /content/posts/a.md
";

    #[test]
    fn a_link_leads_to_the_page_the_heading_or_the_file() {
        for (post, expected) in [
            ("[b](/posts/b$0/)\n", "/content/posts/b.md 0..0\n"),
            ("[b$0](../b/#two)\n", "/content/posts/b.md 24..30\n"),
            ("{{< relref \"b$0.md#one\" >}}\n", "/content/posts/b.md 17..23\n"),
            ("[b$0][x]\n\n[x]: /posts/b/\n", "/content/posts/b.md 0..0\n"),
            ("---\ncover:\n  image: /pic$0.png\n---\n", "/static/pic.png 0..0\n"),
            ("## Here\n[x](#he$0re)\n", "/content/posts/a.md 0..7\n"),
            ("<a href=\"/posts/b/#on$0e\">x</a>\n", "/content/posts/b.md 17..23\n"),
            ("<img src=\"/pic$0.png\">\n", "/static/pic.png 0..0\n"),
            ("{{< figure src=\"/pic$0.png\" >}}\n", "/static/pic.png 0..0\n"),
            ("A[^$0x].\n\n[^x]: note\n", "/content/posts/a.md 10..11\n"),
            ("[x](/go$0ne/)\n", ""),
        ] {
            let fixture = Fixture::new(&format!("{LINKED}{post}"));
            let found = definition(&fixture.snapshot(), &fixture.path, fixture.offset);
            assert_eq!(show(&found), expected, "{post}");
        }
    }
}
