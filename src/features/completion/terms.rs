//! The terms of a taxonomy, as the other posts use them.

use crate::corpus::terms::Term;
use crate::features::completion::context::Context;
use crate::features::completion::insert::{self, ListOrNot, Nature, Wrap};
use crate::features::completion::rank::{self, Hit};
use crate::features::completion::{Completions, Item, ItemKind};
use crate::features::counts::posts;
use crate::features::dates;
use crate::features::declared;
use crate::features::fields::is_single_key;
use crate::features::matching::Pattern;
use crate::features::suggest;
use crate::site::model::TermSplit;
use crate::syntax::front_matter::Format;
use crate::syntax::front_matter::cursor::ValuePlace;
use crate::text::Span;
use crate::world::live::LiveTerm;
use crate::world::settings::TermOrder;
use jiff::tz::Offset;
use rustc_hash::FxHashSet;

/// The terms that fit what is typed at `place` and are not on the post yet.
pub(super) fn complete(context: &Context<'_>, place: &ValuePlace, taxonomy: usize) -> Completions {
    let split = split(context, place, taxonomy);
    let place = &one_term(context, place, split);
    // Where a list can't be made of the text, or would take others along, a term that the text breaks up is no offer.
    let in_text = split != TermSplit::Whole
        && (context.format == Format::Metadata || place.item.is_none() && !place.siblings.is_empty());
    let model = context.model();
    let on_post: FxHashSet<String> = place.siblings.iter().map(|term| model.term_key(term)).collect();
    let pattern = Pattern::new(&place.typed);
    let mut hits = hits(context, taxonomy, &pattern);
    let breaks = |hit: &Hit| in_text && split.breaks(&hit.term.label);
    hits.retain(|hit| !on_post.contains(hit.term.key.as_str()) && !breaks(hit));
    let ranking = is_weighed(context).then(|| {
        suggest::ranking(context.view, Some(context.snapshot.now), taxonomy, Some(place.replace), on_post)
    });
    let limit = context.limit();
    let hits = match &ranking {
        Some(ranking) => rank::by_post(context, taxonomy, ranking, &hits, limit),
        None => rank::by_frequency(hits),
    };
    let offset = dates::site_offset(model, context.snapshot.now);
    let is_list = !in_text && !is_single(context, taxonomy);
    let list = if is_list { ListOrNot::List } else { ListOrNot::Single };
    let wrap = insert::wrap(context, place, list);
    // Only what is sent gets its texts: a large blog has thousands of terms.
    let items = hits.iter().take(limit.saturating_add(1)).map(|hit| {
        let label = hit.term.label.as_str();
        let detail = match &ranking {
            Some(ranking) => suggest::reasons(context.view, ranking, &hit.term),
            None => posts(hit.term.posts),
        };
        let mut item = Item::new(ItemKind::Term, label, place.replace, "")
            .detail(detail)
            .documentation(documentation(context, taxonomy, &hit.term, offset));
        item.filter_text = pattern.filter_text(label);
        let wrap = if wrap == Wrap::None && split.breaks(label) { Wrap::Brackets } else { wrap };
        insert::write(context, place, item, label, Nature::Text, wrap)
    });
    Completions::complete(items.collect()).ranked(limit)
}

/// The terms of other posts, and those that the site declares, that fit what was typed.
fn hits(context: &Context<'_>, taxonomy: usize, pattern: &Pattern) -> Vec<Hit> {
    let (snapshot, view) = (context.snapshot, context.view);
    if declared::are_there(view, taxonomy) {
        // Names that the site declares for terms may fit where the posts' own do not.
        let mut terms = snapshot.terms(&view.site, taxonomy, &view.path);
        declared::merge(view, taxonomy, &mut terms);
        let fitting = terms.into_iter().filter_map(|term| Some(Hit { fit: pattern.fit(&term.label)?, term }));
        return fitting.collect();
    }
    let (saved, unsaved) =
        (|term: &Term| pattern.fit_name(term.folded(), term.letters()), |label: &str| pattern.fit(label));
    let terms = snapshot.terms_that(&view.site, taxonomy, &view.path, saved, unsaved);
    terms.into_iter().map(|(term, fit)| Hit { term, fit }).collect()
}

/// What the site says of the term, and where it was last used.
fn documentation(context: &Context<'_>, taxonomy: usize, term: &LiveTerm, offset: Offset) -> String {
    let about = declared::declared(context.view, taxonomy, &term.label).map(declared::about);
    let parts = [about.unwrap_or_default(), last(context, term, offset)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// `Last: Title, 2026-05-01`
fn last(context: &Context<'_>, term: &LiveTerm, offset: Offset) -> String {
    let newest = term.latest.and_then(|(date, id)| Some((date, context.site().corpus.post(id)?)));
    newest.map_or_else(String::new, |(date, post)| {
        format!("Last: {}, {}", post.label(), offset.to_datetime(date).date())
    })
}

/// Whether terms are ordered by the post. Before the bodies are read there is nothing to weigh them by.
fn is_weighed(context: &Context<'_>) -> bool {
    let site = context.site();
    site.settings.completion.order == TermOrder::Post && site.corpus.weighs_terms()
}

/// Whether the key at the cursor holds one term.
fn is_single(context: &Context<'_>, taxonomy: usize) -> bool {
    context.model().taxonomies().get(taxonomy).is_some_and(|taxonomy| is_single_key(taxonomy, context.path))
}

/// How a text at the cursor is cut into terms; an item of a list is one term.
fn split(context: &Context<'_>, place: &ValuePlace, taxonomy: usize) -> TermSplit {
    if place.item.is_some() || is_single(context, taxonomy) {
        return TermSplit::Whole;
    }
    context.model().taxonomies().get(taxonomy).map_or(TermSplit::Whole, |taxonomy| taxonomy.split)
}

/// Where a text holds several terms: the place of the one under the cursor.
fn one_term(context: &Context<'_>, place: &ValuePlace, split: TermSplit) -> ValuePlace {
    let whole = place.replace.of(&context.view.text);
    let cursor = place.typed.len();
    let term = split.term_at(whole, cursor);
    if split == TermSplit::Whole || term == Span::new(0, whole.len()) {
        return place.clone();
    }
    let others = split.terms(whole).into_iter().filter(|other| !other.touches(cursor));
    let replace = term.shift(place.replace.start());
    let before = whole.get(..term.start()).unwrap_or_default();
    ValuePlace {
        siblings: others.map(|other| other.of(whole).to_string()).collect(),
        typed: whole.get(term.start()..cursor).unwrap_or_default().to_string(),
        token: if place.quoted.is_some() { place.token } else { replace },
        needs_space_before: place.needs_space_before || before.ends_with([',', ';']),
        replace,
        ..place.clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::features::completion::tests::check;
    use expect_test::{Expect, expect};

    const OTHERS: &str = "\
//- /b.md
---
title: Learning Go
date: 2026-05-01
tags: [go, Web Dev]
categories:
  - notes
---
//- /c.md
---
title: Old
date: 2020-01-01
tags: [Go, C#, CI/CD, \"a: b\", \"yes\"]
categories:
  - notes
---
";

    fn others(post: &str, expected: Expect) {
        check(&format!("{OTHERS}//- /a.md\n{post}"), expected);
    }

    #[test]
    fn a_list_in_brackets() {
        others(
            "---\ntags: [$0]\n---\n",
            expect![[r#"
                Go | 2 posts | 11..11 => "Go"
                C# | 1 post | 11..11 => "C#"
                CI/CD | 1 post | 11..11 => "CI/CD"
                yes | 1 post | 11..11 => "\"yes\""
                a: b | 1 post | 11..11 => "\"a: b\""
                Web Dev | 1 post | 11..11 => "Web Dev"
            "#]],
        );
        others(
            "---\ntags: [x, we$0\ntitle: t\n---\n",
            expect![[r#"
                Web Dev | 1 post | 14..16 => "Web Dev"
            "#]],
        );
        others(
            "---\ntags: [\"we$0\n---\n",
            expect![[r#"
                Web Dev | 1 post | 12..14 => "Web Dev\""
            "#]],
        );
        others(
            "---\ntags: [\"we$0\"]\n---\n",
            expect![[r#"
                Web Dev | 1 post | 12..14 => "Web Dev"
            "#]],
        );
        others(
            "---\ntags: ['x', $0]\n---\n",
            expect![[r#"
                Go | 2 posts | 16..16 => "'Go'"
                C# | 1 post | 16..16 => "'C#'"
                CI/CD | 1 post | 16..16 => "'CI/CD'"
                yes | 1 post | 16..16 => "'yes'"
                a: b | 1 post | 16..16 => "'a: b'"
                Web Dev | 1 post | 16..16 => "'Web Dev'"
            "#]],
        );
        others(
            "---\ntags: [Web$0 Dev, x]\n---\n",
            expect![[r#"
                Web Dev | 1 post | 11..18 => "Web Dev"
            "#]],
        );
    }

    #[test]
    fn terms_that_the_site_declares_are_offered_with_what_it_says_of_them() {
        let site = "//- /docusaurus.config.js\n//- /docs/tags.yml\nopen:\n  label: Open Source\n  description: Free.\n\
                    'yes':\nrust:\n//- /blog/b.md\n---\ntags: [Rust, web]\n---\n";
        for (path, expected) in [
            (
                "docs/a.md",
                "open|Open Source: Free.|0 posts|20..20=open rust|Rust|1 post|20..20=rust web||1 post|20..20=web yes|Yes|0 posts|20..20=\"yes\"",
            ),
            ("blog/a.md", "Rust||1 post|20..20=Rust web||1 post|20..20=web"),
        ] {
            let text = format!("{site}//- /{path}\n---\ntitle: A\ntags: [$0]\n---\n");
            let fixture = crate::world::fixture::Fixture::new(&text);
            let found = super::super::complete(&fixture.snapshot(), &fixture.path, fixture.offset);
            let mut shown: Vec<String> = found
                .items
                .iter()
                .map(|item| {
                    format!(
                        "{}|{}|{}|{:?}={}",
                        item.label, item.documentation, item.detail, item.edit.span, item.edit.text
                    )
                })
                .collect();
            shown.sort();
            assert_eq!(shown.join(" "), expected, "{path}");
        }
    }

    #[test]
    fn lines_of_metadata_hold_terms_between_commas() {
        let site = |post: &str| {
            format!(
                "//- /pelicanconf.py\n//- /b.md\nTitle: B\nTags: go, Web Dev\n\n//- /c.md\nTitle: C\nTags: Go, x\n\n//- /a.md\nTitle: A\n{post}"
            )
        };
        for (post, expected) in [
            ("Tags:$0\n\nText\n", "Go@14..14= Go Web Dev@14..14= Web Dev x@14..14= x"),
            ("Tags: x,$0\n", "Go@17..17= Go Web Dev@17..17= Web Dev"),
            ("Tags: x, we$0\n", "Web Dev@18..20=Web Dev"),
            ("Tags: web d$0 , x\n", "Web Dev@15..20=Web Dev"),
            ("Tags: y; we$0\n", "Web Dev@18..20=Web Dev"),
            ("Tags: go\n\nTags: $0\n", ""),
        ] {
            let fixture = crate::world::fixture::Fixture::new(&site(post));
            let found = super::super::complete(&fixture.snapshot(), &fixture.path, fixture.offset);
            let shown = found
                .items
                .iter()
                .map(|item| format!("{}@{:?}={}", item.label, item.edit.span, item.edit.text));
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{post}");
        }
    }

    #[test]
    fn a_list_of_lines() {
        others(
            "---\ntags:\n  - $0\n---\n",
            expect![[r#"
                Go | 2 posts | 14..14 => "Go"
                C# | 1 post | 14..14 => "C#"
                CI/CD | 1 post | 14..14 => "CI/CD"
                yes | 1 post | 14..14 => "\"yes\""
                a: b | 1 post | 14..14 => "\"a: b\""
                Web Dev | 1 post | 14..14 => "Web Dev"
            "#]],
        );
        others(
            "---\ntags:\n  - go\n  - \"$0\n---\n",
            expect![[r#"
                Web Dev | 1 post | 22..22 => "Web Dev\""
                C# | 1 post | 22..22 => "C#\""
                CI/CD | 1 post | 22..22 => "CI/CD\""
                yes | 1 post | 22..22 => "yes\""
                a: b | 1 post | 22..22 => "a: b\""
            "#]],
        );
        others(
            "---\ntags:\n- x\n-$0\n---\n",
            expect![[r#"
                Go | 2 posts | 15..15 => " Go"
                C# | 1 post | 15..15 => " C#"
                CI/CD | 1 post | 15..15 => " CI/CD"
                yes | 1 post | 15..15 => " \"yes\""
                a: b | 1 post | 15..15 => " \"a: b\""
                Web Dev | 1 post | 15..15 => " Web Dev"
            "#]],
        );
    }

    #[test]
    fn where_no_list_is_yet_it_is_written_as_the_others_write_it() {
        others(
            "---\ntags: w$0\n---\n",
            expect![[r#"
                Web Dev | 1 post | 10..11 => "[Web Dev]" or "[Web Dev$0]"
            "#]],
        );
        others(
            "---\ntags: \"w$0\"\n---\n",
            expect![[r#"
                Web Dev | 1 post | 10..13 => "[Web Dev]" or "[Web Dev$0]"
            "#]],
        );
        others(
            "---\ntags:$0\n---\n",
            expect![[r#"
                Go | 2 posts | 9..9 => " [Go]" or " [Go$0]"
                C# | 1 post | 9..9 => " [C#]" or " [C#$0]"
                CI/CD | 1 post | 9..9 => " [CI/CD]" or " [CI/CD$0]"
                yes | 1 post | 9..9 => " [\"yes\"]" or " [\"yes\"$0]"
                a: b | 1 post | 9..9 => " [\"a: b\"]" or " [\"a: b\"$0]"
                Web Dev | 1 post | 9..9 => " [Web Dev]" or " [Web Dev$0]"
            "#]],
        );
        others(
            "---\ncategories: $0\n---\n",
            expect![[r#"
                notes | 2 posts | 15..16 => "\n  - notes"
            "#]],
        );
        others(
            "+++\ntags = $0\n+++\n",
            expect![[r#"
                Go | 2 posts | 11..11 => "[\"Go\"]" or "[\"Go\"$0]"
                C# | 1 post | 11..11 => "[\"C#\"]" or "[\"C#\"$0]"
                CI/CD | 1 post | 11..11 => "[\"CI/CD\"]" or "[\"CI/CD\"$0]"
                yes | 1 post | 11..11 => "[\"yes\"]" or "[\"yes\"$0]"
                a: b | 1 post | 11..11 => "[\"a: b\"]" or "[\"a: b\"$0]"
                Web Dev | 1 post | 11..11 => "[\"Web Dev\"]" or "[\"Web Dev\"$0]"
            "#]],
        );
    }

    #[test]
    fn toml_and_json() {
        others(
            "+++\ntags = [\"$0\n+++\n",
            expect![[r#"
                Go | 2 posts | 13..13 => "Go\""
                C# | 1 post | 13..13 => "C#\""
                CI/CD | 1 post | 13..13 => "CI/CD\""
                yes | 1 post | 13..13 => "yes\""
                a: b | 1 post | 13..13 => "a: b\""
                Web Dev | 1 post | 13..13 => "Web Dev\""
            "#]],
        );
        others(
            "+++\ntags = ['x', 'w$0']\n+++\n",
            expect![[r#"
                Web Dev | 1 post | 18..19 => "Web Dev"
            "#]],
        );
        others(
            "+++\ntags = [\n  \"go\",\n  w$0\n]\n+++\n",
            expect![[r#"
                Web Dev | 1 post | 23..24 => "\"Web Dev\""
            "#]],
        );
        others(
            "{\"tags\": [\"go\", \"w$0\"]}\n",
            expect![[r#"
                Web Dev | 1 post | 17..18 => "Web Dev"
            "#]],
        );
        others(
            "{\"tags\": [\"go\", $0]}\n",
            expect![[r#"
                Web Dev | 1 post | 16..16 => "\"Web Dev\""
                C# | 1 post | 16..16 => "\"C#\""
                CI/CD | 1 post | 16..16 => "\"CI/CD\""
                yes | 1 post | 16..16 => "\"yes\""
                a: b | 1 post | 16..16 => "\"a: b\""
            "#]],
        );
    }

    #[test]
    fn a_term_of_an_open_buffer_is_offered_before_it_is_saved() {
        let fixture = format!("{OTHERS}//- /a.md\n---\ntags: [zi$0]\n---\n");
        let mut fixture = crate::world::fixture::Fixture::new(&fixture);
        fixture.open("/b.md", "---\ntags: [zig]\n---\n");
        crate::features::completion::tests::check_fixture(
            &fixture,
            expect![[r#"
            zig | 1 post | 11..13 => "zig"
        "#]],
        );
    }

    #[test]
    fn nothing_in_the_body_in_comments_and_in_delimiters() {
        others("---\ntags: [x] # $0\n---\n", expect![[""]]);
        others("---\ntags: [x]\n--$0-\n", expect![[""]]);
        others("---\ntags: [x]\n---\n\ntags: [$0]\n", expect![[""]]);
        others("---\ntags: [x]\n---\n```\ntags: [$0]\n```\n", expect![[""]]);
    }

    #[test]
    fn more_terms_than_the_limit_make_the_list_incomplete() {
        let mut settings = crate::world::Settings::default();
        settings.completion.limit = 2;
        let text = format!("{OTHERS}//- /a.md\n---\ntags: [$0]\n---\n");
        let fixture = crate::world::fixture::Fixture::with_settings(&text, &settings);
        crate::features::completion::tests::check_fixture(
            &fixture,
            expect![[r#"
                Go | 2 posts | 11..11 => "Go"
                C# | 1 post | 11..11 => "C#"
                … and more
            "#]],
        );
    }
}
