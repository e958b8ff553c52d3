//! How well a name fits what was typed: exactly, from its start, from a word's start, inside, or letter by letter.

use crate::syntax::words::Letters;
pub use crate::syntax::words::fold;
use memchr::memmem::Finder;

/// What was typed, ready to be compared with many names.
#[derive(Debug, Clone)]
pub struct Pattern {
    lower: String,
    folded: String,
    letters: Letters,
    /// Made once, since it is asked for each of thousands of names.
    finder: Finder<'static>,
}

/// How a name fits, the better the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is what was typed.
    Whole,
    /// It starts with it, or nothing was typed.
    Start,
    /// A word in it starts with it.
    Word,
    /// It stands somewhere inside.
    Inside,
    /// Its letters stand in it, in their order.
    Letters,
}

impl Pattern {
    /// Takes the text before the cursor; blanks at its ends do not count.
    pub fn new(typed: &str) -> Pattern {
        let lower = typed.trim().to_lowercase();
        let folded = fold(&lower);
        let (finder, letters) = (Finder::new(&folded).into_owned(), Letters::of(&folded));
        Pattern { finder, letters, folded, lower }
    }

    /// How `name` fits, without regard to case, and with a plain letter for one with an accent; `None` if it does not.
    pub fn fit(&self, name: &str) -> Option<Fit> {
        if self.folded.is_empty() { Some(Fit::Start) } else { self.fit_folded(&fold(name)) }
    }

    /// How a name fits that is folded already, with its letters. Says what [`Pattern::fit`] does, for the thousands of
    /// names of which most lack a letter or begin with what was typed.
    pub fn fit_name(&self, folded: &str, letters: Letters) -> Option<Fit> {
        if !letters.may_hold(self.letters) {
            return None;
        }
        match folded.strip_prefix(&*self.folded) {
            Some(rest) if rest.is_empty() && !self.folded.is_empty() => Some(Fit::Whole),
            Some(_) => Some(Fit::Start),
            None => self.fit_folded(folded),
        }
    }

    /// How the best of some names fits, one a line, that are folded already.
    pub fn fit_folded(&self, names: &str) -> Option<Fit> {
        if self.folded.is_empty() {
            return Some(Fit::Start);
        }
        let fits = self.finder.find_iter(names.as_bytes()).map(|at| fit_at(names, at, self.folded.len()));
        fits.min().or_else(|| names.lines().any(|name| self.letters(name)).then_some(Fit::Letters))
    }

    /// What was typed, folded; empty where nothing was.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// What a client should compare with the typed text, so that it keeps a name that fits only without accents.
    pub fn filter_text(&self, name: &str) -> String {
        let fits_as_written = self.lower.is_empty() || name.to_lowercase().contains(&self.lower);
        if fits_as_written { name.to_string() } else { fold(name) }
    }

    fn letters(&self, name: &str) -> bool {
        let mut rest = name.chars();
        // One letter fits nearly every name: too little to go by.
        self.folded.chars().nth(1).is_some()
            && self.folded.chars().all(|wanted| rest.any(|letter| letter == wanted))
    }
}

/// How the name fits that has the typed text, of `length` bytes, at byte `at`.
fn fit_at(names: &str, at: usize, length: usize) -> Fit {
    let (before, behind) = (names.as_bytes().get(..at), names.as_bytes().get(at + length..));
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b'\n');
    if is_end(before.and_then(|head| head.last())) {
        return if is_end(behind.and_then(|rest| rest.first())) { Fit::Whole } else { Fit::Start };
    }
    let letter_before = names.get(..at).and_then(|head| head.chars().next_back());
    if letter_before.is_some_and(char::is_alphanumeric) { Fit::Inside } else { Fit::Word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_from_best_to_worst() {
        for (typed, name, fit) in [
            ("", "anything", Some(Fit::Start)),
            ("go", "Go", Some(Fit::Whole)),
            ("kub", "kubernetes", Some(Fit::Start)),
            ("end", "front end", Some(Fit::Word)),
            ("or", "corp-or", Some(Fit::Word)),
            ("ber", "kubernetes", Some(Fit::Inside)),
            ("k8s", "kubernetes", None),
            ("kbn", "kubernetes", Some(Fit::Letters)),
            ("z", "kubernetes", None),
            ("cafe", "Café au lait", Some(Fit::Start)),
            ("café", "Cafe", Some(Fit::Whole)),
            ("strasse", "Straße", Some(Fit::Whole)),
            ("日", "日記", Some(Fit::Start)),
            ("か", "がぞう", None),
        ] {
            let pattern = Pattern::new(typed);
            assert_eq!(pattern.fit(name), fit, "{typed} in {name}");
            let folded = fold(name);
            assert_eq!(pattern.fit_name(&folded, Letters::of(&folded)), fit, "{typed} in {folded}");
        }
    }

    #[test]
    fn a_client_that_compares_letters_keeps_what_fits() {
        assert_eq!(Pattern::new("cafe").filter_text("Café"), "cafe");
        assert_eq!(Pattern::new("café").filter_text("Café"), "Café");
        assert_eq!(Pattern::new("").filter_text("Café"), "Café");
    }
}
