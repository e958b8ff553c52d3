//! How Hugo finds a key: without regard to case, through YAML's merge keys and aliases.

use crate::syntax::front_matter::{Entry, Format, FrontMatter, Value, ValueKind, same_ignoring_case};

use super::scalars::{self, Scalar};

/// How many aliases may lead to another before it is taken for a loop.
const MAX_ALIASES: usize = 8;

/// The value of a top-level key, whatever its case, with aliases followed.
///
/// Of two spellings that differ in case, the one with a capital wins (oracle `fm/yaml-dup-case`).
pub fn find<'a>(front_matter: &'a FrontMatter, key: &str) -> Option<&'a Value> {
    find_in(front_matter, &front_matter.root, key)
}

/// The same below a map: among `entries` of `front_matter`.
pub fn find_in<'a>(front_matter: &'a FrontMatter, entries: &'a [Entry], key: &str) -> Option<&'a Value> {
    let mut own = entries.iter().filter(|entry| same_ignoring_case(&entry.key.text, key));
    let has_capital = |entry: &&Entry| entry.key.text.chars().any(char::is_uppercase);
    let first = own.next();
    let entry = first.filter(has_capital).or_else(|| own.find(has_capital)).or(first);
    match entry {
        Some(entry) => Some(resolve(front_matter, &entry.value)),
        None => merged(front_matter, entries, key),
    }
}

/// The value itself, or the one that its alias stands for.
pub fn resolve<'a>(front_matter: &'a FrontMatter, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..MAX_ALIASES {
        let ValueKind::Alias(name) = &value.kind else { return value };
        let Some(target) = anchored(front_matter, name) else { return value };
        value = target;
    }
    value
}

/// The single value of a top-level key as Hugo reads it; `None` when it is absent, a list or a map.
pub fn scalar(front_matter: &FrontMatter, key: &str) -> Option<Scalar> {
    scalars::read(find(front_matter, key)?, front_matter.format)
}

/// The text of a top-level key: empty for a list or a map, `None` when it is absent.
pub fn text(front_matter: &FrontMatter, key: &str) -> Option<String> {
    find(front_matter, key).map(|value| text_of(value, front_matter.format))
}

/// The texts of a value that Hugo takes as a list: a single text is cut at white space.
pub fn texts(front_matter: &FrontMatter, key: &str) -> Vec<String> {
    let Some(value) = find(front_matter, key) else { return Vec::new() };
    match &value.kind {
        ValueKind::List(list) => {
            let item = |item| text_of(resolve(front_matter, item), front_matter.format);
            list.items.iter().map(item).collect()
        }
        _ => match scalars::read(value, front_matter.format) {
            Some(Scalar::Text(text)) => text.split_whitespace().map(str::to_owned).collect(),
            Some(Scalar::Null) | None => Vec::new(),
            Some(other) => vec![other.to_text()],
        },
    }
}

fn text_of(value: &Value, format: Format) -> String {
    scalars::read(value, format).map(|scalar| scalar.to_text()).unwrap_or_default()
}

fn merged<'a>(front_matter: &'a FrontMatter, entries: &'a [Entry], key: &str) -> Option<&'a Value> {
    let merge = entries.iter().find(|entry| entry.key.text == "<<")?;
    let sources = match &merge.value.kind {
        ValueKind::List(list) => list.items.as_slice(),
        _ => std::slice::from_ref(&merge.value),
    };
    sources.iter().find_map(|source| {
        let entries = resolve(front_matter, source).entries();
        let entry = entries.iter().find(|entry| same_ignoring_case(&entry.key.text, key))?;
        Some(resolve(front_matter, &entry.value))
    })
}

fn anchored<'a>(front_matter: &'a FrontMatter, name: &str) -> Option<&'a Value> {
    let mut found = None;
    front_matter.walk(&mut |_, node| {
        let value = node.value();
        let anchor = value.props.as_ref().and_then(|props| props.anchor.as_ref());
        if anchor.is_some_and(|(anchor, _)| anchor == name) {
            found = Some(value);
        }
    });
    found
}
