//! Cuts a TOML front matter at its entries and table headers.

use crate::syntax::front_matter::lines::{indent_of, line_at, lines};
use crate::syntax::front_matter::yaml::bracket_balance;
use crate::text::Span;

/// The segments of `inner`, without a gap; the first one also holds what stands before its entry.
pub(super) fn cut(text: &str, inner: Span) -> Vec<Span> {
    let mut starts = vec![inner.start()];
    let mut brackets = 0_isize;
    let mut indent = 0;
    let mut at = inner.start();
    while at < inner.end()
        && let Some(line) = line_at(text, at)
    {
        let content = line.span.of(text);
        let trimmed = content.trim();
        let is_start = match brackets > 0 {
            // Something was not closed above, unless it is a table in braces over several lines.
            true => indent_of(content) <= indent && (is_entry(trimmed) || is_header(trimmed)),
            false => !trimmed.is_empty() && !trimmed.starts_with('#'),
        };
        if is_start {
            if line.span.start() > inner.start() {
                starts.push(line.span.start());
            }
            brackets = 0;
            indent = indent_of(content);
        }
        brackets += bracket_balance(content);
        at = multiline_end(text, line.span, inner).unwrap_or(line.next);
        if line.next <= line.span.end() {
            break;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([inner.end()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

/// Whether a line is `key = ...` or, by mistake, `key: ...`, which stand inside of no array.
fn is_entry(line: &str) -> bool {
    line.split_once(['=', ':']).is_some_and(|(key, _)| is_dotted(key.trim_end()))
}

fn is_header(line: &str) -> bool {
    let name = line.trim_start_matches('[').trim_end_matches(']');
    name.len() < line.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()) && is_dotted(name)
}

fn is_dotted(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Where the line starts that follows a multi-line string which opens on `line` and is closed below it.
fn multiline_end(text: &str, line: Span, inner: Span) -> Option<usize> {
    let content = line.of(text);
    let (at, fence) =
        ["'''", "\"\"\""].iter().filter_map(|fence| Some((content.find(fence)?, *fence))).min()?;
    let opened = content.get(at + fence.len()..)?;
    if opened.contains(fence) {
        return None;
    }
    let below = text.get(line.end()..inner.end())?;
    let close = line.end() + below.find(fence)?;
    lines(text, close).next().map(|line| line.next)
}
