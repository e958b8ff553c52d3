//! Which closing tag belongs to which opening one, and what a generator says when they do not fit.
//!
//! Hugo nests by position alone: a closing tag closes the innermost open one whatever its name, as long as that name
//! was opened somewhere before (oracle: sc/err-close-wrong-order). Writers nest by name. So tags are paired by name,
//! and a second count by position tells which misfits the generator takes notice of.

use super::Shortcodes;
use super::call::{Call, CallKind};
use super::dialect::Body;
use super::problem::{Effect, LexProblemKind};
use super::scan::MAX_PROBLEMS;
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
    let never = |call: &Call| {
        let tag = shortcodes.dialect.and_then(|dialect| dialect.tag(call.delimiter));
        tag.is_some_and(|tag| tag.body == Body::Never)
    };
    let alone = shortcodes.running().filter(|(_, call)| never(call)).map(|(index, _)| index);
    let mut pairer = Pairer {
        calls,
        alone: alone.collect(),
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
    /// Tags whose delimiters let them only stand alone: that they close themselves says nothing.
    alone: FxHashSet<usize>,
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
                if inner == InnerUse::Unused && !self.alone.contains(&index) {
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
        let is_sure = effect == Effect::Fatal || inner != InnerUse::Unknown;
        if is_sure && !self.faulty.contains(&index) && self.guessed == Guessed::No {
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
        if self.out.problems.len() < MAX_PROBLEMS {
            self.out.problems.push(PairProblem { kind, call, span, reported_at, effect });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::shortcode::{HUGO, ZOLA, lex};
    use expect_test::{Expect, expect};

    /// `i…` takes inner text, `n…` takes none, everything else is unknown.
    fn check(text: &str, expect: Expect) {
        let shortcodes = lex(text, 0, &HUGO);
        let pairing = pair(&shortcodes, |name| match name.to_lowercase().as_bytes().first() {
            Some(b'i') => InnerUse::Used,
            Some(b'n') => InnerUse::Unused,
            _ => InnerUse::Unknown,
        });
        let mut out = format!("{:?} in {:?}\n", pairing.partners, pairing.parents)
            .replace("Some(", "")
            .replace(')', "");
        for problem in &pairing.problems {
            out += &format!("{:?} {:?} {:?}", problem.kind, problem.span, problem.span.of(text));
            out += &format!(" reported at {} {:?}\n", problem.reported_at, problem.effect);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn nested_tags() {
        check(
            "{{< i1 >}}{{< n >}}{{< i2 >}}{{< i1 >}}{{< /i1 >}}{{< /i2 >}}{{% /i1 %}}",
            expect![[r#"
            [6, None, 5, 4, 3, 2, 0] in [None, 0, 0, 2, 2, 0, None]
        "#]],
        );
    }

    #[test]
    fn an_unclosed_tag_is_reported_at_the_outermost() {
        check(
            "{{< i1 >}}a {{< i2 >}}",
            expect![[r#"
            [None, None] in [None, 0]
            Unclosed 0..10 "{{< i1 >}}" reported at 0 Fatal
            Unclosed 12..22 "{{< i2 >}}" reported at 0 Fatal
        "#]],
        );
        check(
            "{{< i1 >}}{{< i2 >}}{{< /i1 >}}",
            expect![[r#"
            [2, None, 0] in [None, 0, None]
            Unclosed 10..20 "{{< i2 >}}" reported at 0 Fatal
        "#]],
        );
    }

    #[test]
    fn a_shortcode_without_inner_text_must_not_be_closed() {
        check(
            "{{< n />}} {{< n >}}x{{< /n >}}",
            expect![[r#"
            [None, None, None] in [None, None, None]
            TakesNoInner 0..10 "{{< n />}}" reported at 0 Fatal
            TakesNoInner 21..31 "{{< /n >}}" reported at 21 Fatal
        "#]],
        );
        check(
            "{{< i >}}{{< n />}}{{< /i >}}",
            expect![[r#"
            [2, None, 0] in [None, 0, None]
            TakesNoInner 9..19 "{{< n />}}" reported at 0 Fatal
        "#]],
        );
    }

    #[test]
    fn a_second_closing_tag() {
        check(
            "{{< i >}}x{{< /i >}}{{< /i >}}",
            expect![[r#"
            [1, 0, None] in [None, None, None]
            NotOpen 20..30 "{{< /i >}}" reported at 20 Fatal
        "#]],
        );
    }

    #[test]
    fn crossed_tags_are_accepted() {
        check(
            "{{< i1 >}}{{< i2 >}}x{{< /i1 >}}{{< /i2 >}}",
            expect![[r#"
            [2, 3, 0, 1] in [None, 0, None, 0]
            Crossed { open: 1 } 32..43 "{{< /i2 >}}" reported at 32 Accepted
        "#]],
        );
    }

    #[test]
    fn a_name_in_another_case_closes_for_the_writer_only() {
        check(
            "{{< Ix >}}a{{< /ix >}}",
            expect![[r#"
            [1, 0] in [None, None]
        "#]],
        );
    }

    #[test]
    fn nothing_is_said_of_unknown_shortcodes() {
        check(
            "{{< u >}} {{< u >}}x{{< /u >}} {{< v >}} {{< u />}}",
            expect![[r#"
            [None, 2, 1, None, None] in [None, 0, 0, 0, 0]
        "#]],
        );
        check(
            "{{< u >}}{{< v >}}x{{< /u >}}{{< /v >}}",
            expect![[r#"
            [2, 3, 0, 1] in [None, 0, None, 0]
        "#]],
        );
    }

    #[test]
    fn a_nameless_closing_tag_closes_the_innermost() {
        check(
            "{{< i >}}x{{< / >}}",
            expect![[r#"
            [1, 0] in [None, None]
        "#]],
        );
        let shortcodes = lex("{% a() %}{% b() %}x{% end %}{% end %}", 0, &ZOLA);
        let pairing = pair(&shortcodes, |_| InnerUse::Unknown);
        assert_eq!(pairing.partners, [Some(3), Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn escaped_tags_neither_open_nor_close() {
        check(
            "{{</* i */>}}{{< i >}}{{</* /i */>}}{{< /i >}}",
            expect![[r#"
            [None, 3, None, 1] in [None, None, None, None]
        "#]],
        );
    }
}
