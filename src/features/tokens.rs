//! Semantic tokens of shortcodes, so that every editor colours them without a grammar of its own.

use crate::syntax::shortcode::{Arg, Call};
use crate::text::Span;
use crate::world::Snapshot;
use std::path::Path;

/// One coloured stretch; never over a line end, never overlapping another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The bytes.
    pub span: Span,
    /// What they are.
    pub kind: TokenKind,
}

/// What a token is. The order is that of [`TokenKind::ALL`], by which the protocol numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `{{<` and `>}}`.
    Delimiter,
    /// The name of a shortcode.
    Name,
    /// The name of an argument.
    Parameter,
    /// A value.
    Value,
    /// A tag that is only shown.
    Escaped,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [TokenKind; 5] =
        [TokenKind::Delimiter, TokenKind::Name, TokenKind::Parameter, TokenKind::Value, TokenKind::Escaped];
}

/// The tokens of a post inside `range` (bytes), in the order of the text.
pub fn tokens(snapshot: &Snapshot, path: &Path, range: Span) -> Vec<Token> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    let text = &view.text;
    let calls = view.document.shortcodes.calls.iter();
    calls
        .filter(|call| call.span.start() < range.end() && range.start() < call.span.end())
        .flat_map(of_call)
        .flat_map(|token| one_per_line(token, text))
        .collect()
}

fn of_call(call: &Call) -> Vec<Token> {
    if !call.runs() {
        return vec![Token { span: call.span, kind: TokenKind::Escaped }];
    }
    let token = |span: Span, kind| Token { span, kind };
    let mut tokens = vec![
        token(Span::new(call.span.start(), call.content.start()), TokenKind::Delimiter),
        token(call.name_span, TokenKind::Name),
    ];
    tokens.extend(call.args.iter().flat_map(of_arg));
    tokens.push(token(Span::new(call.content.end(), call.span.end()), TokenKind::Delimiter));
    tokens.retain(|token| !token.span.is_empty());
    tokens.sort_by_key(|token| token.span);
    tokens
}

fn of_arg(arg: &Arg) -> Vec<Token> {
    let name = arg.name.as_ref().map(|name| Token { span: name.span, kind: TokenKind::Parameter });
    // The quotes belong to the value: an editor colours them alike.
    let start = match &arg.name {
        Some(name) => arg.value_span.start().saturating_sub(1).max(name.span.end() + 1),
        None => arg.span.start(),
    };
    let value =
        Token { span: Span::new(start.min(arg.value_span.start()), arg.span.end()), kind: TokenKind::Value };
    name.into_iter().chain([value]).collect()
}

/// A value in backticks may hold line ends, which the protocol forbids inside a token for most clients.
fn one_per_line(token: Token, text: &str) -> Vec<Token> {
    let mut start = token.span.start();
    let pieces = token.span.of(text).split_inclusive(['\n', '\r']).map(|piece| {
        let line = piece.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += piece.len();
        Token { span, kind: token.kind }
    });
    pieces.filter(|token| !token.span.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(post: &str, expected: Expect) {
        let site = "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n";
        let fixture = Fixture::new(&format!("{site}{post}$0"));
        let all = Span::new(0, post.len());
        let tokens = tokens(&fixture.snapshot(), &fixture.path, all);
        let lines =
            tokens.iter().map(|token| format!("{:?} {:?} {}\n", token.span, token.kind, token.span.of(post)));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_call_with_names_quotes_and_lines() {
        check(
            "x {{< figure src=\"a.png\" alt=`b\nc` >}}",
            expect![[r#"
                2..5 Delimiter {{<
                6..12 Name figure
                13..16 Parameter src
                17..24 Value "a.png"
                25..28 Parameter alt
                29..31 Value `b
                32..34 Value c`
                35..38 Delimiter >}}
            "#]],
        );
    }

    #[test]
    fn a_closing_and_an_escaped_tag() {
        check(
            "{{% /note %}} {{</* a */>}}",
            expect![[r#"
                0..3 Delimiter {{%
                5..9 Name note
                10..13 Delimiter %}}
                14..27 Escaped {{</* a */>}}
            "#]],
        );
    }
}
