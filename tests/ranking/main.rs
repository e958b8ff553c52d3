//! How good the suggestions are: one term of each post is hidden and asked for, through the real completion.
//!
//! `cargo test --release --test ranking -- --nocapture` prints the table. Needs sites: those that `FRONTIS_RANKING` names
//! (folders with `:` between them), or the six of the README in the folder that `FRONTIS_CORPORA` names or the optional
//! `../shared/corpora` beside the checkout holds. Without them it says so and passes. Without `--release` it asks fewer
//! questions. `FRONTIS_RANKING_DUMP=FILE` writes the evidence for `fit.py` as well.

mod ask;
#[path = "../support/corpora.rs"]
mod corpora;
mod dump;
mod sites;

use ask::{Asked, Outcome};
use frontis::world::settings::TermOrder;
use frontis::world::{Settings, Site, World, scan};
use std::path::Path;
use std::sync::Arc;

/// Below these means over the six sites something broke; the README has what was reached.
const FLOOR_RECIPROCAL: f64 = 0.66;
const FLOOR_FIRST_FIVE: f64 = 0.78;

#[test]
fn hidden_terms_are_found_again() {
    let Some((sites, are_usual)) = sites::find() else {
        println!("SKIPPED: no sites; set FRONTIS_CORPORA to a folder of them, or FRONTIS_RANKING to some");
        return;
    };
    println!(
        "| site | terms hidden | mean 1/place | by frequency | in the first 5 | by frequency | ms, half / 99 % | by frequency |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut dump = dump::Dump::from_environment();
    let mut means = [0.0; 4];
    for site in &sites {
        let [by_post, by_frequency] = both_orders(site, dump.as_mut());
        let figures =
            [by_post.reciprocal(), by_frequency.reciprocal(), by_post.within(5), by_frequency.within(5)];
        let [a, b, c, d] = figures;
        let (name, asked) = (sites::name(site), by_post.asked());
        let (time, plain_time) = (by_post.times(), by_frequency.times());
        println!("| {name} | {asked} | {a:.3} | {b:.3} | {c:.3} | {d:.3} | {time} | {plain_time} |");
        means.iter_mut().zip(figures).for_each(|(mean, figure)| *mean += figure / sites.len() as f64);
    }
    let [reciprocal, b, first_five, d] = means;
    println!("| mean | | {reciprocal:.3} | {b:.3} | {first_five:.3} | {d:.3} | | |");
    if are_usual {
        assert!(reciprocal > FLOOR_RECIPROCAL, "mean 1/place {reciprocal:.3}");
        assert!(first_five > FLOOR_FIRST_FIVE, "in the first 5 {first_five:.3}");
    }
}

/// The same questions to a site that orders terms by the post, and to one that orders them by frequency.
fn both_orders(site: &Path, mut dump: Option<&mut dump::Dump>) -> [Outcome; 2] {
    let scanned = scan::scan(&[site.to_path_buf()], &Settings::default());
    let questions = ask::sample(&world(&scanned, TermOrder::Post).snapshot(), site);
    if let Some(dump) = &mut dump {
        dump.site(&sites::name(site));
    }
    let by_post = run(world(&scanned, TermOrder::Post), &questions, dump);
    [by_post, run(world(&scanned, TermOrder::Frequency), &questions, None)]
}

/// A world of some sites that completes terms in that order.
fn world(scanned: &[Arc<Site>], order: TermOrder) -> World {
    let ordered = |site: &Arc<Site>| {
        let mut settings = Settings::clone(&site.settings);
        settings.completion.order = order;
        Arc::new(Site { settings: Arc::new(settings), ..Site::clone(site) })
    };
    let mut world = World::default();
    world.install(scanned.iter().map(ordered).collect());
    world
}

/// Asks for every hidden term.
fn run(mut world: World, questions: &[Asked], mut dump: Option<&mut dump::Dump>) -> Outcome {
    let mut outcome = Outcome::default();
    for asked in questions {
        world.open(asked.path.clone(), 1, asked.text.clone());
        let snapshot = world.snapshot();
        outcome.take(&snapshot, asked);
        if let Some(dump) = &mut dump {
            dump.take(&snapshot, asked);
        }
        world.close(&asked.path);
    }
    outcome
}
