//! How names become parts of addresses and ids of headings (hexo-util, `slugize`).

use unicode_normalization::UnicodeNormalization;

/// What becomes a hyphen, besides white space.
const SPECIAL: &str = "~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/";

/// How the case of a slug is changed: `filename_case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Not at all.
    Keep,
    /// To lower case.
    Lower,
    /// To upper case.
    Upper,
}

/// Letters lose their accents, and every run of blanks and punctuation becomes one hyphen.
pub fn slugize(text: &str, case: Case) -> String {
    let mut slug = String::new();
    for c in text.chars().filter(|c| !c.is_control() || c.is_whitespace()) {
        if c.is_whitespace() || SPECIAL.contains(c) {
            if !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            push_plain(&mut slug, c);
        }
    }
    let slug = slug.trim_matches('-');
    match case {
        Case::Keep => slug.to_owned(),
        Case::Lower => slug.to_lowercase(),
        Case::Upper => slug.to_uppercase(),
    }
}

/// Latin letters without their accents; all others as they are.
fn push_plain(slug: &mut String, c: char) {
    let plain = match c {
        'ß' => "s",
        'æ' => "ae",
        'Æ' => "AE",
        'ø' => "o",
        'Ø' => "O",
        'œ' => "oe",
        'Œ' => "OE",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        _ => {
            let base = std::iter::once(c).nfd().next().filter(char::is_ascii);
            slug.push(base.unwrap_or(c));
            return;
        }
    };
    slug.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        for (text, expected) in [
            ("Hello, World!", "Hello-World"),
            ("Ça va? C++", "Ca-va-C"),
            ("日本語", "日本語"),
            ("a_b-c  d", "a-b-c-d"),
            ("ß æ ø", "s-ae-o"),
            ("Привет мир", "Привет-мир"),
            ("!!!", ""),
        ] {
            assert_eq!(slugize(text, Case::Keep), expected, "{text}");
        }
        assert_eq!(slugize("Go Lang", Case::Lower), "go-lang");
    }
}
