//! `same-url`: two pages with one address, of which only one survives.

use super::input::Input;
use crate::site::files::RelPath;
use crate::site::problem::{Problem, Related};
use crate::site::publish::PublishState;
use crate::syntax::front_matter::Value;
use crate::text::Span;

/// The rule.
pub use crate::site::rules::SAME_URL as RULE;

/// Other published pages at this page's address, and pages at the addresses of its aliases (oracle group `url`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if !is_public(input, input.post.path) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(url) = &input.post.page.url {
        let others = input.site.pages_at(url);
        let twin = others
            .into_iter()
            .find(|path| **path != *input.post.path && is_at(input, path, url) && !is_same_page(input, path));
        found.extend(twin.map(|twin| {
            problem(
                span(input),
                format!(
                    "`{twin}` has the address `{url}`, too. Hugo writes both to one file, and one is lost."
                ),
                twin,
            )
        }));
    }
    if input.config.flag(&["disablealiases"]) {
        return found;
    }
    found.extend(input.post.page.aliases.iter().filter_map(|alias| of_alias(input, alias)));
    found
}

/// A page at the address of an alias, or another post with the same alias.
fn of_alias(input: &Input<'_>, alias: &str) -> Option<Problem> {
    let others: Vec<RelPath> =
        input.site.pages_at(alias).into_iter().filter(|path| **path != *input.post.path).collect();
    let twin = others.iter().find(|path| is_at(input, path, alias));
    let rival = || others.iter().find(|path| is_public(input, path));
    let (twin, message) = match twin {
        Some(twin) => (twin, format!("`{twin}` is at `{alias}` already, so no redirect is written there.")),
        None => {
            let rival = rival()?;
            (
                rival,
                format!("`{rival}` has the alias `{alias}`, too: only one of the two redirects is written."),
            )
        }
    };
    Some(problem(alias_span(input, alias), message, twin.clone()))
}

fn problem(span: Span, message: String, twin: RelPath) -> Problem {
    let mut problem = RULE.at(span, message);
    problem.related.push(Related {
        path: Some(twin),
        span: Span::empty(0),
        message: "The other page".to_owned(),
    });
    problem
}

fn is_at(input: &Input<'_>, path: &str, url: &str) -> bool {
    is_public(input, path) && input.site.page(path).and_then(|page| page.url.as_deref()) == Some(url)
}

fn is_public(input: &Input<'_>, path: &str) -> bool {
    let page = if path == input.post.path { Some(input.post.page) } else { input.site.page(path) };
    page.is_some_and(|page| {
        let state = input.model.publication(page, input.post.now).state;
        page.known && page.rendered && matches!(state, PublishState::Published | PublishState::Overwritten(_))
    })
}

/// Two files that make one page are [`super::same_page`]'s.
fn is_same_page(input: &Input<'_>, path: &str) -> bool {
    use super::reference::page_key;
    let key = |path: &str| input.layout.content(path).map(|content| (page_key(&content), content.language));
    key(path) == key(input.post.path)
}

/// What gives the page its address: `url`, `slug`, or the first line.
fn span(input: &Input<'_>) -> Span {
    let entry = ["url", "slug"].iter().find_map(|key| input.entry(key));
    entry.map_or_else(
        || Span::new(0, input.post.text.find('\n').unwrap_or(input.post.text.len())),
        |entry| entry.value.span,
    )
}

fn alias_span(input: &Input<'_>, alias: &str) -> Span {
    let Some(entry) = input.entry("aliases") else { return span(input) };
    let same =
        |value: &&Value| value.text().is_some_and(|text| text.trim_matches('/') == alias.trim_matches('/'));
    entry.value.items().iter().find(same).map_or(entry.value.span, |item| item.span)
}
