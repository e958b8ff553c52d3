//! `expired-date`: a post whose expiry date has passed is left out of the site.

use super::edit::whole_lines;
use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::publish::PublishState;

/// The rule.
pub static RULE: Rule = Rule {
    code: "expired-date",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/expired-date.md"),
};

/// The expiry date of a post that has expired.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let publication = input.model.publication(input.post.page, input.post.now);
    let PublishState::Expired(at) = publication.state else { return Vec::new() };
    let Some(entry) = ["expirydate", "unpublishdate"].iter().find_map(|key| input.entry(key)) else {
        return Vec::new();
    };
    let day = at.to_zoned(input.dates.zone().clone()).strftime("%Y-%m-%d").to_string();
    let problem =
        RULE.at(entry.value.span, format!("The post expired on {day}, so it is no longer published."));
    let line = whole_lines(input.post.text, entry.span);
    vec![problem.fix(Fix::suggestion("Remove the expiry date", line, ""))]
}
