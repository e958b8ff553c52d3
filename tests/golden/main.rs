//! How many findings of each code frontis has over real sites, so that a change of a rule shows.
//!
//! Needs the sites: a folder that `FRONTIS_CORPORA` names, or the optional `../shared/corpora` beside the checkout, whose
//! archive is unpacked below `target/`. Without them it says so and passes. `UPDATE_EXPECT=1` writes `corpora.txt`.

#[path = "../support/corpora.rs"]
mod corpora;

use corpora::corpora;
use frontis::corpus::is_post;
use frontis::features::diagnostics::diagnose_post;
use frontis::site::problem::Severity;
use frontis::world::{Settings, Site, Snapshot, World, scan};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The moment by which scheduled and expired posts are judged, so that the counts stay the same.
const NOW: &str = "2026-06-01T12:00:00Z";

/// Findings by severity, the gravest first, and code.
type Counts = BTreeMap<(std::cmp::Reverse<Severity>, &'static str), usize>;

#[test]
fn real_sites_have_the_findings_they_had() {
    let Some(corpora) = corpora() else {
        println!("SKIPPED: no sites; unpack some and set FRONTIS_CORPORA to their folder");
        return;
    };
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(corpora).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let report: Vec<String> = folders.iter().map(|folder| report(folder)).collect();
    expect_test::expect_file!["corpora.txt"].assert_eq(&report.concat());
}

/// A corpus with its number of posts, and a line for each kind of finding.
fn report(folder: &Path) -> String {
    let mut world = World::default();
    world.install(scan::scan(&[folder.to_path_buf()], &Settings::default()));
    let mut snapshot = world.snapshot();
    snapshot.now = NOW.parse().unwrap_or(snapshot.now);
    let (mut posts, mut counts) = (0, Counts::new());
    for site in snapshot.sites() {
        for found in count(&snapshot, site) {
            posts += 1;
            found.into_iter().for_each(|(kind, number)| *counts.entry(kind).or_default() += number);
        }
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let lines = counts.into_iter().map(|((severity, code), number)| {
        format!("  {:<11} {code:<28} {number}\n", format!("{:?}", severity.0).to_lowercase())
    });
    format!("{name}: {posts} posts\n{}", lines.collect::<String>())
}

/// The findings of each post of a site.
fn count(snapshot: &Snapshot, site: &Arc<Site>) -> Vec<Counts> {
    let owner = |path: &str| snapshot.site_of(&site.absolute(path)).map(|owner| &owner.root);
    let paths = site.files.paths().par_iter();
    let posts = paths.filter(|path| is_post(&*site.model, path) && owner(path) == Some(&site.root));
    posts
        .filter_map(|path| snapshot.post_in(site, path))
        .map(|view| {
            let mut counts = Counts::new();
            for problem in diagnose_post(snapshot, &view) {
                *counts.entry((std::cmp::Reverse(problem.severity), problem.rule.code)).or_default() += 1;
            }
            counts
        })
        .collect()
}
