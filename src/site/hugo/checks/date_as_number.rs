//! `date-as-number`: a date without hyphens is a number, which Hugo counts in seconds from 1970.

use super::date_form;
use super::input::Input;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-as-number",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/date-as-number.md"),
};

/// Seconds at the start of 1990 and of 2200: a real timestamp of a post lies between.
const PLAUSIBLE: std::ops::Range<i128> = 631_152_000..7_258_118_400;

/// Numbers in date fields that are hardly meant as seconds.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    input
        .entries()
        .filter(|entry| input.dates.is_date_key(&entry.key.text.to_lowercase()))
        .filter_map(|entry| {
            let value = input.resolve(&entry.value);
            let Some(Scalar::Int(number)) = input.read(value) else { return None };
            (!PLAUSIBLE.contains(&number)).then(|| {
                let problem = RULE.at(value.span, message(number));
                match value.text().and_then(date_form::suggest) {
                    Some(date) => {
                        problem.fix(Fix::safe(format!("Write the date as {date}"), value.span, date))
                    }
                    None => problem,
                }
            })
        })
        .collect()
}

fn message(number: i128) -> String {
    let year = if number < PLAUSIBLE.start {
        "the years around 1970"
    } else {
        "a year far in the future, so the post is not published"
    };
    format!(
        "Hugo reads this number as seconds since 1970, which gives {year}. Write the date with hyphens: `2021-11-29`."
    )
}
