//! An input of bytes as what the targets work with: numbers to choose by, and a text.

/// Reads an input from its front.
pub struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    /// All of an input.
    pub fn new(data: &'a [u8]) -> Self {
        Input { rest: data }
    }

    /// The next byte; 0 at the end.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A number of two bytes.
    pub fn number(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// One of some choices by a digit or letter, so that an input can be written by hand.
    pub fn choose<'c, T>(&mut self, choices: &'c [T]) -> Option<&'c T> {
        let at = usize::from(self.byte().wrapping_sub(b'0'));
        choices.get(at % choices.len().max(1))
    }

    /// What is left, as text. `None` when it is not UTF-8, which frontis never takes for a text.
    pub fn text(self) -> Option<&'a str> {
        std::str::from_utf8(self.rest).ok()
    }

    /// The bytes up to a separator or the end.
    pub fn until(&mut self, separator: u8) -> &'a [u8] {
        let at = self.rest.iter().position(|byte| *byte == separator);
        let (found, rest) = match at {
            Some(at) => (&self.rest[..at], &self.rest[at + 1..]),
            None => (self.rest, &[][..]),
        };
        self.rest = rest;
        found
    }
}

/// Byte offsets to ask a question at: all places of a short text, some of a long one.
pub fn places(text: &str) -> impl Iterator<Item = usize> {
    /// More places than this make an input slow without finding more.
    const MANY: usize = 96;
    let step = (text.len() / MANY).max(1);
    (0..=text.len()).step_by(step).map(|at| text.floor_char_boundary(at)).chain([text.len()])
}
