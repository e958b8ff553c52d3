//! Tags of a Jekyll site: words of one text, lists, and their singular keys.

use frontis::features::completion::complete;
use frontis::features::diagnostics::diagnose;
use frontis::features::hover::hover;
use frontis::features::navigation::{Declaration, definition, references};
use frontis::features::rename::rename;
use frontis::world::fixture::{Fixture, edited};

const SITE: &str = "\
//- /_config.yml
title: x
//- /_posts/2024-01-02-b.md
---
tags: bread rye-bread
categories: food
---
//- /_posts/2024-01-03-c.md
---
tag: bread
category: slow food
---
//- /_posts/2024-01-04-d.md
---
tags:
  - bread
  - \"sour dough\"
---
";

fn at(front: &str) -> Fixture {
    Fixture::new(&format!("{SITE}//- /_posts/2024-02-01-a.md\n---\n{front}\n---\n"))
}

/// The post's front matter after the first offer of that label.
fn accepted(front: &str, label: &str) -> String {
    let fixture = at(front);
    let items = complete(&fixture.snapshot(), &fixture.path, fixture.offset).items;
    let Some(item) = items.iter().find(|item| item.label == label) else { return String::new() };
    let text = format!("{}\n", front.replace("$0", ""));
    let shift = |edit: &frontis::text::Edit| frontis::text::Edit {
        span: frontis::text::Span::new(edit.span.start() - 4, edit.span.end() - 4),
        ..edit.clone()
    };
    let edits: Vec<_> = item.extra_edits.iter().chain([&item.edit]).map(shift).collect();
    edited(&text, &edits).trim_end().to_owned()
}

#[test]
fn terms_are_offered_word_by_word() {
    for (front, label, expected) in [
        ("tags: br$0", "bread", "tags: bread"),
        ("tags: rye-bread br$0", "bread", "tags: rye-bread bread"),
        ("tags: rye-bread $0", "bread", "tags: rye-bread bread"),
        ("tags: \"rye-bread br$0\"", "bread", "tags: \"rye-bread bread\""),
        ("tags: [bread, s$0]", "sour dough", "tags: [bread, sour dough]"),
        ("tag: s$0", "sour dough", "tag: sour dough"),
        ("category: f$0", "food", "category: food"),
        ("category: slow f$0", "slow food", "category: slow food"),
        ("categories: [f$0]", "food", "categories: [food]"),
        // A text would be cut at the blank.
        ("tags: s$0", "sour dough", "tags: [\"sour dough\"]"),
        ("tags: \"s$0\"", "sour dough", "tags:\n  - \"sour dough\""),
        ("tags: bread s$0", "sour dough", ""),
    ] {
        assert_eq!(accepted(front, label), expected, "{front}");
    }
}

#[test]
fn what_the_post_has_is_offered_no_more() {
    assert_eq!(accepted("tags: bread b$0", "bread"), "");
    assert_eq!(accepted("tags: [bread, b$0]", "bread"), "");
}

#[test]
fn a_word_is_explained_and_found_everywhere() {
    let fixture = at("tags: rye-bread bre$0ad");
    let snapshot = fixture.snapshot();
    let found = hover(&snapshot, &fixture.path, fixture.offset).expect("a hover");
    assert!(found.markdown.contains("4 posts"), "{}", found.markdown);
    assert_eq!((found.span.start(), found.span.end()), (20, 25));
    assert!(definition(&snapshot, &fixture.path, fixture.offset).is_empty());
    let places = references(&snapshot, &fixture.path, fixture.offset, Declaration::Excluded);
    let shown: Vec<String> =
        places.iter().map(|place| format!("{} {:?}", place.path.display(), place.span)).collect();
    assert_eq!(
        shown,
        [
            "/_posts/2024-01-02-b.md 10..15",
            "/_posts/2024-01-03-c.md 9..14",
            "/_posts/2024-01-04-d.md 14..19",
            "/_posts/2024-02-01-a.md 20..25",
        ]
    );
}

#[test]
fn a_word_is_renamed_everywhere() {
    let fixture = at("tags: rye-bread bre$0ad");
    let renamed = rename(&fixture.snapshot(), &fixture.path, fixture.offset, "loaf").expect("a rename");
    let texts: Vec<String> = renamed
        .files
        .iter()
        .map(|file| {
            let edits: Vec<_> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
            edited(&file.text, &edits).lines().nth(1).unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(texts, ["tags: loaf rye-bread", "tag: loaf", "tags:", "tags: rye-bread loaf"]);
}

#[test]
fn a_name_with_a_blank_does_not_fall_apart() {
    let fixture = at("tags: rye-bread bre$0ad");
    let renamed = rename(&fixture.snapshot(), &fixture.path, fixture.offset, "good bread");
    let texts: Vec<String> = renamed
        .iter()
        .flat_map(|renamed| &renamed.files)
        .map(|file| {
            let edits: Vec<_> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
            edited(&file.text, &edits)
        })
        .collect();
    let is_cut = |text: &String| {
        text.lines()
            .any(|line| line.starts_with("tags: ") && line.contains("good bread") && !line.contains('['))
    };
    assert!(!texts.iter().any(is_cut), "{texts:?}");
}

#[test]
fn commas_between_words_become_part_of_the_tags() {
    let fixture = at("tags: bread, cycling$0");
    let found = diagnose(&fixture.snapshot(), &fixture.path);
    let problem = found.iter().find(|problem| problem.rule.code == "term-comma").expect("a finding");
    let text = "---\ntags: bread, cycling\n---\n";
    assert_eq!(problem.span.of(text), "bread, cycling");
    let fix = problem.fixes.first().expect("a fix");
    assert_eq!(edited(text, &fix.edits), "---\ntags: [bread, cycling]\n---\n");
}
