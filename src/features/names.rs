//! What the name of a file says about the post in it.

use crate::corpus::page_name;

/// `my-first-post` of `2021-11-29-my-first-post`; a name without a day in front stays as it is.
pub fn without_date(name: &str) -> &str {
    let is_day = |bytes: &[u8]| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(digit) && [4, 7].into_iter().all(|at| !digit(at))
    };
    if !name.is_char_boundary(10) || !is_day(name.as_bytes()) {
        return name;
    }
    let rest = name.get(10..).unwrap_or_default().trim_start_matches(['-', '_', ' ', '.']);
    if rest.is_empty() { name } else { rest }
}

/// A title from the path of a post: `My first post`.
pub fn title(path: &str) -> String {
    let name = page_name(path);
    let words = without_date(&name).replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_day_and_become_titles() {
        for (path, expected) in [
            ("content/posts/2021-11-29-my-first_post.md", "My first post"),
            ("content/posts/my-first-post/index.md", "My first post"),
            ("content/posts/2021-11-29.md", "2021 11 29"),
            ("content/posts/日本語.md", "日本語"),
        ] {
            assert_eq!(title(path), expected);
        }
    }
}
