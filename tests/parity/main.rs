//! What frontis says of a site against what Hugo says of it, over recorded runs of the real binary.
//!
//! The recordings are optional: a folder `shared/oracle` beside the checkout, or the one that `FRONTIS_ORACLE`
//! names. Without it the test says so and passes; `fixtures.rs` runs everywhere.

mod fixtures;
mod mutants;
mod oracle;
#[path = "../support/recorded.rs"]
mod recorded;
#[path = "../support/site.rs"]
mod site;
mod versions;
mod yaml;

use recorded::{Comparison, Exceptions, Floors, Run};
use site::{Finding, Site};

/// The groups of runs whose outcome depends on the content alone.
const GROUPS: &[&str] = &[
    "dates",
    "embedded-shortcodes",
    "fm-types",
    "frontmatter",
    "links",
    "menus",
    "migrate",
    "multi-error",
    "shortcode",
    "shortcode-inner",
    "shortcode-lookup",
    "structure",
    "taxonomy",
];

/// Cases that are known to differ, each with its reason: `name: reason`.
const EXCEPTIONS: &str = include_str!("exceptions.txt");

/// The shares that must agree.
const FLOORS: Floors = Floors { verdicts: 99.0, lines: 98.0 };

#[test]
fn errors_are_where_hugo_has_them() {
    let Some(cases) = oracle::cases() else { return };
    let mut comparison = Comparison::new(Exceptions::read(EXCEPTIONS));
    for case in cases.iter().filter(|case| GROUPS.contains(&case.group.as_str())) {
        let found = Site::new(&case.files).findings();
        let errors: Vec<Finding> = found.into_iter().filter(Finding::is_error).collect();
        let run = Run {
            name: &case.name,
            group: &case.group,
            fails: case.verdict == "error",
            headline: &case.headline,
            at: case.at.as_ref(),
        };
        comparison.count(&run, &errors);
    }
    comparison.finish(&FLOORS);
}
