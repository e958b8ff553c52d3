//! What the schema of a collection asks for and an entry does not give.

use super::schema::{Age, Schema, SchemaField, SchemaKind};
use crate::site::model::PostInput;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::shared::scalars::{self, Yaml};
use crate::syntax::front_matter::{Entry, Format, FrontMatter, ScalarStyle, Value};
use crate::text::Span;

/// A field that the schema requires.
pub static MISSING: Rule = Rule {
    code: "field-missing",
    severity: Severity::Error,
    page: include_str!("../../../docs/rules/field-missing.md"),
};

/// A value of another kind than the schema wants.
pub static WRONG_KIND: Rule = Rule {
    code: "field-kind",
    severity: Severity::Warning,
    page: include_str!("../../../docs/rules/field-kind.md"),
};

/// The rules of these checks.
pub static RULES: &[&Rule] = &[&WRONG_KIND, &MISSING];

/// The entry held against the schema of its collection; nothing where that may be one of the past.
pub fn check(schema: &Schema, post: &PostInput<'_>) -> Vec<Problem> {
    let front = post.document.front_matter();
    if schema.age == Age::Unknown {
        return Vec::new();
    }
    if front.is_some_and(|front| !front.errors.is_empty() || front.format == Format::Json) {
        return Vec::new();
    }
    let mut found: Vec<Problem> = missing(schema, front, post.text).into_iter().collect();
    for entry in front.map(|front| front.root.as_slice()).unwrap_or_default() {
        let field = schema.fields.iter().find(|field| field.name == entry.key.text);
        found.extend(field.and_then(|field| wrong_kind(field, entry)));
    }
    found
}

fn missing(schema: &Schema, front: Option<&FrontMatter>, text: &str) -> Option<Problem> {
    let has = |name: &str| front.is_some_and(|front| front.root.iter().any(|entry| entry.key.text == name));
    let absent = schema.fields.iter().filter(|field| field.is_required && !has(&field.name));
    let names: Vec<String> = absent.map(|field| format!("`{}`", field.name)).collect();
    let first_line = Span::new(0, text.find('\n').unwrap_or(text.len()));
    let span = front.map_or(first_line, |front| front.opener);
    let message = format!("Astro stops here: the schema of this collection requires {}.", names.join(", "));
    (!names.is_empty()).then(|| MISSING.at(span, message))
}

fn wrong_kind(field: &SchemaField, entry: &Entry) -> Option<Problem> {
    let value = &entry.value;
    // Nothing behind the key is null, which is no text and no list; a date it is, of 1970.
    let is_null = scalars::is_null(value);
    let is_single = value.scalar().is_some() && !is_null;
    let (fits, wanted) = match &field.kind {
        SchemaKind::Any | SchemaKind::Table => return None,
        SchemaKind::Date if is_null => return None,
        SchemaKind::Text => (is_single && !is_other(value), "a text".to_owned()),
        SchemaKind::Bool => (scalars::boolean(value, Yaml::V1_2).is_some(), "`true` or `false`".to_owned()),
        SchemaKind::Number => (is_single && scalars::is_number(value), "a number".to_owned()),
        SchemaKind::Date => (is_single, "a date".to_owned()),
        SchemaKind::List => (value.list().is_some(), "a list".to_owned()),
        SchemaKind::Word(words) => {
            let fits = value.text().is_some_and(|text| words.iter().any(|word| word == text));
            (fits, format!("one of `{}`", words.join("`, `")))
        }
    };
    let message = format!(
        "The schema of this collection wants {wanted} for `{}`: the build most likely stops.",
        field.name
    );
    let span = if is_null { entry.key.inner } else { value.span };
    (!fits).then(|| WRONG_KIND.at(span, message))
}

/// Whether a value without quotes is a number, a boolean or a date, and so no text.
fn is_other(value: &Value) -> bool {
    let is_bare = value.scalar().is_some_and(|scalar| !scalar.style.is_text());
    let is_date = value.scalar().is_some_and(|scalar| {
        scalar.style == ScalarStyle::DateTime
            || crate::site::shared::dates::written(&scalar.text)
                .is_some_and(|_| scalar.text.get(4..5) == Some("-"))
    });
    is_bare && (is_date || scalars::is_number(value) || scalars::boolean(value, Yaml::V1_2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::model::PageFacts;
    use crate::syntax::Document;
    use crate::syntax::front_matter::SplitRules;

    fn found(text: &str) -> Vec<String> {
        let field = |name: &str, kind, is_required| SchemaField {
            name: name.to_owned(),
            kind,
            is_required,
            doc: String::new(),
        };
        let words = SchemaKind::Word(vec!["a".to_owned(), "b".to_owned()]);
        let schema = Schema {
            age: Age::Fresh,
            fields: vec![
                field("title", SchemaKind::Text, true),
                field("draft", SchemaKind::Bool, false),
                field("rank", SchemaKind::Number, false),
                field("tags", SchemaKind::List, false),
                field("kind", words, false),
                field("date", SchemaKind::Date, false),
            ],
        };
        let document = Document::parse(text, &SplitRules::LENIENT, None);
        let (page, now) = (PageFacts::default(), jiff::Timestamp::UNIX_EPOCH);
        let post = PostInput { path: "a.md", text, document: &document, page: &page, now };
        assert_eq!(check(&Schema { age: Age::Unknown, ..schema.clone() }, &post), [], "it may be an old one");
        check(&schema, &post)
            .iter()
            .map(|problem| format!("{} {}", problem.rule.code, problem.span.of(text)))
            .collect()
    }

    #[test]
    fn what_the_schema_refuses() {
        for (front, expected) in [
            ("draft: true", &["field-missing ---"][..]),
            ("title: 5", &["field-kind 5"]),
            ("title: x\ndraft: \"yes\"", &["field-kind \"yes\""]),
            ("title: x\nrank: high", &["field-kind high"]),
            ("title: x\ntags: a", &["field-kind a"]),
            ("title: x\nkind: c", &["field-kind c"]),
            ("title: \"5\"\ndraft: false\nrank: 1.5\ntags: []\nkind: b\ndate: 2024-01-02\nmore: x", &[]),
            ("title: x\ntags:\ndate:", &["field-kind tags"]),
            ("title: 'x", &[]),
        ] {
            assert_eq!(found(&format!("---\n{front}\n---\n")), expected, "{front}");
        }
        assert_eq!(found("text\n"), ["field-missing text"]);
    }
}
