//! The recorded runs of Hugo.

use crate::recorded;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One run.
pub struct Case {
    /// Its name: `fm/yaml-dup`.
    pub name: String,
    /// What it is about: `frontmatter`.
    pub group: String,
    /// The files of the site that are text.
    pub files: Vec<(String, String)>,
    /// `ok`, `warn` or `error`.
    pub verdict: String,
    /// The first line of what Hugo printed.
    pub headline: String,
    /// The content file and the line, from 1, at which Hugo found the error, when it names one that means something.
    pub at: Option<(String, usize)>,
}

#[derive(Deserialize)]
struct Recorded {
    name: String,
    group: String,
    files: BTreeMap<String, Value>,
    verdict: String,
    stderr: String,
    #[serde(default)]
    at: Option<Position>,
}

#[derive(Deserialize)]
struct Position {
    file: String,
    line: usize,
    col: usize,
}

/// What Hugo says of a value in front matter that parsed: it always names line 1, column 1.
const WITHOUT_POSITION: &[&str] = &[
    "access denied",
    "did not match a valid",
    "error(s) decoding",
    "failed to compile cascade",
    "failed to decode",
    "failed to resolve",
    "must be a map",
    "not allowed in cascade",
    "not found in $PATH",
    "not supported",
    "not whitelisted",
    "unable to cast",
    "unable to process menus",
];

/// All runs; `None`, with a word about it, when they are not at hand.
pub fn cases() -> Option<Vec<Case>> {
    let recorded: Vec<Recorded> = recorded::read("hugo_cases.json")?;
    Some(recorded.into_iter().map(Case::from).collect())
}

/// For each run whether it failed, by version; `None` when that is not at hand.
pub fn by_version() -> Option<BTreeMap<String, BTreeMap<String, bool>>> {
    let text = std::fs::read_to_string(recorded::folder().join("hugo_cases_by_version.json")).ok()?;
    let recorded: BTreeMap<String, BTreeMap<String, Value>> = serde_json::from_str(&text).ok()?;
    let failed = |run: Value| run.get("verdict").and_then(Value::as_str) == Some("error");
    let of = |runs: BTreeMap<String, Value>| {
        runs.into_iter().map(|(version, run)| (version, failed(run))).collect()
    };
    Some(recorded.into_iter().map(|(name, runs)| (name, of(runs))).collect())
}

impl From<Recorded> for Case {
    fn from(recorded: Recorded) -> Case {
        let files = recorded.files.into_iter().filter_map(|(path, text)| Some((path, content(&text)?)));
        let headline: String = recorded.stderr.lines().next().unwrap_or_default().chars().take(300).collect();
        let placeholder = |at: &Position| {
            (at.line, at.col) == (1, 1)
                && WITHOUT_POSITION.iter().any(|words| recorded.stderr.contains(words))
        };
        let at = recorded.at.filter(|at| at.file.starts_with("content/") && !placeholder(at));
        Case {
            name: recorded.name,
            group: recorded.group,
            files: files.collect(),
            verdict: recorded.verdict,
            headline,
            at: at.map(|at| (at.file, at.line)),
        }
    }
}

/// A text, or bytes in base 64 that may be none.
fn content(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => String::from_utf8(base64(object.values().next()?.as_str()?)?).ok(),
        _ => None,
    }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.bytes().filter(|byte| *byte != b'=') {
        bits = bits << 6 | DIGITS.iter().position(|known| *known == digit)? as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}
