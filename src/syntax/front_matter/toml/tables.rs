//! Puts entries and tables where their dotted keys say.

use smol_str::SmolStr;

use crate::syntax::front_matter::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::front_matter::piece::{MAX_KEYS, entries_mut};
use crate::syntax::front_matter::tree::{
    Entry, Key, List, ListForm, Map, MapForm, Step, TableHeader, Value, ValueKind,
};
use crate::text::Span;

/// The kinds of header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderKind {
    /// `[name]`
    Table,
    /// `[[name]]`
    Array,
}

/// Adds `keys = value` to a map. The maps that a dotted key makes on its way are shared with other dotted keys.
pub(super) fn insert(entries: &mut Vec<Entry>, keys: &[Key], value: Value) {
    let Some((key, rest)) = keys.split_first() else { return };
    let span = key.span.join(value.span);
    if entries.len() > MAX_KEYS {
        return;
    }
    if rest.is_empty() {
        entries.push(Entry { key: key.clone(), value, span });
        return;
    }
    let open = |entry: &&mut Entry| entry.key.text == key.text && is_open(&entry.value);
    let below = Span::new(rest.first().map_or(span.end(), |key| key.span.start()), span.end());
    if let Some(entry) = entries.iter_mut().rev().find(open) {
        entry.span = entry.span.join(span);
        entry.value.span = entry.value.span.join(below);
        if let ValueKind::Map(map) = &mut entry.value.kind {
            map.segments.push(span);
            insert(&mut map.entries, rest, value);
        }
        return;
    }
    let mut map = Map { entries: Vec::new(), form: MapForm::Implicit, segments: vec![span] };
    insert(&mut map.entries, rest, value);
    entries.push(Entry { key: key.clone(), value: Value::new(below, ValueKind::Map(map)), span });
}

fn is_open(value: &Value) -> bool {
    value.map().is_some_and(|map| map.form != MapForm::Flow)
}

/// Opens a header's table and returns the path of the map that the next entries go into.
pub(super) fn open(
    root: &mut Vec<Entry>,
    keys: &[Key],
    header: Span,
    kind: HeaderKind,
    errors: &mut Vec<SyntaxError>,
) -> Vec<Step> {
    let array = kind == HeaderKind::Array;
    let mut path = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let is_last = index + 1 == keys.len();
        let Some(entries) = entries_mut(root, &path) else { break };
        path.push(Step::Key(key.text.clone()));
        let is_full = entries.len() > MAX_KEYS;
        let known = entries.iter_mut().rev().find(|entry| entry.key.text == key.text);
        match known.map(|entry| (entry.key.span, &mut entry.value.kind)) {
            Some((_, ValueKind::List(list))) if list.form == ListForm::Tables => {
                if is_last && array {
                    list.items.push(table(header, MapForm::Table));
                }
                path.push(Step::Index(list.items.len().saturating_sub(1)));
            }
            Some((first, ValueKind::Map(map))) if map.form != MapForm::Flow && !(is_last && array) => {
                if is_last {
                    if map.form == MapForm::Table {
                        errors.push(redefined(&key.text, key.span, first));
                    }
                    map.form = MapForm::Table;
                }
            }
            _ if is_full => break,
            _ => {
                let value = if is_last { new_table(header, kind) } else { table(header, MapForm::Implicit) };
                entries.push(Entry { key: key.clone(), span: header, value });
                if is_last && array {
                    path.push(Step::Index(0));
                }
            }
        }
    }
    path
}

fn redefined(key: &SmolStr, span: Span, first: Span) -> SyntaxError {
    SyntaxError::new(span, SyntaxErrorKind::TableRedefined { key: key.clone(), first })
}

fn new_table(header: Span, kind: HeaderKind) -> Value {
    let value = table(header, MapForm::Table);
    match kind {
        HeaderKind::Table => value,
        HeaderKind::Array => {
            let list = List { items: vec![value], form: ListForm::Tables };
            Value::new(header, ValueKind::List(list))
        }
    }
}

fn table(header: Span, form: MapForm) -> Value {
    let map = Map { entries: Vec::new(), form, segments: Vec::new() };
    Value::new(header, ValueKind::Map(map))
}

/// Gives each header its section, and the tables on its path the places where they are written.
pub(super) fn close(text: &str, root: &mut [Entry], headers: &mut [TableHeader], end: usize) {
    let starts: Vec<usize> = headers.iter().skip(1).map(|header| header.span.start()).chain([end]).collect();
    for (header, next) in headers.iter_mut().zip(starts) {
        header.section = Span::new(header.span.start(), next);
        let written = header.section.of(text).trim_end().len();
        let segment = Span::new(header.span.start(), header.span.start() + written);
        widen(root, &header.path, segment);
    }
}

fn widen(entries: &mut [Entry], path: &[Step], segment: Span) {
    let Some((Step::Key(key), rest)) = path.split_first() else { return };
    // Of two tables of one name a header belongs to the one that is there when it comes.
    let is_it = |entry: &&mut Entry| entry.key.text == *key && entry.span.start() <= segment.start();
    let Some(entry) = entries.iter_mut().rev().find(is_it) else { return };
    entry.span = entry.span.join(segment);
    widen_value(&mut entry.value, rest, segment);
}

fn widen_value(value: &mut Value, path: &[Step], segment: Span) {
    value.span = value.span.join(segment);
    match (&mut value.kind, path) {
        (ValueKind::List(list), [Step::Index(index), rest @ ..]) => {
            if let Some(item) = list.items.get_mut(*index) {
                widen_value(item, rest, segment);
            }
        }
        (ValueKind::Map(map), path) => {
            map.segments.push(segment);
            widen(&mut map.entries, path, segment);
        }
        _ => {}
    }
}
