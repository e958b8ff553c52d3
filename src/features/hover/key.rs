//! A front-matter key: what it does, what it takes, and how the other posts use it.

use crate::corpus::keys::KeyStats;
use crate::corpus::post::dotted;
use crate::features::counts::used_by;
use crate::features::fields::{self, field_at, is_read, kind_words, taxonomy_at};
use crate::features::hover::{Hover, line, paragraphs};
use crate::site::field::{Field, FieldKind};
use crate::syntax::front_matter::{Step, same_ignoring_case};
use crate::text::Span;
use crate::world::{PostView, Site};

/// Values beyond these are no longer "usual".
const MAX_VALUES: usize = 6;

/// The explanation of the key at `path`, whose name is at `span`; `None` when neither the generator nor another post
/// knows it.
pub(super) fn hover(view: &PostView, path: &[Step], span: Span) -> Option<Hover> {
    let markdown = explain(&view.site, &view.post.page.section, path)?;
    Some(Hover::new(span, markdown))
}

/// The Markdown about the key at `path`, which completion shows as well.
pub fn explain(site: &Site, section: &str, path: &[Step]) -> Option<String> {
    let field = field_at(&*site.model, section, path);
    let taxonomy = taxonomy_at(&*site.model, path).and_then(|index| site.model.taxonomies().get(index));
    let key = dotted(path);
    let posts = site.corpus.keys.posts_with(&key);
    if field.is_none() && taxonomy.is_none() && posts == 0 {
        return None;
    }
    let what = match (field, taxonomy) {
        (Some(field), _) => kind_words(field.kind).to_string(),
        (None, Some(taxonomy)) => format!("taxonomy: every {} gets a page", taxonomy.singular),
        (None, None) => String::new(),
    };
    let head = line([format!("**{key}**"), what, used_by(posts, site.corpus.keys.posts())]);
    let doc = field.map(|field| documentation(site, field, &key)).unwrap_or_default();
    let values =
        fields::stats(site, section, path).map(|stats| usual_values(stats, field)).unwrap_or_default();
    Some(paragraphs([head, doc, values, field.map(manual).unwrap_or_default()]))
}

fn documentation(site: &Site, field: &Field, key: &str) -> String {
    let model = &*site.model;
    let name = key.rsplit('.').next().unwrap_or(key);
    let alias = match same_ignoring_case(field.name, name) {
        true => String::new(),
        false => format!("The same as `{}`.", field.name),
    };
    let unread = match (is_read(field, model), model.version()) {
        (false, Some(hint)) => {
            format!("{} {} does not read it.", model.generator_name(), hint.version)
        }
        _ => String::new(),
    };
    let words = match field.kind {
        FieldKind::Word(words) | FieldKind::WordList(words) => format!("One of {}.", code_list(words)),
        _ => String::new(),
    };
    paragraphs([alias, unread, field.doc.to_string(), words])
}

fn manual(field: &Field) -> String {
    if field.url.is_empty() { String::new() } else { format!("[Manual]({})", field.url) }
}

/// The values that more than one post uses, the commonest first. Of free text only a habit is worth a line.
fn usual_values(stats: &KeyStats, field: Option<&'static Field>) -> String {
    if matches!(field.map(|field| field.kind), Some(FieldKind::Date | FieldKind::Slug | FieldKind::Prose)) {
        return String::new();
    }
    let mut values: Vec<(&str, u32)> =
        stats.values.iter().map(|(value, count)| (value.as_str(), *count)).collect();
    values.retain(|(value, count)| *count > 1 && !value.is_empty());
    values.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
    values.truncate(MAX_VALUES);
    let values: Vec<String> =
        values.iter().map(|(value, count)| format!("{} ({count})", code(value))).collect();
    if values.is_empty() { String::new() } else { format!("Usual values: {}", values.join(", ")) }
}

fn code_list(words: &[&str]) -> String {
    words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", ")
}

/// The text as inline code, whatever backticks it holds itself.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

#[cfg(test)]
mod tests {
    use crate::features::hover::tests::check;
    use expect_test::expect;

    const OTHERS: &str = "\
//- /post/b.md
---
title: B
author: ann
cover:
  image: b.png
tags: [go]
---
//- /post/c.md
---
title: C
author: ann
---
";

    fn with(post: &str) -> String {
        format!("//- /post/a.md\n{post}{OTHERS}")
    }

    #[test]
    fn a_key_that_only_posts_know_shows_how_they_use_it() {
        check(
            &with("---\nau$0thor: bob\n---\n"),
            expect![[r#"
                [author]
                **author** · used by all 3 posts

                Usual values: `ann` (2)
            "#]],
        );
    }

    #[test]
    fn nested_keys_and_headers_have_their_whole_path() {
        let image = expect![[r#"
            [image]
            **cover.image** · used by 2 of 3 posts
        "#]];
        check(&with("---\ncover:\n  im$0age: a.png\n---\n"), &image);
        check(&with("+++\n[cover]\nimage$0 = \"a.png\"\n+++\n"), image);
        check(
            &with("+++\n[co$0ver]\nimage = \"a.png\"\n+++\n"),
            expect![[r#"
                [cover]
                **cover** · used by 2 of 3 posts
            "#]],
        );
    }

    #[test]
    fn a_taxonomy_says_that_it_makes_pages() {
        check(
            &with("---\ntags$0: [x]\n---\n"),
            expect![[r#"
                [tags]
                **tags** · taxonomy: every tag gets a page · used by 2 of 3 posts
            "#]],
        );
    }

    #[test]
    fn a_field_of_the_generator_shows_its_manual() {
        check(
            "//- /hugo.toml\ntitle = 'x'\n//- /content/a.md\n---\nslug$0: a\n---\n",
            expect![[r#"
                [slug]
                **slug** · text · used by the only post

                The last part of the page's address, in place of the file name. Hugo turns it to lower case, spaces to hyphens, and drops most punctuation.

                [Manual](https://gohugo.io/content-management/front-matter/#slug)
            "#]],
        );
    }
}
