//! The terms of a site with the number of their posts.

use super::Format;
use crate::cli::workspace::shown;
use crate::corpus::terms::Term;
use crate::features::counts::count;
use crate::site::model::Taxonomy;
use crate::world::Site;
use serde::Serialize;
use std::io::{self, Write};

/// One term.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    site: &'a str,
    taxonomy: &'a str,
    term: &'a str,
    posts: usize,
    /// Other ways in which posts spell it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<&'a str>,
    /// The date of the newest post.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
}

/// Prints the terms of a site, the most used first.
pub fn print(out: &mut impl Write, site: &Site, format: Format) -> io::Result<()> {
    let root = shown(&site.root);
    let has_terms = |index| !terms(site, index).is_empty();
    if format == Format::Text && !(0..site.model.taxonomies().len()).any(has_terms) {
        return writeln!(out, "No post has any terms.");
    }
    for (index, taxonomy) in site.model.taxonomies().iter().enumerate() {
        let lines = terms(site, index).into_iter().map(|(term, posts)| line(&root, taxonomy, term, posts));
        match format {
            Format::Json => print_json(out, lines)?,
            Format::Text => print_text(out, taxonomy, lines.collect())?,
        }
    }
    Ok(())
}

/// The terms of a taxonomy with the numbers of their posts, the most used first. A file that makes no page, such as
/// one that the generator passes over for its name, carries no term.
fn terms(site: &Site, taxonomy: usize) -> Vec<(&Term, usize)> {
    let is_made = |id| site.corpus.post(id).is_some_and(|post| post.page.rendered || !post.page.known);
    let counted = |term: &Term| term.posts.iter().filter(|id| is_made(**id)).count();
    let all = site.corpus.terms.of(taxonomy).map(|(_, term)| (term, counted(term)));
    let mut terms: Vec<(&Term, usize)> = all.filter(|(_, posts)| *posts > 0).collect();
    terms.sort_by_key(|(term, posts)| (std::cmp::Reverse(*posts), term.label().clone()));
    terms
}

fn line<'a>(site: &'a str, taxonomy: &'a Taxonomy, term: &'a Term, posts: usize) -> Line<'a> {
    let label = term.label();
    let also = term.spellings.iter().map(|(spelling, _)| spelling.as_str());
    Line {
        site,
        taxonomy: &taxonomy.name,
        term: label,
        posts,
        also: also.filter(|spelling| spelling != label).collect(),
        latest: term.latest.map(|(date, _)| date.strftime("%F").to_string()),
    }
}

fn print_json<'a>(out: &mut impl Write, lines: impl Iterator<Item = Line<'a>>) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", serde_json::to_string(&line).map_err(io::Error::other)?)?;
    }
    Ok(())
}

fn print_text(out: &mut impl Write, taxonomy: &Taxonomy, lines: Vec<Line<'_>>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} ({})", taxonomy.name, count(lines.len(), "term"))?;
    let width = lines.iter().map(|line| line.posts.to_string().len()).max().unwrap_or_default();
    for line in lines {
        let also =
            if line.also.is_empty() { String::new() } else { format!("  (also {})", line.also.join(", ")) };
        writeln!(out, "  {:>width$}  {}{also}", line.posts, line.term)?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const SITE: &str = "\
//- /a.md
---
tags: [Go, rust]
---
//- /b.md
---
tags: [go]
date: 2026-01-02
---
//- /c.md
---
tags: [Go]
categories: [日本]
---
";

    fn printed(format: Format) -> String {
        let snapshot = Fixture::new(SITE).snapshot();
        let mut out = Vec::new();
        print(&mut out, &snapshot.sites()[0], format).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_lists_the_most_used_first() {
        expect_test::expect![[r#"
            tags (2 terms)
              3  Go  (also go)
              1  rust

            categories (1 term)
              1  日本

        "#]]
        .assert_eq(&printed(Format::Text));
    }

    #[test]
    fn a_file_that_makes_no_page_does_not_count() {
        let post = "---\ntags: [a]\n---\n";
        let files = ["2026-01-01-a.md", "no-date.md"].map(|name| format!("//- /_posts/{name}\n{post}"));
        let site =
            format!("//- /_config.yml\ntitle: A\n{}//- /_posts/b.md\n---\ntags: [b]\n---\n", files.concat());
        let mut out = Vec::new();
        print(&mut out, &Fixture::new(&site).snapshot().sites()[0], Format::Text).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "tags (1 term)\n  1  a\n\n");
    }

    #[test]
    fn json_has_an_object_a_line() {
        let first = printed(Format::Json).lines().next().unwrap().to_string();
        let value: serde_json::Value = serde_json::from_str(&first).unwrap();
        assert_eq!(
            (&value["taxonomy"], &value["term"], &value["posts"]),
            (&"tags".into(), &"Go".into(), &3.into())
        );
        assert_eq!((&value["also"][0], &value["latest"]), (&"go".into(), &"2026-01-02".into()));
    }
}
