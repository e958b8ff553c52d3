//! Which closing tag belongs to which opening one, and what a generator says when they do not fit.
//!
//! Hugo nests by position alone: a closing tag closes the innermost open one whatever its name, as long as that name
//! was opened somewhere before (oracle: sc/err-close-wrong-order). Writers nest by name. So tags are paired by name,
//! and a second count by position tells which misfits the generator takes notice of.

use super::Shortcodes;
use super::call::{Call, CallKind};
use super::dialect::Body;
use super::problem::{Effect, LexProblemKind};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

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

/// Pairs the tags that run. `inner` says for a name, as the tag spells it, what its template does with inner text.
///
/// A tag with a [`super::LexProblem`] is paired where it can be, but gets no second problem.
pub fn pair(shortcodes: &Shortcodes, inner: impl Fn(&str) -> InnerUse) -> Pairing {
    let calls = &shortcodes.calls;
    let closes = closes(shortcodes);
    let always = |call: &Call| {
        let tag = shortcodes.dialect.and_then(|dialect| dialect.tag(call.delimiter));
        tag.is_some_and(|tag| tag.body == Body::Always)
    };
    let mut pairer = Pairer {
        calls,
        faulty: shortcodes.problems.iter().map(|problem| problem.call).collect(),
        to_come: count(&closes),
        closes,
        open: Vec::new(),
        depth: Vec::new(),
        skipped: Vec::new(),
        guessed: Guessed::No,
        out: Pairing {
            partners: vec![None; calls.len()],
            parents: vec![None; calls.len()],
            problems: Vec::new(),
        },
    };
    for (index, call) in shortcodes.running() {
        let use_of = if always(call) { InnerUse::Used } else { use_of(call, &inner) };
        pairer.take(index, call, use_of);
    }
    pairer.finish()
}

/// For each closing tag the name that it means: its own, or the one that it misspells the case of.
fn closes(shortcodes: &Shortcodes) -> FxHashMap<usize, SmolStr> {
    let mut names: FxHashMap<usize, SmolStr> = shortcodes
        .running()
        .filter(|(_, call)| call.kind == CallKind::Close)
        .map(|(index, call)| (index, call.name.clone()))
        .collect();
    for problem in &shortcodes.problems {
        if let LexProblemKind::NeverOpened { other_case: Some(name) } = &problem.kind {
            names.insert(problem.call, name.clone());
        }
    }
    names
}

/// How often each name is still to be closed.
fn count(closes: &FxHashMap<usize, SmolStr>) -> FxHashMap<SmolStr, usize> {
    let mut count = FxHashMap::default();
    for name in closes.values() {
        *count.entry(name.clone()).or_insert(0) += 1;
    }
    count
}

/// An inline shortcode holds its template between its tags, and a later one without may repeat it.
fn use_of(call: &Call, inner: impl Fn(&str) -> InnerUse) -> InnerUse {
    if call.is_inline() { InnerUse::Optional } else { inner(&call.name) }
}

/// Whether some tag before was taken for one without inner text though its template is not at hand.
#[derive(PartialEq)]
enum Guessed {
    No,
    Yes,
}

struct Frame {
    call: usize,
    name: SmolStr,
    inner: InnerUse,
}

/// How many open tags are searched for the one that a closing tag names. Nobody nests so deep; without a bound a
/// text of nothing but tags would take quadratic time.
const MAX_NESTING: usize = 256;

fn innermost(frames: &[Frame], name: &str) -> Option<usize> {
    let from = frames.len().saturating_sub(MAX_NESTING);
    let found = frames.get(from..)?.iter().rposition(|frame| frame.name == name)?;
    Some(from + found)
}

struct Pairer<'a> {
    calls: &'a [Call],
    faulty: FxHashSet<usize>,
    /// The names that the closing tags mean.
    closes: FxHashMap<usize, SmolStr>,
    /// How often each of them is still to come.
    to_come: FxHashMap<SmolStr, usize>,
    /// By name.
    open: Vec<Frame>,
    /// By position, as the generator counts.
    depth: Vec<usize>,
    /// Opened tags that an outer closing tag has passed over.
    skipped: Vec<Frame>,
    guessed: Guessed,
    out: Pairing,
}

impl Pairer<'_> {
    fn take(&mut self, index: usize, call: &Call, inner: InnerUse) {
        if let Some(parent) = self.out.parents.get_mut(index) {
            *parent = self.open.last().map(|frame| frame.call);
        }
        match call.kind {
            CallKind::Open => self.opening(index, call, inner),
            CallKind::Close => self.closing(index, inner),
            CallKind::SelfClosing => {
                if inner == InnerUse::Unused {
                    self.problem(PairProblemKind::TakesNoInner, index, self.outermost(index), Effect::Fatal);
                }
            }
        }
    }

    fn opening(&mut self, index: usize, call: &Call, inner: InnerUse) {
        let sure = inner == InnerUse::Used;
        let closed_later = !sure
            && inner != InnerUse::Unused
            && self.to_come.get(&call.name).is_some_and(|&count| count > 0);
        if sure || closed_later {
            self.open.push(Frame { call: index, name: call.name.clone(), inner });
            self.depth.push(index);
        } else if inner == InnerUse::Unknown {
            self.guessed = Guessed::Yes;
        }
    }

    fn closing(&mut self, index: usize, inner: InnerUse) {
        let Some(name) = self.closes.remove(&index) else { return };
        if let Some(count) = self.to_come.get_mut(&name) {
            *count = count.saturating_sub(1);
        }
        let underflow = self.depth.pop().is_none();
        let found = match name.is_empty() {
            // A nameless closing tag closes whatever is open.
            true => self.open.len().checked_sub(1),
            false => innermost(&self.open, &name),
        };
        if let Some(at) = found {
            let mut above = self.open.split_off(at);
            if let Some(frame) = above.first() {
                self.join(frame.call, index);
                self.skipped.extend(above.drain(..).skip(1));
            }
            return;
        }
        let effect = if underflow { Effect::Fatal } else { Effect::Accepted };
        if let Some(at) = innermost(&self.skipped, &name) {
            let frame = self.skipped.remove(at);
            self.join(frame.call, index);
            if frame.inner == InnerUse::Used {
                self.problem(
                    PairProblemKind::Crossed { open: frame.call },
                    index,
                    self.outermost(index),
                    effect,
                );
            }
            return;
        }
        self.stray(index, inner, effect);
    }

    /// A closing tag without an opening one of its name.
    fn stray(&mut self, index: usize, inner: InnerUse, effect: Effect) {
        let kind =
            if inner == InnerUse::Unused { PairProblemKind::TakesNoInner } else { PairProblemKind::NotOpen };
        // With a template not at hand, an unclosed tag of that shortcode may be what the generator closes here.
        if !self.faulty.contains(&index) && self.guessed == Guessed::No {
            self.problem(kind, index, self.outermost(index), effect);
        }
    }

    fn finish(mut self) -> Pairing {
        let reported_at = self.depth.first().map(|&index| self.start(index));
        let mut unclosed: Vec<Frame> = self.open.drain(..).chain(self.skipped.drain(..)).collect();
        unclosed.retain(|frame| frame.inner == InnerUse::Used && !self.faulty.contains(&frame.call));
        for frame in unclosed {
            let effect = if reported_at.is_some() { Effect::Fatal } else { Effect::Accepted };
            let at = reported_at.unwrap_or_else(|| self.start(frame.call));
            self.problem(PairProblemKind::Unclosed, frame.call, at, effect);
        }
        self.out.problems.sort_by_key(|problem| problem.span.start());
        self.out
    }

    fn join(&mut self, open: usize, close: usize) {
        for (one, other) in [(open, close), (close, open)] {
            if let Some(partner) = self.out.partners.get_mut(one) {
                *partner = Some(other);
            }
        }
        let parent = self.out.parents.get(open).copied().flatten();
        if let Some(slot) = self.out.parents.get_mut(close) {
            *slot = parent;
        }
    }

    /// Where the generator reports a fault of the tag `index`.
    fn outermost(&self, index: usize) -> usize {
        self.start(self.depth.first().copied().unwrap_or(index))
    }

    fn start(&self, index: usize) -> usize {
        self.calls.get(index).map_or(0, |call| call.span.start())
    }

    fn problem(&mut self, kind: PairProblemKind, call: usize, reported_at: usize, effect: Effect) {
        let span = self.calls.get(call).map(|call| call.span).unwrap_or_default();
        self.out.problems.push(PairProblem { kind, call, span, reported_at, effect });
    }
}
