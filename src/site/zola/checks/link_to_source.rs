//! `link-to-source`: an address that only works in a link with `@/` is printed as it stands.

use super::input::Input;
use super::links::exists;
use crate::site::files::join;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::markdown::{HtmlName, Link, LinkTarget};

/// The rule.
pub static RULE: Rule = Rule {
    code: "link-to-source",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/link-to-source.md"),
};

/// Relative links to Markdown files, images and HTML with `@/` (cases `link-relative-md`, `link-image-internal`,
/// `link-html-href`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let markdown = &input.post.document.markdown;
    let links = markdown.links.iter().filter_map(|link| of_link(input, link));
    let html = markdown.attributes.iter().filter(|attribute| {
        matches!(attribute.name, HtmlName::Href | HtmlName::Src) && attribute.value.starts_with("@/")
    });
    let html = html.map(|attribute| {
        RULE.at(attribute.span, "Zola follows `@/` in Markdown links only, so this leads nowhere.")
    });
    links.chain(html).collect()
}

fn of_link(input: &Input<'_>, link: &Link) -> Option<Problem> {
    if link.target == LinkTarget::Image {
        let message =
            "Zola follows `@/` in links only, so no image is found. Write a path as in the built site.";
        return link.dest.starts_with("@/").then(|| RULE.at(link.dest_span, message));
    }
    let (path, rest) = link.dest.split_at(link.dest.find(['#', '?']).unwrap_or(link.dest.len()));
    let is_relative = path.ends_with(".md") && !path.starts_with(['/', '@']) && !path.contains(':');
    let target = is_relative.then(|| target(input, path)).flatten()?;
    let message =
        format!("Zola does not follow a path to a Markdown file, so this leads nowhere. Write `@/{target}`.");
    let problem = RULE.at(link.dest_span, message);
    if link.dest_span.of(input.post.text) != link.dest {
        return Some(problem);
    }
    Some(problem.fix(Fix::suggestion(
        format!("Write `@/{target}`"),
        link.dest_span,
        format!("@/{target}{rest}"),
    )))
}

/// The page that a relative path means, from the post's folder or from the content folder.
fn target(input: &Input<'_>, path: &str) -> Option<String> {
    let bases = [input.content.dir.as_str(), ""];
    let found = bases.into_iter().filter_map(|base| join(base, path));
    found.into_iter().find(|path| exists(input, &format!("content/{path}")))
}
