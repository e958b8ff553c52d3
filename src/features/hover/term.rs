//! A term: how often it is used, where last, what goes with it, which spellings it swallows, and its page.

use crate::corpus::PostId;
use crate::corpus::terms::Term;
use crate::features::counts::posts;
use crate::features::dates;
use crate::features::declared;
use crate::features::hover::key::code;
use crate::features::hover::{Hover, line, paragraphs};
use crate::site::model::Taxonomy;
use crate::world::{PostView, Site, Snapshot};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::Arc;

/// Terms beyond these go with it only now and then.
const MAX_COMPANIONS: usize = 6;

/// The newest posts of a term that are looked at for what goes with it: habits of ten years ago say little, and a
/// term of thousands of posts would hold up the hover.
const MAX_POSTS: usize = 1_000;

/// The explanation of the term at byte `offset`; `None` when there is none.
pub(super) fn hover(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Hover> {
    let used = view.post.terms.iter().find(|used| used.span.touches(offset))?;
    let taxonomy = view.site.model.taxonomies().get(used.taxonomy)?;
    let key = view.site.model.term_key(&used.text);
    let count = snapshot.posts_of_term(&view.site, used.taxonomy, &view.path, &key);
    let known = view.site.corpus.terms.get(used.taxonomy, &key);
    let head = line([
        format!("**{}**", used.text),
        taxonomy.singular.to_string(),
        if count == 0 { "only on this post".to_string() } else { posts(count.saturating_add(1)) },
    ]);
    let about =
        known.map(|term| [last(view, term), companions(view, used.taxonomy, &key, term), spellings(term)]);
    let page = page(&view.site, taxonomy, &used.text);
    let declared = declared::declared(view, used.taxonomy, &used.text).map(declared::about);
    let markdown =
        paragraphs([head].into_iter().chain(declared).chain(about.into_iter().flatten()).chain([page]));
    Some(Hover::new(used.span, markdown))
}

/// The newest other post with the term.
fn last(view: &PostView, term: &Term) -> String {
    let site = &view.site;
    let own = site.corpus.id_of(&view.path);
    let dated = term.posts.iter().filter(|id| Some(**id) != own);
    let newest = dated.filter_map(|&id| Some((site.corpus.post(id)?.page.date?, id))).max();
    let Some((date, id)) = newest else { return String::new() };
    let title = site.corpus.post(id).map_or("", |post| post.label());
    format!("Last: {title}, {}", dates::day(&*site.model, date))
}

/// The terms of the same taxonomy that stand beside it most often.
fn companions(view: &PostView, taxonomy: usize, key: &str, term: &Term) -> String {
    let site = &view.site;
    let mut counts: FxHashMap<String, (u32, SmolStr)> = FxHashMap::default();
    for id in newest(site, &term.posts) {
        let Some(post) = site.corpus.post(id) else { continue };
        for used in post.terms.iter().filter(|used| used.taxonomy == taxonomy) {
            let other = site.model.term_key(&used.text);
            if other != key {
                counts.entry(other).or_insert_with(|| (0, used.text.clone())).0 += 1;
            }
        }
    }
    let mut counts: Vec<(u32, SmolStr)> = counts.into_values().collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counts.truncate(MAX_COMPANIONS);
    let names: Vec<String> = counts.iter().map(|(count, name)| format!("{} ({count})", code(name))).collect();
    if names.is_empty() { String::new() } else { format!("Often with: {}", names.join(", ")) }
}

fn newest(site: &Arc<Site>, ids: &[PostId]) -> Vec<PostId> {
    let mut ids = ids.to_vec();
    if ids.len() > MAX_POSTS {
        ids.sort_by_key(|&id| std::cmp::Reverse(site.corpus.post(id).and_then(|post| post.page.date)));
        ids.truncate(MAX_POSTS);
    }
    ids
}

/// The spellings that share the term's page, when there is more than one.
fn spellings(term: &Term) -> String {
    if term.spellings.len() < 2 {
        return String::new();
    }
    let mut spellings: Vec<(&SmolStr, u32)> =
        term.spellings.iter().map(|(text, count)| (text, *count)).collect();
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let names: Vec<String> =
        spellings.iter().map(|(text, count)| format!("{} ({})", code(text), posts(*count))).collect();
    format!("Spelt {}; all share one page", names.join(", "))
}

fn page(site: &Arc<Site>, taxonomy: &Taxonomy, term: &str) -> String {
    let url = site.model.term_url(taxonomy, term);
    if url.is_empty() { String::new() } else { format!("Page: {}", code(&url)) }
}

#[cfg(test)]
mod tests {
    use crate::features::hover::tests::check;
    use expect_test::expect;

    const OTHERS: &str = "\
//- /b.md
---
title: Learning Go
date: 2026-05-01
tags: [Go, cli]
---
//- /c.md
+++
title = \"Old\"
date = 2020-01-01
tags = [\"go\", \"cli\", \"web dev\"]
+++
";

    #[test]
    fn the_page_is_named_where_the_generator_says_where_it_is() {
        check(
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n---\ntags: [G$0o]\n---\n",
            &expect![[r#"
                [Go]
                **Go** · tag · only on this post

                Page: `/tags/go/`
            "#]],
        );
    }

    #[test]
    fn what_the_site_says_of_a_term_is_told() {
        let site = |post: &str| {
            format!(
                "//- /docusaurus.config.js\n//- /blog/tags.yml\nopen:\n  label: Open Source\n  description: Free.\n{post}"
            )
        };
        check(
            &site("//- /blog/a.md\n---\ntags: [op$0en]\n---\n"),
            &expect![[r#"
            [open]
            **open** · tag · only on this post

            Open Source: Free.
        "#]],
        );
        check(
            &site("//- /docs/a.md\n---\ntags: [op$0en]\n---\n"),
            &expect![[r#"
            [open]
            **open** · tag · only on this post
        "#]],
        );
    }

    #[test]
    fn a_term_between_commas_is_one_of_several() {
        let post = "//- /pelicanconf.py\n//- /b.md\nTitle: B\nTags: go, web\n\n//- /a.md\nTitle: A\nTags: x, g$0o, web\n\nText\n";
        check(
            post,
            &expect![[r#"
                [go]
                **go** · tag · 2 posts

                Often with: `web` (2), `x` (1)
            "#]],
        );
    }

    #[test]
    fn a_term_tells_where_it_was_last_and_what_goes_with_it() {
        let go = expect![[r#"
            [go]
            **go** · tag · 3 posts

            Last: Learning Go, 2026-05-01

            Often with: `cli` (2), `web dev` (1)

            Spelt `go` (2 posts), `Go` (1 post); all share one page
        "#]];
        for post in [
            "---\ntags: [go$0]\n---\n",
            "---\ntags:\n  - g$0o\n---\n",
            "+++\ntags = [\n  '$0go'\n]\n+++\n",
            "{\"tags\": [\"g$0o\"]}\n",
        ] {
            check(&format!("//- /a.md\n{post}{OTHERS}"), &go);
        }
    }

    #[test]
    fn a_new_term_says_that_it_is_new() {
        check(
            &format!("//- /a.md\n---\ntags: [n$0ew]\n---\n{OTHERS}"),
            expect![[r#"
                [new]
                **new** · tag · only on this post
            "#]],
        );
    }
}
