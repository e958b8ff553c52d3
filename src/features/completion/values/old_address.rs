//! Old addresses of the page: the one that its published form still has.

use super::Offer;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::links::moved_from;

/// The address that the saved post has, if the one on the screen has another.
pub(super) fn offers(context: &Context<'_>) -> Vec<Offer> {
    let old = moved_from(context.snapshot, context.view).into_iter();
    old.map(|url| Offer::text(ItemKind::Value, url, "its address up to now")).collect()
}

#[cfg(test)]
mod tests {
    use crate::features::completion::{complete, tests::check_fixture};
    use crate::world::fixture::Fixture;
    use expect_test::expect;

    #[test]
    fn the_address_that_it_has_on_disk() {
        let saved =
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n$0---\nslug: old\n---\n";
        let mut fixture = Fixture::new(saved);
        let text = "---\nslug: new\naliases: []\n---\n";
        fixture.open("/content/a.md", text);
        fixture.offset = text.find(']').unwrap();
        check_fixture(
            &fixture,
            expect![[r#"
                /old/ | its address up to now | 24..24 => "/old/"
            "#]],
        );
        assert!(!complete(&fixture.snapshot(), &fixture.path, fixture.offset).is_empty());
    }
}
