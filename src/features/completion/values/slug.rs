//! A slug: from the title, or from the name of the file.

use super::Offer;
use crate::corpus::page_name;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::matching::fold;
use crate::features::names::without_date;

/// A title in another script than Latin keeps so little in a slug that it says nothing.
const MIN_LETTERS: usize = 3;

/// The slugs that the post suggests.
pub(super) fn offers(context: &Context<'_>) -> Vec<Offer> {
    let title = context.view.post.page.title.as_deref().unwrap_or_default();
    let name = page_name(&context.view.path);
    let sources = [(title, "from the title"), (without_date(&name), "from the file name")];
    let mut found: Vec<Offer> = Vec::new();
    for (text, what) in sources {
        let slug = slug(text);
        let letters = slug.chars().filter(char::is_ascii_alphanumeric).count();
        if letters >= MIN_LETTERS && !found.iter().any(|known| known.text == slug) {
            found.push(Offer::text(ItemKind::Value, slug, what));
        }
    }
    found
}

/// Lower-case Latin letters and digits with single hyphens between words: what every generator takes as it stands.
fn slug(text: &str) -> String {
    let folded = fold(text).replace(['\'', '’'], "");
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_plain() {
        for (text, expected) in [
            ("What's new in Go 1.25?", "whats-new-in-go-1-25"),
            ("Crème brûlée", "creme-brulee"),
            ("SREになった", "sre"),
            ("日本語", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
