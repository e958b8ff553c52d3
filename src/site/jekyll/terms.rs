//! The terms of a post: `categories` and `tags`, as a list or as words, and their singular keys.

use super::slug;
use crate::site::model::{Taxonomy, TermSplit, TermUse};
use crate::site::shared::terms::{self, of_value};
use crate::syntax::front_matter::FrontMatter;
use serde_json::Value;

/// The taxonomies that Jekyll has; there is no way to declare others.
pub fn taxonomies() -> Vec<Taxonomy> {
    ["tags", "categories"]
        .map(|name| terms::with_single_key(terms::taxonomy(name, TermSplit::Spaces)))
        .to_vec()
}

/// The terms of a post. A `tag` hides `tags`, while `category` adds to `categories` (lib/jekyll/document.rb,
/// `populate_tags` and `populate_categories`); a text is cut at spaces below the plural keys only.
pub fn terms(taxonomies: &[Taxonomy], front_matter: &FrontMatter) -> Vec<TermUse> {
    let mut uses = Vec::new();
    if front_matter.closer.is_none() {
        return uses;
    }
    for (index, taxonomy) in taxonomies.iter().enumerate() {
        let entry = |key: &str| front_matter.root.iter().rev().find(|entry| entry.key.text == key);
        let singular = entry(&taxonomy.singular).map(|entry| of_value(index, &entry.value, TermSplit::Whole));
        let singular = singular.unwrap_or_default();
        if taxonomy.name == "categories" || singular.is_empty() {
            let plural = entry(&taxonomy.name).map(|entry| of_value(index, &entry.value, taxonomy.split));
            uses.extend(plural.unwrap_or_default());
        }
        uses.extend(singular);
    }
    uses.sort_by_key(|term| term.span.start());
    uses
}

/// The path of a term's page, where `jekyll-archives` makes one; empty where only a theme could say.
pub fn term_url(config: &Value, taxonomy: &Taxonomy, term: &str) -> String {
    let Some(archives) = config.get("jekyll-archives") else { return String::new() };
    let is_on = |enabled: &Value| match enabled {
        Value::String(all) => all == "all",
        Value::Bool(all) => *all,
        Value::Array(kinds) => kinds.iter().any(|kind| kind.as_str() == Some(&taxonomy.name)),
        _ => false,
    };
    if !archives.get("enabled").is_some_and(is_on) {
        return String::new();
    }
    let kind = if taxonomy.name == "tags" { "tag" } else { "category" };
    let pattern = archives.get("permalinks").and_then(|all| all.get(kind)).and_then(Value::as_str);
    let pattern = pattern.map_or_else(|| format!("/{kind}/:name/"), str::to_owned);
    pattern.replace(":name", &slug::slugify(term))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::parse;
    use serde_json::json;

    #[test]
    fn singular_and_plural_keys() {
        for (text, expected) in [
            ("tags: a b\ncategories: c d", &["0 a", "0 b", "1 c", "1 d"][..]),
            ("tag: a b\ntags: c", &["0 a b"]),
            ("tag:\ntags: c", &["0 c"]),
            ("category: a b\ncategories: [c, d e]", &["1 a b", "1 c", "1 d e"]),
            ("Tags: a\ntags: [a, a]", &["0 a", "0 a"]),
        ] {
            let text = format!("---\n{text}\n---\n");
            let front_matter = parse(&text, &super::super::split::RULES).front_matter.unwrap();
            let found: Vec<String> = terms(&taxonomies(), &front_matter)
                .iter()
                .map(|term| format!("{} {}", term.taxonomy, term.span.of(&text)))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_the_plugin_for_archives_gives_terms_a_page() {
        let tags = &taxonomies()[0];
        assert_eq!(term_url(&json!({}), tags, "C++"), "");
        assert_eq!(
            term_url(&json!({"jekyll-archives": {"enabled": "all"}}), tags, "Go Lang"),
            "/tag/go-lang/"
        );
        let own = json!({"jekyll-archives": {"enabled": ["tags"], "permalinks": {"tag": "/t/:name"}}});
        assert_eq!(term_url(&own, tags, "C++"), "/t/c");
        assert_eq!(term_url(&own, &taxonomies()[1], "x"), "");
    }
}
