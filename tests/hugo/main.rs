//! Our model of Hugo against Hugo itself: `hugo list all` over real sites must say what we say.
//!
//! Needs the `hugo` program (`FRONTIS_HUGO`, or `hugo` in `PATH`) and real sites (`FRONTIS_CORPORA`, or the optional
//! folder `../shared/corpora` beside the checkout). Without either it says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod listing;
mod oracle;
mod sites;
mod taken;

use std::collections::BTreeMap;

use frontis::corpus::disk::DiskFiles;
use frontis::site::Files;
use frontis::site::hugo::{Hugo, HugoModel};
use frontis::site::model::{FileRole, Generator, Model};
use frontis::syntax::front_matter;

use listing::{Listed, facts_of};

#[test]
fn facts_equal_those_of_hugo() {
    let Some((hugo, sites)) = sites::available() else { return };
    let mut failures = BTreeMap::new();
    let mut pages = 0;
    for site in &sites {
        let copy = sites::copy(site);
        let files = DiskFiles::walk(copy.path());
        match listing::list(&hugo, copy.path(), &HugoModel::load(&files, None)) {
            Err(why) => eprintln!("SKIPPED {}: {why}", site.display()),
            Ok(listed) => {
                pages += listed.len();
                let differences = differences(copy.path(), &listed);
                eprintln!("{}: {} pages, {} differ", site.display(), listed.len(), differences.len());
                if !differences.is_empty() {
                    failures.insert(site.clone(), differences);
                }
            }
        }
    }
    eprintln!("{pages} pages compared");
    for (site, differences) in &failures {
        eprintln!("== {}", site.display());
        differences.iter().take(SHOWN).for_each(|difference| eprintln!("  {difference}"));
    }
    assert!(failures.is_empty(), "{} sites differ", failures.len());
}

/// Differences to print for each site.
const SHOWN: usize = 25;

fn differences(root: &std::path::Path, listed: &BTreeMap<String, Listed>) -> Vec<String> {
    let files = DiskFiles::walk(root);
    assert!(
        Hugo.detect("", &files).is_some_and(|evidence| evidence.score >= 40),
        "{} is not detected",
        root.display()
    );
    let model = HugoModel::load(&files, None);
    let mut ours: BTreeMap<String, Listed> = BTreeMap::new();
    for path in files.paths() {
        if !matches!(model.classify(path), FileRole::Page(_)) {
            continue;
        }
        let text = files.read(path).unwrap_or_default();
        let parsed = front_matter::parse(&text, model.split_rules());
        let page = model.page(path, parsed.front_matter.as_ref(), &text);
        ours.insert(path.to_string(), facts_of(&model, &page));
    }
    let missing = listed
        .keys()
        .filter(|path| !ours.contains_key(*path))
        .map(|path| format!("{path}: not a page to us"));
    let extra = ours.iter().filter(|(path, ours)| !listed.contains_key(*path) && !ours.permalink.is_empty());
    let extra = extra.map(|(path, _)| format!("{path}: not a page to Hugo"));
    let differ = listed.iter().filter_map(|(path, theirs)| {
        let ours = ours.get(path)?;
        (ours != theirs).then(|| format!("{path}:\n    hugo {theirs:?}\n    ours {ours:?}"))
    });
    missing.chain(extra).chain(differ).collect()
}
