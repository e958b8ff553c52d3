//! The recorded runs of Zola.

use crate::recorded;
use frontis::site::version::Version;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One run.
pub struct Case {
    /// Its name: `fm-missing`.
    pub name: String,
    /// What it is about: `delimiters`.
    pub group: String,
    /// The version that ran.
    pub version: Version,
    /// The files of the site.
    pub files: Vec<(String, String)>,
    /// Whether it failed.
    pub fails: bool,
    /// What Zola printed as the reason.
    pub headline: String,
    /// The content file and the line, from 1, at which Zola found the error, when it names one that means something.
    pub at: Option<(String, usize)>,
    /// Whether 0.23 failed on the same files, where it was run.
    pub next_fails: Option<bool>,
}

#[derive(Deserialize)]
struct Recorded {
    name: String,
    group: String,
    zola: String,
    files: BTreeMap<String, String>,
    verdict: String,
    stderr: String,
    #[serde(default)]
    zola_next: Option<Next>,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    verdict: Option<String>,
}

/// All runs; `None`, with a word about it, when they are not at hand.
pub fn cases() -> Option<Vec<Case>> {
    let recorded: Vec<Recorded> = recorded::read("zola_cases.json")?;
    Some(recorded.into_iter().map(Case::from).collect())
}

impl From<Recorded> for Case {
    fn from(recorded: Recorded) -> Case {
        let reasons =
            recorded.stderr.lines().filter(|line| line.starts_with("ERROR") && !line.ends_with("the site"));
        Case {
            at: position(&recorded),
            headline: reasons.collect::<Vec<_>>().join(" "),
            version: Version::find(&recorded.zola).unwrap_or(Version::ZERO),
            fails: recorded.verdict == "error",
            next_fails: recorded.zola_next.and_then(|next| Some(next.verdict? == "error")),
            name: recorded.name,
            group: recorded.group,
            files: recorded.files.into_iter().collect(),
        }
    }
}

/// Where Zola saw the error, in lines of the file: it counts those of front matter from its opener, and those of the
/// body from its first line that is not blank.
fn position(recorded: &Recorded) -> Option<(String, usize)> {
    let stderr = &recorded.stderr;
    let (_, rest) = stderr.split_once("$ROOT/content/")?;
    let file = format!("content/{}", rest.split(['`', '\n', '\'', '"']).next()?.trim_end_matches(':'));
    let text = recorded.files.get(&file)?;
    let lines = || text.lines();
    let opener =
        lines().position(|line| matches!(line.trim().trim_start_matches('\u{feff}'), "+++" | "---"))?;
    let number = |from: &str| from.split([':', ',']).next()?.trim().parse::<usize>().ok();
    if let Some((_, at)) = stderr.split_once("TOML parse error at line ") {
        return Some((file, opener + number(at)?));
    }
    if stderr.contains("YAML deserialize error") {
        // Where what it was reading began, if it says so.
        let mark =
            stderr.split_once("context_mark: Mark { line: ").or_else(|| stderr.split_once("line: "))?.1;
        let at = number(mark)?;
        // What `serde` finds has the place of the whole table.
        let is_placeholder = stderr.contains("line: 2, column: 1)");
        return (!is_placeholder).then_some((file, opener + at));
    }
    // A tag without an end is noticed at the end of the file, which tells nothing.
    if stderr.contains("expected an inline shortcode") || stderr.contains("Unexpected end of input") {
        return None;
    }
    let at = stderr.split_once(" --> __tera_one_off:").or_else(|| stderr.split_once(" --> "))?.1;
    let closer = lines().skip(opener + 1).position(|line| matches!(line.trim(), "+++" | "---"))? + opener + 1;
    let blank = lines().skip(closer + 1).take_while(|line| line.trim().is_empty()).count();
    Some((file, closer + 1 + blank + number(at)?))
}
