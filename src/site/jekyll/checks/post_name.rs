//! `post-name`: a file in `_posts` whose name makes it no post, or stops the build.

use super::input::Input;
use crate::site::jekyll::dates::DateReading;
use crate::site::jekyll::layout::Place;
use crate::site::jekyll::page::{name_date, post_name};
use crate::site::problem::{Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "post-name",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/post-name.md"),
};

/// Names without a date (Jekyll passes over the file without a word) and with one that does not exist (it stops,
/// unless `date` gives another). A name that does not even start with a digit may be that of a template, and a file
/// without front matter is most likely a note to oneself.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Place::Post(path) = input.place else { return Vec::new() };
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut severity = RULE.severity;
    let message = match post_name(path) {
        None if input.data.front().is_none() => return Vec::new(),
        None => {
            if !name.starts_with(|c: char| c.is_ascii_digit()) {
                severity = Severity::Warning;
            }
            "Jekyll passes over this file: the name of a post starts with its date, as in `2024-01-02-my-title.md`. \
             Rename the file."
                .to_owned()
        }
        Some(name) => {
            let is_needed = input.data.written("date").is_none() && input.data.default("date").is_none();
            if !is_needed || name_date(name, input.model) != DateReading::Unreadable {
                return Vec::new();
            }
            format!("Jekyll stops here: there is no day `{}`. Rename the file.", name.date)
        }
    };
    vec![RULE.at(input.first_line(), message).severity(severity)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn names_that_hide_a_post() {
        for (path, text, expected) in [
            ("_posts/hello.md", "---\ntitle: x\n---\n", &["warning post-name `---`"][..]),
            ("_posts/2024-01-02.md", "---\n---\n", &["error post-name `---`"]),
            ("_posts/2024_01_02-a.md", "---\n---\n", &["error post-name `---`"]),
            ("_posts/2024-13-40-a.md", "---\n---\n", &["error post-name `---`"]),
            ("_posts/2024-13-40-a.md", "---\ndate: 2024-01-02\n---\n", &[]),
            ("_posts/24-1-2-a.md", "---\n---\n", &[]),
            ("_posts/2024-01-02-a.md", "", &[]),
            ("_posts/README.md", "# Read me\n", &[]),
            ("_drafts/hello.md", "---\n---\n", &[]),
        ] {
            assert_eq!(marks(&[(path, text)]), expected, "{path}");
        }
    }
}
