//! The languages of a site, each with its own settings.

use serde_json::Value;

use super::merge::overlay;
use super::settings::{Settings, typed};

/// One language.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// Its code in lower case: `zh-cn`.
    pub code: String,
    /// The settings of the site with this language's laid over them.
    pub settings: Settings,
    /// The part of URLs in front of everything: `ja`, or empty for the default language.
    pub prefix: String,
    /// Its own `contentDir`, when it has one.
    pub content_dir: Option<String>,
}

/// The language of a site that names none (config/allconfig: `defaultContentLanguage`).
const DEFAULT: &str = "en";

/// The languages in use, the default one first, then by weight and code; and the codes of those switched off.
pub fn languages(tree: &Value, root: &Settings) -> (Vec<Language>, Vec<String>) {
    let codes: Vec<(String, &Value)> = root
        .languages
        .iter()
        .filter(|(_, value)| value.is_object())
        .map(|(code, value)| (code.clone(), value))
        .collect();
    let is_off = |code: &str, value: &Value| {
        let listed = root.disablelanguages.0.iter().any(|off| off.eq_ignore_ascii_case(code));
        listed || value.get("disabled").and_then(Value::as_bool).unwrap_or(false)
    };
    let (off, on): (Vec<_>, Vec<_>) = codes.into_iter().partition(|(code, value)| is_off(code, value));
    let default = default_code(root, &on);
    let in_subdir = root.defaultcontentlanguageinsubdir;
    let mut languages: Vec<(i64, Language)> =
        on.iter().map(|(code, value)| (weight(value), language(tree, code, value))).collect();
    languages.sort_by_key(|(weight, language)| (language.code != default, *weight, language.code.clone()));
    let mut languages: Vec<Language> = languages.into_iter().map(|(_, language)| language).collect();
    if languages.is_empty() {
        languages.push(Language { code: default.clone(), settings: root.clone(), ..Language::default() });
    }
    for language in &mut languages {
        if language.code != default || in_subdir {
            language.prefix = language.code.clone();
        }
    }
    (languages, off.into_iter().map(|(code, _)| code).collect())
}

/// The configured code, or the first language when that one does not exist (oracle `struct/multilang-default-missing`).
fn default_code(root: &Settings, on: &[(String, &Value)]) -> String {
    let configured = root.defaultcontentlanguage.to_lowercase();
    let wanted = if configured.is_empty() { DEFAULT.to_owned() } else { configured };
    if on.is_empty() || on.iter().any(|(code, _)| *code == wanted) {
        return wanted;
    }
    let first = on.iter().min_by_key(|(code, value)| (weight(value), code.clone()));
    first.map_or(wanted, |(code, _)| code.clone())
}

/// A language without a weight comes after those that have one.
fn weight(value: &Value) -> i64 {
    match value.get("weight").and_then(Value::as_i64) {
        Some(0) | None => i64::MAX,
        Some(weight) => weight,
    }
}

fn language(tree: &Value, code: &str, own: &Value) -> Language {
    let mut merged = tree.clone();
    overlay(&mut merged, own.clone());
    let content_dir = own.get("contentdir").and_then(Value::as_str).filter(|dir| !dir.is_empty());
    Language {
        code: code.to_owned(),
        settings: typed(&merged),
        prefix: String::new(),
        content_dir: content_dir.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn codes(tree: Value) -> (Vec<(String, String)>, Vec<String>) {
        let (languages, off) = languages(&tree, &typed(&tree));
        (languages.into_iter().map(|language| (language.code, language.prefix)).collect(), off)
    }

    fn pair(code: &str, prefix: &str) -> (String, String) {
        (code.to_owned(), prefix.to_owned())
    }

    #[test]
    fn the_default_language_comes_first_and_has_no_prefix() {
        let tree = json!({
            "defaultcontentlanguage": "ja",
            "languages": {"en": {"weight": 1}, "ja": {"weight": 2}, "fr": {"disabled": true}, "de": {}},
        });
        let expected = vec![pair("ja", ""), pair("en", "en"), pair("de", "de")];
        assert_eq!(codes(tree), (expected, vec!["fr".to_owned()]));
    }

    #[test]
    fn a_site_without_languages_has_one() {
        assert_eq!(codes(json!({})), (vec![pair("en", "")], vec![]));
        assert_eq!(codes(json!({"languages": {"ja": {"weight": 2}}})), (vec![pair("ja", "")], vec![]));
    }

    #[test]
    fn a_language_overrides_settings() {
        let tree =
            json!({"timezone": "UTC", "languages": {"ja": {"timezone": "Asia/Tokyo", "contentdir": "ja"}}});
        let (languages, _) = languages(&tree, &typed(&tree));
        assert_eq!(languages[0].settings.timezone, "Asia/Tokyo");
        assert_eq!(languages[0].content_dir.as_deref(), Some("ja"));
    }
}
