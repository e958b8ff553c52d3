//! The outline of a post, and the names of a workspace.

mod document;
mod terms;
mod workspace;

pub use document::document;
pub use terms::{NamedTerm, place, term_at, terms};
pub use workspace::workspace;

use crate::text::Span;
use std::path::PathBuf;

/// One line of a post's outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Symbol {
    /// What the outline shows; never empty.
    pub name: String,
    /// A few words beside it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All that belongs to it: for a heading, its section.
    pub span: Span,
    /// Where a jump goes; inside of `span`.
    pub name_span: Span,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// One name of a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkspaceSymbol {
    /// The title, or the term.
    pub name: String,
    /// Where it belongs: a folder, or a taxonomy with the number of posts.
    pub container: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The absolute path of the file that a jump opens.
    pub path: PathBuf,
    /// The bytes there; empty at 0 for a whole post.
    pub span: Span,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// The front matter as a whole.
    FrontMatter,
    /// A front-matter key with a single value.
    Key,
    /// A front-matter key with a list.
    List,
    /// A front-matter key with a table.
    Table,
    /// A heading.
    Heading,
    /// A post.
    Post,
    /// A term of a taxonomy.
    Term,
}
