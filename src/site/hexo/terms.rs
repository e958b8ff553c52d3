//! Tags and categories: lists, single texts, and the hierarchies that lists of categories are.

use super::config::Config;
use super::page::is_read;
use super::slug::{Case, slugize};
use crate::site::model::{Taxonomy, TermSplit, TermUse};
use crate::site::shared::facts::entry;
use crate::site::shared::terms::{of_value, taxonomy, with_single_key};
use crate::syntax::front_matter::FrontMatter;

/// The taxonomies that Hexo has.
pub fn taxonomies() -> Vec<Taxonomy> {
    ["tags", "categories"].map(|name| with_single_key(taxonomy(name, TermSplit::Whole))).to_vec()
}

/// The terms of a post, from the plural key, or else from the singular one. `[A, B]` is the category B below A, and
/// `[[A, B], [C]]` are two of them: every name in them is a term.
pub fn terms(taxonomies: &[Taxonomy], front_matter: &FrontMatter) -> Vec<TermUse> {
    let mut uses = Vec::new();
    if !is_read(front_matter) {
        return uses;
    }
    for (index, taxonomy) in taxonomies.iter().enumerate() {
        let of = |key: &str| entry(Some(front_matter), key);
        if let Some(entry) = of(&taxonomy.name).or_else(|| of(&taxonomy.singular)) {
            uses.extend(of_value(index, &entry.value, taxonomy.split));
        }
    }
    uses
}

/// The path of a tag's page. That of a category depends on those above it on each post, so it is not given.
pub fn term_url(config: &Config, taxonomy: &Taxonomy, term: &str) -> String {
    if taxonomy.name != "tags" {
        return String::new();
    }
    let mapped = config.tree.get("tag_map").and_then(|map| map.get(term)).and_then(|name| name.as_str());
    let slug = slugize(mapped.unwrap_or(term), case(config));
    format!("/{}/{slug}/", config.text("tag_dir", "tags").trim_matches('/'))
}

/// How the configuration wants the case of slugs.
pub fn case(config: &Config) -> Case {
    match config.text("filename_case", "0").as_str() {
        "1" => Case::Lower,
        "2" => Case::Upper,
        _ => Case::Keep,
    }
}
