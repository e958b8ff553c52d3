//! `frontis check --posts`: whether each post will be published, as a table or as JSON.

use super::checked::{Target, view, why_unreadable};
use super::report::Format;
use crate::cli::workspace::{Workspace, shown};
use crate::cli::{MISUSE, output};
use crate::features::counts::count;
use crate::features::diagnostics::diagnose_post;
use crate::features::publish::publication;
use crate::site::problem::{Problem, Severity};
use crate::site::publish::PublishState;
use crate::world::{PostView, Snapshot};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// One post.
#[derive(Debug, Serialize)]
struct Line {
    path: String,
    state: &'static str,
    /// For a scheduled post the moment from which it appears, for an expired one that at which it went, for others
    /// that of its publication: RFC 3339, in UTC.
    when: Option<String>,
    url: Option<String>,
    reason: String,
}

/// Prints a line for each post, in their order; ends with 2 when one cannot be read.
///
/// # Errors
/// A format that has no place for posts without findings.
pub fn print(workspace: &Workspace, targets: &[Target], format: Format) -> io::Result<ExitCode> {
    if !matches!(format, Format::Text | Format::Json) {
        return Err(io::Error::other("--posts prints as `text` or as `json` only"));
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut code = ExitCode::SUCCESS;
    let read: Vec<_> = targets.par_iter().map(|target| (target, line(&workspace.snapshot, target))).collect();
    for (target, line) in read {
        match line {
            Some(line) => lines.push(line),
            None => {
                let why = why_unreadable(&target.path);
                output::complain(&format!("`{}` was not read: {why}", shown(&target.path)));
                code = ExitCode::from(MISUSE);
            }
        }
    }
    let mut out = output::stdout();
    match format {
        Format::Json => print_json(&mut out, &lines)?,
        _ => print_table(&mut out, &lines)?,
    }
    out.flush()?;
    Ok(code)
}

fn line(snapshot: &Snapshot, target: &Target) -> Option<Line> {
    Some(line_of(snapshot, &view(snapshot, target)?, shown(&target.path)))
}

fn line_of(snapshot: &Snapshot, view: &PostView, path: String) -> Line {
    let publication = publication(snapshot, view);
    let when = match &publication.state {
        PublishState::Scheduled(at) | PublishState::Expired(at) => Some(*at),
        _ => view.post.page.publish_date.or(view.post.page.date),
    };
    let fault = Some(&publication.state).filter(|state| **state == PublishState::Published);
    let (state, reason) = match fault.and_then(|_| fault_of(snapshot, view)) {
        Some(fault) => ("faulty", fault),
        None => (word(&publication.state), publication.reason),
    };
    Line {
        path,
        state,
        when: when.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        url: publication.url,
        reason,
    }
}

/// The first finding for which the generator stops or leaves the post out. One that is an error by the user's settings
/// alone says nothing about the generator.
fn fault_of(snapshot: &Snapshot, view: &PostView) -> Option<String> {
    let problems = diagnose_post(snapshot, view);
    let is_set = |problem: &Problem| view.site.settings.rules.contains_key(problem.rule.code);
    let fault = problems.into_iter().find(|it| it.severity == Severity::Error && !is_set(it))?;
    Some(fault.message)
}

fn word(state: &PublishState) -> &'static str {
    match state {
        PublishState::Published => "published",
        PublishState::Draft => "draft",
        PublishState::Scheduled(_) => "scheduled",
        PublishState::Expired(_) => "expired",
        PublishState::NeverRendered => "no page",
        PublishState::Overwritten(_) => "overwritten",
        PublishState::Unknown => "unknown",
    }
}

fn print_json(out: &mut impl Write, lines: &[Line]) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", serde_json::to_string(line).map_err(io::Error::other)?)?;
    }
    Ok(())
}

/// The table, and below it how many posts are in each state.
fn print_table(out: &mut impl Write, lines: &[Line]) -> io::Result<()> {
    let cells = |line: &Line| {
        let when = line.when.as_deref().and_then(|when| when.get(..16)).unwrap_or("-").replace('T', " ");
        let url = line.url.clone().unwrap_or_else(|| "-".to_string());
        [line.path.clone(), line.state.to_string(), when, url, line.reason.clone()]
    };
    let rows: Vec<[String; 5]> = lines.iter().map(cells).collect();
    let head = ["PATH", "STATE", "WHEN (UTC)", "URL", "WHY"].map(str::to_string);
    let rows: Vec<&[String; 5]> = std::iter::once(&head).chain(&rows).collect();
    let mut widths = [0; 5];
    for (at, width) in widths.iter_mut().enumerate() {
        *width = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or_default();
    }
    for row in rows {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    writeln!(out, "\n{}", summary(lines))
}

fn padded(cell: &str, width: usize) -> String {
    format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
}

fn summary(lines: &[Line]) -> String {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        *states.entry(line.state).or_default() += 1;
    }
    let states: Vec<String> = states.iter().map(|(state, number)| format!("{number} {state}")).collect();
    match states.is_empty() {
        true => count(0, "post"),
        false => format!("{}: {}", count(lines.len(), "post"), states.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/posts/日記.md
---
date: 2026-05-01
---
//- /content/posts/b.md
---
date: 2026-05-01
draft: true
---
//- /content/posts/c.md
---
date: 2027-01-01T10:00:00+09:00
---
//- /content/posts/d.md
---
expiryDate: 2026-01-02
---
//- /content/posts/e.md
---
slug: f
---
//- /content/posts/f.md
---
title: F
---
//- /content/posts/g.md
---
title: [
---
//- /content/posts/h.md
---
title: H
---
{{< nowhere >}}
";

    fn lines() -> Vec<Line> {
        let snapshot = Fixture::new(SITE).snapshot();
        let site = &snapshot.sites()[0];
        let paths: Vec<_> = site.files.under("content").to_vec();
        let view = |path: &crate::site::RelPath| snapshot.post_in(site, path).unwrap();
        paths.iter().map(|path| line_of(&snapshot, &view(path), path.to_string())).collect()
    }

    #[test]
    fn each_post_has_its_state_and_its_reason() {
        let mut out = Vec::new();
        print_table(&mut out, &lines()).unwrap();
        expect_test::expect![[r#"
            PATH                   STATE        WHEN (UTC)        URL           WHY
            content/posts/b.md     draft        2026-05-01 00:00  /posts/b/     This page is a draft: builds leave it out.
            content/posts/c.md     scheduled    2027-01-01 01:00  /posts/c/     The date is ahead: the first build after 2027-01-01 01:00 UTC publishes this page.
            content/posts/d.md     expired      2026-01-02 00:00  /posts/d/     This page expired at 2026-01-02 00:00 UTC: builds leave it out.
            content/posts/e.md     overwritten  -                 /posts/f/     `content/posts/f.md` has the same address, and only one of the two can be there.
            content/posts/f.md     overwritten  -                 /posts/f/     `content/posts/e.md` has the same address, and only one of the two can be there.
            content/posts/g.md     unknown      -                 /posts/g/     The front matter cannot be read, so nothing is known of this page.
            content/posts/h.md     faulty       -                 /posts/h/     There is no shortcode `{{< nowhere >}}` in this site. Hugo 0.168.0 cannot build this page.
            content/posts/日記.md  published    2026-05-01 00:00  /posts/日記/  The next build publishes this page.

            8 posts: 1 draft, 1 expired, 1 faulty, 2 overwritten, 1 published, 1 scheduled, 1 unknown
        "#]].assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn json_has_an_object_a_line() {
        let mut out = Vec::new();
        print_json(&mut out, &lines()).unwrap();
        let text = String::from_utf8(out).unwrap();
        expect_test::expect![[r#"{"path":"content/posts/c.md","state":"scheduled","when":"2027-01-01T01:00:00Z","url":"/posts/c/","reason":"The date is ahead: the first build after 2027-01-01 01:00 UTC publishes this page."}"#]].assert_eq(text.lines().nth(1).unwrap_or_default());
    }
}
