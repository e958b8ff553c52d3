//! `terms-dropped`: tags or categories in a form that Jekyll does not read.

use super::input::Input;
use crate::site::problem::Problem;
use crate::site::rules::TERMS_DROPPED;
use crate::site::shared::scalars;

/// Tables, and numbers that stand alone: Jekyll takes no tags from them, and stumbles over such categories, which
/// costs the post its date and its fields (lib/jekyll/document.rb, `merge_categories!`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let of = |key: &str| {
        let entry = input.entry(key)?;
        let is_table = entry.value.map().is_some();
        let is_odd = is_table || scalars::is_number(&entry.value);
        let consequence = match key {
            "tags" => "takes no tags from it",
            _ => "publishes the post under today's date and without its fields",
        };
        let what = if is_table { "a table" } else { "a number" };
        let message = format!("`{key}` is {what} here: Jekyll {consequence}. Write a list.");
        is_odd.then(|| TERMS_DROPPED.at(entry.value.span, message))
    };
    ["tags", "categories"].into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_what_jekyll_does_not_read() {
        for (front, expected) in [
            ("tags: {a: b}", &["warning terms-dropped `{a: b}`"][..]),
            ("categories: 2024", &["warning terms-dropped `2024`"]),
            ("tags: a b\ncategories: [2024]", &[]),
            ("tag: 5\ncategories:", &[]),
        ] {
            let text = format!("---\n{front}\n---\n");
            assert_eq!(marks(&[("_posts/2024-01-02-a.md", &text)]), expected, "{front}");
        }
    }
}
