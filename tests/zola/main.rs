//! What frontis says of a site against what Zola says of it, over recorded runs of the real binaries.
//!
//! The recordings are optional: a folder `shared/oracle` beside the checkout, or the one that `FRONTIS_ORACLE` names.
//! Without it the test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod features;
mod fixtures;
mod links;
mod oracle;
#[path = "../support/recorded.rs"]
mod recorded;
#[allow(dead_code, reason = "the other generator's test uses the rest")]
#[path = "../support/site.rs"]
mod site;

use frontis::site::version::Version;
use frontis::site::zola::Zola;
use oracle::Case;
use recorded::{Comparison, Exceptions, Floors, Run, percent};
use site::{Finding, Site};

/// The groups of runs whose outcome depends on the content alone.
const GROUPS: &[&str] = &[
    "anchors",
    "assets",
    "check",
    "components-0.23",
    "dates",
    "delimiters",
    "i18n",
    "links",
    "page-fields",
    "paths",
    "positions",
    "precedence",
    "section-frontmatter",
    "shortcodes",
    "summary",
    "taxonomies",
    "toml-syntax",
    "yaml-syntax",
];

/// Cases that are known to differ, each with its reason: `name: reason`.
const EXCEPTIONS: &str = include_str!("exceptions.txt");

/// The shares that must agree.
const FLOORS: Floors = Floors { verdicts: 98.0, lines: 98.0 };

/// The share of verdicts, in percent, for the second look by 0.23 at sites that 0.22 was run on.
const NEXT_VERDICTS: f64 = 98.0;

/// The version that the second look was recorded with.
const NEXT: Version = Version::new(0, 23, 0);

#[test]
fn errors_are_where_zola_has_them() {
    let Some(cases) = oracle::cases() else { return };
    let (_, exceptions) = Exceptions::read(EXCEPTIONS).split(NEXT_MARK);
    let mut comparison = Comparison::new(exceptions);
    for case in cases.iter().filter(|case| GROUPS.contains(&case.group.as_str())) {
        let run = Run {
            name: &case.name,
            group: &case.group,
            fails: case.fails,
            headline: &case.headline,
            at: case.at.as_ref(),
        };
        comparison.count(&run, &errors(case, case.version));
    }
    comparison.finish(&FLOORS);
}

/// Ends the name of an exception that is about the second look.
const NEXT_MARK: &str = "@0.23";

#[test]
fn the_next_version_is_judged_by_its_own_rules() {
    let Some(cases) = oracle::cases() else { return };
    let (exceptions, _) = Exceptions::read(EXCEPTIONS).split(NEXT_MARK);
    let (mut all, mut agreed) = (0, 0);
    let mut unexplained = Vec::new();
    for case in cases.iter().filter(|case| GROUPS.contains(&case.group.as_str())) {
        let Some(fails) = case.next_fails else { continue };
        let errors = errors(case, NEXT);
        let name = format!("{}{NEXT_MARK}", case.name);
        if exceptions.is_out_of_scope(&name) {
            continue;
        }
        all += 1;
        if errors.is_empty() != fails {
            agreed += 1;
        } else if exceptions.reason(&name).is_none() {
            let found: Vec<String> = errors.iter().map(Finding::to_string).collect();
            unexplained.push(format!("{name}: Zola {}; {found:?}", if fails { "fails" } else { "builds" }));
        }
    }
    println!("{agreed} of {all} verdicts agree\nunexplained:\n{}", unexplained.join("\n"));
    assert!(unexplained.is_empty(), "{} cases differ without a reason", unexplained.len());
    assert!(percent(agreed, all) >= NEXT_VERDICTS);
}

fn errors(case: &Case, version: Version) -> Vec<Finding> {
    let site = Site::of(&Zola, &case.files, Some(version));
    site.findings().into_iter().filter(Finding::is_error).collect()
}
