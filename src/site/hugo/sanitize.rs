//! How Hugo turns names into parts of URLs (common/paths/path.go, helpers/path.go).

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::config::Settings;

/// Letters, decimal digits and marks, as Go's tables have them: Rust's `is_alphanumeric` takes in more.
static LETTER_DIGIT_MARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\p{L}\p{Nd}\p{M}]$").ok());

static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{Mn}$").ok());

/// What the settings of a site make of paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PathStyle {
    /// Keep capitals.
    pub keep_case: bool,
    /// Take accents off.
    pub strip_accents: bool,
}

impl PathStyle {
    /// The style of some settings.
    pub fn new(settings: &Settings) -> Self {
        PathStyle { keep_case: settings.disablepathtolower, strip_accents: settings.removepathaccents }
    }

    /// One part of a path as it stands in a URL: sanitised, and in lower case unless capitals stay.
    pub fn path(self, text: &str) -> String {
        let mut path = sanitize(text);
        if self.strip_accents {
            path = strip_accents(&path);
        }
        if self.keep_case { path } else { lower(&path) }
    }
}

/// Go's `strings.ToLower`: each character alone, so `İ` becomes `i` and a final sigma stays a common one.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(lower_char).collect()
}

/// Go's `unicode.ToLower`: one character for one, `i` for `İ`.
pub fn lower_char(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The key of a path or a term: lower case, with spaces made hyphens, nothing else (`NormalizePathStringBasic`).
pub fn key(text: &str) -> String {
    lower(text).replace(' ', "-")
}

/// Takes out every character that Hugo lets into no path; a run of white space becomes one hyphen.
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut hyphen_due, mut was_hyphen) = (false, false);
    for (at, c) in text.char_indices() {
        if is_allowed(text, at, c) {
            was_hyphen = c == '-';
            if std::mem::take(&mut hyphen_due) && !was_hyphen {
                out.push('-');
            }
            out.push(c);
        } else if !out.is_empty() && !was_hyphen && c.is_whitespace() {
            hyphen_due = true;
        }
    }
    out
}

fn is_allowed(text: &str, at: usize, c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@' => true,
        '%' => text.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())),
        c if c.is_ascii() => false,
        c => is_common_letter(c) || matches(&LETTER_DIGIT_MARK, c),
    }
}

/// Whether a character is in `\p{L}` for sure: most of the text of most languages, without a look at the tables. `false`
/// says nothing.
pub fn is_common_letter(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z'
        // Latin with accents but for the signs of multiplication and division; basic Cyrillic.
        | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ƺ' | 'А'..='я'
        // Hiragana, Katakana, ideographs, Hangul.
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

/// The text without the marks on its letters, as `removePathAccents` and ASCII heading ids want it.
pub fn strip_accents(text: &str) -> String {
    text.nfd().filter(|c| c.is_ascii() || !matches(&MARK, *c)).nfc().collect()
}

fn matches(class: &LazyLock<Option<Regex>>, c: char) -> bool {
    class.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_letters_are_letters() {
        let letter = Regex::new(r"^\p{L}$").unwrap();
        let common = (char::MIN..=char::MAX).filter(|c| is_common_letter(*c));
        let wrong: Vec<char> = common.filter(|c| !letter.is_match(&c.to_string())).collect();
        assert_eq!(wrong, Vec::<char>::new());
    }

    #[test]
    fn names_become_paths_as_in_hugo() {
        let style = PathStyle::default();
        for (name, path) in [
            ("Hello, 世界 World!", "hello-世界-world"),
            ("a & b", "a-b"),
            ("a - b", "a-b"),
            ("a?b", "ab"),
            ("C#", "c#"),
            ("a%20b", "a%20b"),
            ("a%b", "ab"),
            ("😀", ""),
            (" x ", "x"),
            ("Go\u{3000}Lang", "go-lang"),
            ("タグ・名", "タグ名"),
            ("①Ⅷ", ""),
            ("café", "café"),
        ] {
            assert_eq!(style.path(name), path, "{name:?}");
        }
    }

    #[test]
    fn settings_keep_capitals_and_take_accents() {
        assert_eq!(PathStyle { keep_case: true, strip_accents: true }.path("Café が"), "Cafe-か");
    }

    #[test]
    fn lower_case_is_go_s() {
        assert_eq!(lower("İstanbul ΣΊΣΥΦΟΣ Straße"), "istanbul σίσυφοσ straße");
        assert_eq!(key("Go  Lang "), "go--lang-");
    }
}
