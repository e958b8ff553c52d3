//! The ids that generators give to headings: a base made of the text, with a number behind all but the first.

use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Bases that were given away, each with how often.
#[derive(Debug, Default)]
pub struct Numbered(FxHashMap<String, usize>);

impl Numbered {
    /// The id of the next heading with that base: `a`, then `a-1`, `a-2`.
    pub fn next(&mut self, base: String) -> String {
        let count = self.0.entry(base.clone()).and_modify(|count| *count += 1).or_default();
        if *count == 0 { base } else { format!("{base}-{count}") }
    }
}

static NOT_KEPT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- \t]").ok());

/// The base that github-slugger makes, and kramdown in its GFM dialect: letters, digits and `_` in lower case, blanks as
/// hyphens.
pub fn github(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = NOT_KEPT.as_ref().map_or(lower.as_str().into(), |not_kept| not_kept.replace_all(&lower, ""));
    kept.replace([' ', '\t'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_numbered_from_its_second_use() {
        let mut ids = Numbered::default();
        let given = ["A b", "A, b!", "C", "A b"].map(|text| ids.next(github(text)));
        assert_eq!(given, ["a-b", "a-b-1", "c", "a-b-2"]);
    }
}
