//! A text that is cheap to change, to copy and to read as one `&str`.

use std::sync::{Arc, OnceLock};

use ropey::Rope;

use super::{Edit, Encoding, Position, Span};

/// One version of one text. A copy shares everything with its source until either is changed.
///
/// Offsets are bytes. A method that takes one accepts any number: what lies outside is moved to the end, what lies
/// inside a character is moved back to its start, since offsets may come from a client that counts wrongly.
#[derive(Clone, Default)]
pub struct Text {
    version: Arc<Version>,
}

/// The rope, and its text in one piece once somebody asked for it: a burst of edits builds it once, not per edit.
#[derive(Default)]
struct Version {
    rope: Rope,
    whole: OnceLock<Arc<str>>,
}

impl Text {
    /// The text in one piece, built at the first call after a change.
    pub fn as_str(&self) -> &str {
        self.whole()
    }

    /// The same as a shared string, for whoever keeps it longer than the [`Text`].
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(self.whole())
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope().len_bytes()
    }

    /// Whether there is no byte in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many lines there are, at least 1; a text that ends with a line end has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope().len_lines()
    }

    /// The line, from 0, that byte `offset` lies on.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope().byte_to_line(self.clamp(offset))
    }

    /// The bytes of line `line`, from 0, without its line end; empty at the end of the text when there is no such line.
    pub fn line_span(&self, line: usize) -> Span {
        let rope = self.rope();
        let (Ok(start), Ok(next)) =
            (rope.try_line_to_byte(line), rope.try_line_to_byte(line.saturating_add(1)))
        else {
            return Span::empty(self.len());
        };
        let is = |at: Option<usize>, byte| {
            at.filter(|&at| at >= start).and_then(|at| rope.get_byte(at)) == Some(byte)
        };
        let line_end = match (next.checked_sub(1), next.checked_sub(2)) {
            (last, before) if is(last, b'\n') && is(before, b'\r') => 2,
            (last, _) if is(last, b'\n') || is(last, b'\r') => 1,
            _ => 0,
        };
        Span::new(start, next - line_end)
    }

    /// The byte offset of `position`. Past the end of a line means its end, before the line end; past the last line
    /// means the end of the text; inside a character means its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = self.line_span(position.line as usize);
        let units = self.units_before(line.start(), encoding).saturating_add(position.character as usize);
        self.offset_of_unit(units, encoding).min(line.end())
    }

    /// The position of byte `offset`; between CR and LF counts as before both.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = self.clamp(offset);
        let number = self.rope().byte_to_line(offset);
        let line = self.line_span(number);
        let units =
            self.units_before(offset.min(line.end()), encoding) - self.units_before(line.start(), encoding);
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: narrow(number), character: narrow(units) }
    }

    /// Makes one edit. Several that speak of one version are made from the last to the first, or by
    /// [`super::apply_all`].
    pub fn apply(&mut self, edit: &Edit) {
        let mut rope = self.rope().clone();
        let start = rope.byte_to_char(self.clamp(edit.span.start()));
        let end = rope.byte_to_char(self.clamp(edit.span.end()));
        rope.remove(start..end);
        rope.insert(start, &edit.text);
        self.version = Arc::new(Version { rope, whole: OnceLock::new() });
    }

    fn rope(&self) -> &Rope {
        &self.version.rope
    }

    fn whole(&self) -> &Arc<str> {
        self.version.whole.get_or_init(|| String::from(self.rope()).into())
    }

    /// Moves `offset` to the nearest start of a character at or before it.
    fn clamp(&self, offset: usize) -> usize {
        let rope = self.rope();
        rope.char_to_byte(rope.byte_to_char(offset.min(rope.len_bytes())))
    }

    /// Units of `encoding` before byte `offset`, which is the start of a character or the end.
    fn units_before(&self, offset: usize, encoding: Encoding) -> usize {
        let rope = self.rope();
        match encoding {
            Encoding::Utf8 => offset,
            Encoding::Utf32 => rope.byte_to_char(offset),
            Encoding::Utf16 => rope.char_to_utf16_cu(rope.byte_to_char(offset)),
        }
    }

    /// The byte offset after `units` units of `encoding`, clamped.
    fn offset_of_unit(&self, units: usize, encoding: Encoding) -> usize {
        let rope = self.rope();
        match encoding {
            Encoding::Utf8 => self.clamp(units),
            Encoding::Utf32 => rope.char_to_byte(units.min(rope.len_chars())),
            Encoding::Utf16 => rope.char_to_byte(rope.utf16_cu_to_char(units.min(rope.len_utf16_cu()))),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::from(Arc::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::from(Arc::from(text))
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Text { version: Arc::new(Version { rope: Rope::from_str(&text), whole: OnceLock::from(text) }) }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.rope() == other.rope()
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf32, Encoding::Utf16];

    #[test]
    fn lines_end_at_lf_crlf_and_cr_and_nowhere_else() {
        let text = Text::from("a\r\nb\rc\nd\u{2028}\u{85}\u{b}e\u{c}\n");
        let lines: Vec<_> =
            (0..text.line_count()).map(|line| text.line_span(line).of(text.as_str())).collect();
        assert_eq!(lines, ["a", "b", "c", "d\u{2028}\u{85}\u{b}e\u{c}", ""]);
        assert_eq!(text.line_span(99), Span::empty(text.len()));
        assert_eq!(text.line_span(usize::MAX), Span::empty(text.len()));
    }

    #[test]
    fn positions_outside_are_moved_to_the_nearest_place() {
        let text = Text::from("é😀\r\nx");
        for encoding in ENCODINGS {
            assert_eq!(text.offset(Position::new(0, u32::MAX), encoding), 6, "before the CR");
            assert_eq!(text.offset(Position::new(u32::MAX, 0), encoding), 9);
            assert_eq!(text.position(7, encoding), text.position(6, encoding), "between CR and LF");
            assert_eq!(text.position(usize::MAX, encoding), Position::new(1, 1));
            assert_eq!(text.position(4, encoding), text.position(2, encoding), "inside 😀");
        }
        assert_eq!(text.offset(Position::new(0, 1), Encoding::Utf8), 0, "inside é");
        assert_eq!(text.offset(Position::new(0, 2), Encoding::Utf16), 2, "inside 😀");
        assert_eq!(text.offset(Position::new(0, 2), Encoding::Utf32), 6);
    }

    #[test]
    fn an_edit_outside_the_text_is_made_at_its_end() {
        let mut text = Text::from("aé");
        text.apply(&Edit::replace(Span::new(2, 900), "!"));
        assert_eq!(text.as_str(), "a!", "from the start of é on");
        text.apply(&Edit::insert(900, "."));
        assert_eq!(text.as_str(), "a!.");
    }

    #[test]
    fn a_copy_keeps_its_version() {
        let mut text = Text::from("one");
        let before = text.clone();
        text.apply(&Edit::insert(3, " two"));
        assert_eq!((before.as_str(), text.as_str()), ("one", "one two"));
    }

    /// Pieces that make the counting hard: every width in every encoding, every line end, and halves of CRLF.
    fn piece() -> impl Strategy<Value = String> {
        let pieces = ["a", "é", "→", "😀", "e\u{301}", "\n", "\r\n", "\r", "\u{2028}", "tags: [x]"];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
    }

    /// Counts as the protocol's text says, without the rope: what the other count is compared with.
    fn naive_position(text: &str, offset: usize, encoding: Encoding) -> Position {
        let before = &text[..offset];
        let is_mid_crlf = before.ends_with('\r') && text[offset..].starts_with('\n');
        let before = if is_mid_crlf { &before[..offset - 1] } else { before };
        let unified = before.replace("\r\n", "\n").replace('\r', "\n");
        let (lines, last) = unified
            .rsplit_once('\n')
            .map_or((0, &*unified), |(head, last)| (head.matches('\n').count() + 1, last));
        Position::new(lines as u32, encoding.length(last) as u32)
    }

    proptest! {
        #[test]
        fn random_edits_end_as_a_fresh_text_does(
            start in piece(),
            edits in prop::collection::vec((0usize..60, 0usize..20, piece()), 0..20),
        ) {
            for encoding in ENCODINGS {
                let mut text = Text::from(start.as_str());
                let mut model = start.clone();
                for (at, length, new) in &edits {
                    let from = model.floor_char_boundary(*at);
                    let to = model.floor_char_boundary(at + length);
                    // Through positions, as a client sends them; they cannot name the place between CR and LF.
                    let [from, to] = [from, to].map(|offset| text.offset(text.position(offset, encoding), encoding));
                    text.apply(&Edit::replace(Span::new(from, to), new.as_str()));
                    model.replace_range(from..to, new);
                }
                prop_assert_eq!(text.as_str(), &model);
                let fresh = Text::from(model.as_str());
                prop_assert_eq!(text.line_count(), fresh.line_count());
                for offset in (0..=model.len()).filter(|&offset| model.is_char_boundary(offset)) {
                    let expected = naive_position(&model, offset, encoding);
                    prop_assert_eq!(text.position(offset, encoding), expected);
                    prop_assert_eq!(fresh.position(offset, encoding), expected);
                }
            }
        }

        #[test]
        fn a_position_comes_back_as_itself(text in piece(), line in 0u32..14, character in 0u32..30) {
            let text = Text::from(text);
            for encoding in ENCODINGS {
                let offset = text.offset(Position::new(line, character), encoding);
                prop_assert!(text.as_str().is_char_boundary(offset));
                prop_assert_eq!(text.offset(text.position(offset, encoding), encoding), offset);
            }
        }
    }
}
