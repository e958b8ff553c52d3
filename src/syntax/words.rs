//! The words of a text, as far as two texts can be compared by them: folded, cut to their stems, in any script.

use serde::{Deserialize, Serialize};
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
    /// The character before and this one, where both are of scripts without spaces and nothing is between them.
    pub pair: Option<&'a str>,
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
        Joined(text.as_bytes().iter().fold(self.0, |hash, letter| step(hash, u32::from(*letter))))
    }

    /// The same for letters and digits of ASCII, in lower case.
    fn and_lower(self, text: &str) -> Joined {
        // This bit is what tells a small letter from a large one, and all digits have it.
        Joined(text.as_bytes().iter().fold(self.0, |hash, byte| step(hash, u32::from(*byte | 0x20))))
    }

    /// The word that they make.
    pub fn word(self) -> Word {
        Word::from_number((self.0 ^ (self.0 >> 29)) as u32)
    }
}

fn step(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
}

/// Calls `take` for each piece of `text`, in their order. `C++`, `C#` and `.NET` keep their marks; other dots and
/// apostrophes within a word go (`Node.js` is `nodejs`), hyphens part words.
pub fn pieces(text: &str, mut take: impl FnMut(Piece<'_>)) {
    let mut last_end = 0;
    let mut buffer = String::new();
    while let Some(run) = next_run(text, last_end) {
        let adjoins = run.start == last_end && last_end > 0;
        last_end = run.end;
        let Some(word) = text.get(run.start..run.end) else { return };
        buffer.clear();
        if run.is_plain {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
            take(Piece { text: stem(&buffer), script: Script::Spaced, adjoins, pair: None });
        } else {
            fold_into(word, &mut buffer);
            cut(&buffer, adjoins, &mut take);
        }
    }
}

/// The words of a text for comparing it with others: stems, and pairs of neighbours where a script has no spaces. Each
/// with the text that it was read from, whose case and accents may still be there.
///
/// Says what [`pieces`] does; it is asked for whole posts, and nearly all they hold are runs that need no folding.
pub fn words(text: &str, mut take: impl FnMut(Word, &str)) {
    let mut at = 0;
    while let Some(first) = first_letter(text, at) {
        if let Some(end) = simple_end(text, first) {
            simple_words(text.get(first..end).unwrap_or_default(), &mut take);
            at = end;
            continue;
        }
        let Some(run) = next_run(text, at) else { return };
        at = run.end;
        pieces(text.get(run.start..run.end).unwrap_or_default(), |piece| {
            let word = if piece.script == Script::Spaced { Some(piece.text) } else { piece.pair };
            if let Some(word) = word {
                take(Word::of(word), word);
            }
        });
    }
}

/// The end of the run whose first letter is at byte `first`, if it is made of ASCII's letters and digits and of
/// [simple](is_simple) ones alone, without a mark at an end or inside.
fn simple_end(text: &str, first: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if first.checked_sub(1).is_some_and(|before| bytes.get(before) == Some(&b'.')) {
        return None;
    }
    let mut at = first;
    loop {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
            None => return Some(at),
            Some(b'.' | b'\'' | b'+' | b'#') => return None,
            Some(byte) if byte.is_ascii() => return Some(at),
            Some(_) => match char_at(text, at)? {
                letter if is_simple(letter) => at += letter.len_utf8(),
                other => return (!is_letter(other) && !is_inner_mark(other)).then_some(at),
            },
        }
    }
}

/// The words of a simple run.
fn simple_words(run: &str, take: &mut impl FnMut(Word, &str)) {
    let (mut at, mut before) = (0, None);
    while let Some(first) = run.as_bytes().get(at) {
        let start = at;
        if first.is_ascii() {
            at += run
                .as_bytes()
                .get(at..)
                .map_or(1, |rest| rest.iter().take_while(|byte| byte.is_ascii()).count());
            let word = run.get(start..at).unwrap_or_default();
            let stem = word.get(..stem_length(word.as_bytes())).unwrap_or(word);
            take(Word::start().and_lower(stem).word(), stem);
            before = None;
        } else {
            // Of three bytes or four: see `is_simple`.
            at += if *first < 0xf0 { 3 } else { 4 };
            if let Some(pair) = before.and_then(|before: usize| run.get(before..at)) {
                take(Word::of(pair), pair);
            }
            before = Some(start);
        }
    }
}

/// Letters of scripts without spaces that folding leaves as they are.
fn is_simple(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{2a6df}')
}

/// Lower case, and plain letters for those with accents: what a writer types who has no key for them.
pub fn fold(text: &str) -> String {
    if text.chars().all(is_plain) { text.to_ascii_lowercase() } else { fold_any(text) }
}

fn fold_any(text: &str) -> String {
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

/// Which letters a folded name holds, as far as 64 bits tell: whether a name can hold all of some letters is asked for
/// thousands of names at each keystroke, and most can not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Letters(u64);

impl Letters {
    /// Those of a folded text.
    pub fn of(folded: &str) -> Letters {
        Letters(folded.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % u64::BITS)))
    }

    /// Whether a text with these letters may hold all of the others; if not, it surely does not.
    pub fn may_hold(self, others: Letters) -> bool {
        others.0 & !self.0 == 0
    }
}

fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() || word.chars().all(is_plain) {
        let from = out.len();
        out.push_str(word);
        out.get_mut(from..).into_iter().for_each(str::make_ascii_lowercase);
    } else {
        out.push_str(&fold(word));
    }
}

/// Whether folding a character does no more to it than ASCII's lower case: the syllables and characters of East Asia,
/// quotation marks and pictures have no case, and those of these ranges are in their normal form. Nearly all text is made
/// of them.
fn is_plain(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter, '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
        || matches!(letter, '\u{200d}' | '\u{fe0f}' | '\u{1f300}'..='\u{1faff}')
        || matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{2f7ff}')
}

/// A stretch of letters, digits and what belongs to them.
struct Run {
    start: usize,
    end: usize,
    /// Whether it is nothing but letters and digits of ASCII, as most words are: one piece, as it stands.
    is_plain: bool,
}

/// The next one from byte `from` on.
fn next_run(text: &str, from: usize) -> Option<Run> {
    let first = first_letter(text, from)?;
    let head = text.get(from..first).unwrap_or_default();
    // `.NET`, but not the dot of `end.Next`, which belongs to the run before.
    let dotted = head.ends_with('.') && text.as_bytes().get(first).is_some_and(u8::is_ascii_alphabetic);
    let dotted = dotted && !head.ends_with("..") && (head.len() > 1 || from == 0);
    let plain = text.as_bytes().get(first..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let letters = run_end(text, first + plain);
    let end = letters + closing_marks(text.get(first..letters)?, text.get(letters..)?);
    let start = if dotted { first - 1 } else { first };
    Some(Run { start, end, is_plain: start + plain == end })
}

/// The byte of the first letter or digit from byte `from` on. Most text is ASCII, of which a byte tells all.
fn first_letter(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match *text.as_bytes().get(at)? {
            byte if byte.is_ascii_alphanumeric() => return Some(at),
            byte if byte.is_ascii() => at += 1,
            _ => match char_at(text, at)? {
                letter if is_letter(letter) => return Some(at),
                other => at += other.len_utf8(),
            },
        }
    }
}

/// Where the run ends that goes on at byte `from`, all before it being letters. A mark belongs to it only between letters.
fn run_end(text: &str, from: usize) -> usize {
    let is_letter_at = |at: usize| char_at(text, at).is_some_and(is_letter);
    let mut at = from;
    while let Some(byte) = text.as_bytes().get(at) {
        let length = match byte {
            _ if byte.is_ascii_alphanumeric() => 1,
            b'.' | b'\'' if is_letter_at(at + 1) => 1,
            _ if byte.is_ascii() => return at,
            _ => match char_at(text, at) {
                Some(letter) if is_letter(letter) => letter.len_utf8(),
                Some(mark) if is_inner_mark(mark) && is_letter_at(at + mark.len_utf8()) => mark.len_utf8(),
                _ => return at,
            },
        };
        at += length;
    }
    at
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Letters, digits, and the marks that are written over letters. The ranges are those in which nearly all text is written:
/// looking a character up takes longer than all else that is done with it.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => !matches!(letter, '×' | '÷'),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{20000}'..='\u{2a6df}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{1f300}'..='\u{1faff}' => false,
        _ => letter.is_alphanumeric() || (letter >= FIRST_MARK && is_combining_mark(letter)),
    }
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
    let (mut start, mut before) = (0, None);
    while let Some(first) = char_at(run, start) {
        let script = script_of(first);
        let end = start
            + match script {
                Script::Spaced => word_length(run.get(start..).unwrap_or_default()),
                _ => first.len_utf8(),
            };
        let text = run.get(start..end).unwrap_or_default();
        let piece = Piece { text, script, adjoins, pair: None };
        match script {
            Script::Spaced if text.contains(is_inner_mark) => {
                take(Piece { text: stem(&without_marks(text)), ..piece });
            }
            Script::Spaced => take(Piece { text: stem(text), ..piece }),
            _ => take(Piece { pair: before.and_then(|before: usize| run.get(before..end)), ..piece }),
        }
        before = (script != Script::Spaced).then_some(start);
        (start, adjoins) = (end, true);
    }
}

/// The bytes at the start of `run` before a character of a script without spaces.
fn word_length(run: &str) -> usize {
    let other = |letter| script_of(letter) != Script::Spaced;
    if run.is_ascii() { run.len() } else { run.find(other).unwrap_or(run.len()) }
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
    word.get(..stem_length(word.as_bytes())).unwrap_or(word)
}

/// Its length in bytes, in whatever case the word is written.
fn stem_length(word: &[u8]) -> usize {
    if !word.iter().all(u8::is_ascii_alphabetic) {
        return word.len();
    }
    // The last, the one before it, and the one before that; 0 where there is none.
    let ending = |length: usize| {
        let from_end =
            |back: usize| length.checked_sub(back).and_then(|at| word.get(at)).map_or(0, |byte| byte | 0x20);
        [from_end(3), from_end(2), from_end(1)]
    };
    let singular = match ending(word.len()) {
        [_, b's' | b'u' | b'i' | b'j', b's'] => word.len(),
        [b'i', b'e', b's'] if word.len() >= 6 => word.len() - 3,
        [_, _, b's'] if word.len() >= 4 => word.len() - 1,
        _ => word.len(),
    };
    match ending(singular) {
        [b'i', b'n', b'g'] if singular >= MIN_STEM + 3 => singular - 3,
        [_, b'e', b'd'] if singular >= MIN_STEM + 2 => singular - 2,
        [_, _, b'e' | b'y'] if singular > MIN_STEM => singular - 1,
        _ => singular,
    }
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
    fn ranges_say_of_each_character_what_looking_it_up_says() {
        let looked_up = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
        let wrong: Vec<char> =
            (' '..=char::MAX).filter(|&letter| is_letter(letter) != looked_up(letter)).collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn what_is_simple_is_a_plain_letter_of_a_script_without_spaces() {
        let is_wrong = |letter: &char| {
            let is_it = is_letter(*letter) && is_plain(*letter) && script_of(*letter) != Script::Spaced;
            is_simple(*letter) && !(is_it && letter.len_utf8() >= 3)
        };
        assert_eq!((' '..=char::MAX).filter(is_wrong).collect::<Vec<_>>(), []);
    }

    #[test]
    fn what_is_plain_folds_to_itself() {
        let is_wrong = |letter: &char| {
            // Before the letter `か` a mark would melt with it.
            let text = format!("a{letter}か");
            is_plain(*letter) && fold_any(&text) != text.to_ascii_lowercase()
        };
        assert_eq!((' '..=char::MAX).filter(is_wrong).collect::<Vec<_>>(), []);
    }

    #[test]
    fn pieces_written_together_are_one_word() {
        assert_eq!(Word::start().and("node").and("js").word(), Word::of("nodejs"));
        assert_ne!(Word::of("nodejs"), Word::of("jsnode"));
    }

    #[test]
    fn a_text_may_hold_the_letters_of_its_parts_and_hardly_others() {
        let name = Letters::of("kubernetes 日記");
        for (typed, expected) in [("", true), ("kbs", true), ("記", true), ("go", false), ("kube!", false)] {
            assert_eq!(name.may_hold(Letters::of(typed)), expected, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_words_of_a_text_are_those_of_its_pieces(
            text in "([a-zA-Z0-9]{1,4}(ies|ing|ed|s)?|[ .,'+#-]|[’é語を。ーア・ﬁＡ]|[\u{301}\u{1F469}]){0,30}"
        ) {
            let mut expected = Vec::new();
            pieces(&text, |piece| {
                let word = if piece.script == Script::Spaced { Some(piece.text) } else { piece.pair };
                expected.extend(word.map(Word::of));
            });
            let mut found = Vec::new();
            words(&text, |word, _| found.push(word));
            proptest::prop_assert_eq!(found, expected, "{}", text);
        }
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_pairs() {
        let mut found = Vec::new();
        words("Go言語を 使う", |_, text| found.push(text.to_string()));
        assert_eq!(found, ["Go", "言語", "語を", "使う"]);
    }
}
