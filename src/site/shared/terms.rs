//! Terms from keys such as `tags`: a list, a text that is one term, or a text that is several.

use crate::site::model::{Taxonomy, TermSplit, TermUse};
use crate::site::shared::scalars;
use crate::syntax::front_matter::{FrontMatter, ScalarStyle, Value, ValueKind};
use crate::text::Span;
use smol_str::SmolStr;

/// A taxonomy whose key is its name, with the usual singular: `categories` of `category`.
pub fn taxonomy(name: &str, split: TermSplit) -> Taxonomy {
    let singular = match name.strip_suffix("ies") {
        _ if name == "series" => name.to_owned(),
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    };
    Taxonomy { name: name.into(), singular: singular.into(), key: vec![name.into()], single_key: None, split }
}

/// The same for a generator that reads the singular as a key for one term, too.
pub fn with_single_key(taxonomy: Taxonomy) -> Taxonomy {
    Taxonomy { single_key: Some(taxonomy.singular.clone()), ..taxonomy }
}

/// The terms of each taxonomy under its key, whose case counts: one for each text of a list, and for a single text one or
/// as many as the taxonomy splits it into.
pub fn by_key(taxonomies: &[Taxonomy], front_matter: &FrontMatter) -> Vec<TermUse> {
    let mut terms = Vec::new();
    for (index, taxonomy) in taxonomies.iter().enumerate() {
        let key: Vec<&str> = taxonomy.key.iter().map(SmolStr::as_str).collect();
        if let Some(entry) = front_matter.get(&key) {
            terms.extend(of_value(index, &entry.value, taxonomy.split));
        }
    }
    terms
}

/// The terms of one value; lists in a list are flattened.
pub fn of_value(taxonomy: usize, value: &Value, split: TermSplit) -> Vec<TermUse> {
    match &value.kind {
        ValueKind::List(list) => {
            let flat = list.items.iter().flat_map(|item| match item.list() {
                Some(_) => item.items(),
                None => std::slice::from_ref(item),
            });
            flat.filter_map(|item| whole(taxonomy, item)).collect()
        }
        _ if split == TermSplit::Whole => whole(taxonomy, value).into_iter().collect(),
        _ => parts(taxonomy, value, split),
    }
}

/// One text that is one term.
pub fn whole(taxonomy: usize, value: &Value) -> Option<TermUse> {
    let scalar = value.scalar().filter(|scalar| !scalar.text.is_empty() && !scalars::is_null(value))?;
    Some(TermUse { taxonomy, text: scalar.text.clone(), span: scalar.inner })
}

/// The terms of a text, each with its own bytes. A text whose terms cannot be told apart in the file, because it is
/// written with escapes or over several lines, has none.
fn parts(taxonomy: usize, value: &Value, split: TermSplit) -> Vec<TermUse> {
    use ScalarStyle::{DoubleQuoted, Plain, SingleQuoted};
    let Some(scalar) = value.scalar().filter(|_| !scalars::is_null(value)) else { return Vec::new() };
    let is_line = matches!(scalar.style, Plain | SingleQuoted | DoubleQuoted);
    if !is_line || scalar.inner.len() != scalar.text.len() {
        return Vec::new();
    }
    let used = |span: Span| {
        let text = span.of(&scalar.text).into();
        TermUse { taxonomy, text, span: span.shift(scalar.inner.start()) }
    };
    split.terms(&scalar.text).into_iter().map(used).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::{SplitRules, parse};

    #[test]
    fn each_term_has_its_own_bytes() {
        let taxonomies = [
            taxonomy("tags", TermSplit::Spaces),
            taxonomy("categories", TermSplit::Whole),
            taxonomy("authors", TermSplit::Commas),
        ];
        for (text, expected) in [
            ("---\ntags: go web\n---\n", &["0 go", "0 web"][..]),
            ("---\ntags: a aa a\n---\n", &["0 a", "0 aa", "0 a"]),
            ("---\ntags: \"a  b\"\n---\n", &["0 a", "0 b"]),
            ("---\nTags: a\n---\n", &[]),
            ("---\ntags: [go web, 'x y', ~, 2024]\n---\n", &["0 go web", "0 x y", "0 2024"]),
            ("---\ncategories: a b\n---\n", &["1 a b"]),
            ("---\ncategories: [[a, b], c]\n---\n", &["1 a", "1 b", "1 c"]),
            ("---\ntags: ~\ncategories: {a: b}\n---\n", &[]),
            ("---\ntags: >\n  a b\n---\n", &[]),
            ("---\nauthors: a b,c , a,, \n---\n", &["2 a b", "2 c", "2 a"]),
            ("---\nauthors: ', a; B, C;'\n---\n", &["2 , a", "2 B, C"]),
            ("---\nauthors: [a, 'b, c']\n---\n", &["2 a", "2 b, c"]),
        ] {
            let front_matter = parse(text, &SplitRules::LENIENT).front_matter.unwrap();
            let found: Vec<String> = by_key(&taxonomies, &front_matter)
                .iter()
                .map(|term| {
                    assert_eq!(term.span.of(text), term.text, "{text}");
                    format!("{} {}", term.taxonomy, term.text)
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_singular_of_a_name() {
        for (name, singular) in [("tags", "tag"), ("categories", "category"), ("series", "series")] {
            assert_eq!(taxonomy(name, TermSplit::Whole).singular, singular);
        }
    }
}
