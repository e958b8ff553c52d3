//! The values of a field: by its type and meaning, then those that the other posts use.

mod choice;
mod date;
mod file;
mod old_address;
mod sibling;
mod slug;

use crate::features::completion::context::Context;
use crate::features::completion::insert::{self, ListOrNot, Nature};
use crate::features::completion::{Completions, Item, ItemKind};
use crate::features::fields::field_at;
use crate::features::looks::Look;
use crate::features::matching::{Fit, Pattern};
use crate::site::field::{Field, FieldKind};
use crate::syntax::front_matter::cursor::ValuePlace;

/// A value that may be offered, before it is written for its place.
struct Offer {
    /// The value.
    text: String,
    /// What it is to the format.
    nature: Nature,
    /// What it is, for the icon.
    kind: ItemKind,
    /// A few words beside it.
    detail: String,
    /// Other words by which a writer may look for it.
    also: &'static str,
}

impl Offer {
    fn text(kind: ItemKind, text: impl Into<String>, detail: impl Into<String>) -> Offer {
        Offer { text: text.into(), nature: Nature::Text, kind, detail: detail.into(), also: "" }
    }
}

/// The values that fit at `place`.
pub(super) fn complete(context: &Context<'_>, place: &ValuePlace) -> Completions {
    // Right before a list or a table that is there already, a value would replace all of it.
    if place.quoted.is_none() && place.replace.of(&context.view.text).starts_with(['[', '{']) {
        return Completions::default();
    }
    let field = field_at(context.model(), context.section(), context.path);
    let mut offers = by_meaning(context, place, field);
    for offer in sibling::offers(context, field) {
        if !offers.iter().any(|known| known.text == offer.text) {
            offers.push(offer);
        }
    }
    let pattern = Pattern::new(&place.typed);
    let mut hits: Vec<(Fit, Offer)> = offers
        .into_iter()
        .filter(|offer| !place.siblings.contains(&offer.text))
        .filter_map(|offer| Some((fit(&pattern, &offer)?, offer)))
        .collect();
    hits.sort_by_key(|(fit, _)| *fit);
    let items = hits.into_iter().map(|(_, offer)| item(context, place, &pattern, offer));
    Completions::complete(items.collect()).ranked(context.limit())
}

/// Whether anything would be offered for the value of a field, so that the list is worth opening behind its key.
pub(super) fn has_any(context: &Context<'_>, field: Option<&'static Field>) -> bool {
    use FieldKind::*;
    let by_kind = field.map(|field| field.kind);
    matches!(
        by_kind,
        Some(Bool | Date | Slug | File | Layout | ContentType | Language | Word(_) | WordList(_))
    ) || !sibling::offers(context, field).is_empty()
}

fn by_meaning(context: &Context<'_>, place: &ValuePlace, field: Option<&'static Field>) -> Vec<Offer> {
    let Some(field) = field else {
        return match sibling::looks_like(context) {
            Look::Dates => date::offers(context),
            Look::Booleans => choice::booleans(context),
            Look::Files => file::offers(context, &place.typed),
            Look::Other => Vec::new(),
        };
    };
    match field.kind {
        FieldKind::Bool => choice::booleans(context),
        FieldKind::Date => date::offers(context),
        FieldKind::Slug => slug::offers(context),
        FieldKind::File => file::offers(context, &place.typed),
        FieldKind::UrlPathList => old_address::offers(context),
        FieldKind::Layout => choice::layouts(context),
        FieldKind::ContentType => choice::content_types(context),
        FieldKind::Language => choice::languages(context),
        FieldKind::Word(words) | FieldKind::WordList(words) => choice::words(words),
        _ if sibling::looks_like(context) == Look::Files => file::offers(context, &place.typed),
        _ => Vec::new(),
    }
}

fn fit(pattern: &Pattern, offer: &Offer) -> Option<Fit> {
    let by_text = pattern.fit(&offer.text);
    let by_word = (!offer.also.is_empty()).then(|| pattern.fit(offer.also)).flatten();
    by_text.into_iter().chain(by_word).min()
}

fn item(context: &Context<'_>, place: &ValuePlace, pattern: &Pattern, offer: Offer) -> Item {
    let mut item = Item::new(offer.kind, &offer.text, place.replace, "").detail(offer.detail);
    item.filter_text = pattern.filter_text(&offer.text);
    if !offer.also.is_empty() {
        item.filter_text = format!("{} {}", offer.text, offer.also);
    }
    let list = if offer.nature == Nature::Text { insert::list_or_not(context) } else { ListOrNot::Single };
    let wrap = insert::wrap(context, place, list);
    insert::write(context, place, item, &offer.text, offer.nature, wrap)
}

#[cfg(test)]
mod tests {
    use crate::features::completion::tests::check;
    use expect_test::expect;

    const OTHERS: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
timeZone = 'Asia/Tokyo'
[languages.en]
[languages.ja]
//- /layouts/post/wide.html
//- /static/img/logo.png
//- /content/post/b.md
---
title: Same
date: 2026-01-02 03:04:05 +0900
author: \"ann\"
weight: 10
cover: /img/logo.png
draft: false
keywords: [a, b]
---
//- /content/post/c.md
---
title: Same
date: 2025-01-02 03:04:05 +0900
author: \"ann\"
weight: 10
cover: /img/b.png
draft: true
keywords: [a]
---
";

    fn post(text: &str) -> String {
        format!("{OTHERS}//- /content/post/2024-05-06-a.md\n{text}")
    }

    #[test]
    fn booleans() {
        check(
            &post("---\ndraft: $0\n---\n"),
            expect![[r#"
            true | 1 post | 11..11 => "true"
            false | 1 post | 11..11 => "false"
        "#]],
        );
        check(
            &post("---\ndraft: f$0alse\n---\n"),
            expect![[r#"
            false | 2 posts | 11..16 => "false"
        "#]],
        );
        check(
            &post("+++\ndraft = $0\n+++\n"),
            expect![[r#"
            true | 1 post | 12..12 => "true"
            false | 1 post | 12..12 => "false"
        "#]],
        );
        check(
            &post("{\"draft\": $0}\n"),
            expect![[r#"
            true | 1 post | 10..10 => "true"
            false | 1 post | 10..10 => "false"
        "#]],
        );
    }

    #[test]
    fn dates_in_the_form_of_the_other_posts() {
        check(
            &post("---\ndate: $0\n---\n"),
            expect![[r#"
            2026-06-01 21:00:00 +0900 | now | 10..10 => "2026-06-01 21:00:00 +0900"
            2026-06-01 00:00:00 +0900 | today | 10..10 => "2026-06-01 00:00:00 +0900"
            2024-05-06 00:00:00 +0900 | from the file name | 10..10 => "2024-05-06 00:00:00 +0900"
        "#]],
        );
        check(
            &post("---\ndate: 20$0\n---\n"),
            expect![[r#"
            2026-06-01 21:00:00 +0900 | now | 10..12 => "2026-06-01 21:00:00 +0900"
            2026-06-01 00:00:00 +0900 | today | 10..12 => "2026-06-01 00:00:00 +0900"
            2024-05-06 00:00:00 +0900 | from the file name | 10..12 => "2024-05-06 00:00:00 +0900"
        "#]],
        );
        check(
            &post("---\ndate: \"$0\"\n---\n"),
            expect![[r#"
            2026-06-01 21:00:00 +0900 | now | 11..11 => "2026-06-01 21:00:00 +0900"
            2026-06-01 00:00:00 +0900 | today | 11..11 => "2026-06-01 00:00:00 +0900"
            2024-05-06 00:00:00 +0900 | from the file name | 11..11 => "2024-05-06 00:00:00 +0900"
        "#]],
        );
        check(
            &post("+++\ndate = $0\n+++\n"),
            expect![[r#"
            2026-06-01 21:00:00 +0900 | now | 11..11 => "\"2026-06-01 21:00:00 +0900\""
            2026-06-01 00:00:00 +0900 | today | 11..11 => "\"2026-06-01 00:00:00 +0900\""
            2024-05-06 00:00:00 +0900 | from the file name | 11..11 => "\"2024-05-06 00:00:00 +0900\""
        "#]],
        );
        check(
            &post("{\"date\": $0}\n"),
            expect![[r#"
            2026-06-01 21:00:00 +0900 | now | 9..9 => "\"2026-06-01 21:00:00 +0900\""
            2026-06-01 00:00:00 +0900 | today | 9..9 => "\"2026-06-01 00:00:00 +0900\""
            2024-05-06 00:00:00 +0900 | from the file name | 9..9 => "\"2024-05-06 00:00:00 +0900\""
        "#]],
        );
    }

    #[test]
    fn dates_are_quoted_where_the_others_quote_them() {
        let others =
            "//- /b.md\n+++\ndate = \"2021-11-29\"\n+++\n//- /c.md\n+++\ndate = \"2021-11-30\"\n+++\n";
        check(
            &format!("{others}//- /a.md\n+++\ndate = $0\n+++\n"),
            expect![[r#"
            2026-06-01 | today | 11..11 => "\"2026-06-01\""
        "#]],
        );
        let native = "//- /b.md\n+++\ndate = 2021-11-29\n+++\n";
        check(
            &format!("{native}//- /a.md\n+++\ndate = $0\n+++\n"),
            expect![[r#"
            2026-06-01 | today | 11..11 => "2026-06-01"
        "#]],
        );
        check(
            &format!("{native}//- /a.md\n+++\ndate = \"$0\n+++\n"),
            expect![[r#"
            2026-06-01 | today | 12..12 => "2026-06-01\""
        "#]],
        );
    }

    #[test]
    fn values_that_others_use() {
        check(
            &post("---\nauthor: $0\n---\n"),
            expect![[r#"
            ann | 2 posts | 12..12 => "\"ann\""
        "#]],
        );
        check(
            &post("+++\nauthor = '$0'\n+++\n"),
            expect![[r#"
            ann | 2 posts | 14..14 => "ann"
        "#]],
        );
        check(
            &post("---\nweight: $0\n---\n"),
            expect![[r#"
            10 | 2 posts | 12..12 => "10"
        "#]],
        );
        check(
            &post("---\nkeywords: $0\n---\n"),
            expect![[r#"
            a | 2 posts | 14..14 => "[a]" or "[a$0]"
        "#]],
        );
        check(
            &post("---\nkeywords: [b, $0]\n---\n"),
            expect![[r#"
            a | 2 posts | 18..18 => "a"
        "#]],
        );
        check(
            &post("---\ntitle: $0\n---\n"),
            expect![[r#"
            Same | 2 posts | 11..11 => "Same"
        "#]],
        );
    }

    #[test]
    fn layouts_types_slugs_and_files() {
        check(
            &post("---\nlayout: $0\n---\n"),
            expect![[r#"
            wide | layouts/post/wide.html | 12..12 => "wide"
        "#]],
        );
        check(
            &post("---\ntype: $0\n---\n"),
            expect![[r#"
            post | section | 10..10 => "post"
        "#]],
        );
        check(
            &post("---\ntitle: Café & Go\nslug: $0\n---\n"),
            expect![[r#"
            cafe-go | from the title | 28..28 => "cafe-go"
        "#]],
        );
        check(
            &post("---\ncover: lo$0\n---\n"),
            expect![[r#"
            /img/logo.png | static file | 11..13 => "/img/logo.png"
        "#]],
        );
    }

    #[test]
    fn nothing_in_a_text_of_several_lines_or_before_a_list() {
        check(&post("---\ndescription: |\n  tr$0\n---\n"), expect![[""]]);
        check(&post("---\nkeywords: $0[a]\n---\n"), expect![[""]]);
    }
}
