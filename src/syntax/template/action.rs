//! Cuts a Go template into its actions and each action into tokens (text/template/parse/lex.go).

use crate::text::Span;

/// One `{{ … }}` that is not a comment.
#[derive(Debug)]
pub(super) struct Action<'t> {
    pub tokens: Vec<Token<'t>>,
}

/// One token, with its bytes in the template.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub kind: TokenKind<'t>,
    pub span: Span,
    /// Whether the token before it ends where it starts: `site.Params` is one operand, `site .Params` are two.
    pub glued: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind<'t> {
    /// `.`, alone.
    Dot,
    /// `.Name`.
    Field(&'t str),
    /// `$` or `$name`, with the dollar.
    Variable(&'t str),
    /// A function or a keyword.
    Ident(&'t str),
    /// A string without its quotes, escapes resolved as far as they are simple.
    Text(String),
    /// A number, `true`, `false`: as written.
    Literal(&'t str),
    Open,
    Close,
    Pipe,
    /// `:=` or `=`.
    Assign,
    Comma,
}

/// The actions of a template in their order, comments left out.
pub(super) fn cut(text: &str) -> Vec<Action<'_>> {
    let mut actions = Vec::new();
    let mut pos = 0;
    while let Some(at) = text.get(pos..).and_then(|rest| rest.find("{{")) {
        let start = pos + at;
        let mut lexer = Lexer { text, pos: start + 2 };
        if lexer.rest().starts_with("- ")
            || lexer.rest().starts_with("-\n")
            || lexer.rest().starts_with("-\t")
        {
            lexer.pos += 2;
        }
        if !lexer.skip_comment() {
            actions.push(Action { tokens: lexer.tokens() });
        }
        pos = lexer.pos.max(start + 2);
    }
    actions
}

struct Lexer<'t> {
    text: &'t str,
    pos: usize,
}

impl<'t> Lexer<'t> {
    /// Steps over a comment with its closing delimiter, if there is one here.
    fn skip_comment(&mut self) -> bool {
        let Some(body) = self.rest().trim_start().strip_prefix("/*") else { return false };
        let after = body.split_once("*/").map_or("", |(_, after)| after);
        let behind = after.split_once("}}").map_or("", |(_, behind)| behind);
        self.pos = self.text.len() - behind.len();
        true
    }

    /// Reads up to the closing delimiter, and steps over it.
    fn tokens(&mut self) -> Vec<Token<'t>> {
        let mut tokens: Vec<Token<'t>> = Vec::new();
        loop {
            self.blank();
            let rest = self.rest();
            if rest.is_empty() {
                return tokens;
            }
            for end in ["-}}", "}}"] {
                if rest.starts_with(end) {
                    self.pos += end.len();
                    return tokens;
                }
            }
            let start = self.pos;
            let kind = self.token();
            if self.pos == start {
                self.pos += rest.chars().next().map_or(1, char::len_utf8);
            }
            let glued = tokens.last().is_some_and(|last| last.span.end() == start);
            if let Some(kind) = kind {
                tokens.push(Token { kind, span: Span::new(start, self.pos), glued });
            }
        }
    }

    fn token(&mut self) -> Option<TokenKind<'t>> {
        let first = self.rest().chars().next()?;
        match first {
            '"' | '`' | '\'' => Some(TokenKind::Text(self.string(first))),
            '(' => self.single(TokenKind::Open),
            ')' => self.single(TokenKind::Close),
            '|' => self.single(TokenKind::Pipe),
            ',' => self.single(TokenKind::Comma),
            '=' => self.single(TokenKind::Assign),
            ':' if self.rest().starts_with(":=") => {
                self.pos += 2;
                Some(TokenKind::Assign)
            }
            '.' => Some(self.field()),
            '$' => {
                self.pos += 1;
                let name = self.word();
                Some(TokenKind::Variable(self.behind(name.len() + 1)))
            }
            c if c.is_ascii_digit() || c == '-' || c == '+' => {
                self.pos += 1;
                let rest = self.rest();
                let more = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_')))
                    .unwrap_or(rest.len());
                self.pos += more;
                Some(TokenKind::Literal(self.behind(more + 1)))
            }
            c if c.is_alphabetic() || c == '_' => Some(match self.word() {
                word @ ("true" | "false" | "nil") => TokenKind::Literal(word),
                word => TokenKind::Ident(word),
            }),
            _ => None,
        }
    }

    fn field(&mut self) -> TokenKind<'t> {
        self.pos += 1;
        match self.rest().chars().next() {
            Some(c) if c.is_ascii_digit() => {
                let word = self.word();
                TokenKind::Literal(self.behind(word.len() + 1))
            }
            Some(c) if c.is_alphabetic() || c == '_' => TokenKind::Field(self.word()),
            _ => TokenKind::Dot,
        }
    }

    fn single(&mut self, kind: TokenKind<'t>) -> Option<TokenKind<'t>> {
        self.pos += 1;
        Some(kind)
    }

    /// A quoted string; an interpreted one ends at the line end at the latest, as the template would not parse.
    fn string(&mut self, quote: char) -> String {
        self.pos += 1;
        let mut value = String::new();
        let mut escaped = false;
        for (at, c) in self.rest().char_indices() {
            if c == quote && !escaped {
                self.pos += at + 1;
                return value;
            }
            if quote != '`' && c == '\n' {
                self.pos += at;
                return value;
            }
            if quote != '`' && c == '\\' && !escaped {
                escaped = true;
                continue;
            }
            value.push(match c {
                'n' if escaped => '\n',
                't' if escaped => '\t',
                c => c,
            });
            escaped = false;
        }
        self.pos = self.text.len();
        value
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.pos += length;
        rest.get(..length).unwrap_or("")
    }

    fn blank(&mut self) {
        self.pos += self.rest().len() - self.rest().trim_start().len();
    }

    fn behind(&self, length: usize) -> &'t str {
        self.text.get(self.pos.saturating_sub(length)..self.pos).unwrap_or("")
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or("")
    }
}
