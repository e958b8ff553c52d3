//! Numbers with their nouns, as hovers, lists and the command line print them.

/// `1 post`, `2 posts`: for nouns whose plural is an `s`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// `1 post`, `31 posts`.
pub fn posts(number: u32) -> String {
    count(number as usize, "post")
}

/// How many posts use something, of how many; empty for none.
pub fn used_by(posts: u32, of: u32) -> String {
    match posts {
        0 => String::new(),
        1 if of == 1 => "used by the only post".to_string(),
        _ if posts == of => format!("used by all {of} posts"),
        _ => format!("used by {posts} of {of} posts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_no_plural_and_all_is_said_as_such() {
        assert_eq!([count(0, "term"), count(1, "term"), posts(2)], ["0 terms", "1 term", "2 posts"]);
        assert_eq!(
            [used_by(0, 3), used_by(1, 1), used_by(1, 3)],
            ["", "used by the only post", "used by 1 of 3 posts"]
        );
        assert_eq!(used_by(3, 3), "used by all 3 posts");
    }
}
