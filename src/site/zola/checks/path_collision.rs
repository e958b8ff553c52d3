//! `path-collision`: two pages with one address stop the build.

use super::input::Input;
use crate::site::files::RelPath;
use crate::site::problem::{Problem, Related, Rule, Severity};
use crate::syntax::front_matter::Value;
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "path-collision",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/path-collision.md"),
};

/// Other pages at this page's address or at one of its aliases, all compared as they are written (cases
/// `path-collision-*`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let page = input.post.page;
    if !page.known || !page.rendered {
        return Vec::new();
    }
    let own = page.url.iter().map(|url| (url.as_str(), address_span(input)));
    let aliases = page.aliases.iter().map(|alias| (alias.as_str(), alias_span(input, alias)));
    own.chain(aliases)
        .filter_map(|(address, span)| {
            let twin = input.site.pages_at(address).into_iter().find(|path| collides(input, path))?;
            Some(input.when_published(problem(input, address, span, twin)))
        })
        .collect()
}

fn collides(input: &Input<'_>, path: &str) -> bool {
    path != input.post.path
        && input.site.page(path).is_some_and(|page| page.known && page.rendered && !page.draft)
}

fn problem(input: &Input<'_>, address: &str, span: Span, twin: RelPath) -> Problem {
    let message = format!("{} stops here: `{twin}` has the address `{address}`, too.", input.zola());
    let mut problem = RULE.at(span, message);
    let message = "The other page".to_owned();
    problem.related.push(Related { path: Some(twin), span: Span::empty(0), message });
    problem
}

/// What gives the page its address: `path`, `slug`, or its name.
fn address_span(input: &Input<'_>) -> Span {
    let entry = ["path", "slug"].iter().find_map(|key| input.entry(key));
    entry.map_or_else(|| input.first_line(), |entry| entry.value.span)
}

fn alias_span(input: &Input<'_>, alias: &str) -> Span {
    let Some(entry) = input.entry("aliases") else { return input.first_line() };
    let same = |value: &&Value| value.text() == Some(alias);
    entry.value.items().iter().find(same).map_or(entry.value.span, |item| item.span)
}
