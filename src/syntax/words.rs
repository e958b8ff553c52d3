//! The words of a text, as far as two texts can be compared by them: folded, cut to their stems, in any script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An ending is cut only where at least so many letters remain: `using` and `thing` must not become one letter.
const MIN_STEM: usize = 4;

/// One word, or one character of a script that is written without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its folded text; of a word only the stem.
    pub text: &'a str,
    /// How it is written.
    pub script: Script,
    /// Whether it follows the piece before without anything between.
    pub adjoins: bool,
}

/// How a piece is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// A word between spaces or marks.
    Spaced,
    /// Japanese syllables that mostly write endings and particles.
    Hiragana,
    /// Chinese characters, Katakana, Hangul.
    Dense,
}

/// A word as a number: equal for equal words, and hardly ever for others (28 bits over some hundred thousand words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

impl Word {
    /// How many bits it has.
    pub const BITS: u32 = 28;

    /// The word that some pieces make when they are written together: `node` and `js` make the same as `nodejs`.
    pub fn start() -> Joined {
        Joined(0xcbf2_9ce4_8422_2325)
    }

    /// The word of one text.
    pub fn of(text: &str) -> Word {
        Word::start().and(text).word()
    }

    /// Its number, below two to the power of [`Word::BITS`].
    pub fn number(self) -> u32 {
        self.0
    }

    /// The word of that number.
    pub fn from_number(number: u32) -> Word {
        Word(number & ((1 << Word::BITS) - 1))
    }
}

/// Pieces written together, so far.
#[derive(Debug, Clone, Copy)]
pub struct Joined(u64);

impl Joined {
    /// With one more text behind it. FNV-1a, since its state after two texts is that after both as one.
    pub fn and(self, text: &str) -> Joined {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Joined(text.as_bytes().iter().fold(self.0, step))
    }

    /// The word that they make.
    pub fn word(self) -> Word {
        Word::from_number((self.0 ^ (self.0 >> 29)) as u32)
    }
}

/// Calls `take` for each piece of `text`, in their order. `C++`, `C#` and `.NET` keep their marks; other dots and
/// apostrophes within a word go (`Node.js` is `nodejs`), hyphens part words.
pub fn pieces(text: &str, mut take: impl FnMut(Piece<'_>)) {
    let mut last_end = 0;
    let mut buffer = String::new();
    while let Some(run) = next_run(text, last_end) {
        let adjoins = run.start == last_end && last_end > 0;
        last_end = run.end;
        let Some(word) = text.get(run) else { return };
        buffer.clear();
        fold_into(word, &mut buffer);
        cut(&buffer, adjoins, &mut take);
    }
}

/// The words of a text for comparing it with others: stems, and pairs of neighbours where a script has no spaces.
pub fn words(text: &str, mut take: impl FnMut(Word, &str)) {
    let mut before = String::new();
    let mut pair = String::new();
    pieces(text, |piece| {
        if piece.script == Script::Spaced {
            before.clear();
            return take(Word::of(piece.text), piece.text);
        }
        if piece.adjoins && !before.is_empty() {
            pair.clear();
            pair.push_str(&before);
            pair.push_str(piece.text);
            take(Word::of(&pair), &pair);
        }
        before.clear();
        before.push_str(piece.text);
    });
}

/// Lower case, and plain letters for those with accents: what a writer types who has no key for them.
pub fn fold(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            // Marks of other scripts (the dakuten of Japanese among them) make another letter, not an accent.
            '\u{300}'..='\u{36f}' if is_combining_mark(letter) => {}
            other => out.push(other),
        }
    }
    out.nfc().collect()
}

fn fold_into(word: &str, out: &mut String) {
    if word.chars().all(is_plain) {
        let from = out.len();
        out.push_str(word);
        out.get_mut(from..).into_iter().for_each(str::make_ascii_lowercase);
    } else {
        out.push_str(&fold(word));
    }
}

/// Whether folding a character does no more to it than ASCII's lower case: the syllables and characters of East Asia
/// have no case, and those of these ranges are in their normal form. Nearly all text is made of them.
fn is_plain(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The next stretch of letters, digits and what belongs to them, from byte `from` on.
fn next_run(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.get(from..)?;
    let start = rest.find(is_letter)? + from;
    let head = text.get(from..start).unwrap_or_default();
    // `.NET`, but not the dot of `end.Next`, which belongs to the run before.
    let dotted =
        head.ends_with('.') && text.get(start..)?.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let dotted = dotted && !head.ends_with("..") && (head.len() > 1 || from == 0);
    let mut end = start;
    let mut letters = text.get(start..)?.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_letter = letters.peek().is_some_and(|(_, next)| is_letter(*next));
        let belongs = is_letter(letter) || (is_inner_mark(letter) && next_is_letter);
        if !belongs {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    let end = end + closing_marks(text.get(start..end)?, text.get(end..)?);
    Some(if dotted { start - 1 } else { start }..end)
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || letter.is_alphanumeric()
        || (letter >= FIRST_MARK && is_combining_mark(letter))
}

/// No combining mark stands before it; most letters need not be looked up.
const FIRST_MARK: char = '\u{300}';

fn is_inner_mark(letter: char) -> bool {
    matches!(letter, '.' | '\'' | '’')
}

/// The bytes of `++` behind any word and of `#` or `+` behind a very short one: `C#`, `F#`, `Notepad++`.
fn closing_marks(word: &str, rest: &str) -> usize {
    match rest.as_bytes() {
        [b'+', b'+', ..] => 2,
        [b'#' | b'+', ..] if word.len() <= 2 => 1,
        _ => 0,
    }
}

/// Cuts a folded run into words and into characters of scripts without spaces.
fn cut(run: &str, mut adjoins: bool, take: &mut impl FnMut(Piece<'_>)) {
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let script = script_of(first);
        let end = match script {
            Script::Spaced => rest.find(|letter| script_of(letter) != Script::Spaced).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(end);
        match script {
            Script::Spaced if piece.contains(is_inner_mark) => {
                let whole: String = without_marks(piece);
                take(Piece { text: stem(&whole), script, adjoins });
            }
            _ => take(Piece { text: stem(piece), script, adjoins }),
        }
        adjoins = true;
        rest = after;
    }
}

/// Without its apostrophes, and without its dots but the first letter's (`.net`) and those between digits (`2.0`).
fn without_marks(piece: &str) -> String {
    let mut before = ' ';
    let mut out = String::with_capacity(piece.len());
    for (at, letter) in piece.char_indices() {
        if !is_inner_mark(letter) || (letter == '.' && (at == 0 || before.is_ascii_digit())) {
            out.push(letter);
        }
        before = letter;
    }
    out
}

fn script_of(letter: char) -> Script {
    match letter {
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{20000}'..='\u{3ffff}' => Script::Dense,
        _ => Script::Spaced,
    }
}

/// The part of a word that its plural and its forms in `-ing`, `-ed` and `-e` share, for English and what is near it.
/// Words of other languages keep theirs or lose the same ending everywhere, so they still compare.
fn stem(word: &str) -> &str {
    if !word.is_ascii() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return word;
    }
    let cut = |word: &str, ending: &str, least: usize| -> Option<usize> {
        let rest = word.strip_suffix(ending)?.len();
        (rest >= least).then_some(rest)
    };
    let plural = match word {
        word if word.ends_with("ss")
            || word.ends_with("us")
            || word.ends_with("is")
            || word.ends_with("js") =>
        {
            None
        }
        word => cut(word, "ies", 3).or_else(|| cut(word, "s", 3)),
    };
    let word = word.get(..plural.unwrap_or(word.len())).unwrap_or(word);
    let ending = ["ing", "ed", "e", "y"].iter().find_map(|ending| cut(word, ending, MIN_STEM));
    word.get(..ending.unwrap_or(word.len())).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        pieces(text, |piece| found.push(piece.text.to_string()));
        found
    }

    #[test]
    fn words_lose_case_accents_and_endings_but_keep_the_marks_of_languages() {
        for (text, expected) in [
            ("C++, C# & .NET", "c++ c# .net"),
            ("ASP.NET uses Node.js.", "aspnet use nodejs"),
            ("version 2.0", "version 2.0"),
            ("Café Ｆｕｌｌ", "cafe full"),
            ("caching cached caches cache", "cach cach cach cach"),
            ("stories story", "stor stor"),
            ("class status this", "class status this"),
            ("e-mail don't", "e mail dont"),
            ("使う Goを", "使 う go を"),
            ("end. Next", "end next"),
        ] {
            assert_eq!(split(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn pieces_written_together_are_one_word() {
        assert_eq!(Word::start().and("node").and("js").word(), Word::of("nodejs"));
        assert_ne!(Word::of("nodejs"), Word::of("jsnode"));
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_pairs() {
        let mut found = Vec::new();
        words("Go言語を 使う", |_, text| found.push(text.to_string()));
        assert_eq!(found, ["go", "言語", "語を", "使う"]);
    }
}
