//! What a parser reads out of a whole front matter, or out of one segment of it.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::tree::{Entry, ListForm, Step, TableHeader, Value, ValueKind};
use crate::text::Span;

/// Keys of one map that are read: more than any person writes. What compares the keys of a post with one another stays
/// quick, be the file made to slow it down.
pub(super) const MAX_KEYS: usize = 1_000;

/// Errors that are told of one front matter. Nobody mends more before a next look, and most after the first follow from it.
const MAX_ERRORS: usize = 100;

/// A part of the tree, and what went wrong.
#[derive(Default)]
pub(super) struct Piece {
    pub entries: Vec<Entry>,
    pub comments: Vec<Span>,
    pub headers: Vec<TableHeader>,
    pub errors: Vec<SyntaxError>,
    /// YAML anchors defined here.
    pub anchors: FxHashSet<SmolStr>,
    /// YAML aliases to anchors that are not defined above them in the same segment.
    pub unresolved: Vec<(SmolStr, Span)>,
}

impl Piece {
    /// Takes in everything of the segment that follows.
    pub fn append(&mut self, next: Piece) {
        for (name, span) in next.unresolved {
            if !self.anchors.contains(&name) {
                self.unresolved.push((name, span));
            }
        }
        self.entries.extend(next.entries);
        self.comments.extend(next.comments);
        self.headers.extend(next.headers);
        self.errors.extend(next.errors);
        self.anchors.extend(next.anchors);
    }

    /// Reports what only the whole can show: duplicate keys and unknown aliases. Sorts the errors by position. Leaves out
    /// what is above the limits.
    pub fn finish(mut self) -> Self {
        shorten(&mut self.entries);
        for (name, span) in std::mem::take(&mut self.unresolved) {
            self.errors.push(SyntaxError::new(span, SyntaxErrorKind::UnknownAlias(name)));
        }
        duplicates(&self.entries, &mut self.errors);
        self.errors.sort_by_key(|error| (error.span.start(), error.span.end()));
        self.errors.dedup();
        self.errors.truncate(MAX_ERRORS);
        self
    }
}

fn shorten(entries: &mut Vec<Entry>) {
    entries.truncate(MAX_KEYS);
    entries.iter_mut().for_each(|entry| shorten_in(&mut entry.value));
}

fn shorten_in(value: &mut Value) {
    match &mut value.kind {
        ValueKind::Map(map) => shorten(&mut map.entries),
        ValueKind::List(list) => list.items.iter_mut().for_each(shorten_in),
        _ => {}
    }
}

/// YAML's merge key, which may stand in a map several times.
const MERGE_KEY: &str = "<<";

/// Maps up to this size are searched one by one, which is faster than hashing.
const SMALL_MAP: usize = 12;

fn duplicates(entries: &[Entry], errors: &mut Vec<SyntaxError>) {
    if entries.len() <= SMALL_MAP {
        for (index, entry) in entries.iter().enumerate() {
            let before = entries.iter().take(index).find(|other| other.key.text == entry.key.text);
            report(entry, before.map(|first| first.key.span), errors);
        }
    } else {
        let mut seen = FxHashMap::default();
        for entry in entries {
            let first = seen.get(&entry.key.text).copied();
            report(entry, first, errors);
            seen.entry(entry.key.text.clone()).or_insert(entry.key.span);
        }
    }
    for entry in entries {
        duplicates_in(&entry.value, errors);
    }
}

fn duplicates_in(value: &Value, errors: &mut Vec<SyntaxError>) {
    duplicates(value.entries(), errors);
    value.items().iter().for_each(|item| duplicates_in(item, errors));
}

fn report(entry: &Entry, first: Option<Span>, errors: &mut Vec<SyntaxError>) {
    let key = &entry.key.text;
    if let Some(first) = first
        && key != MERGE_KEY
        && !key.is_empty()
    {
        let kind = SyntaxErrorKind::DuplicateKey { key: key.clone(), first };
        errors.push(SyntaxError::new(entry.key.span, kind));
    }
}

/// The entries of the map at `path` below `root`, for a parser that adds to it; the last of duplicates and of
/// `[[tables]]` is the one that is being written.
pub(super) fn entries_mut<'a>(root: &'a mut Vec<Entry>, path: &[Step]) -> Option<&'a mut Vec<Entry>> {
    let Some((first, rest)) = path.split_first() else { return Some(root) };
    let Step::Key(key) = first else { return None };
    let entry = root.iter_mut().rev().find(|entry| entry.key.text == *key)?;
    descend(&mut entry.value, rest)
}

fn descend<'a>(value: &'a mut Value, path: &[Step]) -> Option<&'a mut Vec<Entry>> {
    match (&mut value.kind, path) {
        (ValueKind::List(list), [Step::Index(index), rest @ ..]) if list.form == ListForm::Tables => {
            descend(list.items.get_mut(*index)?, rest)
        }
        (ValueKind::Map(map), path) => entries_mut(&mut map.entries, path),
        _ => None,
    }
}
