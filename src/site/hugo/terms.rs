//! Taxonomies and terms: which a site has, which a post names, and when two spellings are one.

use smol_str::SmolStr;

use super::config::Settings;
use super::inherit::Inheritance;
use super::keys;
use super::model::LanguageRules;
use super::permalinks;
use super::sanitize;
use super::scalars::{self, Scalar};
use super::url::{self, Target};
use crate::site::model::{PageKind, Taxonomy, TermSplit, TermUse};
use crate::syntax::front_matter::{FrontMatter, Value, ValueKind};

/// Hugo's own, when the configuration names none.
const DEFAULTS: [(&str, &str); 2] = [("tag", "tags"), ("category", "categories")];

/// The taxonomies of a site. A table in the configuration replaces the default ones, an empty one all of them.
pub fn taxonomies(settings: &Settings) -> Vec<Taxonomy> {
    let taxonomy = |singular: &str, plural: &str| Taxonomy {
        name: SmolStr::new(plural),
        singular: SmolStr::new(singular),
        key: vec![SmolStr::new(plural)],
        single_key: None,
        split: TermSplit::Whole,
    };
    match &settings.taxonomies {
        None => DEFAULTS.iter().map(|(singular, plural)| taxonomy(singular, plural)).collect(),
        Some(table) => table
            .iter()
            .filter_map(|(singular, plural)| Some(taxonomy(singular, &sanitize::lower(plural.as_str()?))))
            .filter(|taxonomy| !taxonomy.name.is_empty())
            .collect(),
    }
}

/// The terms of a post, from the plural key whatever its case, which `params` overrides (oracle `term/forms`).
///
/// A map, or a list with a list or a map among its items, gives no terms at all (facts: oracle
/// `fm2/yaml-list-item-colon`); empty texts and nulls are skipped.
pub fn terms(taxonomies: &[Taxonomy], front_matter: &FrontMatter) -> Vec<TermUse> {
    let params = keys::find(front_matter, "params").map(Value::entries).unwrap_or_default();
    let mut uses = Vec::new();
    for (index, taxonomy) in taxonomies.iter().enumerate() {
        let value = keys::find_in(front_matter, params, &taxonomy.name)
            .or_else(|| keys::find(front_matter, &taxonomy.name));
        for item in value.map(|value| items(front_matter, value)).unwrap_or_default() {
            uses.extend(term_use(index, item, front_matter));
        }
    }
    uses
}

/// The key under which two spellings share a page.
pub fn term_key(term: &str) -> String {
    sanitize::key(term)
}

/// The path of a term's page, below its taxonomy or as the configuration's pattern for terms says. Terms of different
/// keys may share one; then a page is lost.
pub fn term_url(rules: &LanguageRules, inheritance: &Inheritance, taxonomy: &Taxonomy, term: &str) -> String {
    let (plural, key) = (sanitize::key(&taxonomy.name), term_key(term));
    let place = format!("{plural}/{key}");
    let sections = [plural.clone()];
    let page = permalinks::Page {
        title: term,
        slug: "",
        file_name: "",
        base_name: &key,
        date: None,
        section: &plural,
        sections: &sections,
        section_slugs: None,
        style: rules.style,
    };
    let pattern = rules.permalinks.pattern("term", &format!("/{place}"));
    let permalink =
        pattern.and_then(|pattern| permalinks::expand(pattern, &page)).map(|path| url::clean(&path));
    url::url(&Target {
        kind: PageKind::Term,
        parent: &inheritance.slugged(&rules.code, &place),
        name: "",
        url: None,
        permalink: permalink.as_deref(),
        prefix: &rules.prefix,
        form: rules.form(&plural),
        style: rules.style,
    })
}

fn items<'a>(front_matter: &'a FrontMatter, value: &'a Value) -> Vec<&'a Value> {
    match &value.kind {
        ValueKind::List(list) => {
            let items: Vec<&Value> =
                list.items.iter().map(|item| keys::resolve(front_matter, item)).collect();
            let nested = items.iter().any(|item| matches!(item.kind, ValueKind::List(_) | ValueKind::Map(_)));
            if nested { Vec::new() } else { items }
        }
        ValueKind::Map(_) => Vec::new(),
        _ => vec![value],
    }
}

fn term_use(taxonomy: usize, value: &Value, front_matter: &FrontMatter) -> Option<TermUse> {
    let text = match scalars::read(value, front_matter.format)? {
        Scalar::Null => return None,
        scalar => scalar.to_text(),
    };
    let span = value.scalar().map_or(value.span, |scalar| scalar.inner);
    (!text.is_empty()).then(|| TermUse { taxonomy, text: SmolStr::new(text), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use crate::site::hugo::HugoModel;
    use crate::site::model::Model;
    use crate::syntax::front_matter;

    fn used(settings: &str, text: &str) -> Vec<(String, String, String)> {
        let settings: Settings = serde_json::from_str(settings).unwrap_or_default();
        let taxonomies = taxonomies(&settings);
        let parsed = front_matter::parse(text, &super::super::split::RULES);
        let front_matter = parsed.front_matter.expect("front matter");
        let uses = terms(&taxonomies, &front_matter);
        let shown = |used: &TermUse| {
            let taxonomy = taxonomies[used.taxonomy].name.to_string();
            (taxonomy, used.text.to_string(), used.span.of(text).to_string())
        };
        uses.iter().map(shown).collect()
    }

    fn triple(taxonomy: &str, term: &str, written: &str) -> (String, String, String) {
        (taxonomy.to_owned(), term.to_owned(), written.to_owned())
    }

    #[test]
    fn every_spelling_of_the_key_gives_terms_with_the_bytes_inside_quotes() {
        for (text, expected) in [
            ("---\ntags: [a, \"b c\"]\n---\n", vec![triple("tags", "a", "a"), triple("tags", "b c", "b c")]),
            (
                "---\nTags:\n- 1.10\n- true\n- ~\n- ''\n---\n",
                vec![triple("tags", "1.1", "1.10"), triple("tags", "true", "true")],
            ),
            ("---\ntags: go, rust\n---\n", vec![triple("tags", "go, rust", "go, rust")]),
            (
                "+++\ntags = ['a']\n[params]\ncategories = ['c']\n+++\n",
                vec![triple("tags", "a", "a"), triple("categories", "c", "c")],
            ),
            ("{\"tags\": [\"a\"]}", vec![triple("tags", "a", "a")]),
            ("---\nx: &t [a]\ntags: *t\n---\n", vec![triple("tags", "a", "a")]),
        ] {
            assert_eq!(used("{}", text), expected, "{text}");
        }
    }

    #[test]
    fn maps_and_nested_lists_give_no_terms_and_singular_keys_none() {
        for text in [
            "---\ntags: {a: b}\n---\n",
            "---\ntags: [[a], b]\n---\n",
            "---\ntags:\n- a: b\n- c\n---\n",
            "---\ntag: a\ntaxonomies: {tags: [a]}\n---\n",
        ] {
            assert_eq!(used("{}", text), [], "{text}");
        }
    }

    #[test]
    fn configured_taxonomies_replace_the_default_ones() {
        let own = r#"{"taxonomies": {"skill": "Skill Sets"}}"#;
        assert_eq!(used(own, "---\ntags: [a]\nskill sets: [x]\n---\n"), [triple("skill sets", "x", "x")]);
        assert_eq!(used(r#"{"taxonomies": {}}"#, "---\ntags: [a]\n---\n"), []);
    }

    fn url_of(config: &str, term: &str) -> String {
        let files = [("hugo.toml", config), ("content/tags/_index.md", "---\ntitle: T\n---\n")];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let model = HugoModel::load(&MemoryFiles::new(files), None);
        model.term_url(&model.taxonomies[0], term)
    }

    #[test]
    fn keys_merge_and_urls_clash_as_in_hugo() {
        assert_eq!(term_key("Go Lang"), term_key("go-lang"));
        assert_ne!(term_key("Go  Lang"), term_key("Go Lang"));
        for (term, url) in [
            ("C#", "/tags/c%23/"),
            ("C/C++", "/tags/c/c++/"),
            ("a & b", "/tags/a--b/"),
            ("a, b", "/tags/a-b/"),
            ("Go\u{a0}Lang", "/tags/go-lang/"),
            ("😀", "/tags/"),
        ] {
            assert_eq!(url_of("", term), url, "{term}");
        }
    }

    #[test]
    fn configuration_moves_terms() {
        let in_subdir = "defaultContentLanguageInSubdir = true";
        for (config, url) in [
            (in_subdir, "/en/tags/go-lang/"),
            ("[permalinks.term]\ntags = '/tag/:slug'", "/tag/go-lang/"),
            ("[permalinks]\ntags = '/t/:title/'", "/t/go-lang/"),
            ("uglyURLs = true", "/tags/go-lang.html"),
        ] {
            assert_eq!(url_of(config, "Go Lang"), url, "{config}");
        }
    }
}
