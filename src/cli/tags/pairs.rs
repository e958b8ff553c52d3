//! `frontis tags --near-duplicates`: pairs of terms that look like one, with the one to keep.

use super::Format;
use crate::cli::workspace::shown;
use crate::features::counts::count;
use crate::features::near_terms::{Pair, pairs};
use crate::site::model::Taxonomy;
use crate::world::Site;
use serde::Serialize;
use std::io::{self, Write};

/// One pair.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    site: &'a str,
    taxonomy: &'a str,
    /// The term to give up.
    term: &'a str,
    posts: usize,
    /// The term to keep: the one of more posts.
    keep: &'a str,
    keep_posts: usize,
    /// Whether an editor hints at it on the posts themselves.
    hinted: bool,
}

/// Prints the pairs of a site, those that an editor hints at first.
pub fn print(out: &mut impl Write, site: &Site, format: Format) -> io::Result<()> {
    let root = shown(&site.root);
    let found: Vec<_> = site.model.taxonomies().iter().zip((0..).map(|index| pairs(site, index))).collect();
    if format == Format::Text && found.iter().all(|(_, pairs)| pairs.is_empty()) {
        return writeln!(out, "No two terms look alike.");
    }
    for (taxonomy, pairs) in found {
        match format {
            Format::Json => print_json(out, &root, taxonomy, &pairs)?,
            Format::Text => print_text(out, taxonomy, &pairs)?,
        }
    }
    Ok(())
}

fn print_json(out: &mut impl Write, site: &str, taxonomy: &Taxonomy, pairs: &[Pair<'_>]) -> io::Result<()> {
    for pair in pairs {
        let line = Line {
            site,
            taxonomy: &taxonomy.name,
            term: pair.rare.label(),
            posts: pair.rare.posts.len(),
            keep: pair.usual.label(),
            keep_posts: pair.usual.posts.len(),
            hinted: pair.hinted,
        };
        writeln!(out, "{}", serde_json::to_string(&line).map_err(io::Error::other)?)?;
    }
    Ok(())
}

fn print_text(out: &mut impl Write, taxonomy: &Taxonomy, pairs: &[Pair<'_>]) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} ({})", taxonomy.name, count(pairs.len(), "pair"))?;
    for pair in pairs {
        let (rare, usual) = (pair.rare, pair.usual);
        let doubt = if pair.doubtful { "  perhaps two things" } else { "" };
        let (from, to) = (rare.posts.len(), usual.posts.len());
        writeln!(out, "  {} ({from}) -> {} ({to}){doubt}", rare.label(), usual.label())?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    fn printed(format: Format) -> String {
        let terms =
            [("kubernetes", 5), ("kubernets", 1), ("databases", 2), ("database", 2), ("go", 9), ("god", 1)];
        let posts = terms.iter().flat_map(|(term, posts)| (0..*posts).map(move |at| (term, at)));
        let posts = posts.map(|(term, at)| format!("//- /{term}-{at}.md\n---\ntags: [{term}]\n---\n"));
        let fixture = Fixture::new(&posts.collect::<String>());
        let mut out = Vec::new();
        print(&mut out, &fixture.snapshot().sites()[0], format).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_an_editor_hints_at_comes_first() {
        expect_test::expect![[r#"
            tags (2 pairs)
              kubernets (1) -> kubernetes (5)
              databases (2) -> database (2)

        "#]]
        .assert_eq(&printed(Format::Text));
    }

    #[test]
    fn json_has_an_object_a_line() {
        let lines = printed(Format::Json);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(
            (lines.lines().count(), &first["term"], &first["keep"]),
            (2, &"kubernets".into(), &"kubernetes".into())
        );
        assert_eq!(
            (&first["posts"], &first["keepPosts"], &first["hinted"]),
            (&1.into(), &5.into(), &true.into())
        );
    }
}
