//! What is really wrong with a tag: Hugo's lexer reports where it gives up, which may be pages behind the mistake.

use super::call::{Arg, TagEnd};
use super::dialect::Tag;
use super::problem::LexProblemKind;
use super::region::Region;
use super::words::{Fault, Memory, Parts};
use crate::text::Span;
use smol_str::SmolStr;

/// All that is known about a tag with a fault.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    /// The first byte of the tag.
    pub start: usize,
    pub tag: &'a Tag,
    pub parts: &'a Parts,
    pub fault: &'a Fault,
    pub region: &'a Region,
    /// The bytes of the name, as far as there is one.
    pub name: Span,
    /// The arguments, as far as they can be told.
    pub args: &'a [Arg],
    pub memory: &'a Memory,
}

/// What to tell the writer.
pub(super) struct Verdict {
    pub kind: LexProblemKind,
    pub span: Span,
    pub quotable: Option<Span>,
}

/// Finds the mistake behind a fault.
pub(super) fn verdict(scene: &Scene<'_>) -> Verdict {
    if ran_away(scene) { runaway(scene) } else { in_place(scene) }
}

/// Whether the lexer went past the place where the tag seems to end.
fn ran_away(scene: &Scene<'_>) -> bool {
    let end = match scene.region.tag_end {
        TagEnd::Present => scene.region.end,
        TagEnd::Missing => scene.region.content.end(),
    };
    scene.fault.kind == LexProblemKind::UnterminatedTag || scene.fault.at >= end
}

fn runaway(scene: &Scene<'_>) -> Verdict {
    let end = scene.region.content.end();
    let Some(value) = scene.parts.swallowed.iter().find(|value| value.start() <= end && end < value.end())
    else {
        let span = Span::new(scene.start, scene.name.end().max(scene.start + scene.tag.open.len()));
        return Verdict { kind: LexProblemKind::UnterminatedTag, span, quotable: None };
    };
    let span = trimmed(scene.text, Span::new(value.start(), end));
    let kind = match span.of(scene.text).chars().next() {
        Some('"') => LexProblemKind::UnterminatedQuote,
        Some('`') => LexProblemKind::UnterminatedRaw,
        _ => {
            // Without the slash of a tag that was meant to close itself.
            let value =
                scene.args.iter().map(|arg| arg.value_span).find(|value| value.start() == span.start());
            let span = value.unwrap_or(span);
            let quotable = Some(span).filter(|span| !span.is_empty());
            return Verdict { kind: LexProblemKind::ValueSwallowsEnd, span, quotable };
        }
    };
    Verdict { kind, span, quotable: None }
}

fn in_place(scene: &Scene<'_>) -> Verdict {
    let fault = scene.fault;
    let content = scene.region.content;
    let token = Span::new(fault.at, fault.pos);
    let plain = |kind: LexProblemKind, span: Span| Verdict { kind, span, quotable: None };
    match &fault.kind {
        LexProblemKind::UnrecognizedCharacter(c) => {
            let at = fault.pos.saturating_sub(c.len_utf8());
            unrecognized(scene, *c, Span::new(at, fault.pos))
        }
        LexProblemKind::UnterminatedQuote | LexProblemKind::UnterminatedRaw => {
            let quote = fault.at.saturating_sub(1);
            let start = if scene.text.as_bytes().get(quote).is_some_and(|b| b"\"`".contains(b)) {
                quote
            } else {
                fault.at
            };
            plain(fault.kind.clone(), trimmed(scene.text, Span::new(start, content.end().max(fault.at))))
        }
        _ if scene.parts.slash.is_some() => unquoted_slash(scene, fault.kind.clone(), token),
        LexProblemKind::Mixed(_) => {
            let arg = scene.args.iter().find(|arg| arg.span.start() == fault.at);
            plain(fault.kind.clone(), arg.map_or(token, |arg| arg.span))
        }
        LexProblemKind::NeverOpened { .. } => {
            let other_case = other_case(scene.memory, token.of(scene.text));
            plain(LexProblemKind::NeverOpened { other_case }, token)
        }
        LexProblemKind::NothingOpen | LexProblemKind::PeriodInName => {
            plain(fault.kind.clone(), if scene.name.is_empty() { token } else { scene.name })
        }
        LexProblemKind::JunkInClosing => {
            let junk = Span::new(fault.at, content.end());
            plain(fault.kind.clone(), trimmed(scene.text, junk))
        }
        kind => plain(kind.clone(), token),
    }
}

fn unrecognized(scene: &Scene<'_>, c: char, at: Span) -> Verdict {
    let content = scene.region.content;
    if scene.region.tag_end == TagEnd::Present && at.start() >= content.end() {
        let kind = LexProblemKind::WrongEnd { opened: scene.tag.delimiter };
        return Verdict { kind, span: Span::new(at.start(), scene.region.end), quotable: None };
    }
    if scene.parts.slash.is_some() {
        return unquoted_slash(scene, LexProblemKind::UnrecognizedCharacter(c), at);
    }
    let quotable =
        scene.parts.name.is_some().then(|| word(scene, at)).filter(|word| can_be_quoted(scene, *word, c));
    Verdict { kind: LexProblemKind::UnrecognizedCharacter(c), span: at, quotable }
}

/// The slash itself is no fault, only what follows it; the writer sees one unquoted value.
fn unquoted_slash(scene: &Scene<'_>, kind: LexProblemKind, token: Span) -> Verdict {
    let slash = scene.parts.slash.unwrap_or(token.start());
    let value = word(scene, Span::new(slash, slash + 1));
    if value.of(scene.text) == "/" {
        return Verdict { kind, span: token, quotable: None };
    }
    let quotable = Some(value).filter(|value| can_be_quoted(scene, *value, '/'));
    Verdict { kind: LexProblemKind::UnquotedSlash, span: value, quotable }
}

/// The run without white space around `at`, inside the tag.
fn word(scene: &Scene<'_>, at: Span) -> Span {
    let content = scene.region.content;
    let before = Span::new(content.start(), at.start()).of(scene.text);
    let start = before.rfind(char::is_whitespace).map_or(content.start(), |space| {
        content.start()
            + space
            + before.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let after = Span::new(at.end(), content.end()).of(scene.text);
    let end = at.end() + after.find(char::is_whitespace).unwrap_or(after.len());
    Span::new(start, end)
}

/// Whether quotes around a word make one good value: it holds none, and the fault is not a blank of another width
/// or a quotation mark of another shape, which must be replaced instead.
fn can_be_quoted(scene: &Scene<'_>, word: Span, c: char) -> bool {
    let written = word.of(scene.text);
    let odd = c.is_whitespace() || "'‘’“”„«»＂".contains(c);
    !odd && !written.is_empty() && !written.contains(['"', '`', '\\', '{', '}'])
}

/// An earlier name that differs from `name` only in its case.
fn other_case(memory: &Memory, name: &str) -> Option<SmolStr> {
    let folded = name.to_lowercase();
    memory.seen.iter().filter(|seen| seen.to_lowercase() == folded).min().cloned()
}

fn trimmed(text: &str, span: Span) -> Span {
    Span::new(span.start(), span.start() + span.of(text).trim_end().len())
}
