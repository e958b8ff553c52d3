//! How names become parts of URLs (lib/jekyll/utils.rb, `slugify`).

use regex::Regex;
use std::sync::LazyLock;

static NOT_IN_DEFAULT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\p{M}\p{L}\p{Nd}]+").ok());

static NOT_IN_PRETTY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+").ok());

/// Letters and digits in lower case, all else one hyphen: for `:slug` and `:slugified_categories`.
pub fn slugify(text: &str) -> String {
    hyphenate(text, &NOT_IN_DEFAULT).to_lowercase()
}

/// What may stand in a URL stays, in its case: for `:title`.
pub fn pretty(text: &str) -> String {
    hyphenate(text, &NOT_IN_PRETTY)
}

/// `hello-big-world` as a title: `Hello Big World`.
pub fn titleize(slug: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    };
    slug.split('-').map(word).collect::<Vec<_>>().join(" ")
}

fn hyphenate(text: &str, unwanted: &LazyLock<Option<Regex>>) -> String {
    let Some(unwanted) = unwanted.as_ref() else { return text.to_owned() };
    let slug = unwanted.replace_all(text, "-");
    let slug = slug.strip_prefix('-').unwrap_or(&slug);
    slug.strip_suffix('-').unwrap_or(slug).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        for (text, slug, kept) in [
            ("Hello World", "hello-world", "Hello-World"),
            ("a_b.c", "a-b-c", "a_b.c"),
            ("日本 語", "日本-語", "日本-語"),
            ("C++ & C#", "c-c", "C++-&-C"),
        ] {
            assert_eq!((slugify(text).as_str(), pretty(text).as_str()), (slug, kept), "{text}");
        }
        assert_eq!(titleize("hello-bIG-world"), "Hello Big World");
    }
}
