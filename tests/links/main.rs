//! What we call a dead link against what a build by Hugo lacks, and our ids of headings against the built ones.
//!
//! Needs the `hugo` program (`FRONTIS_HUGO`, or `hugo` in `PATH`) and real sites (`FRONTIS_CORPORA`). Without either it
//! says so and passes. Pages are built with templates that print `.Content` alone, with the site's own shortcodes and
//! render hooks.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod built;
mod moves;
mod page;

use frontis::corpus::is_post;
use frontis::features::diagnostics::diagnose_post;
use frontis::features::links::{Place, resolved};
use frontis::site::link::Destination;
use frontis::site::publish::PublishState;
use frontis::world::{PostView, Settings, Site, Snapshot, World, scan};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use built::Built;

/// Of what is reported, this share is truly broken.
const PRECISION: f64 = 0.98;

/// Of what is truly broken, this share is reported.
const RECALL: f64 = 0.90;

/// Dead links that we do not see, to print for each site.
const SHOWN: usize = 40;

/// What was compared.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    unseen: usize,
    anchors_right: usize,
    anchors_wrong: usize,
    headings: usize,
    headings_right: usize,
}

#[test]
fn dead_links_are_those_that_the_build_lacks() {
    let Some((hugo, sites)) = available() else { return };
    let mut all = Tally::default();
    for site in &sites {
        match Built::new(&hugo, site) {
            Err(why) => eprintln!("SKIPPED {}: {why}", site.display()),
            Ok(built) => {
                let tally = compare(&built);
                eprintln!("{}: {tally:?}", site.display());
                add(&mut all, &tally);
            }
        }
    }
    let share = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
    let (precision, recall) = (share(all.right, all.wrong), share(all.right, all.unseen));
    let anchors = share(all.anchors_right, all.anchors_wrong);
    let ids = share(all.headings_right, all.headings - all.headings_right);
    eprintln!("{all:?}");
    eprintln!(
        "precision {precision:.4}, recall {recall:.4}, anchors' precision {anchors:.4}, heading ids {ids:.4}"
    );
    assert!(precision >= PRECISION && recall >= RECALL, "links");
}

fn add(all: &mut Tally, one: &Tally) {
    all.right += one.right;
    all.wrong += one.wrong;
    all.unseen += one.unseen;
    all.anchors_right += one.anchors_right;
    all.anchors_wrong += one.anchors_wrong;
    all.headings += one.headings;
    all.headings_right += one.headings_right;
}

fn compare(built: &Built) -> Tally {
    let mut world = World::default();
    world.install(scan::scan(&[built.site().to_path_buf()], &Settings::default()));
    let snapshot = world.snapshot();
    let mut tally = Tally::default();
    let mut shown = 0;
    for site in snapshot.sites().iter().filter(|found| found.root == built.site()) {
        let posts =
            site.files.paths().iter().filter(|path| is_post(&*site.model, path) && path.ends_with(".md"));
        for view in posts.filter_map(|path| snapshot.post_in(site, path)) {
            let Some(page) = page_of(built, site, &view, &snapshot) else { continue };
            for line in compare_page(built, &snapshot, &view, &page, &mut tally) {
                shown += 1;
                if shown <= SHOWN || !line.starts_with("UNSEEN") {
                    eprintln!("  {}: {line}", view.path);
                }
            }
        }
    }
    tally
}

/// The built page of a post that is published at its address.
fn page_of(built: &Built, site: &Arc<Site>, view: &PostView, snapshot: &Snapshot) -> Option<page::Page> {
    let state = site.model.publication(&view.post.page, snapshot.now).state;
    let url = view.post.page.url.as_deref().filter(|_| state == PublishState::Published)?;
    page::Page::read(url, &built.html_at(url)?).into()
}

fn compare_page(
    built: &Built,
    snapshot: &Snapshot,
    view: &PostView,
    page: &page::Page,
    tally: &mut Tally,
) -> Vec<String> {
    let mut lines = Vec::new();
    let dead: BTreeSet<String> = page.links.iter().filter_map(|link| built.dead(page, link)).collect();
    let ours = reported(snapshot, view);
    for address in &ours {
        match dead.contains(address.trim_end_matches('/')) {
            true => tally.right += 1,
            false => {
                tally.wrong += 1;
                lines.push(format!("WRONG {address}"));
            }
        }
    }
    let trimmed: BTreeSet<&str> = ours.iter().map(|address| address.trim_end_matches('/')).collect();
    for address in dead.iter().filter(|address| !trimmed.contains(address.as_str())) {
        tally.unseen += 1;
        lines.push(format!("UNSEEN {address}"));
    }
    for problem in
        diagnose_post(snapshot, view).iter().filter(|problem| problem.rule.code == "anchor-unknown")
    {
        let id = problem.span.of(&view.text);
        match built.lacks_anchor(page, id) {
            true => tally.anchors_right += 1,
            false => {
                tally.anchors_wrong += 1;
                lines.push(format!("WRONG #{id}"));
            }
        }
    }
    headings(view, page, tally, &mut lines);
    lines
}

/// The addresses that nothing is at, in our opinion: missing, in other capitals, or of a page that is not published.
fn reported(snapshot: &Snapshot, view: &PostView) -> BTreeSet<String> {
    let problems = diagnose_post(snapshot, view);
    let is_reported = |link: &frontis::features::links::Link| {
        let codes = ["link-missing", "image-missing", "link-case", "link-unpublished"];
        problems.iter().any(|problem| problem.span == link.span && codes.contains(&problem.rule.code))
    };
    let links =
        resolved(view).into_iter().filter(|link| link.link.place == Place::Text && is_reported(&link.link));
    links
        .filter_map(|link| match link.destination {
            Destination::Missing(missing) => Some(missing.address.to_string()),
            Destination::Page(_) => {
                let url = view.post.page.url.as_deref()?;
                let path = link.link.dest.split(['#', '?']).next()?;
                Some(frontis::site::link::join(url, &page::decoded(path)))
            }
            _ => None,
        })
        .collect()
}

/// Every heading of the built page that stands in the post has the id that we say.
fn headings(view: &PostView, page: &page::Page, tally: &mut Tally, lines: &mut Vec<String>) {
    let mut ours: BTreeMap<&str, usize> = BTreeMap::new();
    let headings = view.post.body.open().headings;
    headings.iter().for_each(|heading| *ours.entry(heading.id.as_str()).or_default() += 1);
    // Shortcodes bring headings of their own.
    if page.headings.len() != headings.len() {
        return;
    }
    for id in &page.headings {
        tally.headings += 1;
        match ours.get_mut(id.as_str()).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                tally.headings_right += 1;
            }
            None => lines.push(format!("HEADING {id}")),
        }
    }
}

/// The program, if there is one.
fn hugo() -> Option<PathBuf> {
    let named = std::env::var_os("FRONTIS_HUGO").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    named.or_else(|| std::env::split_paths(&path).map(|dir| dir.join("hugo")).find(|hugo| hugo.is_file()))
}

fn available() -> Option<(PathBuf, Vec<PathBuf>)> {
    let corpora = std::env::var_os("FRONTIS_CORPORA").map(PathBuf::from).filter(|dir| dir.is_dir());
    let (Some(hugo), Some(corpora)) = (hugo(), corpora) else {
        eprintln!("SKIPPED: set FRONTIS_HUGO to the program and FRONTIS_CORPORA to a folder of sites");
        return None;
    };
    Some((hugo, sites(&corpora)))
}

fn sites(corpora: &Path) -> Vec<PathBuf> {
    let mut sites = Vec::new();
    for folder in std::fs::read_dir(corpora).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let files = frontis::corpus::disk::DiskFiles::walk(&folder);
        let found = frontis::site::detect::sites(&files).into_iter();
        sites.extend(found.filter(|site| site.generator.id() == "hugo").map(|site| folder.join(site.dir)));
    }
    // `FRONTIS_SITES=yihui,spf13` takes only those whose paths have one of the words.
    if let Ok(words) = std::env::var("FRONTIS_SITES") {
        sites.retain(|site| words.split(',').any(|word| site.to_string_lossy().contains(word)));
    }
    sites.sort();
    sites
}
