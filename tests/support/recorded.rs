//! Recorded runs of a generator against what frontis finds: how many verdicts and lines agree.
//!
//! The recordings are optional: a folder `shared/oracle` beside the checkout, or the one that `FRONTIS_ORACLE` names.

use crate::site::Finding;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Begins the reason of a case whose outcome the content does not tell: it is listed, but not counted.
const OUT_OF_SCOPE: &str = "out of scope";

/// One run.
pub struct Run<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is about.
    pub group: &'a str,
    /// Whether the generator failed.
    pub fails: bool,
    /// What it printed as the reason.
    pub headline: &'a str,
    /// The file and the line, from 1, at which it found the error, when it names one that means something.
    pub at: Option<&'a (String, usize)>,
}

/// The counts of one group.
#[derive(Default)]
struct Tally {
    cases: usize,
    verdicts: usize,
    with_line: usize,
    lines: usize,
}

/// The comparison so far.
pub struct Comparison {
    exceptions: Exceptions,
    groups: BTreeMap<String, Tally>,
    unexplained: Vec<String>,
    stale: Vec<&'static str>,
}

/// The least shares, in percent, of verdicts and of lines that must agree.
pub struct Floors {
    /// Cases in which both must find an error or neither.
    pub verdicts: f64,
    /// Errors with a line at which frontis must find one, too.
    pub lines: f64,
}

impl Comparison {
    /// Begins one; `exceptions` are the cases that are known to differ.
    pub fn new(exceptions: Exceptions) -> Comparison {
        let stale = exceptions.0.keys().copied().collect();
        Comparison { exceptions, groups: BTreeMap::new(), unexplained: Vec::new(), stale }
    }

    /// Counts one run and the errors that frontis finds in its files.
    pub fn count(&mut self, run: &Run<'_>, errors: &[Finding]) {
        let uncounted = &mut Tally::default();
        let tally = match self.exceptions.is_out_of_scope(run.name) {
            true => uncounted,
            false => self.groups.entry(run.group.to_owned()).or_default(),
        };
        let Some(difference) = compare(run, errors, tally) else { return };
        match self.exceptions.reason(run.name) {
            Some(reason) => println!("{}: {difference} ({reason})", run.name),
            None => self.unexplained.push(format!("{}: {difference}", run.name)),
        }
        self.stale.retain(|name| *name != run.name);
    }

    /// Prints the counts and fails below the floors, on a difference without a reason, and on a reason without one.
    pub fn finish(self, floors: &Floors) {
        let total = report(&self.groups);
        println!("unexplained:\n{}", self.unexplained.join("\n"));
        assert!(self.unexplained.is_empty(), "{} cases differ without a reason", self.unexplained.len());
        assert!(self.stale.is_empty(), "exceptions that agree by now: {:?}", self.stale);
        assert!(percent(total.verdicts, total.cases) >= floors.verdicts);
        assert!(percent(total.lines, total.with_line) >= floors.lines);
    }
}

/// Counts one run; the difference in words when there is one.
fn compare(run: &Run<'_>, errors: &[Finding], tally: &mut Tally) -> Option<String> {
    tally.cases += 1;
    if run.fails != errors.is_empty() {
        tally.verdicts += 1;
    } else {
        let found: Vec<String> = errors.iter().map(Finding::to_string).collect();
        let recorded = if run.fails { run.headline } else { "builds" };
        return Some(format!("recorded: {recorded}; frontis: {}", found.join(" | ")));
    }
    let (file, line) = run.at.filter(|_| run.fails)?;
    tally.with_line += 1;
    let same = errors.iter().any(|error| error.path == *file && error.lines.contains(line));
    tally.lines += usize::from(same);
    let lines: Vec<String> = errors.iter().map(|error| format!("{}:{:?}", error.path, error.lines)).collect();
    (!same).then(|| format!("recorded: line {line} of {file} ({}), {}", run.headline, lines.join(" ")))
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

/// A share in percent; all of nothing is all.
pub fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Cases that are known to differ, each with its reason.
#[derive(Clone)]
pub struct Exceptions(BTreeMap<&'static str, &'static str>);

impl Exceptions {
    /// Reads lines of `name: reason`; those with `#` in front are remarks.
    pub fn read(text: &'static str) -> Exceptions {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        Exceptions(lines.filter_map(|line| line.split_once(": ")).collect())
    }

    /// Those whose names end in `mark`, or all others.
    #[allow(dead_code, reason = "only one generator was recorded twice")]
    pub fn split(self, mark: &str) -> (Exceptions, Exceptions) {
        let (with, without) = self.0.into_iter().partition(|(name, _)| name.ends_with(mark));
        (Exceptions(with), Exceptions(without))
    }

    /// The reason why a case differs.
    pub fn reason(&self, name: &str) -> Option<&'static str> {
        self.0.get(name).copied()
    }

    /// Whether a case is listed without being counted.
    pub fn is_out_of_scope(&self, name: &str) -> bool {
        self.reason(name).is_some_and(|reason| reason.starts_with(OUT_OF_SCOPE))
    }
}

/// The recorded runs in that file; `None`, with a word about it, when they are not at hand.
pub fn read<T: DeserializeOwned>(file: &str) -> Option<Vec<T>> {
    let path = folder().join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no recorded runs at {}; set FRONTIS_ORACLE to their folder", path.display());
        return None;
    };
    match serde_json::from_str(&text) {
        Ok(recorded) => Some(recorded),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// The folder of the recordings, which may not be there.
pub fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
    std::env::var_os("FRONTIS_ORACLE").map_or_else(beside, PathBuf::from)
}
