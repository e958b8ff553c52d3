//! `future-date`: a post whose date lies ahead is left out of the site until then.

use super::input::Input;
use crate::site::problem::{Fix, Problem};
use crate::site::publish::PublishState;

/// The rule.
pub use crate::site::rules::FUTURE_DATE as RULE;

/// The date for which a post that is no draft still waits.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let publication = input.model.publication(input.post.page, input.post.now);
    let PublishState::Scheduled(at) = publication.state else { return Vec::new() };
    let keys = ["publishdate", "pubdate", "published", "date"];
    let entry = keys
        .iter()
        .filter_map(|key| input.entry(key))
        .find(|entry| super::date_unreadable::is_date(input, entry));
    let Some(entry) = entry else { return Vec::new() };
    let day = at.to_zoned(input.dates.zone().clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let now =
        input.post.now.to_zoned(input.dates.zone().clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let problem = RULE.at(
        entry.value.span,
        format!("The post is not published before {day}, and then only if the site is built again."),
    );
    vec![problem.fix(Fix::suggestion(
        "Set the date to now",
        input.resolve(&entry.value).span,
        restyled(input, now),
    ))]
}

fn restyled(input: &Input<'_>, date: String) -> String {
    match input.format() {
        crate::syntax::front_matter::Format::Json => format!("\"{date}\""),
        _ => date,
    }
}
