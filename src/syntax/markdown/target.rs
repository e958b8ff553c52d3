//! Where the destination of a link or of a definition lies; the parser tells only where the whole of it does.

use crate::text::Span;

/// The bytes between the brackets of a link, and those of its destination, both within `span`.
///
/// `children` is the end of the last thing inside the brackets.
pub(super) fn inline(text: &str, span: Span, opening: usize, children: usize) -> Option<(Span, Span)> {
    let start = span.start() + opening;
    let bracket = closing_bracket(text, span, children.max(start))?;
    let after = Span::new(bracket + 1, span.end()).of(text);
    let inside = after.strip_prefix('(')?;
    Some((Span::new(start, bracket), destination(inside, bracket + 2)))
}

/// The bytes between the brackets of a reference, and those of its label.
pub(super) fn reference(text: &str, span: Span, opening: usize, children: usize) -> Option<(Span, Span)> {
    let start = span.start() + opening;
    let bracket = closing_bracket(text, span, children.max(start))?;
    let shown = Span::new(start, bracket);
    let after = Span::new(bracket + 1, span.end()).of(text);
    let label =
        after.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|label| !label.is_empty());
    let label = label.map(|label| Span::new(bracket + 2, bracket + 2 + label.len()));
    Some((shown, label.unwrap_or(shown)))
}

/// The label and the destination of a definition.
pub(super) fn definition(text: &str, span: Span) -> Option<(Span, Span)> {
    let written = span.of(text);
    let open = written.find('[')?;
    let close = written.find("]:")?;
    let label = Span::new(span.start() + open + 1, span.start() + close);
    let rest = written.get(close + 2..)?;
    Some((label, destination(rest, span.start() + close + 2)))
}

fn closing_bracket(text: &str, span: Span, from: usize) -> Option<usize> {
    Span::new(from, span.end()).of(text).find(']').map(|at| from + at)
}

/// The destination at the start of `rest`, which starts at byte `offset` of the text.
fn destination(rest: &str, offset: usize) -> Span {
    let trimmed = rest.trim_start();
    let start = offset + rest.len() - trimmed.len();
    if let Some(inside) = trimmed.strip_prefix('<') {
        let length = inside.find('>').unwrap_or(inside.len());
        return Span::new(start + 1, start + 1 + length);
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    let length = trimmed.char_indices().find(|&(_, c)| {
        let over = c.is_ascii_whitespace() || (c == ')' && depth == 0 && !escaped);
        match c {
            '(' if !escaped => depth += 1,
            ')' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        over
    });
    Span::new(start, start + length.map_or(trimmed.len(), |(at, _)| at))
}
