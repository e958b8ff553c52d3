//! `value-type`: a field with a value of the wrong type stops the build.

use super::input::Input;
use super::key_refused::is_read;
use crate::site::field::FieldKind;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::zola::fields;
use crate::site::zola::values::{self, Read, describe};
use crate::syntax::front_matter::{Entry, Format, Value};

/// The rule.
pub static RULE: Rule = Rule {
    code: "value-type",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/value-type.md"),
};

/// Values that the types of Zola's front matter refuse (groups `page-fields`, `section-frontmatter`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let known = |entry: &&Entry| {
        fields::field(&entry.key.text, input.content.kind).is_some_and(|field| is_read(input, field))
    };
    let faults = input.entries().filter(known).flat_map(|entry| {
        let kind =
            fields::field(&entry.key.text, input.content.kind).map_or(FieldKind::Any, |field| field.kind);
        faults(input, entry, kind)
    });
    faults.map(|problem| input.when_read(problem)).collect()
}

fn faults<'a>(input: &Input<'a>, entry: &'a Entry, kind: FieldKind) -> Vec<Problem> {
    let value = input.resolve(&entry.value);
    let read = input.read(value);
    let wants = match kind {
        FieldKind::Bool if !matches!(read, Read::Bool(_)) => "`true` or `false`, without quotes",
        FieldKind::Int => match read {
            Read::Int(number) if number >= 0 => return Vec::new(),
            Read::Null => return Vec::new(),
            _ => "a whole number, not negative and without quotes",
        },
        FieldKind::Text | FieldKind::Prose | FieldKind::Layout if !is_text(input, value) => "a text",
        FieldKind::Slug | FieldKind::UrlPath if !is_text(input, value) => "a text",
        // `redirect_to` may be empty.
        FieldKind::Slug | FieldKind::UrlPath if is_empty(&read) && entry.key.text != "redirect_to" => {
            "a text that is not empty"
        }
        FieldKind::TextList | FieldKind::UrlPathList => return in_list(input, entry, value),
        FieldKind::Word(words) => return in_words(input, entry, value, words),
        FieldKind::Table { .. } if entry.key.text == "taxonomies" => {
            return in_taxonomies(input, entry, value);
        }
        FieldKind::Table { .. } if !matches!(read, Read::Map | Read::Null) => "a table",
        _ => return Vec::new(),
    };
    vec![problem(input, &entry.key.text, value, wants)]
}

fn problem(input: &Input<'_>, key: &str, value: &Value, wants: &str) -> Problem {
    let read = values::read(value, input.format());
    let found = match read {
        Read::Text("") => "an empty text",
        _ => describe(&read),
    };
    let message = format!("{} stops here: `{key}` must be {wants}, and this is {found}.", input.zola());
    let mut problem = RULE.at(value.span, message);
    problem.fixes.extend(fix(input, value, &read, wants));
    problem
}

fn fix(input: &Input<'_>, value: &Value, read: &Read<'_>, wants: &str) -> Option<Fix> {
    let written = value.span.of(input.post.text);
    match (wants, read) {
        ("a text", Read::Bool(_) | Read::Int(_) | Read::Float(_) | Read::Time(_)) => {
            Some(Fix::safe("Put it in quotes", value.span, format!("\"{written}\"")))
        }
        ("a list of texts", Read::Text(_))
            if value.scalar().is_some_and(|scalar| scalar.style.quote().is_some()) =>
        {
            Some(Fix::safe("Make it a list", value.span, format!("[{written}]")))
        }
        ("a list of texts", Read::Text(text)) if !text.contains(['"', '\\', '\n']) => {
            Some(Fix::safe("Make it a list", value.span, format!("[\"{text}\"]")))
        }
        (_, Read::Text(text)) if wants.starts_with("`true`") => {
            let word = match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => "true",
                "false" | "no" | "off" => "false",
                _ => return None,
            };
            Some(Fix::safe(format!("Write `{word}`"), value.span, word))
        }
        (_, Read::Text(text)) if wants.starts_with("a whole") && text.bytes().all(|b| b.is_ascii_digit()) => {
            (!text.is_empty()).then(|| Fix::safe("Remove the quotes", value.span, *text))
        }
        _ => None,
    }
}

/// YAML hands on numbers and booleans as texts, and a missing value as none.
fn is_text(input: &Input<'_>, value: &Value) -> bool {
    match values::read(value, input.format()) {
        Read::Text(_) => true,
        Read::List(_) | Read::Map => false,
        _ => input.format() == Format::Yaml,
    }
}

fn is_empty(read: &Read<'_>) -> bool {
    matches!(read, Read::Text(""))
}

fn in_list<'a>(input: &Input<'a>, entry: &'a Entry, value: &'a Value) -> Vec<Problem> {
    match input.read(value) {
        Read::List(items) => {
            let wrong = items.iter().map(|item| input.resolve(item)).filter(|item| !is_text(input, item));
            wrong
                .map(|item| problem(input, &format!("{}: each of them", entry.key.text), item, "a text"))
                .collect()
        }
        Read::Null => Vec::new(),
        _ => vec![problem(input, &entry.key.text, value, "a list of texts")],
    }
}

fn in_words<'a>(input: &Input<'a>, entry: &'a Entry, value: &'a Value, words: &[&str]) -> Vec<Problem> {
    match input.read(value) {
        Read::Text(text) if words.contains(&text) => Vec::new(),
        Read::Null => Vec::new(),
        _ => vec![problem(input, &entry.key.text, value, &format!("one of the texts {}", words.join(", ")))],
    }
}

fn in_taxonomies<'a>(input: &Input<'a>, entry: &'a Entry, value: &'a Value) -> Vec<Problem> {
    match input.read(value) {
        Read::Map => {
            let lists = value.entries().iter();
            lists.flat_map(|list| in_list(input, list, input.resolve(&list.value))).collect()
        }
        Read::Null => Vec::new(),
        _ => vec![problem(input, &entry.key.text, value, "a table with a list for each taxonomy")],
    }
}
