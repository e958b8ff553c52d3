//! How to find a node of a front matter: by path, by position, or one after the other.

use super::tree::{Entry, FrontMatter, ListForm, Step, Value, ValueKind};
use crate::text::Span;

/// A node on the way from the root to a position.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Node<'a> {
    /// An entry of a map.
    Entry(&'a Entry),
    /// An item of a list, and its place there.
    Item(usize, &'a Value),
}

impl<'a> Node<'a> {
    /// The value of the node.
    pub fn value(self) -> &'a Value {
        match self {
            Node::Entry(entry) => &entry.value,
            Node::Item(_, value) => value,
        }
    }

    /// The step that leads to it from its parent.
    pub fn step(self) -> Step {
        match self {
            Node::Entry(entry) => Step::Key(entry.key.text.clone()),
            Node::Item(index, _) => Step::Index(index),
        }
    }
}

impl FrontMatter {
    /// The entry at a path of keys, each compared exactly. The first one where a key is duplicated.
    pub fn get(&self, path: &[&str]) -> Option<&Entry> {
        find(&self.root, path, |key, wanted| key == wanted)
    }

    /// The entry at a path of keys, each compared without regard to case; an exact spelling is preferred.
    pub fn get_ci(&self, path: &[&str]) -> Option<&Entry> {
        self.get(path).or_else(|| find(&self.root, path, same_ignoring_case))
    }

    /// The top-level entries that parsed. One with a syntax error inside is left out: what it seems to hold is a guess,
    /// and the error is reported by itself.
    pub fn sound_entries(&self) -> impl Iterator<Item = &Entry> {
        let touches = |entry: &Entry, error: Span| {
            entry.span.start() <= error.end() && error.start() <= entry.span.end()
        };
        let is_sound = move |entry: &&Entry| !self.errors.iter().any(|error| touches(entry, error.span));
        self.root.iter().filter(is_sound)
    }

    /// The value at a path of steps; the whole document is no value, so an empty path gives `None`.
    pub fn value_at(&self, path: &[Step]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let Step::Key(key) = first else { return None };
        let mut value = &entry_named(&self.root, key)?.value;
        for step in rest {
            value = match step {
                Step::Key(key) => &entry_named(value.entries(), key)?.value,
                Step::Index(index) => value.items().get(*index)?,
            };
        }
        Some(value)
    }

    /// The entries of the map at a path of steps; the top level for an empty path, nothing for what is no map.
    pub fn entries_at(&self, path: &[Step]) -> &[Entry] {
        if path.is_empty() {
            return &self.root;
        }
        self.value_at(path).map_or(&[], Value::entries)
    }

    /// The nodes from the root to the innermost one at byte `offset`; empty outside of every entry.
    pub fn nodes_at(&self, offset: usize) -> Vec<Node<'_>> {
        let mut nodes = Vec::new();
        descend(&self.root, offset, &mut nodes);
        nodes
    }

    /// The path of the innermost node at byte `offset`.
    pub fn path_at(&self, offset: usize) -> Vec<Step> {
        self.nodes_at(offset).into_iter().map(Node::step).collect()
    }

    /// Calls `visit` for every entry and every list item, parents first, with the path that leads to it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&[Step], Node<'a>)) {
        walk_entries(&self.root, &mut Vec::new(), visit);
    }
}

/// The keys of a path, without the places in lists.
pub fn keys(path: &[Step]) -> Vec<&str> {
    path.iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect()
}

/// Whether two keys are the same to a generator that ignores case.
pub fn same_ignoring_case(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
}

fn find<'a>(entries: &'a [Entry], path: &[&str], same: fn(&str, &str) -> bool) -> Option<&'a Entry> {
    let (first, rest) = path.split_first()?;
    let mut hits = entries.iter().filter(|entry| same(&entry.key.text, first));
    if rest.is_empty() { hits.next() } else { hits.find_map(|entry| find(entry.value.entries(), rest, same)) }
}

fn entry_named<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.key.text == key)
}

fn descend<'a>(entries: &'a [Entry], offset: usize, nodes: &mut Vec<Node<'a>>) {
    // A cursor between two tokens touches both: the later one starts there and is what the writer sees under the cursor.
    let Some(entry) = entries.iter().rev().find(|entry| entry_touches(entry, offset)) else { return };
    nodes.push(Node::Entry(entry));
    if !entry.key.span.contains(offset) {
        descend_value(&entry.value, offset, nodes);
    }
}

fn entry_touches(entry: &Entry, offset: usize) -> bool {
    if entry.key.span.touches(offset) || entry.value.touches(offset) {
        return true;
    }
    // Between key and value (`title:  |x`) is still the entry, but the gap of a TOML table may hold others.
    let gap_end = entry.value.span.start().min(entry.span.end());
    let is_split = entry.value.map().is_some_and(|map| !map.segments.is_empty());
    !is_split && entry.key.span.end() <= offset && offset <= gap_end
}

fn descend_value<'a>(value: &'a Value, offset: usize, nodes: &mut Vec<Node<'a>>) {
    descend(value.entries(), offset, nodes);
    if let Some((index, item)) = item_at(value, offset) {
        nodes.push(Node::Item(index, item));
        descend_value(item, offset, nodes);
    }
}

/// The last item of a list that byte `offset` touches, by its index. Found by halves, for each of thousands of terms is
/// looked up like this; only TOML's tables may stand in several places.
fn item_at(value: &Value, offset: usize) -> Option<(usize, &Value)> {
    let items = value.items();
    let touches = |(_, item): &(usize, &Value)| item.touches(offset);
    match &value.kind {
        ValueKind::List(list) if list.form == ListForm::Tables => {
            items.iter().enumerate().rev().find(touches)
        }
        _ => {
            let index = items.partition_point(|item| item.span.start() <= offset).checked_sub(1)?;
            items.get(index).map(|item| (index, item)).filter(touches)
        }
    }
}

fn walk_entries<'a>(entries: &'a [Entry], path: &mut Vec<Step>, visit: &mut dyn FnMut(&[Step], Node<'a>)) {
    for entry in entries {
        path.push(Step::Key(entry.key.text.clone()));
        visit(path, Node::Entry(entry));
        walk_value(&entry.value, path, visit);
        path.pop();
    }
}

fn walk_value<'a>(value: &'a Value, path: &mut Vec<Step>, visit: &mut dyn FnMut(&[Step], Node<'a>)) {
    walk_entries(value.entries(), path, visit);
    for (index, item) in value.items().iter().enumerate() {
        path.push(Step::Index(index));
        visit(path, Node::Item(index, item));
        walk_value(item, path, visit);
        path.pop();
    }
}
