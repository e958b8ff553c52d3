//! Front matter: where it is, what it says, what is wrong with it, and what the cursor is in.

mod error;
mod guess;
mod json;
mod json_members;
mod lines;
mod lookup;
mod metadata;
mod piece;
mod problem;
mod rules;
mod split;
mod toml;
mod tree;
mod yaml;

pub mod cursor;
pub mod write;

pub use error::{RootKind, SyntaxError, SyntaxErrorKind};
pub use lookup::{Node, keys, same_ignoring_case};
pub use problem::{HiddenBy, NearCloser, SplitProblem, SplitProblemKind};
pub use rules::{AfterOpener, BeforeOpener, CloserRule, Fence, NearOpener, SplitRules};
pub use split::{Block, Split, split};
pub use tree::{
    Entry, Format, FrontMatter, Key, List, ListForm, Map, MapForm, Props, Quote, Scalar, ScalarStyle, Step,
    TableHeader, Value, ValueKind,
};

use crate::text::Span;
use piece::Piece;

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
    let Split { block, mut problems } = split(text, rules);
    let body = Span::new(block.map_or(0, |block| block.body_start), text.len());
    let front_matter = block.map(|block| {
        let mut front_matter = parse_block(text, block);
        problems.extend(delimiters_to_blame(text, &mut front_matter));
        front_matter
    });
    problems.sort_by_key(|problem| problem.span.start());
    Parsed { front_matter, problems, body }
}

fn parse_block(text: &str, block: Block) -> FrontMatter {
    let piece = match block.format {
        Format::Yaml => yaml::parse(text, block.inner).finish(),
        Format::Toml => toml::parse(text, block.inner).finish(),
        Format::Json => json::parse(text, json_object(block), block.inner).finish(),
        // A key that comes back adds to its value there: that is no error.
        Format::Metadata => metadata::parse(text, block.inner),
        Format::Org => Piece::default(),
    };
    FrontMatter {
        format: block.format,
        opener: block.opener,
        inner: block.inner,
        closer: block.closer,
        body_start: block.body_start,
        root: piece.entries,
        comments: piece.comments,
        headers: piece.headers,
        errors: piece.errors,
    }
}

/// The object with its braces; between fences such as `---json` the braces are part of the inner.
fn json_object(block: Block) -> Span {
    match (block.opener.len(), block.closer) {
        (1, Some(closer)) => block.opener.join(closer),
        _ => block.inner,
    }
}

/// Syntax errors that a delimiter has caused, said in terms of the delimiter.
fn delimiters_to_blame(text: &str, front_matter: &mut FrontMatter) -> Option<SplitProblem> {
    let first_error = front_matter.errors.first()?.clone();
    if front_matter.closer.is_none() {
        // Where it ends is a guess, and the missing closer is the only thing that a generator says.
        front_matter.errors.clear();
        return None;
    }
    let opener = front_matter.opener;
    if front_matter.inner.start() == opener.end() && front_matter.format != Format::Json {
        let tail = lines::line_at(text, opener.end())?.span;
        if tail.touches(first_error.span.start()) || tail.touches(first_error.reported_at) {
            front_matter.errors.retain(|error| !tail.touches(error.span.start()));
            return Some(SplitProblem::new(tail, SplitProblemKind::TextAfterOpener));
        }
    }
    let likely = guess::end_of_front_matter(text, front_matter.inner.start(), front_matter.format);
    let prose = Span::new(likely, front_matter.inner.end());
    let is_late = front_matter.format != Format::Json
        && !prose.is_empty()
        && !front_matter.root.is_empty()
        && text.get(..first_error.span.start())?.ends_with(['\n', '\r'])
        && front_matter.errors.iter().all(|error| prose.covers(error.span))
        && guess::has_blank_line(text, likely, first_error.span.start());
    is_late.then(|| {
        front_matter.errors.clear();
        let closer = front_matter.closer.unwrap_or_default();
        let kind = SplitProblemKind::LateCloser { insert_at: likely };
        SplitProblem { reported_at: first_error.reported_at, ..SplitProblem::new(closer, kind) }
    })
}

#[cfg(test)]
mod tests;
