//! Freshly mutated posts, through Hugo itself and through frontis: both must find an error, or neither.
//!
//! Needs the `hugo` program (`FRONTIS_HUGO`, or `hugo` in `PATH`); without it the test says so and passes.
//! `FRONTIS_SEED` and `FRONTIS_MUTANTS` choose other posts and more of them.

mod hugo;
mod minimise;
mod mutate;
mod random;
mod seeds;

use crate::site::{Finding, Site};
use hugo::{Hugo, Verdict};
use random::Random;
use rayon::prelude::*;
use seeds::Seed;
use std::time::Instant;

/// Mutants of a run without settings: a minute's worth.
const MUTANTS: usize = 300;

/// The share of verdicts, in percent, that must agree.
const AGREEMENT: f64 = 99.0;

/// Posts that are built at once when frontis finds no error in any of them.
const BATCH: usize = 8;

/// Disagreements that are cut down before they are printed; each takes up to a few dozen builds.
const MINIMISED: usize = 40;

/// A post after its mutations, and what frontis says of it.
pub struct Mutant {
    /// The seed and the mutations.
    name: String,
    text: String,
    errors: Vec<String>,
}

/// A mutant of which the two say different things.
struct Disagreement<'a> {
    mutant: &'a Mutant,
    hugo: Verdict,
}

#[test]
fn mutants_fail_where_hugo_fails() {
    let Some(hugo) = Hugo::find() else {
        println!("SKIPPED: no `hugo` in PATH and no FRONTIS_HUGO");
        return;
    };
    let (seed, number) = (setting("FRONTIS_SEED", 1), setting("FRONTIS_MUTANTS", MUTANTS));
    let began = Instant::now();
    let mutants: Vec<Mutant> = (0..number).into_par_iter().map(|index| mutant(&hugo, seed, index)).collect();
    let verdicts = verdicts(&hugo, &mutants);
    let judged = verdicts.iter().filter(|(_, verdict)| !matches!(verdict, Verdict::None)).count();
    let differ: Vec<Disagreement<'_>> = verdicts
        .into_iter()
        .filter(|(mutant, verdict)| match verdict {
            Verdict::Builds => !mutant.errors.is_empty(),
            Verdict::Fails(_) => mutant.errors.is_empty(),
            Verdict::None => false,
        })
        .map(|(mutant, hugo)| Disagreement { mutant, hugo })
        .collect();
    let failing = mutants.iter().filter(|mutant| !mutant.errors.is_empty()).count();
    let shown: Vec<String> =
        differ.par_iter().take(MINIMISED).map(|disagreement| shown(&hugo, disagreement)).collect();
    shown.iter().for_each(|shown| println!("{shown}"));
    let agree = crate::recorded::percent(judged - differ.len(), judged);
    println!(
        "seed {seed}: {judged} of {number} mutants judged by Hugo {}, {failing} with errors, {} verdicts differ: \
         {agree:.2} % agree ({:.0} s)",
        hugo.version,
        differ.len(),
        began.elapsed().as_secs_f64()
    );
    assert!(agree >= AGREEMENT, "{agree:.2} % of verdicts agree");
}

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn mutant(hugo: &Hugo, seed: usize, index: usize) -> Mutant {
    let mut random = Random::new(seed as u64, index as u64);
    let Seed { name, text } = random.pick(seeds::SEEDS);
    let (mutations, text) = mutate::mutate(text, &mut random);
    Mutant { name: format!("{index} {name} {mutations}"), errors: errors(hugo, &text), text }
}

/// The errors that frontis finds in a post.
fn errors(hugo: &Hugo, text: &str) -> Vec<String> {
    let mut files: Vec<(String, String)> =
        seeds::SITE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.push((hugo::path(0), text.to_owned()));
    let found = Site::with_version(&files, Some(hugo.version)).findings();
    found.iter().filter(|found| found.is_error()).map(Finding::to_string).collect()
}

/// What Hugo says of each. Those without an error for frontis are built together, and alone when that fails.
fn verdicts<'a>(hugo: &Hugo, mutants: &'a [Mutant]) -> Vec<(&'a Mutant, Verdict)> {
    let (failing, building): (Vec<&Mutant>, Vec<&Mutant>) =
        mutants.iter().partition(|mutant| !mutant.errors.is_empty());
    let alone = |mutant: &'a Mutant| (mutant, hugo.build(&[&mutant.text]));
    let mut verdicts: Vec<(&Mutant, Verdict)> = failing.into_par_iter().map(alone).collect();
    let together = building.par_chunks(BATCH).flat_map_iter(|batch| {
        let texts: Vec<&str> = batch.iter().map(|mutant| mutant.text.as_str()).collect();
        match hugo.build(&texts) {
            Verdict::Builds => batch.iter().map(|mutant| (*mutant, Verdict::Builds)).collect::<Vec<_>>(),
            _ => batch.iter().map(|mutant| alone(mutant)).collect(),
        }
    });
    verdicts.extend(together.collect::<Vec<_>>());
    verdicts
}

/// A disagreement in its smallest form.
fn shown(hugo: &Hugo, disagreement: &Disagreement<'_>) -> String {
    let fails = matches!(disagreement.hugo, Verdict::Fails(_));
    let text = minimise::minimise(&disagreement.mutant.text, |text| {
        errors(hugo, text).is_empty() == fails && matches!(hugo.build(&[text]), Verdict::Fails(_)) == fails
    });
    let what = match hugo.build(&[&text]) {
        Verdict::Fails(message) => format!("Hugo fails, frontis is silent: {message}"),
        _ => format!("Hugo builds, frontis finds {}", errors(hugo, &text).join(" | ")),
    };
    format!("== {}\n{what}\n{text:?}", disagreement.mutant.name)
}
