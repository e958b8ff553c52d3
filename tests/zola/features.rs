//! What an editor is offered on a Zola site: terms inside their table, shortcodes with their arguments, places, renames.

use frontis::features::completion::complete;
use frontis::features::hover::hover;
use frontis::features::navigation::{Declaration, definition, references};
use frontis::features::publish::hint;
use frontis::features::rename::rename;
use frontis::world::fixture::{Fixture, edited};

const SITE: &str = "\
//- /zola.toml
base_url = 'https://example.org'
taxonomies = [{name = 'tags'}, {name = 'authors'}]
//- /templates/shortcodes/video.html
{# A film. #}<v id='{{ id }}'>{% if muted %}m{% endif %}</v>
//- /templates/shortcodes/note.html
<p>{{ body }}</p>
//- /content/b.md
+++
[taxonomies]
tags = ['bread', 'Rye Bread']
+++
//- /content/c.md
---
taxonomies:
  tags: [bread]
---
";

const NEXT: &str = "\
//- /zola.toml
base_url = 'https://example.org'
//- /templates/c.html
{% component video(id: string, muted: bool = false) {\"doc\": \"A film.\"} %}<v>{{ id }}</v>{% endcomponent video %}
";

/// The labels with the text that each puts in, as far as they are wanted.
fn offered(site: &str, post: &str, wanted: &[&str]) -> Vec<String> {
    let fixture = Fixture::new(&format!("{site}//- /content/a.md\n{post}"));
    let items = complete(&fixture.snapshot(), &fixture.path, fixture.offset).items;
    let items = items.iter().filter(|item| wanted.contains(&item.label.as_str()));
    items
        .map(|item| format!("{} => {}", item.label, item.snippet.as_deref().unwrap_or(&item.edit.text)))
        .collect()
}

#[test]
fn terms_are_offered_inside_their_table() {
    let wanted = &["bread", "Rye Bread"];
    for (post, expected) in [
        ("+++\n[taxonomies]\ntags = [\"$0\"]\n+++\n", ["bread => bread", "Rye Bread => Rye Bread"]),
        ("+++\n[taxonomies]\ntags = [\"$0\n+++\n", ["bread => bread", "Rye Bread => Rye Bread"]),
        ("---\ntaxonomies:\n  tags: [$0]\n---\n", ["bread => bread", "Rye Bread => Rye Bread"]),
    ] {
        let found = offered(SITE, post, wanted);
        let plain: Vec<String> = found.iter().map(|item| item.replace(['"', '\'', ']'], "")).collect();
        assert_eq!(plain, expected, "{post}");
    }
    assert_eq!(offered(SITE, "+++\ntags = [\"$0\"]\n+++\n", wanted), [""; 0]);
}

#[test]
fn keys_are_those_of_the_page_or_of_the_section() {
    let keys = |post: &str, wanted: &[&str]| offered(SITE, post, wanted).len();
    assert_eq!(keys("+++\n$0\n+++\n", &["weight", "taxonomies", "sort_by"]), 2);
    assert_eq!(keys("+++\n[taxonomies]\n$0\n+++\n", &["tags", "authors", "title"]), 2);
}

#[test]
fn calls_are_written_as_the_version_wants_them() {
    for (site, body, expected) in [
        (SITE, "{{ vi$0", "video => video(id=\"$1\") }}$0"),
        (SITE, "{% no$0", "note => note($1) %}$0{% end %}"),
        (NEXT, "{{ <vi$0", "video => video id=\"$1\" /> }}$0"),
    ] {
        assert_eq!(
            offered(site, &format!("+++\n+++\n{body}\n"), &["video", "note"]).first().map(String::as_str),
            Some(expected)
        );
    }
}

#[test]
fn a_shortcode_is_explained_and_found() {
    for (site, body, template) in [
        (SITE, "{{ vid$0eo(id=\"a\") }}", "/templates/shortcodes/video.html"),
        (NEXT, "{{ <vid$0eo id=\"a\" /> }}", "/templates/c.html"),
    ] {
        let fixture = Fixture::new(&format!("{site}//- /content/a.md\n+++\n+++\n{body}\n"));
        let snapshot = fixture.snapshot();
        let explained =
            hover(&snapshot, &fixture.path, fixture.offset).map(|hover| hover.markdown).unwrap_or_default();
        assert!(explained.contains("A film.") && explained.contains("muted"), "{explained}");
        let places = definition(&snapshot, &fixture.path, fixture.offset);
        assert_eq!(places.first().map(|place| place.path.display().to_string()).as_deref(), Some(template));
    }
}

#[test]
fn a_term_is_renamed_in_every_format() {
    let fixture =
        Fixture::new(&format!("{SITE}//- /content/a.md\n+++\n[taxonomies]\ntags = [\"br$0ead\"]\n+++\n"));
    let renamed = rename(&fixture.snapshot(), &fixture.path, fixture.offset, "loaf").expect("a rename");
    let mut texts: Vec<String> = renamed
        .files
        .iter()
        .map(|file| {
            let edits: Vec<_> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
            edited(&file.text, &edits)
        })
        .collect();
    texts.sort();
    assert_eq!(
        texts,
        [
            "+++\n[taxonomies]\ntags = [\"loaf\"]\n+++\n",
            "+++\n[taxonomies]\ntags = ['loaf', 'Rye Bread']\n+++\n",
            "---\ntaxonomies:\n  tags: [loaf]\n---\n"
        ]
    );
}

#[test]
fn a_term_is_found_and_explained_in_every_format() {
    for post in
        ["+++\n[taxonomies]\ntags = [\"br$0ead\"]\n+++\n", "---\ntaxonomies:\n  tags:\n    - br$0ead\n---\n"]
    {
        let fixture = Fixture::new(&format!("{SITE}//- /content/a.md\n{post}"));
        let snapshot = fixture.snapshot();
        let found = hover(&snapshot, &fixture.path, fixture.offset).expect("a hover");
        assert!(found.markdown.contains("tag · 3 posts"), "{}", found.markdown);
        let places = references(&snapshot, &fixture.path, fixture.offset, Declaration::Excluded);
        let paths: Vec<String> = places.iter().map(|place| place.path.display().to_string()).collect();
        assert_eq!(paths, ["/content/a.md", "/content/b.md", "/content/c.md"], "{post}");
    }
}

#[test]
fn fields_of_extra_are_those_of_the_other_posts() {
    const EXTRA: &str = "\
//- /content/x.md
+++
title = 'X'
[extra]
mood = 'calm'
cover = 'x.png'
+++
//- /content/y.md
---
title: Y
extra:
  mood: calm
---
";
    for (post, wanted, expected) in [
        (
            "+++\n[extra]\n$0\n+++\n",
            &["mood", "cover", "title"][..],
            &["mood => mood = '$1'", "cover => cover = '$1'"][..],
        ),
        (
            "---\nextra:\n  $0\n---\n",
            &["mood", "cover", "title"],
            &["mood => mood: '$1'", "cover => cover: '$1'"],
        ),
        ("+++\n[extra]\nmood = \"$0\"\n+++\n", &["calm"], &["calm => calm"]),
    ] {
        let found = offered(&format!("{SITE}{EXTRA}"), post, wanted);
        assert_eq!(found, expected, "{post}");
    }
}

#[test]
fn the_state_says_that_nothing_holds_a_date_back() {
    for (front, label, says) in [
        ("date = 2999-01-02", "published", "though its date lies ahead"),
        ("draft = true", "draft", "is a draft"),
        ("render = false", "no page of its own", "no page of its own"),
        ("date = 2020-01-02", "published", "/a/"),
    ] {
        let fixture = Fixture::new(&format!("{SITE}//- /content/a.md\n+++\n{front}$0\n+++\n"));
        let found = hint(&fixture.snapshot(), &fixture.path).map(|hint| (hint.label, hint.tooltip));
        let (shown, tooltip) = found.unwrap_or_default();
        assert!(shown.contains(label) && tooltip.contains(says), "{front}: {shown}: {tooltip}");
    }
}
