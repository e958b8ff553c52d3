//! Whether the next build publishes a page, and why not. Zola knows drafts only.

use jiff::Timestamp;

use crate::site::model::PageFacts;
use crate::site::publish::{Publication, PublishState};

/// The state of a page at `now`; the date is told, but it holds nothing back (case `build-future-date`).
pub fn publication(page: &PageFacts, now: Timestamp) -> Publication {
    let (state, reason) = state(page, now);
    Publication { state, reason: reason.to_owned(), url: page.url.as_ref().map(ToString::to_string) }
}

fn state(page: &PageFacts, now: Timestamp) -> (PublishState, &'static str) {
    if !page.known {
        let reason = "The front matter cannot be read, so nothing is known of this page.";
        return (PublishState::Unknown, reason);
    }
    if page.draft {
        return (PublishState::Draft, "This page, or a section above it, is a draft: builds leave it out.");
    }
    if !page.rendered {
        let reason = "This page is part of the site but gets no page of its own.";
        return (PublishState::NeverRendered, reason);
    }
    if page.date.is_some_and(|date| date > now) {
        let reason =
            "The next build publishes this page, though its date lies ahead: Zola knows no scheduled posts.";
        return (PublishState::Published, reason);
    }
    (PublishState::Published, "The next build publishes this page.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_ahead_holds_nothing_back() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().expect("a timestamp");
        let page = PageFacts { known: true, rendered: true, ..PageFacts::default() };
        let future = PageFacts { date: "2027-01-01T00:00:00Z".parse().ok(), ..page.clone() };
        for (page, state) in [
            (page.clone(), PublishState::Published),
            (future.clone(), PublishState::Published),
            (PageFacts { draft: true, ..page.clone() }, PublishState::Draft),
            (PageFacts { rendered: false, ..page.clone() }, PublishState::NeverRendered),
            (PageFacts { known: false, ..page }, PublishState::Unknown),
        ] {
            assert_eq!(publication(&page, now).state, state, "{page:?}");
        }
        assert!(publication(&future, now).reason.contains("lies ahead"));
    }
}
