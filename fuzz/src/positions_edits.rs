//! Positions and edits: the rope does what a plain string does, in all three encodings.

use crate::input::Input;
use frontis::text::{Edit, Encoding, LineIndex, Position, Span, Text, apply_all};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf32, Encoding::Utf16];

/// Places that are looked at in a text that was just taken in, and after each edit.
const MANY: usize = 48;
const FEW: usize = 12;

/// An input is edits up to a NUL, five bytes each (from, to, and which piece of text), and pieces of text between NULs,
/// the first of which is the text to edit.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let mut edits = Input::new(input.until(0));
    let mut pieces = Vec::new();
    while !input.is_empty() {
        pieces.push(String::from_utf8_lossy(input.until(0)).into_owned());
    }
    let Some(first) = pieces.first() else { return };
    let (mut rope, mut plain) = (Text::from(first.as_str()), first.clone());
    check_positions(&rope, &plain, MANY);
    let mut of_one_version = Vec::new();
    while !edits.is_empty() {
        let (from, to) = (edits.number() % (plain.len() + 2), edits.number() % (plain.len() + 2));
        let piece = pieces[usize::from(edits.byte()) % pieces.len()].as_str();
        let span =
            Span::new(plain.floor_char_boundary(from.min(to)), plain.floor_char_boundary(from.max(to)));
        of_one_version.push(Edit::replace(span, piece));
        rope.apply(&Edit::replace(Span::new(from.min(to), from.max(to)), piece));
        plain.replace_range(span.range(), piece);
        assert_eq!(rope.as_str(), plain);
        check_positions(&rope, &plain, FEW);
        if plain.len() > 1 << 13 {
            break;
        }
    }
    // Some of these overlap, which leaves them out: what remains is a text either way.
    assert!(
        apply_all(first, &of_one_version).len()
            <= first.len() + of_one_version.iter().map(|edit| edit.text.len()).sum::<usize>()
    );
}

/// Compares what the rope says of every place with what the text itself says.
fn check_positions(rope: &Text, plain: &str, places: usize) {
    let lines = lines(plain);
    assert_eq!((rope.len(), rope.line_count()), (plain.len(), lines.len()));
    let index = LineIndex::new(plain);
    assert_eq!(index.line_count(), lines.len());
    let step = (plain.len() / places).max(1);
    for at in (0..=plain.len()).step_by(step).chain([plain.len(), plain.len() + 1]) {
        let at = plain.floor_char_boundary(at);
        let number = lines.iter().rposition(|line| line.start() <= at).expect("there is a first line");
        let line = lines[number];
        assert_eq!((rope.line_of(at), rope.line_span(number)), (number, line));
        let before = &plain[line.start()..at.min(line.end())];
        assert_eq!(index.locate(at).line, number + 1);
        for encoding in ENCODINGS {
            let position = Position::new(number as u32, encoding.length(before) as u32);
            assert_eq!(rope.position(at, encoding), position, "{at} in {encoding:?}");
            assert_eq!(rope.offset(position, encoding), at.min(line.end()), "{position:?} in {encoding:?}");
            for wrong in [1, 1000, u32::MAX] {
                let position = Position::new(position.line, position.character.saturating_add(wrong));
                let offset = rope.offset(position, encoding);
                assert!(plain.is_char_boundary(offset) && line.touches(offset), "{position:?}: {offset}");
            }
        }
    }
}

/// The lines without their ends, found the slow way.
fn lines(text: &str) -> Vec<Span> {
    let (mut lines, mut start) = (Vec::new(), 0);
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        if letter != '\n' && letter != '\r' {
            continue;
        }
        lines.push(Span::new(start, at));
        let is_crlf = letter == '\r' && rest.peek().is_some_and(|(_, next)| *next == '\n');
        start = at + 1;
        if is_crlf {
            rest.next();
            start += 1;
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}
