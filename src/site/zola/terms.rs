//! Taxonomies and terms: which a site has, which a post names, and when two spellings are one.

use smol_str::SmolStr;

use super::config::Config;
use super::slug::{self, Strategy};
use super::values;
use crate::site::model::{Taxonomy, TermSplit, TermUse};
use crate::syntax::front_matter::FrontMatter;

/// The table of front matter that holds the terms.
pub const TABLE: &str = "taxonomies";

/// The taxonomies of all languages, those of the default one first.
pub fn taxonomies(config: &Config) -> Vec<Taxonomy> {
    let taxonomy = |name: &SmolStr| Taxonomy {
        name: name.clone(),
        singular: singular(name),
        key: vec![TABLE.into(), name.clone()],
        single_key: None,
        split: TermSplit::Whole,
    };
    config.taxonomies().into_iter().map(taxonomy).collect()
}

/// Zola has no word for one of them; English names have.
fn singular(name: &str) -> SmolStr {
    let stem = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
    stem.or_else(|| Some(name.strip_suffix('s')?.to_owned())).map_or_else(|| name.into(), SmolStr::new)
}

/// The terms of a post. YAML hands on numbers as they are written (case `pos-yaml-taxonomies-int`).
pub fn terms(taxonomies: &[Taxonomy], front: &FrontMatter) -> Vec<TermUse> {
    let entries = values::find(front, TABLE).map(|value| value.entries()).unwrap_or_default();
    let mut uses = Vec::new();
    for entry in entries {
        let Some(taxonomy) = taxonomies.iter().position(|taxonomy| taxonomy.name == entry.key.text) else {
            continue;
        };
        uses.extend(values::resolve(front, &entry.value).items().iter().filter_map(|item| {
            let item = values::resolve(front, item);
            let text = values::as_text(item, front.format).filter(|text| !text.trim().is_empty())?;
            Some(TermUse { taxonomy, text: text.into(), span: item.scalar()?.inner })
        }));
    }
    uses
}

/// The key of a term: spellings that differ in case or in their blanks only are one term, which Zola merges and means
/// to. Terms that merely share an address, such as `C` and `C++`, keep keys of their own, so that a writer can tell
/// them apart.
pub fn term_key(config: &Config, term: &str) -> String {
    if config.slugify.taxonomies != Strategy::On {
        return slug::path(term, config.slugify.taxonomies);
    }
    let words =
        term.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The path of a term's page in the default language (`TaxonomyTerm::new` in `components/content/src/taxonomies.rs`).
pub fn term_url(config: &Config, taxonomy: &str, term: &str) -> String {
    let strategy = config.slugify.taxonomies;
    let parts = [slug::path(taxonomy, strategy), slug::path(term, strategy)];
    let root = config.taxonomy_root.iter().cloned();
    let parts: Vec<String> = root.chain(parts).filter(|part| !part.is_empty()).collect();
    format!("/{}/", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::zola::split;
    use crate::syntax::front_matter;

    fn config(text: &str) -> Config {
        Config::from(&text.parse::<toml::Table>().expect("TOML"))
    }

    #[test]
    fn terms_are_read_below_the_table_only() {
        let taxonomies = taxonomies(&config("taxonomies = [{name = 'tags'}, {name = 'series'}]"));
        assert_eq!(taxonomies[1].key, ["taxonomies", "series"]);
        for (text, expected) in [
            ("+++\n[taxonomies]\ntags = [\"a\", 'b c', '']\nTags = ['x']\n+++\n", vec!["a", "b c"]),
            ("---\ntaxonomies:\n  tags: [2024, true]\n---\n", vec!["2024", "true"]),
            ("+++\n[taxonomies]\ntags = [2024]\n+++\n", vec![]),
            ("+++\ntags = ['a']\n+++\n", vec![]),
            ("---\ntaxonomies:\n  tags: a\n---\n", vec![]),
        ] {
            let front = front_matter::parse(text, &split::RULES).front_matter.expect("front matter");
            let found = terms(&taxonomies, &front);
            let written: Vec<&str> = found.iter().map(|found| found.span.of(text)).collect();
            assert_eq!(written, expected, "{text}");
        }
    }

    #[test]
    fn terms_that_merge_have_one_address_and_keys_of_their_own() {
        let on = config("");
        for (term, key, url) in [
            ("C", "c", "/tags/c/"),
            ("C++", "c++", "/tags/c/"),
            ("C#", "c#", "/tags/c/"),
            ("Open Source", "open-source", "/tags/open-source/"),
            ("open-source", "open-source", "/tags/open-source/"),
            ("日本語", "日本語", "/tags/ri-ben-yu/"),
            ("+++", "+++", "/tags/"),
        ] {
            assert_eq!((term_key(&on, term).as_str(), term_url(&on, "tags", term).as_str()), (key, url));
        }
        let off = config("taxonomy_root = 't'\n[slugify]\ntaxonomies = 'off'");
        assert_eq!(term_url(&off, "tags", "C++"), "/t/tags/C++/");
        assert_ne!(term_key(&off, "rust"), term_key(&off, "Rust"));
    }
}
