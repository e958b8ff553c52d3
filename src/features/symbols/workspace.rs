//! Names to jump to: the posts of all sites by title, and their terms.

use crate::corpus::PostId;
use crate::corpus::names::Named;
use crate::corpus::terms::Term;
use crate::features::counts;
use crate::features::matching::{Fit, Pattern};
use crate::features::symbols::{SymbolKind, WorkspaceSymbol};
use crate::text::Span;
use crate::world::{Site, Snapshot};
use std::cmp::Reverse;
use std::sync::Arc;

/// Editors show a few dozen; more would only cost time to send.
pub const MAX_SYMBOLS: usize = 256;

/// The posts and terms whose name fits `query`, the best first; at most [`MAX_SYMBOLS`].
///
/// Costs one pass over the names; posts are looked at only where two are of one rank, and those that are returned.
pub fn workspace(snapshot: &Snapshot, query: &str) -> Vec<WorkspaceSymbol> {
    let pattern = Pattern::new(query);
    let mut found: Vec<Hit<'_>> = Vec::new();
    for site in snapshot.sites() {
        let posts = site.corpus.names.all().filter_map(|page| {
            Some((pattern.fit_folded(page.label())?, Reverse(weight(page)), Found::Post(site, page.id)))
        });
        found.extend(posts);
        for taxonomy in 0..site.model.taxonomies().len() {
            found.extend(site.corpus.terms.of(taxonomy).filter_map(|(_, term)| {
                let weight = Reverse(term.posts.len() as i64);
                Some((pattern.fit_folded(term.folded())?, weight, Found::Term(site, taxonomy, term)))
            }));
        }
    }
    let order =
        |a: &Hit<'_>, b: &Hit<'_>| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| a.2.name().cmp(b.2.name()));
    if found.len() > MAX_SYMBOLS {
        found.select_nth_unstable_by(MAX_SYMBOLS, order);
        found.truncate(MAX_SYMBOLS);
    }
    found.sort_by(order);
    found.iter().filter_map(|(.., found)| found.symbol()).collect()
}

/// How something fits, and its weight: terms with many posts come first, then posts, new ones first, which is what a
/// writer looks for most.
type Hit<'a> = (Fit, Reverse<i64>, Found<'a>);

/// Below that of any term.
fn weight(page: Named<'_>) -> i64 {
    page.date.map_or(i64::MIN / 2, |date| date.as_second() - i64::MAX / 2)
}

enum Found<'a> {
    Post(&'a Arc<Site>, PostId),
    Term(&'a Arc<Site>, usize, &'a Term),
}

impl Found<'_> {
    fn name(&self) -> &str {
        match self {
            Found::Post(site, id) => site.corpus.post(*id).map_or("", |post| post.label()),
            Found::Term(_, _, term) => term.label(),
        }
    }

    fn symbol(&self) -> Option<WorkspaceSymbol> {
        match self {
            Found::Post(site, id) => {
                let post = site.corpus.post(*id)?;
                Some(WorkspaceSymbol {
                    name: post.label().to_string(),
                    container: post.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string(),
                    kind: SymbolKind::Post,
                    path: site.absolute(&post.path),
                    span: Span::empty(0),
                })
            }
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
