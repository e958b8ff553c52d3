//! Shortcode tags in the body of a post: one tolerant lexer, its dialects, pairing, and the place of a cursor.

mod call;
mod component;
pub mod cursor;
mod diagnose;
mod dialect;
mod loose;
#[cfg(test)]
mod oracle;
mod pair;
mod parens;
mod problem;
mod region;
mod scan;
mod words;

pub use call::{Arg, ArgName, Call, CallKind, Delimiter, Escaped, Quote, TagEnd};
pub use dialect::{
    Body, Closing, Dialect, Escape, Grammar, HUGO, InCode, LIQUID, NUNJUCKS, Outputs, TERA, Tag, ZOLA,
};
pub use pair::{InnerUse, PairProblem, PairProblemKind, Pairing, pair};
pub use problem::{Effect, LexProblem, LexProblemKind, Mixed};

/// The tags of one text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shortcodes {
    /// Every tag in the order of the text, escaped ones included. None overlaps another.
    pub calls: Vec<Call>,
    /// Faults of single tags in the order of the text. A generator stops at the first fatal one.
    pub problems: Vec<LexProblem>,
    /// The syntax they were read by.
    pub dialect: Option<&'static Dialect>,
}

impl Shortcodes {
    /// The tag that byte `offset` touches, and its index.
    pub fn at(&self, offset: usize) -> Option<(usize, &Call)> {
        let next = self.calls.partition_point(|call| call.span.start() <= offset);
        let index = next.checked_sub(1)?;
        self.calls.get(index).filter(|call| call.span.touches(offset)).map(|call| (index, call))
    }

    /// The tags that run, with their indices.
    pub fn running(&self) -> impl Iterator<Item = (usize, &Call)> {
        self.calls.iter().enumerate().filter(|(_, call)| call.runs())
    }
}

/// Finds the tags of `text` from byte `body_start` on, where the front matter ends. Spans are offsets into `text`.
pub fn lex(text: &str, body_start: usize, dialect: &'static Dialect) -> Shortcodes {
    scan::lex(text, body_start, dialect)
}

#[cfg(test)]
mod tests;
