//! The pipelines of template actions as trees (text/template/parse/node.go), read without errors.

use super::action::{Token, TokenKind};
use crate::text::Span;

/// `$x := a | b`.
#[derive(Debug, Default, Clone)]
pub(super) struct Pipe<'t> {
    /// The variables that it declares or sets, with their dollars.
    pub sets: Vec<&'t str>,
    pub commands: Vec<Command<'t>>,
}

/// One command: an operand, or a function or method and its arguments.
#[derive(Debug, Default, Clone)]
pub(super) struct Command<'t> {
    pub operands: Vec<Operand<'t>>,
}

#[derive(Debug, Clone)]
pub(super) struct Operand<'t> {
    pub kind: OperandKind<'t>,
    /// The fields behind it: `Params` and `x` of `.Params.x`.
    pub fields: Vec<&'t str>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub(super) enum OperandKind<'t> {
    Dot,
    Variable(&'t str),
    Ident(&'t str),
    Text(String),
    Literal(&'t str),
    Group(Pipe<'t>),
}

/// How deep brackets may nest: keeps the recursion bounded. What is deeper is not read.
const MAX_DEPTH: usize = 64;

/// Reads the tokens of one pipeline.
pub(super) fn read<'t>(tokens: &[Token<'t>]) -> Pipe<'t> {
    Reader { tokens, next: 0 }.pipe(0)
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    next: usize,
}

impl<'t> Reader<'_, 't> {
    fn pipe(&mut self, depth: usize) -> Pipe<'t> {
        let mut pipe = Pipe { sets: self.sets(), commands: vec![Command::default()] };
        while let Some(token) = self.tokens.get(self.next) {
            self.next += 1;
            match &token.kind {
                TokenKind::Close if depth > 0 => break,
                TokenKind::Pipe => pipe.commands.push(Command::default()),
                kind => {
                    let kind = kind.clone();
                    if let Some(command) = pipe.commands.last_mut() {
                        self.operand(command, kind, token, depth);
                    }
                }
            }
        }
        pipe
    }

    /// `$x :=`, `$i, $x :=`, `$x =`.
    fn sets(&mut self) -> Vec<&'t str> {
        let mut names = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().skip(self.next) {
            match &token.kind {
                TokenKind::Variable(name) => names.push(*name),
                TokenKind::Comma => {}
                TokenKind::Assign if !names.is_empty() => {
                    self.next = index + 1;
                    return names;
                }
                _ => break,
            }
        }
        Vec::new()
    }

    fn operand(&mut self, command: &mut Command<'t>, kind: TokenKind<'t>, token: &Token<'t>, depth: usize) {
        let kind = match kind {
            TokenKind::Field(name) => {
                if let Some(last) = command.operands.last_mut().filter(|_| token.glued) {
                    last.fields.push(name);
                    last.span = last.span.join(token.span);
                    return;
                }
                command.operands.push(Operand {
                    kind: OperandKind::Dot,
                    fields: vec![name],
                    span: token.span,
                });
                return;
            }
            TokenKind::Dot => OperandKind::Dot,
            TokenKind::Variable(name) => OperandKind::Variable(name),
            TokenKind::Ident(name) => OperandKind::Ident(name),
            TokenKind::Text(text) => OperandKind::Text(text),
            TokenKind::Literal(text) => OperandKind::Literal(text),
            TokenKind::Open if depth < MAX_DEPTH => OperandKind::Group(self.pipe(depth + 1)),
            _ => return,
        };
        let end = self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).unwrap_or(token);
        command.operands.push(Operand { kind, fields: Vec::new(), span: token.span.join(end.span) });
    }
}

impl<'t> Pipe<'t> {
    /// The only operand of a pipeline that is nothing else.
    pub fn single(&self) -> Option<&Operand<'t>> {
        match self.commands.as_slice() {
            [command] => command.single(),
            _ => None,
        }
    }
}

impl<'t> Command<'t> {
    /// The only operand of a command that is nothing else.
    pub fn single(&self) -> Option<&Operand<'t>> {
        match self.operands.as_slice() {
            [operand] => Some(operand),
            _ => None,
        }
    }

    /// The name of the function it calls, and its arguments.
    pub fn function(&self) -> Option<(&'t str, &[Operand<'t>])> {
        match self.operands.split_first()? {
            (Operand { kind: OperandKind::Ident(name), fields, .. }, args) if fields.is_empty() => {
                Some((name, args))
            }
            // Namespaced spellings of the functions that matter: `compare.Default`, `collections.Index`, `fmt.Errorf`.
            (Operand { kind: OperandKind::Ident(_), fields, .. }, args) => {
                let name = match *fields.as_slice() {
                    ["Default"] => "default",
                    ["Index"] => "index",
                    ["IsSet"] => "isset",
                    ["Conditional"] => "cond",
                    ["Errorf"] => "errorf",
                    ["Erroridf"] => "erroridf",
                    ["Eq"] => "eq",
                    ["Ne"] => "ne",
                    ["In"] => "in",
                    _ => return None,
                };
                Some((name, args))
            }
            _ => None,
        }
    }
}

impl<'t> Operand<'t> {
    /// The text of a string, a number or a boolean.
    pub fn literal(&self) -> Option<&str> {
        match &self.kind {
            OperandKind::Text(text) if self.fields.is_empty() => Some(text),
            OperandKind::Literal(text) => Some(text),
            _ => None,
        }
    }
}
