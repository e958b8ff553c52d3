//! `date-refused`: a date that Zola cannot read stops the build.

use std::sync::LazyLock;

use regex::Regex;

use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::zola::dates::{self, DateReading};
use crate::syntax::front_matter::{Entry, Format};

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-refused",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/date-refused.md"),
};

/// `2024/01/02` and `2024.1.2`, which are meant clearly enough.
static OTHER_MARKS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})[./](\d\d?)[./](\d\d?)$").ok());

/// Dates of pages that cannot be read (group `dates`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.content.is_section() {
        return Vec::new();
    }
    let dates = ["date", "updated"].into_iter().filter_map(|key| input.entry(key));
    dates.filter_map(|entry| problem(input, entry)).collect()
}

fn problem(input: &Input<'_>, entry: &Entry) -> Option<Problem> {
    let value = input.resolve(&entry.value);
    let key = &entry.key.text;
    let at = |message: String| RULE.at(value.span, message);
    match dates::read(value, input.format()) {
        DateReading::At(_) => None,
        DateReading::TimeOnly if key == "updated" => {
            let message = "A time without a date is passed over, so the page has no `updated`.";
            Some(at(message.to_owned()).severity(Severity::Warning))
        }
        _ => {
            let message = format!(
                "{} stops here: this is no date that it can read. Write it as `2024-12-31` or \
                 `2024-12-31T20:00:00+01:00`.",
                input.zola()
            );
            let mut problem = at(message);
            problem.fixes.extend(
                value
                    .text()
                    .and_then(|text| usual_form(text, input.format()))
                    .map(|date| Fix::suggestion(format!("Write `{date}`"), value.span, date)),
            );
            Some(input.when_read(problem))
        }
    }
}

fn usual_form(text: &str, _format: Format) -> Option<String> {
    let captures = OTHER_MARKS.as_ref()?.captures(text)?;
    let part = |at: usize| captures.get(at)?.as_str().parse::<u16>().ok();
    Some(format!("{:04}-{:02}-{:02}", part(1)?, part(2)?, part(3)?))
}
