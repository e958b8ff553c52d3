//! What is known of the key at a path of front matter: from the generator's tables and from the other posts.

use crate::corpus::keys::{KeyStats, Section};
use crate::corpus::post::dotted;
use crate::site::Model;
use crate::site::field::{Field, FieldKind};
use crate::site::model::{FileRole, Taxonomy};
use crate::syntax::front_matter::{Step, keys, same_ignoring_case};
use crate::world::Site;

/// The fields that the generator reads in the table at `path` of a page in that section; the top level for an empty path, none where it reads
/// nothing or all is free.
pub fn fields_in(model: &dyn Model, section: &str, path: &[Step]) -> &'static [Field] {
    let mut fields = model.fields_of(section);
    for key in keys(path) {
        fields = match named(fields, key).map(|field| field.kind) {
            Some(FieldKind::Table { fields, .. } | FieldKind::TableList { fields, .. }) => fields,
            _ => &[],
        };
    }
    fields
}

/// Whether a file is one that the writer writes front matter in: a page, or a template of new ones.
pub fn is_written(model: &dyn Model, path: &str) -> bool {
    matches!(model.classify(path), FileRole::Page(_) | FileRole::Archetype(_))
}

/// The field at `path` of a page in that section, by its name or one of its other spellings.
pub fn field_at(model: &dyn Model, section: &str, path: &[Step]) -> Option<&'static Field> {
    let path = without_indices_at_end(path);
    let (last, parent) = path.split_last()?;
    let Step::Key(key) = last else { return None };
    named(fields_in(model, section, parent), key)
}

/// The taxonomy (an index into the model's list) whose key is at `path`, be it the one for several terms or for one.
pub fn taxonomy_at(model: &dyn Model, path: &[Step]) -> Option<usize> {
    let path = without_indices_at_end(path);
    let is = |step: &Step, wanted: &str| matches!(step, Step::Key(key) if same_ignoring_case(key, wanted));
    let several = model.taxonomies().iter().position(|taxonomy| {
        taxonomy.key.len() == path.len() && path.iter().zip(&taxonomy.key).all(|(step, key)| is(step, key))
    });
    several.or_else(|| model.taxonomies().iter().position(|taxonomy| is_single_key(taxonomy, path)))
}

/// Whether the key at `path` holds one term of the taxonomy, blanks and all.
pub fn is_single_key(taxonomy: &Taxonomy, path: &[Step]) -> bool {
    let single = taxonomy.single_key.as_deref();
    matches!((path, single), ([Step::Key(key)], Some(single)) if same_ignoring_case(key, single))
}

/// Whether the generator's version in use reads the field.
pub fn is_read(field: &Field, model: &dyn Model) -> bool {
    let Some(hint) = model.version() else { return true };
    field.since <= hint.version && field.removed.is_none_or(|removed| hint.version < removed)
}

/// Whether `key` is a spelling of the field.
pub fn spells(field: &Field, key: &str) -> bool {
    same_ignoring_case(field.name, key) || field.aliases.iter().any(|alias| same_ignoring_case(alias, key))
}

/// The sort of value in words for a writer; empty when anything goes.
pub fn kind_words(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Any => "",
        FieldKind::Bool => "true or false",
        FieldKind::Int => "whole number",
        FieldKind::Float => "number",
        FieldKind::Text | FieldKind::Prose | FieldKind::Slug => "text",
        FieldKind::TextList => "list of texts",
        FieldKind::Date => "date",
        FieldKind::UrlPath => "path",
        FieldKind::UrlPathList => "list of paths",
        FieldKind::File => "file",
        FieldKind::Layout => "layout",
        FieldKind::ContentType => "content type",
        FieldKind::Language => "language",
        FieldKind::Word(_) => "word",
        FieldKind::WordList(_) => "list of words",
        FieldKind::Terms => "list of terms",
        FieldKind::Table { .. } => "table",
        FieldKind::TableList { .. } => "list of tables",
    }
}

/// The statistics of the key at `path` over the posts like this one: those of its section, or all of the site where
/// the section does not have it.
pub fn stats<'a>(site: &'a Site, section: &str, path: &[Step]) -> Option<&'a KeyStats> {
    let path = dotted(path);
    let own = site.corpus.keys.section(section).and_then(|section| section.key(&path));
    own.or_else(|| site.corpus.keys.key(&path))
}

/// The same for the items of the list that the last index of `path` is in.
pub fn item_stats<'a>(site: &'a Site, section: &str, path: &[Step]) -> Option<&'a KeyStats> {
    let path = format!("{}[]", dotted(path));
    let own = site.corpus.keys.section(section).and_then(|section| section.key(&path));
    own.or_else(|| site.corpus.keys.key(&path))
}

/// The posts like this one: those of its section, or all of the site where the section holds at most one.
pub fn siblings<'a>(site: &'a Site, section: &str) -> &'a Section {
    let own = site.corpus.keys.section(section).filter(|section| section.posts > 1);
    own.unwrap_or_else(|| site.corpus.keys.all())
}

fn named(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    let by_name = fields.iter().find(|field| same_ignoring_case(field.name, key));
    by_name.or_else(|| fields.iter().find(|field| spells(field, key)))
}

/// An item of a list is described by the key of the list.
fn without_indices_at_end(path: &[Step]) -> &[Step] {
    let keep = path.iter().rposition(|step| matches!(step, Step::Key(_))).map_or(0, |last| last + 1);
    path.get(..keep).unwrap_or(path)
}
