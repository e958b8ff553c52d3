//! `date-unreadable`: a date that Ruby cannot read stops the build.

use super::input::Input;
use crate::site::jekyll::dates::{self, DateReading};
use crate::site::jekyll::layout::Place;
use crate::site::problem::Problem;
use crate::site::rules::DATE_UNREADABLE;

/// A `date` that Ruby's `Time.parse` refuses. Pages are not asked for theirs; drafts only once they are built.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if matches!(input.place, Place::Page(_)) {
        return Vec::new();
    }
    let Some(value) = input.data.written("date") else { return Vec::new() };
    if value.scalar().is_none() || dates::read(value, &input.model.config.zone) != DateReading::Unreadable {
        return Vec::new();
    }
    let shown = value.span.of(input.post.text);
    let message =
        format!("Jekyll stops here: it cannot read `{shown}` as a date. Write it as `2024-01-02 10:00:00`.");
    let problem = DATE_UNREADABLE.at(value.span, message);
    vec![if matches!(input.place, Place::Draft(_)) { input.when_published(problem) } else { problem }]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn dates_that_stop_the_build() {
        for (path, date, expected) in [
            ("_posts/2024-01-02-a.md", "2024-13-01", &["error date-unreadable `2024-13-01`"][..]),
            ("_posts/2024-01-02-a.md", "10:00", &["error date-unreadable `10:00`"]),
            ("_drafts/a.md", "soon", &["warning date-unreadable `soon`"]),
            ("_posts/2024-01-02-a.md", "2024-02-30", &[]),
            ("_posts/2024-01-02-a.md", "Jan 2 2024", &[]),
            ("_posts/2024-01-02-a.md", "", &[]),
            ("about.md", "soon", &[]),
        ] {
            assert_eq!(marks(&[(path, &format!("---\ndate: {date}\n---\n"))]), expected, "{path} {date}");
        }
    }
}
