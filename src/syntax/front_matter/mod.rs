//! Front matter: where it is, what it says, what is wrong with it, and what the cursor is in.

mod error;
mod guess;
mod lines;
mod lookup;
mod problem;
mod rules;
mod split;
mod tree;

pub mod cursor;

pub use error::{RootKind, SyntaxError, SyntaxErrorKind};
pub use lookup::{Node, same_ignoring_case};
pub use problem::{HiddenBy, NearCloser, SplitProblem, SplitProblemKind};
pub use rules::{AfterOpener, BeforeOpener, CloserRule, Fence, NearOpener, SplitRules};
pub use split::{Block, Split, split};
pub use tree::{
    Entry, Format, FrontMatter, Key, List, ListForm, Map, MapForm, Props, Quote, Scalar, ScalarStyle, Step,
    TableHeader, Value, ValueKind,
};

use crate::text::Span;

/// A text cut into front matter and body.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed {
    /// The front matter, if the generator sees one.
    pub front_matter: Option<FrontMatter>,
    /// What is wrong with its delimiters, or why there is none.
    pub problems: Vec<SplitProblem>,
    /// The rest of the text.
    pub body: Span,
}

/// Parses the front matter of `text` by a generator's `rules`. Never fails: what does not parse is in
/// `FrontMatter::errors` and `Parsed::problems`, and everything else is in the tree.
pub fn parse(text: &str, rules: &SplitRules) -> Parsed {
    let Split { block, problems } = split(text, rules);
    let body = Span::new(block.map_or(0, |block| block.body_start), text.len());
    let front_matter = block.map(|block| FrontMatter {
        format: block.format,
        opener: block.opener,
        inner: block.inner,
        closer: block.closer,
        body_start: block.body_start,
        root: Vec::new(),
        comments: Vec::new(),
        headers: Vec::new(),
        errors: Vec::new(),
    });
    Parsed { front_matter, problems, body }
}
