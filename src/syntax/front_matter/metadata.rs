//! Front matter as lines of `Key: value` at the top of a file, which needs no marks around it.
//!
//! The lines are those of Python-Markdown's Meta-Data extension (`markdown/extensions/meta.py`).

use super::lines::{Line, lines};
use super::piece::Piece;
use super::split::Block;
use super::tree::{Entry, Format, Key, Scalar, ScalarStyle, Value, ValueKind};
use crate::text::Span;

/// A line of four blanks or more goes on with the value above it; one of fewer may have a key.
const MAX_INDENT: usize = 3;

/// The key and the value of one line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pair {
    pub key: Span,
    /// The byte behind the colon.
    pub colon_end: usize,
    /// Without blanks around it; empty where nothing is written.
    pub value: Span,
}

/// The block that starts at byte `start`; `None` where the first line is no pair.
pub(super) fn block(text: &str, start: usize) -> Option<Block> {
    let mut lines = lines(text, start).peekable();
    let mark = lines.next_if(|line| is_mark(line.span.of(text), &["---"]));
    let opener = mark.map_or(Span::empty(start), mark_of);
    let inner_start = mark.map_or(start, |line| line.next);
    let (mut end, mut closer, mut body_start) = (inner_start, None, text.len());
    while let Some(line) = lines.next() {
        let content = line.span.of(text);
        if content.trim().is_empty() || is_mark(content, &["---", "..."]) {
            closer = (!content.trim().is_empty()).then(|| mark_of(line));
            body_start = line.next;
            break;
        }
        let is_begun = end > inner_start;
        let is_last = lines.peek().is_none_or(|next| next.span.of(text).trim().is_empty());
        let is_half_typed = is_word(content.trim_end()) && is_last && (is_begun || !opener.is_empty());
        if pair(text, line.span).is_none() && !(is_begun && is_continuation(content)) && !is_half_typed {
            body_start = line.span.start();
            break;
        }
        end = line.next;
    }
    let inner = Span::new(inner_start, end);
    (!inner.is_empty()).then_some(Block { format: Format::Metadata, opener, inner, closer, body_start })
}

/// The pairs of a block. Every value is one plain text; lines that go on with one are joined by line ends.
pub(super) fn parse(text: &str, inner: Span) -> Piece {
    let mut piece = Piece::default();
    for line in lines(text, inner.start()).take_while(|line| line.span.start() < inner.end()) {
        match pair(text, line.span) {
            Some(pair) => piece.entries.push(entry(text, pair)),
            None if is_continuation(line.span.of(text)) => go_on(text, line, &mut piece.entries),
            None => {}
        }
    }
    piece
}

fn entry(text: &str, Pair { key, value, .. }: Pair) -> Entry {
    let kind = match value.is_empty() {
        true => ValueKind::Null,
        false => {
            let text = value.of(text).into();
            ValueKind::Scalar(Scalar { text, inner: value, style: ScalarStyle::Plain })
        }
    };
    let key = Key { span: key, inner: key, text: key.of(text).into() };
    Entry { span: key.span.join(value), key, value: Value::new(value, kind) }
}

fn go_on(text: &str, line: Line, entries: &mut [Entry]) {
    let Some(entry) = entries.last_mut() else { return };
    let more = trimmed(text, line.span);
    let start = if entry.value.span.is_empty() { more.start() } else { entry.value.span.start() };
    let span = Span::new(start, more.end());
    let joined = match entry.value.text() {
        Some(above) => format!("{above}\n{}", more.of(text)),
        None => more.of(text).to_owned(),
    };
    let scalar = Scalar { text: joined.into(), inner: span, style: ScalarStyle::Plain };
    entry.value = Value::new(span, ValueKind::Scalar(scalar));
    entry.span = entry.span.join(span);
}

/// The pair on a line; `None` where it has none.
pub(super) fn pair(text: &str, line: Span) -> Option<Pair> {
    let content = line.of(text);
    let (key, value) = content.split_once(':')?;
    let word = key.trim_start_matches(' ');
    let indent = key.len() - word.len();
    (is_word(word) && indent <= MAX_INDENT).then(|| {
        let colon_end = line.start() + key.len() + 1;
        let rest = Span::new(colon_end, line.end());
        let value = if value.trim().is_empty() { Span::empty(rest.end()) } else { trimmed(text, rest) };
        Pair { key: Span::new(line.start() + indent, colon_end - 1), colon_end, value }
    })
}

/// A key, or one that is being typed.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

fn is_continuation(line: &str) -> bool {
    line.starts_with("    ") && !line.trim().is_empty()
}

fn is_mark(line: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| line.starts_with(mark))
}

fn mark_of(line: Line) -> Span {
    Span::new(line.span.start(), line.span.start() + "---".len())
}

fn trimmed(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let start = span.start() + (raw.len() - raw.trim_start().len());
    Span::new(start, start + raw.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::syntax::front_matter::{SplitRules, parse};

    /// `key=value` for each entry, `|` and the body; each value must lie where its span says.
    fn read(text: &str) -> String {
        let parsed = parse(text, &SplitRules::METADATA);
        let body = parsed.body.of(text);
        assert_eq!(parsed.problems, [], "{text}");
        let Some(front) = parsed.front_matter else { return format!("none|{body}") };
        assert_eq!(front.errors, [], "{text}");
        let entries = front.root.iter().map(|entry| {
            assert_eq!(entry.key.span.of(text), entry.key.text, "{text}");
            let value = entry.value.text().unwrap_or_default();
            let first = value.split('\n').next().unwrap_or_default();
            assert!(entry.value.span.of(text).starts_with(first), "{text}");
            format!("{}={value}", entry.key.text)
        });
        format!("{}|{body}", entries.collect::<Vec<_>>().join(" "))
    }

    /// What Python-Markdown 3.11 reads of the same texts.
    #[test]
    fn lines_of_pairs_end_at_a_blank_line_or_at_what_is_no_pair() {
        for (text, expected) in [
            ("Title: a: b\nTags: x, y \n\nbody\n", "Title=a: b Tags=x, y|body\n"),
            ("Title: a\r\nTags: x\r\n\r\nbody", "Title=a Tags=x|body"),
            ("Title: a\nbody here\nTags: z\n", "Title=a|body here\nTags: z\n"),
            ("Title: a\n    more\n\nb", "Title=a\nmore|b"),
            ("Title:\n    more\n\nb", "Title=more|b"),
            ("Title: a\n  more\n\nb", "Title=a|  more\n\nb"),
            ("  Title: a\nx_y-2:\n\nb", "Title=a x_y-2=|b"),
            ("Title:a\n# Heading\n", "Title=a|# Heading\n"),
            ("Title: a", "Title=a|"),
            ("---\nTitle: a\ntags: [x, y]\n---\nb", "Title=a tags=[x, y]|b"),
            ("--- x\nTitle: a\n...\nb", "Title=a|b"),
            ("---\nTags:\n- x\n---\nb", "Tags=|- x\n---\nb"),
            ("---\nTitle: a\n\nDate: x\n---\nb", "Title=a|Date: x\n---\nb"),
            ("\nTitle: a\n\nb", "none|\nTitle: a\n\nb"),
            ("Title a: b\n", "none|Title a: b\n"),
            ("Title : b\n", "none|Title : b\n"),
            ("    x: y\n", "none|    x: y\n"),
            ("日: a\n", "none|日: a\n"),
            ("---\n", "none|---\n"),
            ("", "none|"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_key_that_is_being_typed_belongs_to_the_block() {
        for (text, expected) in [
            ("Title: a\nDa\n\nbody\n", "Title=a|body\n"),
            ("Title: a\nDa", "Title=a|"),
            ("Title: a\nWord\nmore\n", "Title=a|Word\nmore\n"),
            ("---\nTi", "|"),
            ("Ti", "none|Ti"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
