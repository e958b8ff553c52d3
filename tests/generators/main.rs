//! Small sites built by the real Jekyll, Hexo, Eleventy and Astro, and what frontis says of them.
//!
//! Started by hand: `FRONTIS_GENERATORS=folder cargo test --test generators -- --ignored --nocapture`, where the folder's
//! `node_modules` holds hexo, hexo-renderer-marked, hexo-renderer-ejs, @11ty/eleventy and astro; `jekyll` is looked for on
//! the `PATH`. A generator that is not there is skipped, and the test says so.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod build;
mod case;
mod ours;

use build::{Generator, Real};
use case::Case;
use ours::Ours;

#[test]
#[ignore = "runs the real generators"]
fn jekyll() {
    compare(Generator::Jekyll, include_str!("jekyll.txt"));
}

#[test]
#[ignore = "runs the real generators"]
fn hexo() {
    compare(Generator::Hexo, include_str!("hexo.txt"));
}

#[test]
#[ignore = "runs the real generators"]
fn eleventy() {
    compare(Generator::Eleventy, include_str!("eleventy.txt"));
}

#[test]
#[ignore = "runs the real generators"]
fn astro() {
    compare(Generator::Astro, include_str!("astro.txt"));
}

/// Builds each case, holds frontis against it, and fails where they differ.
fn compare(generator: Generator, cases: &str) {
    if !generator.is_there() {
        println!("SKIPPED: {generator:?} is not there");
        return;
    }
    let cases = Case::read_all(cases);
    let verdicts = cases.iter().map(|case| {
        let folder = tempfile::tempdir().unwrap();
        case.write(folder.path(), generator);
        let real = generator.build(folder.path());
        let ours = Ours::of(folder.path(), &case.subject);
        (&case.name, difference(generator, &real, &ours))
    });
    let differences: Vec<String> =
        verdicts.filter_map(|(name, difference)| Some(format!("{name}: {}", difference?))).collect();
    println!("{generator:?}: {} of {} cases agree", cases.len() - differences.len(), cases.len());
    assert!(differences.is_empty(), "{generator:?} differs:\n{}", differences.join("\n"));
}

/// In what frontis and the generator do not agree.
fn difference(generator: Generator, real: &Real, ours: &Ours) -> Option<String> {
    let differs = || Some(format!("the generator says {real:?}, frontis {ours:?}"));
    match real {
        // What the schema of Astro turns away may be a warning: a schema can take more than it says.
        Real::Stops if generator == Generator::Astro && ours.warnings > 0 => None,
        Real::Stops if ours.errors == 0 => differs(),
        Real::Lost if ours.errors == 0 && ours.file.is_some() => differs(),
        Real::Stops | Real::Lost => None,
        Real::At { .. } if ours.errors > 0 => differs(),
        // Where entries of Astro come to lie is for the site's own code to say.
        Real::At { terms, .. } if generator == Generator::Astro => {
            if *terms == ours.terms {
                None
            } else {
                differs()
            }
        }
        Real::At { file, terms } => {
            let same_file = ours.file.as_ref() == Some(file) || ours.is_unknown;
            if same_file && *terms == ours.terms { None } else { differs() }
        }
    }
}
