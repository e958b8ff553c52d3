//! One offer of a completion list, in terms that need no protocol.

use crate::site::RelPath;
use crate::text::{Edit, Span};

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Completions {
    /// The best first.
    pub items: Vec<Item>,
    /// Whether typing on may bring up items that are not among these.
    pub completeness: Completeness,
}

/// Whether a list holds everything that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Completeness {
    /// The client may filter the list by itself while the writer types on.
    #[default]
    Complete,
    /// There is more: ask again after each letter.
    Incomplete,
}

/// One offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What it is, which decides the icon.
    pub kind: ItemKind,
    /// A few words beside the label; empty when there is nothing to say.
    pub detail: String,
    /// Markdown for the window beside the list; empty when there is nothing to say.
    pub documentation: String,
    /// What accepting it does. It replaces the whole token under the cursor and lies on the cursor's line.
    pub edit: Edit,
    /// The text of the same edit with tab stops, in the syntax that editors share (`$1`, `${2:x}`, `$0`), for
    /// clients that take it. `edit.text` is good without.
    pub snippet: Option<String>,
    /// Orders the list as text.
    pub sort_text: String,
    /// What the client compares with the text between the start of `edit.span` and the cursor.
    pub filter_text: String,
    /// The file of the site that it names: its size, and how large an image is, is worth a look at the disk once
    /// somebody looks at the item.
    pub file: Option<RelPath>,
    /// Edits elsewhere in the post that belong to it; none touches `edit.span`.
    pub extra_edits: Vec<Edit>,
    /// Whether the list should open again right after, for what comes next.
    pub retrigger: Retrigger,
}

/// What an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A front-matter key.
    Key,
    /// A front-matter key whose value is a table.
    Table,
    /// A term of a taxonomy.
    Term,
    /// One of a few words: a boolean, a layout, a language.
    Word,
    /// A value that other posts use.
    Value,
    /// A date or a time.
    Date,
    /// A file or a folder.
    File,
    /// A page of the site.
    Page,
    /// A heading or another anchor.
    Anchor,
    /// A shortcode.
    Shortcode,
    /// A parameter of a shortcode.
    Parameter,
    /// A skeleton of several lines.
    Template,
}

/// Whether a client that can should ask for completions again after accepting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Retrigger {
    /// No.
    #[default]
    No,
    /// Yes: the cursor then stands where the next token is offered.
    Yes,
}

impl Item {
    /// An offer that replaces `span` by `text`, with nothing beside it.
    pub fn new(kind: ItemKind, label: impl Into<String>, span: Span, text: impl Into<String>) -> Item {
        let label = label.into();
        Item {
            kind,
            detail: String::new(),
            documentation: String::new(),
            edit: Edit::replace(span, text),
            snippet: None,
            sort_text: String::new(),
            filter_text: label.clone(),
            file: None,
            extra_edits: Vec::new(),
            retrigger: Retrigger::No,
            label,
        }
    }

    /// The same with a few words beside the label.
    pub fn detail(mut self, detail: impl Into<String>) -> Item {
        self.detail = detail.into();
        self
    }

    /// The same with Markdown beside the list.
    pub fn documentation(mut self, markdown: impl Into<String>) -> Item {
        self.documentation = markdown.into();
        self
    }

    /// The same with a variant with tab stops.
    pub fn snippet(mut self, snippet: impl Into<String>) -> Item {
        self.snippet = Some(snippet.into());
        self
    }

    /// The same, opening the list again after it was accepted.
    pub fn retrigger(mut self) -> Item {
        self.retrigger = Retrigger::Yes;
        self
    }
}

impl Completions {
    /// A list in its order that holds everything.
    pub fn complete(items: Vec<Item>) -> Completions {
        Completions { items, completeness: Completeness::Complete }
    }

    /// Whether there is nothing to offer.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The first `limit` items with their places as sort texts, so that no client orders them anew; what does not
    /// fit makes the list incomplete.
    pub fn ranked(mut self, limit: usize) -> Completions {
        if self.items.len() > limit {
            self.items.truncate(limit);
            self.completeness = Completeness::Incomplete;
        }
        for (place, item) in self.items.iter_mut().enumerate() {
            item.sort_text = format!("{place:05}");
        }
        self
    }
}
