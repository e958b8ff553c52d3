//! Taxonomies as a site declares them, and how the text of a term field is cut into terms.

use crate::site::files::RelPath;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A taxonomy that the configuration declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// The key in front matter, which is also its name: `tags`.
    pub name: SmolStr,
    /// The word for one of them: `tag`.
    pub singular: SmolStr,
    /// The path of its key from the root of front matter: `["tags"]`, `["taxonomies", "tags"]`.
    pub key: Vec<SmolStr>,
    /// Another key at the top of front matter, which holds one term, blanks and all: `tag`.
    pub single_key: Option<SmolStr>,
    /// How one value is cut into terms.
    pub split: TermSplit,
}

/// How the text of a term field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermSplit {
    /// A text is one term.
    Whole,
    /// A text is a list of terms with spaces between them.
    Spaces,
    /// A text is a list of terms with commas between them, or with semicolons where it has any.
    Commas,
}

impl TermSplit {
    /// The terms of a text, each as its bytes there, blanks around them left out.
    pub fn terms(self, text: &str) -> Vec<Span> {
        let cut = self.cut(text);
        let mut end = 0;
        let parts = text.split_inclusive(&cut).map(|part| {
            end += part.len();
            let term = part.trim_end_matches(|c: char| cut(c) || c.is_whitespace());
            let start = end - part.trim_start().len();
            Span::new(start, start + term.trim_start().len())
        });
        parts.filter(|span| !span.is_empty()).collect()
    }

    /// The term of a text that byte `at` is in or ends; an empty place there where it is between two.
    pub fn term_at(self, text: &str, at: usize) -> Span {
        let cut = self.cut(text);
        let (before, after) = text.split_at(text.floor_char_boundary(at));
        let head = before.rsplit(&cut).next().unwrap_or_default().trim_start();
        let tail = after.split(cut).next().unwrap_or_default().trim_end();
        Span::new(before.len() - head.len(), before.len() + tail.len())
    }

    /// Whether a text that is to hold this one term would hold several.
    pub fn breaks(self, term: &str) -> bool {
        match self {
            TermSplit::Whole => false,
            TermSplit::Spaces => term.contains(char::is_whitespace),
            TermSplit::Commas => term.contains([',', ';']),
        }
    }

    /// What stands between two terms of a text.
    pub fn joint(self, text: &str) -> &'static str {
        match self {
            TermSplit::Commas if text.contains(';') => "; ",
            TermSplit::Commas => ", ",
            TermSplit::Whole | TermSplit::Spaces => " ",
        }
    }

    /// Whether a text of these terms is cut at a character.
    fn cut(self, text: &str) -> impl Fn(char) -> bool {
        let mark = if text.contains(';') { ';' } else { ',' };
        move |c| match self {
            TermSplit::Whole => false,
            TermSplit::Spaces => c.is_whitespace(),
            TermSplit::Commas => c == mark,
        }
    }
}

/// One term on one post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermUse {
    /// Index into [`Model::taxonomies`](crate::site::Model::taxonomies).
    pub taxonomy: usize,
    /// The term, as written.
    pub text: SmolStr,
    /// Its bytes, quotes excluded.
    pub span: Span,
}

/// The terms of a taxonomy that a file of the site declares, whether or not any post has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredTerms {
    /// The file.
    pub path: RelPath,
    /// Index into [`Model::taxonomies`](crate::site::Model::taxonomies).
    pub taxonomy: usize,
    /// The terms, in the order of their names.
    pub terms: Vec<DeclaredTerm>,
    /// What becomes of others.
    pub others: OtherTerms,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredTerm {
    /// What posts write.
    pub name: SmolStr,
    /// What readers see.
    pub label: SmolStr,
    /// What the site says of it; empty for nothing.
    pub doc: String,
}

/// What the build does about terms that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OtherTerms {
    /// It takes them, or that is not known.
    #[default]
    Taken,
    /// It warns of them.
    Warned,
    /// It stops at them.
    Refused,
}

impl DeclaredTerms {
    /// The term that posts write so, letter for letter.
    pub fn get(&self, name: &str) -> Option<&DeclaredTerm> {
        self.terms.iter().find(|term| term.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_into_terms_without_the_blanks_around_them() {
        for (split, text, expected) in [
            (TermSplit::Whole, " web dev ", &["web dev"][..]),
            (TermSplit::Spaces, "go  日本\tc", &["go", "日本", "c"]),
            (TermSplit::Commas, "go, web dev,, 😀 ", &["go", "web dev", "😀"]),
            (TermSplit::Commas, "a, b; c", &["a, b", "c"]),
            (TermSplit::Commas, " , ", &[]),
        ] {
            let terms: Vec<&str> = split.terms(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(terms, expected, "{text:?}");
        }
    }

    #[test]
    fn the_term_at_a_place_is_the_one_that_it_touches() {
        let text = "go, wéb dev, ";
        for (at, expected) in [(0, "go"), (2, "go"), (4, "wéb dev"), (6, "wéb dev"), (14, "")] {
            assert_eq!(TermSplit::Commas.term_at(text, at).of(text), expected, "{at}");
        }
    }
}
