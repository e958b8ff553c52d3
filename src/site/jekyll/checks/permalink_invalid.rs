//! `permalink-invalid`: a placeholder that does not exist, which stops the build.

use super::input::Input;
use crate::site::jekyll::layout::Place;
use crate::site::jekyll::permalinks::{NAMES, unknown_name};
use crate::site::jekyll::tags::Plugins;
use crate::site::problem::{Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "permalink-invalid",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/permalink-invalid.md"),
};

/// An unknown placeholder in the permalink of a post; pages keep theirs as text. Code of the site's own may define others:
/// docs.scala-lang.org has `:number`.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.plugins == Plugins::Code {
        return Vec::new();
    }
    let Some(entry) = input.entry("permalink").filter(|_| !matches!(input.place, Place::Page(_))) else {
        return Vec::new();
    };
    let Some(name) = entry.value.text().and_then(unknown_name) else { return Vec::new() };
    let written = entry.value.span.of(input.post.text);
    let at = written.find(&format!(":{name}")).unwrap_or_default();
    let span = Span::new(at, at + name.len() + 1).shift(entry.value.span.start());
    let message =
        format!("Jekyll stops here: there is no placeholder `:{name}`. There are :{}.", NAMES.join(", :"));
    vec![input.when_published(RULE.at(span, message))]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_names_that_do_not_exist() {
        for (path, permalink, expected) in [
            ("_posts/2024-01-02-a.md", "/:yaer/:title/", &["error permalink-invalid `:yaer`"][..]),
            ("_posts/2024-01-02-a.md", "/:year_:title/", &[]),
            ("_posts/2024-01-02-a.md", "/a/b.html", &[]),
            ("_drafts/a.md", "/:nope/", &["warning permalink-invalid `:nope`"]),
            ("about.md", "/:nope/", &[]),
        ] {
            let text = format!("---\npermalink: {permalink}\n---\n");
            assert_eq!(marks(&[(path, &text)]), expected, "{permalink}");
        }
        let own = ("_plugins/number.rb", "");
        assert_eq!(marks(&[own, ("_posts/2024-01-02-a.md", "---\npermalink: /:number/\n---\n")]), [""; 0]);
    }
}
