//! Names to jump to: the posts of all sites by title, and their terms.

use crate::corpus::post::Post;
use crate::corpus::terms::Term;
use crate::features::counts;
use crate::features::matching::{Fit, Pattern};
use crate::features::symbols::{SymbolKind, WorkspaceSymbol};
use crate::text::Span;
use crate::world::{Site, Snapshot};
use std::sync::Arc;

/// Editors show a few dozen; more would only cost time to send.
pub const MAX_SYMBOLS: usize = 256;

/// The posts and terms whose name fits `query`, the best first; at most [`MAX_SYMBOLS`].
pub fn workspace(snapshot: &Snapshot, query: &str) -> Vec<WorkspaceSymbol> {
    let pattern = Pattern::new(query);
    let mut found: Vec<(Fit, Found<'_>)> = Vec::new();
    for site in snapshot.sites() {
        let posts = site.corpus.posts().map(|(_, post)| Found::Post(site, post));
        let taxonomies = 0..site.model.taxonomies().len();
        let terms = taxonomies.flat_map(|taxonomy| {
            site.corpus.terms.of(taxonomy).map(move |(_, term)| Found::Term(site, taxonomy, term))
        });
        found.extend(posts.chain(terms).filter_map(|found| Some((pattern.fit(found.name())?, found))));
    }
    found.sort_by(|(a_fit, a), (b_fit, b)| (a_fit, a.order()).cmp(&(b_fit, b.order())));
    found.truncate(MAX_SYMBOLS);
    found.iter().filter_map(|(_, found)| found.symbol()).collect()
}

enum Found<'a> {
    Post(&'a Arc<Site>, &'a Arc<Post>),
    Term(&'a Arc<Site>, usize, &'a Term),
}

impl Found<'_> {
    fn name(&self) -> &str {
        match self {
            Found::Post(_, post) => post.label(),
            Found::Term(_, _, term) => term.label(),
        }
    }

    /// Terms with many posts first, then posts, new ones first: what a writer looks for most.
    fn order(&self) -> (std::cmp::Reverse<i64>, &str) {
        let weight = match self {
            Found::Post(_, post) => {
                post.page.date.map_or(i64::MIN / 2, |date| date.as_second() - i64::MAX / 2)
            }
            Found::Term(_, _, term) => term.posts.len() as i64,
        };
        (std::cmp::Reverse(weight), self.name())
    }

    fn symbol(&self) -> Option<WorkspaceSymbol> {
        match self {
            Found::Post(site, post) => Some(WorkspaceSymbol {
                name: post.label().to_string(),
                container: post.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string(),
                kind: SymbolKind::Post,
                path: site.absolute(&post.path),
                span: Span::empty(0),
            }),
            Found::Term(site, taxonomy, term) => term_symbol(site, *taxonomy, term),
        }
    }
}

/// A term stands where its newest post names it.
fn term_symbol(site: &Arc<Site>, taxonomy: usize, term: &Term) -> Option<WorkspaceSymbol> {
    let id = term.latest.map(|(_, id)| id).or_else(|| term.posts.first().copied())?;
    let post = site.corpus.post(id)?;
    let uses = post.terms.iter().filter(|used| used.taxonomy == taxonomy);
    let place =
        uses.into_iter().find(|used| term.spellings.iter().any(|(spelling, _)| *spelling == used.text))?;
    let name = &site.model.taxonomies().get(taxonomy)?.name;
    Some(WorkspaceSymbol {
        name: term.label().to_string(),
        container: format!("{name} · {}", counts::posts(term.posts.len() as u32)),
        kind: SymbolKind::Term,
        path: site.absolute(&post.path),
        span: place.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    const BLOG: &str = "\
//- /post/a.md
---
title: Learning Go
date: 2026-01-01
tags: [go, Café]
---
//- /post/b.md
---
title: Going home
date: 2026-02-01
tags: [go]
---
";

    fn check(query: &str, expected: Expect) {
        let found = workspace(&Fixture::new(BLOG).snapshot(), query);
        let lines: Vec<String> = found
            .iter()
            .map(|s| format!("{} | {} | {} {:?}\n", s.name, s.container, s.path.display(), s.span))
            .collect();
        expected.assert_eq(&lines.concat());
    }

    #[test]
    fn posts_by_title_and_terms_by_name_with_their_counts() {
        check(
            "go",
            expect![[r#"
                go | tags · 2 posts | /post/b.md 46..48
                Going home | post | /post/b.md 0..0
                Learning Go | post | /post/a.md 0..0
            "#]],
        );
    }

    #[test]
    fn plain_letters_find_accents_and_nothing_finds_nothing() {
        check("cafe", expect![["Café | tags · 1 post | /post/a.md 51..56\n"]]);
        check("zebra", expect![[""]]);
    }
}
