//! `markup-unknown`: a `markup` that Hugo can't render stops the build.

use super::content_format_denied::{Access, access};
use super::input::Input;
use crate::site::problem::{Fix, Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "markup-unknown",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/markup-unknown.md"),
};

const MARKDOWN: &[&str] = &["goldmark", "markdown", "md", "mdown", "text/markdown"];
const HTML: &[&str] = &["html", "htm", "text/html"];
const ORG: &[&str] = &["org", "text/org"];
/// Rendered by programs that may or may not be there when the site is built.
const EXTERNAL: &[&str] =
    &["asciidoc", "asciidocext", "adoc", "ad", "text/asciidoc", "pandoc", "pdc", "text/pandoc"];
const RST: &[&str] = &["rst", "text/rst"];

/// The value of `markup` (oracle `type/markup-*`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(value) = input.entry("markup").map(|entry| input.resolve(&entry.value)) else {
        return Vec::new();
    };
    let Some(text) = input.read(value).map(|scalar| scalar.to_text().to_lowercase()) else {
        return Vec::new();
    };
    let is = |names: &[&str]| names.contains(&text.as_str());
    let hugo = input.hugo();
    let (severity, message) = if text.is_empty() || is(MARKDOWN) {
        return Vec::new();
    } else if is(HTML) || is(ORG) {
        let media = if is(ORG) { "text/org" } else { "text/html" };
        if access(input, media) == Access::Allowed {
            return Vec::new();
        }
        (
            Severity::Error,
            format!(
                "{hugo} refuses `{text}` as content unless the site's `security.allowContent` permits `{media}`."
            ),
        )
    } else if is(EXTERNAL) {
        (
            Severity::Information,
            format!("Hugo needs another program to render `{text}`, and stops where that is missing."),
        )
    } else if is(RST) {
        if input.config.get(&["security", "exec", "allow"]).is_some() {
            return Vec::new();
        }
        (
            Severity::Error,
            format!(
                "{hugo} may not run `rst2html` unless the site's `security.exec.allow` permits it, so it stops."
            ),
        )
    } else {
        (Severity::Error, format!("{hugo} knows no markup called `{text}`, so it stops."))
    };
    let problem = RULE.at(value.span, message).severity(severity);
    vec![if severity == Severity::Error {
        problem.fix(Fix::suggestion(
            "Use Markdown",
            value.scalar().map_or(value.span, |scalar| scalar.inner),
            "goldmark",
        ))
    } else {
        problem
    }]
}
