//! `layout-missing`: a layout that no file defines, so that the page has none.

use super::input::Input;
use crate::site::model::{FileRole, Model, UnknownPart};
use crate::site::problem::{Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "layout-missing",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/layout-missing.md"),
};

/// A layout that the file names and that is not there. Silent where a theme may have it.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(entry) = input.entry("layout") else { return Vec::new() };
    let Some(name) = entry.value.text() else { return Vec::new() };
    if matches!(name, "none" | "false" | "") || input.model.lacks(UnknownPart::Templates) {
        return Vec::new();
    }
    let files = input.site.files_under(input.model.layout.layouts());
    let is_it = |path: &str| matches!(input.model.classify(path), FileRole::Layout(layout) if layout == name);
    if files.iter().any(|path| is_it(path)) {
        return Vec::new();
    }
    let folder = input.model.layout.layouts();
    let message =
        format!("There is no layout `{name}` in `{folder}`: Jekyll warns, and writes the page without any.");
    vec![RULE.at(entry.value.span, message)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_a_layout_that_nobody_can_have() {
        let post = ("_posts/2024-01-02-a.md", "---\nlayout: post\n---\n");
        assert_eq!(marks(&[post]), ["warning layout-missing `post`"]);
        assert_eq!(marks(&[("_layouts/post.html", ""), post]), [""; 0]);
        assert_eq!(marks(&[("_config.yml", "theme: minima\n"), post]), [""; 0]);
        assert_eq!(marks(&[("_posts/2024-01-02-a.md", "---\nlayout: none\n---\n")]), [""; 0]);
        let by_default = "defaults: [{scope: {path: ''}, values: {layout: post}}]\n";
        assert_eq!(marks(&[("_config.yml", by_default), ("_posts/2024-01-02-a.md", "---\n---\n")]), [""; 0]);
    }
}
