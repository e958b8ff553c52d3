//! A heading: its id, and the link that leads to it.

use super::{Hover, line};
use crate::world::PostView;

/// The explanation of the heading at byte `offset`.
pub(super) fn hover(view: &PostView, offset: usize) -> Option<Hover> {
    let known = view.post.body.open().headings.into_iter().find(|heading| heading.span.touches(offset))?;
    if known.id.is_empty() {
        return None;
    }
    let link = view.post.page.url.as_ref().map(|url| format!("`{url}#{}`", known.id)).unwrap_or_default();
    Some(Hover::new(known.span, line([format!("Heading `#{}`", known.id), link])))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn a_heading_shows_its_id_and_its_link() {
        check(
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n## The ov$0en\n",
            expect![[r#"
                [## The oven]
                Heading `#the-oven` · `/a/#the-oven`
            "#]],
        );
    }
}
