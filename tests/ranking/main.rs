//! How good the suggestions are: one term of each post is hidden and asked for, through the real completion.
//!
//! `cargo test --release --test ranking -- --nocapture` prints the table. Needs sites: those that `FRONTIS_RANKING` names
//! (folders with `:` between them), or the six of the README in the folder that `FRONTIS_CORPORA` names or the optional
//! `../shared/corpora` beside the checkout holds. Without them it says so and passes. `FRONTIS_RANKING_DUMP=FILE` writes
//! the evidence for `fit.py` as well.

mod ask;
mod dump;
mod sites;

use ask::{Asked, Outcome};
use frontis::world::settings::TermOrder;
use frontis::world::{Settings, Snapshot, World, scan};
use std::path::Path;

/// Below these means over the six sites something broke; the README has what was reached.
const FLOOR_RECIPROCAL: f64 = 0.62;
const FLOOR_FIRST_FIVE: f64 = 0.74;

#[test]
fn hidden_terms_are_found_again() {
    let Some((sites, are_usual)) = sites::find() else {
        println!("SKIPPED: no sites; set FRONTIS_CORPORA to a folder of them, or FRONTIS_RANKING to some");
        return;
    };
    println!(
        "| site | hidden terms | mean 1/place, by frequency | by post | in the first 5, by frequency | by post | ms p50/p99, by frequency | by post |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut dump = dump::Dump::from_environment();
    let (mut reciprocal, mut first_five) = (0.0, 0.0);
    let count = sites.len() as f64;
    for site in &sites {
        let (by_frequency, by_post) =
            (run(site, TermOrder::Frequency, None), run(site, TermOrder::Post, dump.as_mut()));
        println!(
            "| {} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {} | {} |",
            sites::name(site),
            by_post.asked(),
            by_frequency.reciprocal(),
            by_post.reciprocal(),
            by_frequency.within(5),
            by_post.within(5),
            by_frequency.times(),
            by_post.times()
        );
        reciprocal += by_post.reciprocal() / count;
        first_five += by_post.within(5) / count;
    }
    println!("| mean | | | {reciprocal:.3} | | {first_five:.3} | | |");
    if are_usual {
        assert!(reciprocal > FLOOR_RECIPROCAL, "mean 1/place {reciprocal:.3}");
        assert!(first_five > FLOOR_FIRST_FIVE, "in the first 5 {first_five:.3}");
    }
}

/// Asks for every hidden term of one site.
fn run(site: &Path, order: TermOrder, mut dump: Option<&mut dump::Dump>) -> Outcome {
    let mut settings = Settings::default();
    settings.completion.order = order;
    let mut world = World::default();
    world.install(scan::scan(&[site.to_path_buf()], &settings));
    if let Some(dump) = dump.as_mut() {
        dump.site(&sites::name(site));
    }
    let mut outcome = Outcome::default();
    for asked in ask::sample(&world.snapshot(), site) {
        world.open(asked.path.clone(), 1, asked.text.clone());
        let snapshot: Snapshot = world.snapshot();
        outcome.take(&snapshot, &asked);
        if let Some(dump) = dump.as_mut() {
            dump.take(&snapshot, &asked);
        }
        world.close(&asked.path);
    }
    outcome
}
