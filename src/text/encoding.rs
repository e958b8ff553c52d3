//! The units in which an editor counts characters, and a position counted in them.

/// What one unit of [`Position::character`] is.
///
/// The derived order is the policy of the negotiation: the least of those a client offers is chosen. Bytes need no
/// conversion; code points need a shorter one than UTF-16, which every client must support and nobody wants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Unicode code points.
    Utf32,
    /// UTF-16 code units: what a client means that says nothing.
    #[default]
    Utf16,
}

impl Encoding {
    /// Length of `text` in these units.
    pub fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf32 => text.chars().count(),
            Encoding::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// A place in a text as editors count it: both numbers start at 0, `character` is in units of an [`Encoding`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Position {
    /// The line; LF, CRLF and a lone CR end one, and nothing else does.
    pub line: u32,
    /// Units before the place on its line.
    pub character: u32,
}

impl Position {
    /// The place `character` units into line `line`, both from 0.
    pub fn new(line: u32, character: u32) -> Self {
        Position { line, character }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_what_a_client_offers_is_the_least() {
        let best = |offered: &[Encoding]| offered.iter().min().copied().unwrap_or_default();
        assert_eq!(best(&[Encoding::Utf32, Encoding::Utf8, Encoding::Utf16]), Encoding::Utf8);
        assert_eq!(best(&[Encoding::Utf16, Encoding::Utf32]), Encoding::Utf32);
        assert_eq!(best(&[]), Encoding::Utf16);
    }

    #[test]
    fn lengths_differ_between_the_encodings() {
        let lengths = [Encoding::Utf8, Encoding::Utf32, Encoding::Utf16].map(|e| e.length("aé😀"));
        assert_eq!(lengths, [7, 3, 4]);
    }
}
