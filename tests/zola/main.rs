//! What frontis says of a site against what Zola says of it, over recorded runs of the real binaries.
//!
//! The recordings are optional: a folder `shared/oracle` beside the checkout, or the one that `FRONTIS_ORACLE` names.
//! Without it the test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod features;
mod fixtures;
#[allow(dead_code, reason = "the other generator's test uses the rest")]
#[path = "../parity/oracle.rs"]
mod hugo_oracle;
mod oracle;
#[allow(dead_code, reason = "the other generator's test uses the rest")]
#[path = "../parity/site.rs"]
mod site;

use frontis::site::version::Version;
use frontis::site::zola::Zola;
use oracle::Case;
use site::{Finding, Site};
use std::collections::BTreeMap;

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

/// Begins the reason of a case whose outcome the content does not tell: it is listed, but not counted.
const OUT_OF_SCOPE: &str = "out of scope";

/// The share of cases, in percent, in which both must find an error or neither.
const VERDICTS: f64 = 98.0;

/// The share, in percent, of Zola's errors with a line at which frontis must find one, too.
const LINES: f64 = 98.0;

/// The same for the second look by 0.23 at sites that 0.22 was run on.
const NEXT_VERDICTS: f64 = 98.0;

/// The version that the second look was recorded with.
const NEXT: Version = Version::new(0, 23, 0);

/// The counts of one group.
#[derive(Default)]
struct Tally {
    cases: usize,
    verdicts: usize,
    with_line: usize,
    lines: usize,
}

#[test]
fn errors_are_where_zola_has_them() {
    let Some(cases) = oracle::cases() else { return };
    let exceptions = exceptions();
    let mut groups: BTreeMap<String, Tally> = BTreeMap::new();
    let mut unexplained = Vec::new();
    let mut stale: Vec<&str> = exceptions.keys().copied().filter(|name| !name.ends_with(NEXT_MARK)).collect();
    for case in cases.iter().filter(|case| GROUPS.contains(&case.group.as_str())) {
        let uncounted = &mut Tally::default();
        let in_scope =
            exceptions.get(case.name.as_str()).is_none_or(|reason| !reason.starts_with(OUT_OF_SCOPE));
        let tally = if in_scope { groups.entry(case.group.clone()).or_default() } else { uncounted };
        if let Some(difference) = compare(case, tally) {
            match exceptions.get(case.name.as_str()) {
                Some(reason) => println!("{}: {difference} ({reason})", case.name),
                None => unexplained.push(format!("{}: {difference}", case.name)),
            }
            stale.retain(|name| *name != case.name);
        }
    }
    let total = report(&groups);
    println!("unexplained:\n{}", unexplained.join("\n"));
    assert!(unexplained.is_empty(), "{} cases differ without a reason", unexplained.len());
    assert!(stale.is_empty(), "exceptions that agree by now: {stale:?}");
    assert!(percent(total.verdicts, total.cases) >= VERDICTS);
    assert!(percent(total.lines, total.with_line) >= LINES);
}

/// Ends the name of an exception that is about the second look.
const NEXT_MARK: &str = "@0.23";

#[test]
fn the_next_version_is_judged_by_its_own_rules() {
    let Some(cases) = oracle::cases() else { return };
    let exceptions = exceptions();
    let (mut all, mut agreed) = (0, 0);
    let mut unexplained = Vec::new();
    for case in cases.iter().filter(|case| GROUPS.contains(&case.group.as_str())) {
        let Some(fails) = case.next_fails else { continue };
        let errors = errors(case, NEXT);
        let name = format!("{}{NEXT_MARK}", case.name);
        let reason = exceptions.get(name.as_str());
        if reason.is_some_and(|reason| reason.starts_with(OUT_OF_SCOPE)) {
            continue;
        }
        all += 1;
        if errors.is_empty() != fails {
            agreed += 1;
        } else if reason.is_none() {
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

/// Counts one case; the difference in words when there is one.
fn compare(case: &Case, tally: &mut Tally) -> Option<String> {
    let errors = errors(case, case.version);
    tally.cases += 1;
    if case.fails != errors.is_empty() {
        tally.verdicts += 1;
    } else {
        let found: Vec<String> = errors.iter().map(Finding::to_string).collect();
        let zola = if case.fails { case.headline.as_str() } else { "builds" };
        return Some(format!("Zola: {zola}; frontis: {}", found.join(" | ")));
    }
    let (file, line) = case.at.as_ref().filter(|_| case.fails)?;
    tally.with_line += 1;
    let same = errors.iter().any(|error| error.path == *file && error.lines.contains(line));
    tally.lines += usize::from(same);
    let lines: Vec<String> = errors.iter().map(|error| format!("{}:{:?}", error.path, error.lines)).collect();
    (!same).then(|| format!("line {line} of {file} for Zola ({}), {}", case.headline, lines.join(" ")))
}

fn report(groups: &BTreeMap<String, Tally>) -> Tally {
    let mut total = Tally::default();
    println!("{:22} {:>6} {:>9} {:>7} {:>6}", "group", "cases", "verdicts", "lines", "of");
    for (group, tally) in groups {
        println!(
            "{group:22} {:>6} {:>9} {:>7} {:>6}",
            tally.cases, tally.verdicts, tally.lines, tally.with_line
        );
        total.cases += tally.cases;
        total.verdicts += tally.verdicts;
        total.lines += tally.lines;
        total.with_line += tally.with_line;
    }
    println!(
        "verdicts {:.2} %, lines {:.2} %",
        percent(total.verdicts, total.cases),
        percent(total.lines, total.with_line)
    );
    total
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn exceptions() -> BTreeMap<&'static str, &'static str> {
    let lines = EXCEPTIONS.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).collect()
}
