//! The names in an expression: what is read from the context, and the functions, filters and tests that are called.

use super::tokens::{Token, TokenKind};

/// Words of the language, which are no names.
const WORDS: &[&str] = &[
    "true", "false", "True", "False", "none", "None", "null", "and", "or", "not", "in", "is", "if", "else",
    "for", "as",
];

/// What a word in an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// A value of the context, or a local one.
    Variable,
    /// A function that is called.
    Function,
    /// A filter.
    Filter,
    /// A test, behind `is`.
    Test,
}

/// What the word at `at` is; `None` for words of the language, parts of paths and names of arguments.
pub fn name_at(text: &str, tokens: &[Token], at: usize) -> Option<Name> {
    let word = tokens.get(at)?.word(text)?;
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| tokens.get(at));
    let follows = |mark: &str| before(1).is_some_and(|token| token.is(mark));
    let leads = |mark: &str| tokens.get(at + 1).is_some_and(|token| token.is(mark));
    let is_word = |steps: usize, word: &str| before(steps).and_then(|token| token.word(text)) == Some(word);
    if is_word(1, "is") && word != "not" || (is_word(1, "not") && is_word(2, "is")) {
        return Some(Name::Test);
    }
    if WORDS.contains(&word) || follows(".") || follows("?.") || follows("::") || leads("::") || leads("=") {
        return None;
    }
    match (follows("|"), leads("(")) {
        (true, _) => Some(Name::Filter),
        (false, true) => Some(Name::Function),
        (false, false) => Some(Name::Variable),
    }
}

/// The tokens behind the path that starts with the name at `at`: behind `name.with.parts`.
pub fn behind_path(tokens: &[Token], at: usize) -> &[Token] {
    let mut end = at + 1;
    while tokens.get(end).is_some_and(|token| token.is(".") || token.is("?.")) {
        end += 2;
    }
    tokens.get(end..).unwrap_or_default()
}

/// Whether the name at `at` may be missing: a test or a default stands behind it.
pub fn is_asked(text: &str, tokens: &[Token], at: usize) -> bool {
    match behind_path(tokens, at) {
        [is, ..] if is.word(text) == Some("is") => true,
        [pipe, filter, ..] => pipe.is("|") && filter.word(text) == Some("default"),
        _ => false,
    }
}

/// Whether a token can stand where a value is wanted.
pub fn is_operand(text: &str, token: &Token) -> bool {
    match token.kind {
        TokenKind::Int | TokenKind::Float | TokenKind::Text => true,
        TokenKind::Word => token.word(text).is_some_and(|word| {
            !matches!(word, "and" | "or" | "not" | "in" | "is" | "if" | "else" | "for" | "as")
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::tera::tokens;
    use crate::text::Span;

    #[test]
    fn words_are_told_apart() {
        let text = "a.b | f(c=d) ~ g(e=1) is not h and m::n(x=y) if k is i";
        let tokens = tokens(text, Span::new(0, text.len()));
        let names =
            (0..tokens.len()).filter_map(|at| Some((tokens[at].span.of(text), name_at(text, &tokens, at)?)));
        let found: Vec<(&str, Name)> = names.collect();
        assert_eq!(
            found,
            [
                ("a", Name::Variable),
                ("f", Name::Filter),
                ("d", Name::Variable),
                ("g", Name::Function),
                ("h", Name::Test),
                ("y", Name::Variable),
                ("k", Name::Variable),
                ("i", Name::Test)
            ]
        );
    }
}
