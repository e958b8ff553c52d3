//! Links of a Jekyll site: what is offered, explained, opened, and what follows when files move.

use frontis::features::completion::complete;
use frontis::features::diagnostics::diagnose;
use frontis::features::hover::hover;
use frontis::features::links::document_links;
use frontis::features::navigation::definition;
use frontis::features::rename::move_files;
use frontis::world::fixture::{Fixture, edited};
use std::path::PathBuf;

const SITE: &str = "\
//- /_config.yml
url: https://example.org
//- /_includes/box.html
<p>{{ include.kind }}</p>
//- /_posts/2024-01-02-bread.md
---
title: Rye bread
description: A loaf.
---
## The Oven
## The Oven
//- /_posts/2999-01-02-later.md
//- /about.md
---
title: About
permalink: /about/
---
//- /notes.html
<p>
//- /assets/lake.png
x
";

fn at(body: &str) -> Fixture {
    Fixture::new(&format!("{SITE}//- /_posts/2024-02-01-a.md\n---\n---\n{body}\n"))
}

fn below_a_folder(body: &str) -> Fixture {
    let site = SITE.replace("example.org\n", "example.org\nbaseurl: /blog\n");
    Fixture::new(&format!("{site}//- /_posts/2024-02-01-a.md\n---\n---\n{body}\n"))
}

fn offers(fixture: &Fixture) -> Vec<String> {
    let items = complete(&fixture.snapshot(), &fixture.path, fixture.offset).items;
    items.into_iter().map(|item| item.edit.text).collect()
}

#[test]
fn posts_and_files_are_offered_as_each_place_names_them() {
    for (body, expected) in [
        ("[x](bread$0)", &["/2024/01/02/bread.html"][..]),
        ("[x](/abou$0)", &["/about/"]),
        ("![x]($0)", &["/assets/lake.png"]),
        ("[x](/2024/01/02/bread.html#$0)", &["the-oven", "the-oven-1"]),
        ("[x]({% post_url $0 %})", &["2999-01-02-later", "2024-02-01-a", "2024-01-02-bread"]),
        (
            "{% link _posts/2024$0 %}",
            &[
                "_posts/2999-01-02-later.md",
                "_posts/2024-02-01-a.md",
                "_posts/2024-01-02-bread.md",
                "about.md",
            ],
        ),
        ("{% include box.html $0 %}", &["kind=\"\""]),
    ] {
        assert_eq!(offers(&at(body)), expected, "{body}");
    }
    assert!(offers(&at("{% include b$0")).iter().any(|text| text.starts_with("box.html")));
    assert_eq!(offers(&below_a_folder("[x](bread$0)")), ["{{ '/2024/01/02/bread.html' | relative_url }}"]);
}

#[test]
fn a_link_leads_where_the_build_leads_it() {
    const BREAD: &str = "/_posts/2024-01-02-bread.md";
    for (body, path, start) in [
        ("{% post_url 2024-01-02-bread$0 %}", BREAD, 0),
        ("{% post_url /2024-1-2-bread$0 %}", BREAD, 0),
        ("{% link _posts/2024-01-02-bread.md$0 %}", BREAD, 0),
        ("{% link assets/lake.png$0 %}", "/assets/lake.png", 0),
        ("{% include box.html$0 kind=\"a\" %}", "/_includes/box.html", 0),
        ("[x$0]({% post_url 2024-01-02-bread %}#the-oven-1)", BREAD, 58),
        ("[x$0]({{ site.baseurl }}/2024/01/02/bread.html)", BREAD, 0),
        ("[x$0]({{ '/about/' | relative_url }})", "/about.md", 0),
        ("[x$0][r]\n\n[r]: {{ site.url }}{{ site.baseurl }}/about/", "/about.md", 0),
        ("[x](/2024/01/02/bread$0)", BREAD, 0),
        ("[x](https://example.org/about$0)", "/about.md", 0),
        ("[x](/notes$0)", "/notes.html", 0),
        ("[x](2024-01-02-bread.md$0)", BREAD, 0),
        ("![x](/assets/lake.png$0)", "/assets/lake.png", 0),
        ("<img src=\"{{ '/assets/lake.png$0' | relative_url }}\">", "/assets/lake.png", 0),
        ("{% post_url 2024-01-02-gone$0 %}", "", 0),
        ("[x$0]({{ page.url }})", "", 0),
        ("[x](/gone/$0)", "", 0),
        ("[x](https://example.com/about/$0)", "", 0),
        ("{% raw %}{% post_url 2024-01-02-bread$0 %}{% endraw %}", "", 0),
    ] {
        let fixture = at(body);
        let places = definition(&fixture.snapshot(), &fixture.path, fixture.offset);
        let found = places.first().map(|place| (place.path.display().to_string(), place.span.start()));
        assert_eq!(found.unwrap_or_default(), (path.to_owned(), start), "{body}");
    }
}

#[test]
fn a_link_is_explained_and_can_be_opened_at_one_place() {
    let fixture = at("[x]({% post_url 2024-01-02-bread$0 %}) [y]({{ '/about/' | relative_url }})");
    let snapshot = fixture.snapshot();
    let found = hover(&snapshot, &fixture.path, fixture.offset).expect("a hover");
    assert_eq!(
        found.markdown,
        "**Rye bread** · 2024-01-02 · `/2024/01/02/bread.html`\n\nA loaf.\n\n`_posts/2024-01-02-bread.md`"
    );
    let links = document_links(&snapshot, &fixture.path);
    let paths: Vec<String> = links.iter().map(|link| link.path.display().to_string()).collect();
    assert_eq!(paths, ["/_posts/2024-01-02-bread.md", "/about.md"]);
}

#[test]
fn links_follow_files_that_move() {
    for (from, to, body, expected) in [
        (
            "_posts/2024-01-02-bread.md",
            "_posts/2024-01-03-rye.markdown",
            "[x]({% post_url 2024-01-02-bread %}#the-oven) {% link _posts/2024-01-02-bread.md %} [y]({{ site.baseurl }}/2024/01/02/bread.html) [z]({{ '/2024/01/02/bread.html' | relative_url }})",
            "[x]({% post_url 2024-01-03-rye %}#the-oven) {% link _posts/2024-01-03-rye.markdown %} [y]({{ site.baseurl }}/2024/01/03/rye.html) [z]({{ '/2024/01/03/rye.html' | relative_url }})",
        ),
        // Its address is its own.
        (
            "about.md",
            "pages/me.md",
            "{% link about.md %} [x](/about/)",
            "{% link pages/me.md %} [x](/about/)",
        ),
        (
            "_posts/2024-01-02-bread.md",
            "food/_posts/2024-01-02-bread.md",
            "{% post_url 2024-01-02-bread %} [x](/2024/01/02/bread.html)",
            "{% post_url 2024-01-02-bread %} [x](/food/2024/01/02/bread.html)",
        ),
        ("assets/lake.png", "assets/sea.png", "![x](/assets/lake.png)", "![x](/assets/sea.png)"),
    ] {
        let fixture = at(&format!("{body}$0"));
        let moves = (PathBuf::from(format!("/{from}")), PathBuf::from(format!("/{to}")));
        let renamed = move_files(&fixture.snapshot(), &[moves]);
        let file = renamed.files.iter().find(|file| file.path == fixture.path).expect("the post");
        let edits: Vec<_> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
        assert_eq!(edited(&file.text, &edits).lines().last(), Some(expected), "{body}");
    }
}

#[test]
fn dead_links_are_reported_where_it_is_sure() {
    for (body, expected) in [
        ("[x]({% post_url 2999-01-02-later %})", &["target-not-found"][..]),
        ("[x](/2024/01/02/bread.html#nope)", &["anchor-unknown"]),
        ("[x]({% post_url 2024-01-02-bread %}#nope)", &["anchor-unknown"]),
        ("[x](/2999/01/02/later.html)", &["link-unpublished"]),
        ("[x](/gone/) ![y](/gone.png) [z]({{ '/a#b' | relative_url }})", &[]),
        ("[x](/2024/01/02/bread.html#the-oven) [y](/about/)", &[]),
    ] {
        let fixture = at(&format!("{body}$0"));
        let found = diagnose(&fixture.snapshot(), &fixture.path);
        let codes: Vec<&str> = found.iter().map(|problem| problem.rule.code).collect();
        assert_eq!(codes, expected, "{body}");
    }
    let other = SITE.replace("example.org\n", "example.org\nkramdown: {auto_ids: false}\n");
    let body = "[x](/2024/01/02/bread.html#nope)";
    let fixture = Fixture::new(&format!("{other}//- /_posts/2024-02-01-a.md\n---\n---\n{body}$0\n"));
    assert_eq!(diagnose(&fixture.snapshot(), &fixture.path).len(), 0);
}
