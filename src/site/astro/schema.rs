//! The schema of a collection: the JSON that Astro writes to `.astro/collections/` at each start and build.

use super::collections;
use crate::site::field::{Field, FieldKind};
use crate::site::files::Files;
use crate::site::shared::config;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::sync::{LazyLock, Mutex};
use std::time::SystemTime;

/// The fields of one collection.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Each field as it is described.
    pub fields: Vec<SchemaField>,
    /// Whether it is that of the code as it is now.
    pub age: Age,
}

/// Whether a schema was written after the code that it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Age {
    /// It was.
    Fresh,
    /// The code is newer, or that cannot be told: what the schema asks for may be wanted no more.
    #[default]
    Unknown,
}

/// One field of a schema.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaField {
    /// Its name.
    pub name: String,
    /// What its value is.
    pub kind: SchemaKind,
    /// Whether the build stops without it.
    pub is_required: bool,
    /// What the author of the site says of it.
    pub doc: String,
}

/// What the value of a field may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaKind {
    /// More than one kind, or one that is not told apart here.
    Any,
    /// A text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A date.
    Date,
    /// One of these words.
    Word(Vec<String>),
    /// A list.
    List,
    /// A table.
    Table,
}

impl Schema {
    /// Reads the schema of a collection; `None` when Astro has not written one, or not one of a table.
    pub fn load(files: &dyn Files, collection: &str) -> Option<Schema> {
        let path = format!(".astro/collections/{collection}.schema.json");
        let tree = config::json(files, &path)?;
        let root = match tree.get("$ref").and_then(Value::as_str) {
            Some(reference) => tree.pointer(reference.trim_start_matches('#'))?,
            None => &tree,
        };
        let required: Vec<&str> = root
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = root.get("properties")?.as_object()?.iter().filter(|(name, _)| *name != "$schema");
        let fields = properties.map(|(name, property)| SchemaField {
            name: name.clone(),
            kind: kind(property),
            is_required: required.contains(&name.as_str()),
            doc: config::text(property, "markdownDescription")
                .or_else(|| config::text(property, "description"))
                .unwrap_or_default(),
        });
        Some(Schema { fields: fields.collect(), age: age(files, &path) })
    }
}

/// Astro writes the schema anew at each start and build, so it must be younger than all code that it is made of.
fn age(files: &dyn Files, schema: &str) -> Age {
    let is_younger = |written: SystemTime| {
        let code = collections::code(files)?;
        code.iter().map(|path| Some(files.modified(path)? <= written)).collect::<Option<Vec<bool>>>()
    };
    match files.modified(schema).and_then(is_younger) {
        Some(younger) if younger.iter().all(|is_younger| *is_younger) => Age::Fresh,
        _ => Age::Unknown,
    }
}

fn kind(property: &Value) -> SchemaKind {
    if let Some(options) = property.get("anyOf").and_then(Value::as_array) {
        let is_date = |option: &Value| {
            option
                .get("format")
                .is_some_and(|format| matches!(format.as_str(), Some("date-time" | "date" | "unix-time")))
        };
        return if options.iter().any(is_date) { SchemaKind::Date } else { SchemaKind::Any };
    }
    let words = property.get("enum").and_then(Value::as_array);
    if let Some(words) =
        words.and_then(|words| words.iter().map(|word| word.as_str().map(str::to_owned)).collect())
    {
        return SchemaKind::Word(words);
    }
    match property.get("type").and_then(Value::as_str) {
        Some("string") if property.get("format").is_some() => SchemaKind::Any,
        Some("string") => SchemaKind::Text,
        Some("boolean") => SchemaKind::Bool,
        Some("number" | "integer") => SchemaKind::Number,
        Some("array") => SchemaKind::List,
        Some("object") => SchemaKind::Table,
        _ => SchemaKind::Any,
    }
}

/// Field tables by what they say. A site's tables live as long as the program, and a schema that is written anew
/// without a change gives the same table again.
static TABLES: LazyLock<Mutex<FxHashMap<String, &'static [Field]>>> = LazyLock::new(Mutex::default);

/// More tables than this are no schemas that a person edits; later ones give no fields.
const MAX_TABLES: usize = 1_000;

/// The fields of all schemas of a site as one table; of two of one name with different kinds, one of any kind.
pub fn table<'s>(schemas: impl Iterator<Item = &'s Schema>) -> &'static [Field] {
    let mut all: Vec<SchemaField> = Vec::new();
    for field in schemas.flat_map(|schema| &schema.fields) {
        match all.iter_mut().find(|known| known.name == field.name) {
            None => all.push(field.clone()),
            Some(known) => {
                known.is_required &= field.is_required;
                if known.kind != field.kind {
                    known.kind = SchemaKind::Any;
                }
            }
        }
    }
    let key = format!("{all:?}");
    let mut tables = TABLES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(table) = tables.get(&key) {
        return table;
    }
    if all.is_empty() || tables.len() >= MAX_TABLES {
        return &[];
    }
    let fields: Vec<Field> = all.into_iter().map(field).collect();
    let table: &'static [Field] = fields.leak();
    tables.insert(key, table);
    table
}

fn field(field: SchemaField) -> Field {
    let kind = match field.kind {
        SchemaKind::Any | SchemaKind::Table => FieldKind::Any,
        SchemaKind::Text => FieldKind::Text,
        SchemaKind::Bool => FieldKind::Bool,
        SchemaKind::Number => FieldKind::Float,
        SchemaKind::Date => FieldKind::Date,
        SchemaKind::List => FieldKind::TextList,
        SchemaKind::Word(words) => {
            let words: Vec<&'static str> = words.into_iter().map(|word| &*word.leak()).collect();
            FieldKind::Word(words.leak())
        }
    };
    let required = if field.is_required { " The build stops without it." } else { "" };
    let doc = if field.doc.is_empty() { "A field of the site's schema.".to_owned() } else { field.doc };
    Field {
        name: field.name.leak(),
        kind,
        doc: format!("{doc}{required}").leak(),
        url: "https://docs.astro.build/en/guides/content-collections/#defining-the-collection-schema",
        ..Field::NEW
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{MemoryFiles, RelPath};
    use std::time::Duration;

    #[test]
    fn a_schema_gives_fields_with_kinds() {
        let schema = r##"{"$ref": "#/definitions/blog", "definitions": {"blog": {"type": "object", "properties": {
            "title": {"type": "string", "description": "The headline."},
            "pubDate": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "integer", "format": "unix-time"}]},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "draft": {"type": "boolean", "default": false},
            "$schema": {"type": "string"}}, "required": ["title", "pubDate"]}}}"##;
        let files = MemoryFiles::new([(".astro/collections/blog.schema.json".to_owned(), schema.to_owned())]);
        let schema = Schema::load(&files, "blog").unwrap_or_default();
        let shown: Vec<_> =
            schema.fields.iter().map(|field| (field.name.as_str(), field.is_required)).collect();
        assert_eq!(shown, [("title", true), ("pubDate", true), ("kind", false), ("draft", false)]);
        let table_once = table([&schema].into_iter());
        assert!(std::ptr::eq(table_once, table([&schema].into_iter())), "made once");
        assert_eq!(table_once[2].kind, FieldKind::Word(&["a", "b"]));
        assert_eq!(table_once[0].doc, "The headline. The build stops without it.");
        assert!(Schema::load(&files, "notes").is_none());
    }

    /// Files with the second at which each was written.
    struct Dated(MemoryFiles, Vec<(&'static str, u64)>);

    impl Files for Dated {
        fn paths(&self) -> &[RelPath] {
            self.0.paths()
        }

        fn read(&self, path: &str) -> Option<String> {
            self.0.read(path)
        }

        fn unrecorded(&self) -> &dyn Files {
            self
        }

        fn modified(&self, path: &str) -> Option<SystemTime> {
            let (_, second) = self.1.iter().find(|(known, _)| *known == path)?;
            Some(SystemTime::UNIX_EPOCH + Duration::from_secs(*second))
        }
    }

    #[test]
    fn a_schema_counts_while_it_is_younger_than_its_code() {
        const SCHEMA: &str = ".astro/collections/blog.schema.json";
        const CODE: &str = "src/content.config.ts";
        for (code, times, expected) in [
            ("", &[(SCHEMA, 2), (CODE, 1)][..], Age::Fresh),
            ("", &[(SCHEMA, 1), (CODE, 1)], Age::Fresh),
            ("", &[(SCHEMA, 1), (CODE, 2)], Age::Unknown),
            ("", &[(SCHEMA, 1)], Age::Unknown),
            ("import { z } from 'astro:content';", &[(SCHEMA, 2), (CODE, 1)], Age::Fresh),
            ("import { a } from './lib/a';", &[(SCHEMA, 2), (CODE, 1), ("src/lib/a.ts", 2)], Age::Fresh),
            ("import { a } from './lib/a.js';", &[(SCHEMA, 2), (CODE, 1), ("src/lib/a.ts", 3)], Age::Unknown),
            ("import { a } from './gone';", &[(SCHEMA, 2), (CODE, 1)], Age::Unknown),
            ("import { a } from '@/lib/a';", &[(SCHEMA, 2), (CODE, 1)], Age::Unknown),
        ] {
            let text = |path: &str| if path == CODE { code.to_owned() } else { String::new() };
            let files = times.iter().map(|(path, _)| ((*path).to_owned(), text(path)));
            let files = Dated(MemoryFiles::new(files), times.to_vec());
            assert_eq!(age(&files, SCHEMA), expected, "{code} {times:?}");
        }
    }
}
