//! The terms of one site as a list to choose from, and the place of the one that was chosen.

use crate::features::target::{self, Target};
use crate::text::Span;
use crate::world::{Site, Snapshot};
use smol_str::SmolStr;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One term of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTerm {
    /// The name of its taxonomy: `tags`.
    pub taxonomy: SmolStr,
    /// Its commonest spelling, or the one under the cursor.
    pub name: SmolStr,
    /// How many posts carry it.
    pub posts: usize,
}

/// The terms of the site that owns the absolute `path`, those of many posts first, whatever their taxonomy.
pub fn terms(snapshot: &Snapshot, path: &Path) -> Vec<NamedTerm> {
    let Some(site) = snapshot.site_of(path) else { return Vec::new() };
    let taxonomies = site.model.taxonomies().iter().enumerate();
    let named = taxonomies.flat_map(|(index, taxonomy)| {
        site.corpus.terms.of(index).map(|(_, term)| NamedTerm {
            taxonomy: taxonomy.name.clone(),
            name: term.label().clone(),
            posts: term.posts.len(),
        })
    });
    let mut named: Vec<NamedTerm> = named.collect();
    let order = |term: &NamedTerm| (Reverse(term.posts), term.name.clone(), term.taxonomy.clone());
    named.sort_by_cached_key(order);
    named
}

/// The term at byte `offset` of the file at `path`.
pub fn term_at(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<NamedTerm> {
    let Target::Term { taxonomy, text, .. } = target::at(snapshot, path, offset)? else { return None };
    let site = snapshot.site_of(path)?;
    let known = site.corpus.terms.get(taxonomy, &site.model.term_key(&text));
    Some(NamedTerm {
        taxonomy: site.model.taxonomies().get(taxonomy)?.name.clone(),
        name: text,
        posts: known.map_or(0, |term| term.posts.len()),
    })
}

/// A file that names a term in any of its spellings, and the bytes there: in the newest post that does so now, open texts
/// included. `path` says which site is meant.
pub fn place(snapshot: &Snapshot, path: &Path, taxonomy: &str, name: &str) -> Option<(PathBuf, Span)> {
    let site = snapshot.site_of(path)?;
    let index = site.model.taxonomies().iter().position(|known| known.name == taxonomy)?;
    let key = site.model.term_key(name);
    let term = site.corpus.terms.get(index, &key)?;
    let newest = term.latest.iter().map(|(_, id)| *id);
    newest.chain(term.posts.iter().copied()).find_map(|id| {
        let post = site.corpus.post(id)?;
        Some((site.absolute(&post.path), span_in(snapshot, site, &post.path, index, &key)?))
    })
}

fn span_in(snapshot: &Snapshot, site: &Arc<Site>, path: &str, taxonomy: usize, key: &str) -> Option<Span> {
    let view = snapshot.post_in(site, path)?;
    let mut terms = view.post.terms.iter();
    terms
        .find(|term| term.taxonomy == taxonomy && site.model.term_key(&term.text) == key)
        .map(|term| term.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const BLOG: &str = "\
//- /hugo.toml
//- /content/a.md
---
date: 2026-01-01
tags: [go, $0Caf\u{e9}]
---
//- /content/b.md
---
date: 2026-02-01
tags: [Go]
categories: [home]
---
";

    #[test]
    fn the_terms_of_many_posts_come_first() {
        let fixture = Fixture::new(BLOG);
        let found = terms(&fixture.snapshot(), &fixture.path);
        let mut found: Vec<String> =
            found.iter().map(|term| format!("{} {} {}", term.taxonomy, term.name, term.posts)).collect();
        // Which of two spellings that are as common is shown does not matter here.
        found.iter_mut().for_each(|line| *line = line.to_lowercase());
        assert_eq!(found, ["tags go 2", "tags caf\u{e9} 1", "categories home 1"]);
    }

    #[test]
    fn the_term_under_the_cursor_is_as_it_is_written_there() {
        let fixture = Fixture::new(BLOG);
        let found = term_at(&fixture.snapshot(), &fixture.path, fixture.offset);
        let expected = NamedTerm { taxonomy: "tags".into(), name: "Caf\u{e9}".into(), posts: 1 };
        assert_eq!(found, Some(expected));
        assert_eq!(term_at(&fixture.snapshot(), &fixture.path, 0), None);
    }

    #[test]
    fn a_term_is_found_in_its_newest_post_as_that_is_now() {
        let mut fixture = Fixture::new(BLOG);
        let find = |fixture: &Fixture, name: &str| {
            let (path, span) = place(&fixture.snapshot(), &fixture.path, "tags", name)?;
            Some((path.display().to_string(), span.start()))
        };
        assert_eq!(find(&fixture, "go"), Some(("/content/b.md".to_string(), 28)));
        fixture.open("/content/b.md", "---\ntitle: Now without\ndate: 2026-02-01\n---\n");
        assert_eq!(find(&fixture, "Go"), Some(("/content/a.md".to_string(), 28)));
        assert_eq!(find(&fixture, "nothing"), None);
    }
}
