//! Whether the next build publishes a file, and why not.

use super::config::Config;
use crate::site::model::PageFacts;
use crate::site::publish::{Publication, PublishState};
use jiff::Timestamp;

/// The state of a file at `now`.
pub fn publication(config: &Config, page: &PageFacts, now: Timestamp) -> Publication {
    let (state, reason) = state(config, page, now);
    let url = page.url.as_ref().map(ToString::to_string).filter(|_| page.known);
    Publication { state, reason, url }
}

fn state(config: &Config, page: &PageFacts, now: Timestamp) -> (PublishState, String) {
    let waits = page.date.filter(|at| *at > now && !config.flag("future") && !page.section.is_empty());
    let (state, reason) = match waits {
        _ if !page.known => (
            PublishState::Unknown,
            "The front matter cannot be read. Jekyll publishes the text all the same, without its fields and a \
             post under the day of the build."
                .to_owned(),
        ),
        _ if !page.rendered => {
            let reason = "Jekyll makes no page of this file.";
            (PublishState::NeverRendered, reason.to_owned())
        }
        _ if page.draft => {
            let reason = "It is a draft, or says `published: false`: builds leave it out.";
            (PublishState::Draft, reason.to_owned())
        }
        Some(at) => {
            let when = at.to_zoned(config.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            let reason = format!("The date is ahead: the first build after {when} publishes it.");
            (PublishState::Scheduled(at), reason)
        }
        None => (PublishState::Published, "The next build publishes this page.".to_owned()),
    };
    (state, reason)
}
