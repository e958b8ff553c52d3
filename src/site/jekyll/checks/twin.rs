//! `same-url`: two pages with one address, of which only one survives.

use super::input::Input;
use crate::site::model::Model;
use crate::site::problem::{Problem, Related};
use crate::site::publish::PublishState;
use crate::site::rules::SAME_URL;
use crate::text::Span;

/// Another published page at this page's address: Jekyll warns and writes both to one file.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let is_public = |page| input.model.publication(page, input.post.now).state == PublishState::Published;
    let Some(url) = input.post.page.url.as_deref().filter(|_| is_public(input.post.page)) else {
        return Vec::new();
    };
    let others = input.site.pages_at(url).into_iter();
    let mut twins = others.filter(|path| {
        **path != *input.post.path
            && input.site.page(path).is_some_and(|page| page.url.as_deref() == Some(url) && is_public(page))
    });
    let Some(twin) = twins.next() else { return Vec::new() };
    let entry = ["permalink", "slug"].iter().find_map(|key| input.entry(key));
    let span = entry.map_or(input.first_line(), |entry| entry.value.span);
    let message =
        format!("`{twin}` has the address `{url}`, too. Jekyll writes both to one file, and one is lost.");
    let mut problem = SAME_URL.at(span, message);
    let message = "The other page".to_owned();
    problem.related.push(Related { path: Some(twin), span: Span::empty(0), message });
    vec![problem]
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn two_published_pages_at_one_address() {
        let one = ("_posts/2024-01-02-a.md", "---\n---\n");
        let same = "---\npermalink: /2024/01/02/a.html\n---\n";
        assert_eq!(marks(&[one, ("about.md", same)]), ["warning same-url `/2024/01/02/a.html`"]);
        let hidden = "---\npublished: false\npermalink: /2024/01/02/a.html\n---\n";
        assert_eq!(marks(&[one, ("about.md", hidden)]), [""; 0]);
        assert_eq!(marks(&[one, ("_posts/2024-01-03-a.md", "---\n---\n")]), [""; 0]);
    }
}
