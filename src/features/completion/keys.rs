//! Front-matter keys: those of the generator with their documentation, and those that the other posts use.

use crate::corpus::post::dotted;
use crate::features::completion::context::Context;
use crate::features::completion::key_candidates::{Candidate, candidates};
use crate::features::completion::key_text::{self, Shape};
use crate::features::completion::{Completions, Item, ItemKind, values};
use crate::features::counts::used_by;
use crate::features::fields::{self, field_at, taxonomy_at};
use crate::features::hover;
use crate::features::matching::{Fit, Pattern};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::Step;
use crate::syntax::front_matter::cursor::{ItemForm, KeyForm, KeyPlace, Separator, ValuePlace};

/// The keys that fit at `place` and are not in its table yet.
pub(super) fn complete(context: &Context<'_>, place: &KeyPlace) -> Completions {
    let pattern = Pattern::new(&place.typed);
    let mut hits: Vec<(Fit, Candidate<'_>)> = candidates(context)
        .into_iter()
        .filter(|candidate| !place.siblings.iter().any(|key| candidate.is(key)))
        .filter_map(|candidate| Some((pattern.fit(candidate.name())?, candidate)))
        .filter(|(_, candidate)| fits_form(context, place, candidate))
        .collect();
    hits.sort_by(|(a_fit, a), (b_fit, b)| (a_fit, a.order()).cmp(&(b_fit, b.order())));
    let limit = context.limit();
    let items = hits.iter().take(limit.saturating_add(1)).map(|(_, candidate)| {
        let item = item(context, place, candidate);
        Item { filter_text: pattern.filter_text(candidate.name()), ..item }
    });
    Completions::complete(items.collect()).ranked(limit)
}

/// The place of a key behind the dash of a list item, where the items of the list are tables; `None` where they are not.
pub(super) fn in_item(context: &Context<'_>, place: &ValuePlace) -> Option<KeyPlace> {
    let is_table_list = match field_at(context.model(), context.section(), context.path) {
        Some(field) => matches!(field.kind, FieldKind::TableList { .. }),
        None => has_keys_below(context, &dotted(context.path)),
    };
    let is_open = place.item == Some(ItemForm::Block) && place.quoted.is_none() && !place.needs_space_before;
    (is_table_list && is_open).then(|| KeyPlace {
        replace: place.replace,
        typed: place.typed.clone(),
        quoted: None,
        siblings: Vec::new(),
        indent: String::new(),
        is_new_line: false,
        separator: Separator::Missing,
        form: KeyForm::Item,
    })
}

/// In brackets of a TOML header only tables make sense.
fn fits_form(context: &Context<'_>, place: &KeyPlace, candidate: &Candidate<'_>) -> bool {
    let shape = shape(context, candidate);
    match place.form {
        KeyForm::Header => shape == Shape::Table,
        KeyForm::ArrayHeader => shape == Shape::TableList,
        KeyForm::Entry | KeyForm::Item | KeyForm::Flow => true,
    }
}

fn shape(context: &Context<'_>, candidate: &Candidate<'_>) -> Shape {
    key_text::shape(candidate, || has_keys_below(context, &dotted(&path_with(context, candidate.name()))))
}

fn has_keys_below(context: &Context<'_>, key: &str) -> bool {
    let below = format!("{key}.");
    context.site().corpus.keys.all().keys().any(|(path, _)| path.starts_with(&below))
}

fn path_with(context: &Context<'_>, name: &str) -> Vec<Step> {
    context.path.iter().cloned().chain([Step::Key(name.into())]).collect()
}

fn item(context: &Context<'_>, place: &KeyPlace, candidate: &Candidate<'_>) -> Item {
    let name = candidate.name();
    let shape = shape(context, candidate);
    let path = path_with(context, name);
    let value = Context { path: &path, ..*context };
    let is_table = matches!(shape, Shape::Table | Shape::TableList);
    let has_values =
        is_table || taxonomy_at(context.model(), &path).is_some() || values::has_any(&value, candidate.field);
    let kind = if is_table { ItemKind::Table } else { ItemKind::Key };
    let all = context.site().corpus.keys.posts();
    let usage = used_by(candidate.posts().min(all), all);
    let detail = match (usage.is_empty(), candidate.taxonomy, candidate.field.map(|field| field.kind)) {
        (false, ..) => usage,
        (true, Some(_), _) => "taxonomy".to_string(),
        (true, None, kind) => fields::kind_words(kind.unwrap_or(FieldKind::Any)).to_string(),
    };
    let documentation = hover::explain_key(context.site(), context.section(), &path).unwrap_or_default();
    let item = Item::new(kind, name, place.replace, "").detail(detail).documentation(documentation);
    key_text::write(context, place, item, name, shape, has_values)
}

#[cfg(test)]
mod tests {
    use crate::features::completion::tests::{check, check_whole};
    use expect_test::expect;

    const OTHERS: &str = "\
//- /p/b.md
---
title: \"B\"
author: ann
tags: [go]
cover:
  image: b.png
  alt: \"x\"
links:
  - url: x
---
//- /p/c.md
---
title: \"C\"
Author: ann
categories:
  - a
---
";

    fn post(text: &str) -> String {
        format!("{OTHERS}//- /p/a.md\n{text}")
    }

    #[test]
    fn keys_in_lines_of_metadata_have_no_brackets() {
        let others = "//- /pelicanconf.py\n//- /b.md\ntitle: B\nTags: go\nproject: x\n\n//- /c.md\ntitle: B\nproject: y\n\n//- /a.md\n";
        check(
            &format!("{others}Title: A\nTa$0\n\nText\n"),
            expect![[r#"
                Tags | used by 1 of 3 posts | 9..11 => "Tags: " …
                Status | word | 9..11 => "Status: " …
                Translation | true or false | 9..11 => "Translation: " …
                Template | text | 9..11 => "Template: "
            "#]],
        );
        check(
            &format!("{others}Title: A\nproj$0\n\nText\n"),
            expect![[r#"
                project | used by 2 of 3 posts | 9..13 => "project: "
            "#]],
        );
    }

    #[test]
    fn keys_of_the_other_posts_in_yaml() {
        check(
            &post("---\n$0\n---\n"),
            expect![[r#"
                Front matter | like 2 posts | 4..4 => "title: \"A\"" or "title: \"${1:A}\"$0"
                author | used by 2 of 3 posts | 4..4 => "author: "
                title | used by 2 of 3 posts | 4..4 => "title: " or "title: \"$1\""
                categories | used by 1 of 3 posts | 4..4 => "categories:\n  - " …
                cover | used by 1 of 3 posts | 4..4 => "cover:\n  " …
                links | used by 1 of 3 posts | 4..4 => "links:\n  - " …
                tags | used by 1 of 3 posts | 4..4 => "tags: " or "tags: [$1]" …
                authors | taxonomy | 4..4 => "authors: " or "authors: [$1]" …
                series | taxonomy | 4..4 => "series: " or "series: [$1]" …
            "#]],
        );
        check(
            &post("---\ntitle: x\nAUTHOR: y\nt$0\n---\n"),
            expect![[r#"
            tags | used by 1 of 3 posts | 23..24 => "tags: " or "tags: [$1]" …
            categories | used by 1 of 3 posts | 23..24 => "categories:\n  - " …
            authors | taxonomy | 23..24 => "authors: " or "authors: [$1]" …
        "#]],
        );
        check(
            &post("---\nti$0: x\n---\n"),
            expect![[r#"
            title | used by 2 of 3 posts | 4..6 => "title"
            categories | used by 1 of 3 posts | 4..6 => "categories"
        "#]],
        );
        check(
            &post("---\ncover:\n  $0\n---\n"),
            expect![[r#"
            alt | used by 1 of 3 posts | 13..13 => "alt: " or "alt: \"$1\""
            image | used by 1 of 3 posts | 13..13 => "image: "
        "#]],
        );
        check(
            &post("---\ncover: {a$0}\n---\n"),
            expect![[r#"
            alt | used by 1 of 3 posts | 12..13 => "alt: " or "alt: \"$1\""
            image | used by 1 of 3 posts | 12..13 => "image: "
        "#]],
        );
        check(
            &post("---\nlinks:\n  - $0\n---\n"),
            expect![[r#"
            url | used by 1 of 3 posts | 15..15 => "url: "
        "#]],
        );
        check(
            &post("---\n\"ti$0\n---\n"),
            expect![[r#"
            title | used by 2 of 3 posts | 5..7 => "title\": " or "title\": \"$1\""
            categories | used by 1 of 3 posts | 5..7 => "categories\":\n  - " …
        "#]],
        );
    }

    #[test]
    fn keys_of_the_other_posts_in_toml() {
        check(
            &post("+++\nt$0\n+++\n"),
            expect![[r#"
            title | used by 2 of 3 posts | 4..5 => "title = " or "title = \"$1\""
            tags | used by 1 of 3 posts | 4..5 => "tags = " or "tags = [$1]" …
            author | used by 2 of 3 posts | 4..5 => "author = "
            categories | used by 1 of 3 posts | 4..5 => "categories = " or "categories = [$1]" …
            authors | taxonomy | 4..5 => "authors = " or "authors = [$1]" …
        "#]],
        );
        check(
            &post("+++\nco$0\n+++\n"),
            expect![[r#"
            cover | used by 1 of 3 posts | 4..6 => "[cover]\n" …
            categories | used by 1 of 3 posts | 4..6 => "categories = " or "categories = [$1]" …
        "#]],
        );
        check(
            &post("+++\nco$0\ntitle = \"x\"\n+++\n"),
            expect![[r#"
            cover | used by 1 of 3 posts | 4..6 => "cover = " or "cover = { $1 }" …
            categories | used by 1 of 3 posts | 4..6 => "categories = " or "categories = [$1]" …
        "#]],
        );
        check(
            &post("+++\ntitle = \"x\"\n[co$0]\n+++\n"),
            expect![[r#"
            cover | used by 1 of 3 posts | 17..19 => "cover"
        "#]],
        );
        check(
            &post("+++\n[[l$0\n+++\n"),
            expect![[r#"
                links | used by 1 of 3 posts | 6..7 => "links]]"
            "#]],
        );
        check(
            &post("+++\n[cover]\nim$0\n+++\n"),
            expect![[r#"
            image | used by 1 of 3 posts | 12..14 => "image = "
        "#]],
        );
    }

    #[test]
    fn keys_of_the_other_posts_in_json() {
        check(
            &post("{\n  \"ti$0\"\n}\n"),
            expect![[r#"
                title | used by 2 of 3 posts | 5..8 => "title\": \"\"" or "title\": \"$1\""
                categories | used by 1 of 3 posts | 5..8 => "categories\": []" or "categories\": [$1]"
            "#]],
        );
        check(
            &post("{\n  \"author\": \"x\"\n  t$0\n  \"draft\": true\n}\n"),
            expect![[r#"
            title | used by 2 of 3 posts | 20..21 => "\"title\": \"\"," or "\"title\": \"$1\"," and 17..17 => ","
            tags | used by 1 of 3 posts | 20..21 => "\"tags\": []," or "\"tags\": [$1]," and 17..17 => ","
            categories | used by 1 of 3 posts | 20..21 => "\"categories\": []," or "\"categories\": [$1]," and 17..17 => ","
            authors | taxonomy | 20..21 => "\"authors\": []," or "\"authors\": [$1]," and 17..17 => ","
        "#]],
        );
    }

    #[test]
    fn fields_of_the_generator_with_their_tables() {
        let site = "//- /hugo.toml\nbaseURL = 'x'\n//- /content/a.md\n";
        check(
            &format!("{site}---\ntitle: x\npub$0\n---\n"),
            expect![[r#"
            publishDate | date | 13..16 => "publishDate: " …
        "#]],
        );
        check(&format!("{site}---\nmenus: x\nme$0\n---\n"), expect![[""]]);
        check(
            &format!("{site}---\nresources:\n  - $0\n---\n"),
            expect![[r#"
            src | file | 19..19 => "src: " …
            name | text | 19..19 => "name: "
            title | text | 19..19 => "title: "
            params | table | 19..19 => "params:\n      " …
        "#]],
        );
        check(
            &format!("{site}+++\ntitle = 'x'\nresou$0\n+++\n"),
            expect![[r#"
            resources | list of tables | 16..21 => "[[resources]]\n" …
        "#]],
        );
        check(
            &format!("{site}+++\ntitle = 'x'\n[[$0]]\n+++\n"),
            expect![[r#"
            resources | list of tables | 18..18 => "resources"
        "#]],
        );
        check(
            &format!("{site}---\nsitemap:\n  $0\n---\n"),
            expect![[r#"
            changefreq | word | 15..15 => "changefreq: " …
            priority | number | 15..15 => "priority: "
            disable | true or false | 15..15 => "disable: " …
            filename | text | 15..15 => "filename: "
        "#]],
        );
    }

    #[test]
    fn a_key_comes_with_its_documentation() {
        let site = "//- /hugo.toml\nbaseURL = 'x'\n//- /content/b.md\n---\nslug: b\n---\n//- /content/a.md\n";
        check_whole(
            &format!("{site}---\nslu$0\n---\n"),
            expect![[r#"
            slug | used by 1 of 2 posts
            =====
            ---
            slug: 
            ---
            =====

            =====
            **slug** · text · used by 1 of 2 posts

            The last part of the page's address, in place of the file name. Hugo turns it to lower case, spaces to hyphens, and drops most punctuation.

            [Manual](https://gohugo.io/content-management/front-matter/#slug)
        "#]],
        );
    }
}
