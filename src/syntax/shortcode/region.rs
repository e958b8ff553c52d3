//! Where a tag ends that its grammar could not read: a guess from its delimiters and lines.

use super::call::TagEnd;
use super::dialect::{Dialect, Grammar, Tag};
use super::words::is_word;
use crate::text::Span;

/// The bytes of a tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    /// Between the delimiters.
    pub content: Span,
    /// The byte after the tag.
    pub end: usize,
    /// Whether something closes it.
    pub tag_end: TagEnd,
}

/// The longest stretch (bytes) in which tags can be hidden: more is no value that is printed, and looking further for
/// its end would take quadratic time on a text of nothing but openings.
const MAX_HIDDEN: usize = 4096;

/// The next opening delimiter of a tag from byte `from` on, those left out that are hidden in something else.
pub(super) fn next_open(text: &str, from: usize, dialect: &'static Dialect) -> Option<(usize, &'static Tag)> {
    next(text, from, dialect, dialect.hidden)
}

/// The next opening delimiter from byte `from` on, wherever it stands.
pub(super) fn next_mark(text: &str, from: usize, dialect: &'static Dialect) -> Option<(usize, &'static Tag)> {
    next(text, from, dialect, &[])
}

fn next(
    text: &str,
    from: usize,
    dialect: &'static Dialect,
    hidden: &[(&str, &str)],
) -> Option<(usize, &'static Tag)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += memchr::memchr(b'{', rest.as_bytes())?;
        let here = text.get(at..)?;
        if let Some((open, close)) = hidden.iter().find(|(open, _)| here.starts_with(open)) {
            let inside = here.get(open.len()..here.floor_char_boundary(MAX_HIDDEN)).unwrap_or("");
            at += open.len() + inside.find(close).map_or(0, |end| end + close.len());
            continue;
        }
        if let Some(tag) = dialect.tags.iter().find(|tag| here.starts_with(tag.open)) {
            return Some((at, tag));
        }
        at += 1;
    }
}

/// The region of the tag whose content starts at `inside`. It reaches at most to the next opening delimiter and to
/// the next blank line; without an end, to that of its line and of the lines behind it that go on with `key=`.
pub(super) fn find(text: &str, inside: usize, tag: &Tag, dialect: &'static Dialect) -> Region {
    let next = next_open(text, inside, dialect).map_or(text.len(), |(at, _)| at);
    // Liquid and Nunjucks end a tag at its delimiter alone, however far away.
    let whole = dialect.grammar == Grammar::Loose
        && text.get(inside..next).is_some_and(|rest| rest.contains(tag.close));
    let stop = if whole { next } else { blank_line(text, inside, next).unwrap_or(next) };
    let scope = text.get(inside..stop).unwrap_or("");
    if let Some((length, end)) = closing(scope, tag, dialect.grammar) {
        let content = trim_dashes(text, Span::new(inside, inside + length), dialect.grammar);
        return Region { content, end: inside + end, tag_end: TagEnd::Present };
    }
    let end = inside + arguments(scope, dialect.grammar);
    Region { content: Span::new(inside, end), end, tag_end: TagEnd::Missing }
}

/// The length of the content and of the content with its delimiter. A broken one counts: `%}}` for `>}}`, `}}`, `>}`.
fn closing(scope: &str, tag: &Tag, grammar: Grammar) -> Option<(usize, usize)> {
    if grammar != Grammar::Words {
        return scope.find(tag.close).map(|at| (at, at + tag.close.len()));
    }
    let whole = scope.find("}}").map(|at| (at, at + 2));
    let (braces, end) = whole.or_else(|| {
        let at = [">}", "%}"].iter().filter_map(|half| scope.find(half)).min()?;
        Some((at + 1, at + 2))
    })?;
    let before = scope.get(..braces)?;
    let mark = before.trim_end_matches([' ', '\t']).strip_suffix(['>', '%']);
    Some((mark.unwrap_or(before).len(), end))
}

/// Liquid and Nunjucks trim white space with a dash inside each delimiter.
fn trim_dashes(text: &str, content: Span, grammar: Grammar) -> Span {
    if grammar != Grammar::Loose {
        return content;
    }
    let written = content.of(text);
    let start = content.start() + usize::from(written.starts_with('-'));
    let end = content.end() - usize::from(written.len() > 1 && written.ends_with('-'));
    Span::new(start, end)
}

/// The first blank line of `text[from..to]`: the byte of the line end before it.
fn blank_line(text: &str, from: usize, to: usize) -> Option<usize> {
    let scope = text.get(from..to)?;
    let mut offset = from;
    for line in scope.split_inclusive('\n') {
        if offset > from && line.ends_with('\n') && line.trim().is_empty() {
            return Some(offset - 1);
        }
        offset += line.len();
    }
    None
}

/// How much of `scope` looks like the arguments of a tag without an end.
fn arguments(scope: &str, grammar: Grammar) -> usize {
    let mut length = 0;
    let mut end = 0;
    for (number, line) in scope.split_inclusive('\n').enumerate() {
        if number > 0 && !(grammar == Grammar::Words && goes_on(line)) {
            break;
        }
        end = length + line.trim_end_matches(['\n', '\r']).len();
        length += line.len();
    }
    end
}

/// Whether a line starts with `key=`.
fn goes_on(line: &str) -> bool {
    let rest = line.trim_start_matches([' ', '\t']);
    let key = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    key > 0 && rest.get(key..).is_some_and(|after| after.starts_with('='))
}
