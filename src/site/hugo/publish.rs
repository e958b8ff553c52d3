//! Whether the next build publishes a page, and why not.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::config::Settings;
use crate::site::model::PageFacts;
use crate::site::publish::{Publication, PublishState};

/// The state of a page at `now` under the settings of its language; `zone` is the site's, for the dates in reasons.
///
/// The order is that of Hugo's `shouldBuild` (hugolib/site.go): draft, then future, then expired.
pub fn publication(settings: &Settings, zone: &TimeZone, page: &PageFacts, now: Timestamp) -> Publication {
    let (state, reason) = state(settings, zone, page, now);
    Publication { state, reason, url: page.url.as_ref().map(ToString::to_string) }
}

fn state(settings: &Settings, zone: &TimeZone, page: &PageFacts, now: Timestamp) -> (PublishState, String) {
    if !page.known {
        let reason = "The front matter cannot be read, so nothing is known of this page.";
        return (PublishState::Unknown, reason.to_owned());
    }
    if page.draft && !settings.builddrafts {
        return (PublishState::Draft, "This page is a draft: builds leave it out.".to_owned());
    }
    let ahead = page.publish_date.filter(|at| *at > now && !settings.buildfuture);
    if let Some(at) = ahead {
        let when = written(at, zone);
        let reason = format!("The date is ahead: the first build after {when} publishes this page.");
        return (PublishState::Scheduled(at), reason);
    }
    let past = page.expiry_date.filter(|at| *at < now && !settings.buildexpired);
    if let Some(at) = past {
        let when = written(at, zone);
        return (PublishState::Expired(at), format!("This page expired at {when}: builds leave it out."));
    }
    if !page.rendered {
        let reason = "This page is part of the site but gets no page of its own.";
        return (PublishState::NeverRendered, reason.to_owned());
    }
    (PublishState::Published, "The next build publishes this page.".to_owned())
}

/// `2021-11-29 10:00 Asia/Tokyo`.
pub fn written(at: Timestamp, zone: &TimeZone) -> String {
    let zoned = at.to_zoned(zone.clone());
    let name = zone.iana_name().map_or_else(|| zoned.offset().to_string(), str::to_owned);
    format!("{} {name}", zoned.strftime("%Y-%m-%d %H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap_or_default()
    }

    fn page() -> PageFacts {
        PageFacts { known: true, rendered: true, ..PageFacts::default() }
    }

    fn state_of(page: &PageFacts, settings: &Settings) -> PublishState {
        publication(settings, &TimeZone::UTC, page, at(1000)).state
    }

    #[test]
    fn each_reason_in_hugo_s_order() {
        let plain = Settings::default();
        let future = PageFacts { publish_date: Some(at(2000)), ..page() };
        let expired = PageFacts { expiry_date: Some(at(10)), ..page() };
        assert_eq!(state_of(&page(), &plain), PublishState::Published);
        assert_eq!(state_of(&PageFacts { draft: true, ..future.clone() }, &plain), PublishState::Draft);
        assert_eq!(state_of(&future, &plain), PublishState::Scheduled(at(2000)));
        assert_eq!(state_of(&expired, &plain), PublishState::Expired(at(10)));
        assert_eq!(state_of(&PageFacts { rendered: false, ..page() }, &plain), PublishState::NeverRendered);
        assert_eq!(state_of(&PageFacts { known: false, ..page() }, &plain), PublishState::Unknown);
        let all =
            Settings { builddrafts: true, buildfuture: true, buildexpired: true, ..Settings::default() };
        assert_eq!(state_of(&PageFacts { draft: true, ..future }, &all), PublishState::Published);
        assert_eq!(state_of(&expired, &all), PublishState::Published);
    }

    #[test]
    fn a_reason_names_the_moment_in_the_zone_of_the_site() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
        assert_eq!(written(at(0), &tokyo), "1970-01-01 09:00 Asia/Tokyo");
    }
}
