//! `future-date`: a post whose date lies ahead is left out of the site until then.

use super::input::Input;
use crate::site::model::Model;
use crate::site::problem::Problem;
use crate::site::publish::PublishState;
use crate::site::rules::FUTURE_DATE;

/// The date for which a post still waits, in its front matter or in its name.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let PublishState::Scheduled(at) = input.model.publication(input.post.page, input.post.now).state else {
        return Vec::new();
    };
    let day = at.to_zoned(input.model.config.zone.clone()).strftime("%Y-%m-%d %H:%M");
    let span = input.entry("date").map_or(input.first_line(), |entry| entry.value.span);
    let message =
        format!("The post is not published before {day}, and then only if the site is built again.");
    vec![FUTURE_DATE.at(span, message)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn posts_that_wait() {
        let name = "_posts/2999-01-02-a.md";
        assert_eq!(marks(&[(name, "---\n---\n")]), ["warning future-date `---`"]);
        let written = "---\ndate: 2999-01-02\n---\n";
        assert_eq!(marks(&[("_posts/2024-01-02-a.md", written)]), ["warning future-date `2999-01-02`"]);
        assert_eq!(marks(&[("_config.yml", "future: true\n"), (name, "---\n---\n")]), [""; 0]);
        assert_eq!(marks(&[(name, "---\npublished: false\n---\n")]), [""; 0]);
        assert_eq!(marks(&[("about.md", written)]), [""; 0]);
    }
}
