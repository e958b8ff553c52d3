//! Finds the front matter of a text: opener, inner, closer and body, by a generator's rules.

use super::guess;
use super::lines::{Line, lines};
use super::metadata;
use super::problem::{HiddenBy, NearCloser, SplitProblem, SplitProblemKind};
use super::rules::{AfterOpener, BeforeOpener, CloserRule, Fence, NearOpener, SplitRules};
use super::tree::Format;
use crate::text::Span;

/// The parts of a front matter, in the file's bytes; see the fields of `FrontMatter`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Block {
    /// The language.
    pub format: Format,
    /// The opening delimiter; empty when it was left out.
    pub opener: Span,
    /// What lies between.
    pub inner: Span,
    /// The closing delimiter, if there is one.
    pub closer: Option<Span>,
    /// First byte of the body.
    pub body_start: usize,
}

/// The outcome: a block, or none, and what looks wrong about the delimiters.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Split {
    /// The front matter, if the generator sees one.
    pub block: Option<Block>,
    /// Problems of the delimiters, ordered by position.
    pub problems: Vec<SplitProblem>,
}

const BOM: char = '\u{FEFF}';

/// Splits `text` by `rules`. Never fails; a half-typed front matter without a closer is a block that ends where it
/// likely ends.
pub fn split(text: &str, rules: &SplitRules) -> Split {
    let start = opener_offset(text, rules.before_opener);
    let rest = text.get(start..).unwrap_or("");
    let opener = |fence: &'static Fence| Some((fence, opener(rest, fence, rules)?));
    if let Some((fence, opener)) = rules.fences.iter().find_map(opener) {
        let span = Span::new(start, start + opener.len());
        return fenced(text, span, fence, rules);
    }
    if rest.starts_with('{') && rules.json && is_json_start(rest, rules.near_opener) {
        return braced(text, start);
    }
    if rest.starts_with("#+") && rules.org {
        return org(text, start);
    }
    let metadata = || rules.metadata.then(|| metadata::block(text, start)).flatten();
    if let Some(block) = without_opener(text, start, rules).or_else(metadata) {
        return Split { block: Some(block), problems: Vec::new() };
    }
    Split { block: None, problems: why_none(text, start, rules).into_iter().collect() }
}

/// Hugo skips ASCII white space and one byte order mark, in any order (`pageparser/pagelexer_intro.go`).
fn opener_offset(text: &str, before: BeforeOpener) -> usize {
    let without_bom = text.strip_prefix(BOM).unwrap_or(text);
    let rest = match before {
        BeforeOpener::Whitespace => {
            let rest = without_bom.trim_start_matches(is_blank);
            rest.strip_prefix(BOM).map_or(rest, |rest| rest.trim_start_matches(is_blank))
        }
        BeforeOpener::Nothing | BeforeOpener::OptionalOpener => without_bom,
    };
    text.len() - rest.len()
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\x0B'
}

/// The opening delimiter at the start of `rest`, if it is that of the fence.
fn opener<'t>(rest: &'t str, fence: &Fence, rules: &SplitRules) -> Option<&'t str> {
    let opener = rest.get(..run_length(rest, fence.opener, rules))?;
    let tail = rest.get(opener.len()..)?.split(['\n', '\r']).next().unwrap_or("");
    let fits = match rules.after_opener {
        AfterOpener::Inner => true,
        AfterOpener::Blank => tail.trim().is_empty(),
        AfterOpener::Nothing => tail.is_empty(),
        AfterOpener::Language => tail.trim().chars().all(|c| c.is_ascii_alphanumeric()),
    };
    (fits && !opener.is_empty()).then_some(opener)
}

/// How many bytes of the delimiter `mark` a text starts with: 0 where it does not, and all that follow where it may be
/// longer.
fn run_length(text: &str, mark: &str, rules: &SplitRules) -> usize {
    let Some(rest) = text.strip_prefix(mark) else { return 0 };
    let more = mark.chars().next_back().filter(|_| rules.longer_fences);
    mark.len() + more.map_or(0, |more| rest.len() - rest.trim_start_matches(more).len())
}

fn is_json_start(rest: &str, near: NearOpener) -> bool {
    let after = rest.get(1..).unwrap_or("");
    match near {
        NearOpener::Refused => !after.starts_with(['{', '%']),
        NearOpener::Body => after.trim_start().starts_with(['"', '}']) || after.starts_with(['\n', '\r']),
    }
}

fn fenced(text: &str, opener: Span, fence: &Fence, rules: &SplitRules) -> Split {
    let own = [opener.of(text)];
    let closers = if opener.len() > fence.opener.len() { &own } else { fence.closers };
    let mut lines = lines(text, opener.end());
    let Some(first) = lines.next() else { return Split::default() };
    let tail = first.span.of(text).trim();
    let format = language(tail, rules.after_opener).unwrap_or(fence.format);
    let inner_start = match rules.after_opener {
        AfterOpener::Inner if !tail.is_empty() => opener.end(),
        _ => first.next,
    };
    for line in lines {
        if let Some(close) = closer_in(text, line, closers, rules.closer) {
            let inner = Span::new(inner_start, close.marker.start());
            let block =
                Block { format, opener, inner, closer: Some(close.marker), body_start: close.body_start };
            return Split { block: Some(block), problems: close.problem.into_iter().collect() };
        }
    }
    unclosed(text, format, opener, inner_start)
}

fn language(tail: &str, after: AfterOpener) -> Option<Format> {
    match (after, tail) {
        (AfterOpener::Language, "yaml" | "yml") => Some(Format::Yaml),
        (AfterOpener::Language, "toml") => Some(Format::Toml),
        (AfterOpener::Language, "json") => Some(Format::Json),
        _ => None,
    }
}

struct Close {
    marker: Span,
    body_start: usize,
    problem: Option<SplitProblem>,
}

fn closer_in(text: &str, line: Line, closers: &[&str], rule: CloserRule) -> Option<Close> {
    let content = line.span.of(text);
    let closer = |closer: &&str| match rule {
        CloserRule::LineStart => content.strip_prefix(*closer).map(|rest| at_start(line, closer, rest)),
        CloserRule::Alone => {
            let rest = content.strip_prefix(*closer)?;
            rest.trim().is_empty().then(|| at_start(line, closer, ""))
        }
        CloserRule::LineEnd => {
            let before = content.trim_end().strip_suffix(*closer)?;
            // `++++` ends with a closer too, and its first `+` is then the last line of the front matter.
            let at = line.span.start() + before.len();
            let marker = Span::new(at, at + closer.len());
            let problem = (!before.trim().is_empty())
                .then(|| SplitProblem::new(marker, SplitProblemKind::CloserBehindText));
            Some(Close { marker, body_start: line.next, problem })
        }
    };
    closers.iter().find_map(closer)
}

fn at_start(line: Line, closer: &str, rest: &str) -> Close {
    let marker = Span::new(line.span.start(), line.span.start() + closer.len());
    let tail = Span::new(marker.end(), line.span.end());
    let has_text = !rest.trim().is_empty();
    let problem = has_text.then(|| SplitProblem::new(tail, SplitProblemKind::TextAfterCloser));
    Close { marker, body_start: if has_text { marker.end() } else { line.next }, problem }
}

/// No closer: the block ends where lines stop looking like front matter, so that what is typed still has a tree.
fn unclosed(text: &str, format: Format, opener: Span, inner_start: usize) -> Split {
    let end = guess::end_of_front_matter(text, inner_start, format);
    let block = Block { format, opener, inner: Span::new(inner_start, end), closer: None, body_start: end };
    // Hugo names the line after the opener (oracle fm/no-close-yaml, fm/json-unclosed), which a writer would not.
    let reported_at = if format == Format::Json { opener.start() } else { inner_start };
    let kind = match near_closer(text, end) {
        Some((line, near)) => {
            let body_start = line.next;
            let kind = SplitProblemKind::NotACloser { near, opener };
            let problem = SplitProblem { reported_at, ..SplitProblem::new(trimmed(text, line.span), kind) };
            return Split { block: Some(Block { body_start, ..block }), problems: vec![problem] };
        }
        None => SplitProblemKind::MissingCloser { format, opener, insert_at: end },
    };
    Split {
        block: Some(block),
        problems: vec![SplitProblem { reported_at, ..SplitProblem::new(opener, kind) }],
    }
}

fn near_closer(text: &str, at: usize) -> Option<(Line, NearCloser)> {
    let line = lines(text, at).find(|line| !line.span.of(text).trim().is_empty())?;
    let raw = line.span.of(text);
    let near = match raw.trim() {
        "..." => NearCloser::Dots,
        "---" | "+++" if raw.starts_with(char::is_whitespace) => NearCloser::Indented,
        "---" | "+++" => NearCloser::OtherFormat,
        run if run.len() > 1 && (run.bytes().all(|b| b == b'-') || run.bytes().all(|b| b == b'+')) => {
            NearCloser::WrongLength
        }
        _ => return None,
    };
    Some((line, near))
}

fn trimmed(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let start = span.start() + (raw.len() - raw.trim_start().len());
    Span::new(start, start + raw.trim().len())
}

/// Matches braces as Hugo does: strings and backslashes are respected, brackets are not counted.
fn braced(text: &str, start: usize) -> Split {
    let opener = Span::new(start, start + 1);
    match matching_brace(text, start) {
        Some(close) => {
            let closer = Span::new(close, close + 1);
            let body_start = lines(text, closer.end())
                .next()
                .map_or(closer.end(), |rest| if rest.span.is_empty() { rest.next } else { closer.end() });
            let inner = Span::new(opener.end(), close);
            let block = Block { format: Format::Json, opener, inner, closer: Some(closer), body_start };
            Split { block: Some(block), problems: Vec::new() }
        }
        None => unclosed(text, Format::Json, opener, opener.end()),
    }
}

fn matching_brace(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut bytes = text.bytes().enumerate().skip(start);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth = depth.saturating_sub(1),
            b'"' => quoted = !quoted,
            b'\\' => _ = bytes.next(),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn org(text: &str, start: usize) -> Split {
    let end = lines(text, start)
        .take_while(|line| line.span.of(text).starts_with("#+"))
        .last()
        .map_or(start, |line| line.next);
    let inner = Span::new(start, end);
    let block =
        Block { format: Format::Org, opener: Span::empty(start), inner, closer: None, body_start: end };
    Split { block: Some(block), problems: Vec::new() }
}

/// A first block of `key: value` lines that ends with a closer, where the generator lets the opener be left out.
fn without_opener(text: &str, start: usize, rules: &SplitRules) -> Option<Block> {
    let may_be_left_out = rules.before_opener == BeforeOpener::OptionalOpener;
    let mut fences = rules.fences.iter().filter(|_| may_be_left_out);
    fences.find_map(|fence| {
        let end = guess::end_of_front_matter(text, start, fence.format);
        let line = lines(text, end).next()?;
        let content = line.span.of(text);
        let run = content.get(..run_length(content, fence.opener, rules)).filter(|run| !run.is_empty())?;
        let close = closer_in(text, line, &[run], rules.closer)?;
        (end > start).then(|| Block {
            format: fence.format,
            opener: Span::empty(start),
            inner: Span::new(start, close.marker.start()),
            closer: Some(close.marker),
            body_start: close.body_start,
        })
    })
}

/// Why there is no front matter where a writer may believe that there is one.
fn why_none(text: &str, start: usize, rules: &SplitRules) -> Option<SplitProblem> {
    let rest = text.get(start..).unwrap_or("");
    if rules.near_opener == NearOpener::Refused {
        let format = match rest.chars().next() {
            Some('-') => Some(Format::Yaml),
            Some('+') => Some(Format::Toml),
            Some('{') => Some(Format::Json),
            _ => None,
        };
        if let Some(format) = format {
            let line = lines(text, start).next()?;
            let kind = SplitProblemKind::InvalidOpener { format };
            return Some(SplitProblem::new(trimmed(text, line.span), kind));
        }
    }
    hidden(text, rules)
}

/// A complete front matter behind something that the generator does not skip, or in a format it does not read.
fn hidden(text: &str, rules: &SplitRules) -> Option<SplitProblem> {
    let (at, by) = skip_hiding(text);
    let rest = text.get(at..)?;
    let (format, closer) = match rest.get(..3)? {
        "---" => (Format::Yaml, "---"),
        "+++" => (Format::Toml, "+++"),
        _ => return None,
    };
    let first = lines(text, at).next()?;
    if first.span.of(text).trim_end() != closer {
        return None;
    }
    let end = guess::end_of_front_matter(text, first.next, format);
    let close = lines(text, end).next()?;
    if end == first.next || close.span.of(text).trim_end() != closer {
        return None;
    }
    let kind = match by {
        _ if rules.fence(format).is_none() => SplitProblemKind::UnknownFormat { format },
        Some((by, span)) => SplitProblemKind::Hidden { by, hider: span },
        None => return None,
    };
    Some(SplitProblem::new(Span::new(at, at + closer.len()), kind))
}

fn skip_hiding(text: &str) -> (usize, Option<(HiddenBy, Span)>) {
    let mut at = 0;
    let mut by = None;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let (len, hider) = match c {
            BOM => (c.len_utf8(), None),
            c if is_blank(c) => (1, Some(HiddenBy::Blank)),
            '<' if rest.starts_with("<!--") => match rest.find("-->") {
                Some(end) => (end + "-->".len(), Some(HiddenBy::HtmlComment)),
                None => break,
            },
            c if c.is_whitespace() || is_invisible(c) => (c.len_utf8(), Some(HiddenBy::Space(c))),
            _ => break,
        };
        let span = Span::new(at, at + len);
        at += len;
        // Blanks matter only where nothing else hides the opener: they are skipped by most generators.
        by = match (by, hider) {
            (None | Some((HiddenBy::Blank, _)), Some(hider)) => Some((hider, span)),
            (known, _) => known,
        };
    }
    (at, by)
}

/// Zero-width characters, which no editor shows.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}')
}
