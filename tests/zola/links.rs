//! Links of a Zola site in an editor: what is offered, explained, opened, and what follows when files move.

use frontis::features::completion::complete;
use frontis::features::diagnostics::diagnose;
use frontis::features::hover::hover;
use frontis::features::links::document_links;
use frontis::features::navigation::definition;
use frontis::features::rename::move_files;
use frontis::world::fixture::{Fixture, edited};
use std::path::PathBuf;

const SITE: &str = "\
//- /zola.toml
base_url = 'https://example.org/site'
[languages.fr]
//- /static/map.png
x
//- /content/blog/_index.md
+++
title = 'Blog'
+++
//- /content/blog/2024-05-06_rye bread.md
+++
title = 'Rye bread'
description = 'A loaf.'
+++
## The Oven
## The Oven
## Flour {#meal}
//- /content/blog/2024-05-06_rye bread.fr.md
+++
title = 'Pain'
+++
//- /content/blog/fixed.md
+++
title = 'Fixed'
path = 'here/to/stay'
draft = true
+++
//- /content/trip/index.md
+++
title = 'Trip'
slug = 'journey'
+++
//- /content/trip/lake.png
x
";

fn fixture(body: &str) -> Fixture {
    Fixture::new(&format!("{SITE}//- /content/blog/m.md\n+++\n+++\n{body}\n"))
}

#[test]
fn pages_are_offered_by_their_files_and_by_what_is_typed() {
    for (body, expected) in [
        (
            "[x]($0)",
            &[
                "@/blog/2024-05-06_rye%20bread.md",
                "@/blog/_index.md",
                "@/blog/fixed.md",
                "@/trip/index.md",
                "/map.png",
            ][..],
        ),
        ("[x](@/tri$0)", &["@/trip/index.md"]),
        ("[x](rye$0)", &["@/blog/2024-05-06_rye%20bread.md"]),
        ("[x](/jour$0)", &["/journey/"]),
        ("![x]($0)", &["/map.png"]),
        ("[x](@/blog/2024-05-06_rye%20bread.md#$0)", &["the-oven", "the-oven-1", "meal"]),
    ] {
        let fixture = fixture(body);
        let mut found: Vec<String> = complete(&fixture.snapshot(), &fixture.path, fixture.offset)
            .items
            .into_iter()
            .map(|item| item.edit.text)
            .collect();
        if body.starts_with("[x]($0") {
            found.sort_by_key(|dest| !dest.starts_with('@'));
        }
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn a_link_leads_to_the_page_that_the_build_finds() {
    const RYE: &str = "/content/blog/2024-05-06_rye bread.md";
    for (body, path, start) in [
        ("[x](@/blog/2024-05-06_rye%20bread.md$0)", RYE, 0),
        ("[x](@/blog/2024-05-06_rye%20bread.md#the-oven-1$0)", RYE, 64),
        ("[x](@/blog/2024-05-06_rye%20bread.md#meal$0)", RYE, 76),
        ("[x](@/blog/2024-05-06_rye%20bread.fr.md$0)", "/content/blog/2024-05-06_rye bread.fr.md", 0),
        ("[x](@/blog/_index.md$0)", "/content/blog/_index.md", 0),
        ("[x$0][r]\n\n[r]: @/trip/index.md", "/content/trip/index.md", 0),
        ("[x](/site/blog/rye-bread/$0)", RYE, 0),
        ("[x](/site/fr/blog/rye-bread/$0)", "/content/blog/2024-05-06_rye bread.fr.md", 0),
        ("[x](https://example.org/site/here/to/stay$0)", "/content/blog/fixed.md", 0),
        ("[x](../rye-bread/$0)", RYE, 0),
        ("![x](/site/journey/lake.png$0)", "/content/trip/lake.png", 0),
        ("![x](/site/map.png$0)", "/static/map.png", 0),
        ("## Own\n[x](#ow$0n)", "/content/blog/m.md", 8),
        ("[x](@/gone.md$0)", "", 0),
        ("![x](@/trip/index.md$0)", "", 0),
        ("[x](https://example.com/site/journey/$0)", "", 0),
        ("[x](/elsewhere/$0)", "", 0),
    ] {
        let fixture = fixture(body);
        let places = definition(&fixture.snapshot(), &fixture.path, fixture.offset);
        let found = places.first().map(|place| (place.path.display().to_string(), place.span.start()));
        assert_eq!(found.unwrap_or_default(), (path.to_owned(), start), "{body}");
    }
}

#[test]
fn a_link_is_explained_and_can_be_opened() {
    let fixture = fixture("[x](@/blog/2024-05-06_rye%20bread.md#meal$0) [y](@/blog/fixed.md)");
    let snapshot = fixture.snapshot();
    let found = hover(&snapshot, &fixture.path, fixture.offset).expect("a hover");
    assert_eq!(
        found.markdown,
        "**Rye bread** · 2024-05-06 · `/blog/rye-bread/`\n\nHeading “Flour”\n\nA loaf.\n\n`content/blog/2024-05-06_rye bread.md`"
    );
    let links = document_links(&snapshot, &fixture.path);
    let paths: Vec<String> = links.iter().map(|link| link.path.display().to_string()).collect();
    assert_eq!(paths, ["/content/blog/2024-05-06_rye bread.md", "/content/blog/fixed.md"]);
}

#[test]
fn links_follow_files_that_move() {
    for (from, to, body, expected) in [
        (
            "blog/2024-05-06_rye bread.md",
            "bread/rye.md",
            "[x](@/blog/2024-05-06_rye%20bread.md#meal) [y](/site/blog/rye-bread/)",
            "[x](@/bread/rye.md#meal) [y](/site/bread/rye/)",
        ),
        // The address stays, and links by file follow nevertheless.
        (
            "blog/fixed.md",
            "blog/firm.md",
            "[x](@/blog/fixed.md) [y](/site/here/to/stay/)",
            "[x](@/blog/firm.md) [y](/site/here/to/stay/)",
        ),
        (
            "trip",
            "tour",
            "[x](@/trip/index.md) ![y](/site/journey/lake.png)",
            "[x](@/tour/index.md) ![y](/site/journey/lake.png)",
        ),
        ("blog/m.md", "n.md", "[x](@/blog/m.md) [y](@/blog/fixed.md)", "[x](@/n.md) [y](@/blog/fixed.md)"),
    ] {
        let fixture = fixture(&format!("{body}$0"));
        let moves = [from, to].map(|path| PathBuf::from(format!("/content/{path}")));
        let [from, to] = moves;
        let renamed = move_files(&fixture.snapshot(), &[(from, to)]);
        let file = renamed.files.iter().find(|file| file.path.ends_with("m.md")).expect("the post");
        let edits: Vec<_> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
        let text = edited(&file.text, &edits);
        assert_eq!(text.lines().last(), Some(expected), "{text}");
    }
}

#[test]
fn each_dead_link_is_reported_once_by_the_rule_that_knows_most() {
    for (body, expected) in [
        ("[x](@/blog/fixed.md)", &["link-not-found"][..]),
        ("[x](@/trip/index.md#nope)", &["anchor-not-found"]),
        ("[x](#nope)", &["anchor-not-found"]),
        ("[x](/site/journey/#nope)", &["anchor-unknown"]),
        ("[x](/site/here/to/stay/)", &["link-unpublished"]),
        ("[x](/site/nowhere/) ![y](gone.png)", &[]),
        ("[x](@/trip/index.md) [y](/site/journey/) [z](#top)", &[]),
    ] {
        let fixture = fixture(&format!("{body}$0"));
        let found = diagnose(&fixture.snapshot(), &fixture.path);
        let codes: Vec<&str> = found.iter().map(|problem| problem.rule.code).collect();
        assert_eq!(codes, expected, "{body}");
    }
}
