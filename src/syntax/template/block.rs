//! The statements of a template, with the blocks they open and close.

use super::action::{Action, Token, TokenKind};
use super::pipe::{self, Pipe};

/// One action as a statement.
#[derive(Debug)]
pub(super) struct Statement<'t> {
    pub kind: StatementKind,
    pub pipe: Pipe<'t>,
    /// The name in `define`, `block` and `template`.
    pub name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatementKind {
    /// It prints or sets.
    Plain,
    If,
    With,
    Range,
    Else,
    ElseIf,
    ElseWith,
    Define,
    Block,
    Template,
    End,
}

/// Reads one action.
pub(super) fn read<'t>(action: &Action<'t>) -> Statement<'t> {
    let word = |index: usize| match action.tokens.get(index).map(|token| &token.kind) {
        Some(TokenKind::Ident(word)) => *word,
        _ => "",
    };
    let (kind, skip) = match (word(0), word(1)) {
        ("if", _) => (StatementKind::If, 1),
        ("with", _) => (StatementKind::With, 1),
        ("range", _) => (StatementKind::Range, 1),
        ("else", "if") => (StatementKind::ElseIf, 2),
        ("else", "with") => (StatementKind::ElseWith, 2),
        ("else", _) => (StatementKind::Else, 1),
        ("define", _) => (StatementKind::Define, 1),
        ("block", _) => (StatementKind::Block, 1),
        ("template", _) => (StatementKind::Template, 1),
        ("end", _) => (StatementKind::End, 1),
        _ => (StatementKind::Plain, 0),
    };
    let mut rest: &[Token<'t>] = action.tokens.get(skip..).unwrap_or(&[]);
    let mut name = None;
    if matches!(kind, StatementKind::Define | StatementKind::Block | StatementKind::Template)
        && let Some((Token { kind: TokenKind::Text(text), .. }, after)) = rest.split_first()
    {
        name = Some(text.clone());
        rest = after;
    }
    Statement { kind, pipe: pipe::read(rest), name }
}

impl Statement<'_> {
    /// Whether an `end` belongs to it.
    pub fn opens(&self) -> bool {
        use StatementKind::{Block, Define, If, Range, With};
        matches!(self.kind, If | With | Range | Define | Block)
    }
}
