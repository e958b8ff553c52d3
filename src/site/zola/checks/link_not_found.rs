//! `link-not-found`: a link to a page that does not exist stops the build.

use super::input::Input;
use super::links::{Internal, at_level, exists, internal};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "link-not-found",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/link-not-found.md"),
};

/// Links to `@/path.md` without such a page, or with a draft there (group `links`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let dead = internal(input).into_iter().filter(|found| !exists(input, &found.path));
    dead.map(|found| at_level(input, problem(input, &found))).collect()
}

fn problem(input: &Input<'_>, found: &Internal<'_>) -> Problem {
    let path = found.path.strip_prefix("content/").unwrap_or(&found.path);
    let why = match input.site.page(&found.path) {
        Some(page) if page.draft => format!("`{path}` is a draft"),
        _ => format!("there is no page `{path}`"),
    };
    let mut problem = RULE.at(found.link.dest_span, format!("{} stops here: {why}.", input.zola()));
    let written = found.link.dest_span.of(input.post.text);
    if let Some(right) = likely(input, path)
        && right != path
        && written.starts_with("@/")
    {
        let end = written.find('#').unwrap_or(written.len());
        let span = Span::new(found.link.dest_span.start(), found.link.dest_span.start() + end);
        problem = problem.fix(Fix::suggestion(format!("Change to `@/{right}`"), span, format!("@/{right}")));
    }
    problem
}

/// The page that is meant: the file of a folder, one with the extension, or the only one of that name.
fn likely(input: &Input<'_>, path: &str) -> Option<String> {
    let bare = path.trim_matches('/').trim_end_matches(".md");
    let spelt = [format!("{bare}.md"), format!("{bare}/index.md"), format!("{bare}/_index.md")];
    if let Some(right) = spelt.into_iter().find(|path| exists(input, &format!("content/{path}"))) {
        return Some(right);
    }
    let named = input.site.pages_named(bare.rsplit('/').next()?);
    match named.as_slice() {
        [only] => only.strip_prefix("content/").map(str::to_owned),
        _ => None,
    }
}
