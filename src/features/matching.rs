//! How well a name fits what was typed: exactly, from its start, from a word's start, inside, or letter by letter.

pub use crate::syntax::words::fold;
use memchr::memmem::Finder;

/// What was typed, ready to be compared with many names.
#[derive(Debug, Clone)]
pub struct Pattern {
    lower: String,
    folded: String,
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
        Pattern { finder: Finder::new(&folded).into_owned(), folded, lower }
    }

    /// How `name` fits, without regard to case, and with a plain letter for one with an accent; `None` if it does not.
    pub fn fit(&self, name: &str) -> Option<Fit> {
        if self.folded.is_empty() {
            return Some(Fit::Start);
        }
        self.fit_folded(&fold(name))
    }

    /// The same for a name that is folded already.
    pub fn fit_folded(&self, name: &str) -> Option<Fit> {
        match self.finder.find(name.as_bytes()) {
            Some(0) if name.len() == self.folded.len() => Some(Fit::Whole),
            Some(0) => Some(Fit::Start),
            Some(at) if starts_word(name, at) || self.later_word(name, at) => Some(Fit::Word),
            Some(_) => Some(Fit::Inside),
            None => self.letters(name).then_some(Fit::Letters),
        }
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

    fn later_word(&self, name: &str, first: usize) -> bool {
        self.finder.find_iter(name.as_bytes()).any(|at| at > first && starts_word(name, at))
    }

    fn letters(&self, name: &str) -> bool {
        let mut rest = name.chars();
        // One letter fits nearly every name: too little to go by.
        self.folded.chars().nth(1).is_some()
            && self.folded.chars().all(|wanted| rest.any(|letter| letter == wanted))
    }
}

fn starts_word(name: &str, at: usize) -> bool {
    let before = name.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|letter| !letter.is_alphanumeric())
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
            assert_eq!(Pattern::new(typed).fit(name), fit, "{typed} in {name}");
        }
    }

    #[test]
    fn a_client_that_compares_letters_keeps_what_fits() {
        assert_eq!(Pattern::new("cafe").filter_text("Café"), "cafe");
        assert_eq!(Pattern::new("café").filter_text("Café"), "Café");
        assert_eq!(Pattern::new("").filter_text("Café"), "Café");
    }
}
