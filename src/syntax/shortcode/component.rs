//! The grammar of a component's tag: `<name key="text" key={expression} key {...table} />`.
//!
//! Source: Tera 2, `src/parsing/parser.rs`.

use super::call::{Arg, ArgName, CallKind, Quote};
use crate::syntax::tera::{Piece, PieceKind, Token, TokenKind};
use crate::text::Span;
use smol_str::SmolStr;

/// A tag that reads as one of a component.
#[derive(Debug)]
pub(super) struct Component {
    /// The name, `ui.card` as one.
    pub name: Span,
    /// What the tag does.
    pub kind: CallKind,
    /// Its attributes; a table that is spread has no name.
    pub args: Vec<Arg>,
}

/// Reads the tokens of a piece; `None` when it is no component.
pub(super) fn read(text: &str, piece: &Piece) -> Option<Component> {
    let tokens = piece.tokens.as_slice();
    let first = tokens.first()?;
    let is_close = first.is("</");
    if !is_close && !first.is("<") {
        return None;
    }
    let mut last = 1;
    let start = tokens.get(last).filter(|token| token.kind == TokenKind::Word)?.span;
    while tokens.get(last + 1).is_some_and(|token| token.is("."))
        && tokens.get(last + 2).is_some_and(|token| token.kind == TokenKind::Word)
    {
        last += 2;
    }
    let kind = match piece.kind {
        _ if is_close => CallKind::Close,
        PieceKind::Value => CallKind::SelfClosing,
        _ if tokens.last().is_some_and(|token| token.is("/>")) => CallKind::SelfClosing,
        _ => CallKind::Open,
    };
    let name = start.join(tokens.get(last)?.span);
    Some(Component { name, kind, args: args(text, tokens.get(last + 1..).unwrap_or_default()) })
}

fn args(text: &str, tokens: &[Token]) -> Vec<Arg> {
    let mut args = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (arg, used) = match token.kind {
            TokenKind::Word if tokens.get(at + 1).is_some_and(|next| next.is("=")) => {
                named(text, token.span, tokens.get(at + 2..).unwrap_or_default())
            }
            // `id` alone stands for `id={id}`.
            TokenKind::Word => (arg(text, Some(token.span), token.span, token.span, Quote::List), 1),
            TokenKind::Mark("{") => {
                let (span, used) = braces(tokens.get(at..).unwrap_or_default());
                (arg(text, None, span, span, Quote::List), used)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        args.push(arg);
        at += used.max(1);
    }
    args
}

/// The attribute of that name, and how many tokens it takes with its `=`.
fn named(text: &str, key: Span, value: &[Token]) -> (Arg, usize) {
    match value.first() {
        Some(token) if token.kind == TokenKind::Text => {
            let quote = match token.span.of(text).chars().next() {
                Some('\'') => Quote::Single,
                Some('`') => Quote::Raw,
                _ => Quote::Double,
            };
            (arg(text, Some(key), token.unquoted(), key.join(token.span), quote), 3)
        }
        Some(token) if token.is("{") => {
            let (span, used) = braces(value);
            let inner = Span::new(span.start() + 1, span.end().saturating_sub(1).max(span.start() + 1));
            (arg(text, Some(key), inner, key.join(span), Quote::List), used + 2)
        }
        Some(token) => (arg(text, Some(key), token.span, key.join(token.span), Quote::Bare), 3),
        None => (arg(text, Some(key), Span::empty(key.end()), key, Quote::Bare), 2),
    }
}

/// The bytes from one brace to its partner, and the number of tokens.
fn braces(tokens: &[Token]) -> (Span, usize) {
    let start = tokens.first().map(|token| token.span).unwrap_or_default();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Mark("{") => depth += 1,
            TokenKind::Mark("}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (start.join(token.span), at + 1);
        }
    }
    (tokens.last().map_or(start, |last| start.join(last.span)), tokens.len())
}

fn arg(text: &str, name: Option<Span>, value: Span, span: Span, quote: Quote) -> Arg {
    Arg {
        name: name.map(|span| ArgName { text: SmolStr::new(span.of(text)), span }),
        value: SmolStr::new(value.of(text)),
        value_span: value,
        span,
        quote,
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::shortcode::{CallKind, Quote, TERA, lex};

    #[test]
    fn components_are_calls_and_all_else_is_not() {
        let text = "{{ page.title }}{{ <ui.card a=\"x\" b={[1, {\"c\": 2}]} d {...e} /> }}{% raw %}{{ <no /> }}\
                    {% endraw %}{# {{ <no /> }} #}{% <box> %}x{% </box> %}";
        let found = lex(text, 0, &TERA);
        let calls: Vec<(&str, CallKind)> =
            found.running().map(|(_, call)| (call.name_span.of(text), call.kind)).collect();
        assert_eq!(
            calls,
            [("ui.card", CallKind::SelfClosing), ("box", CallKind::Open), ("box", CallKind::Close)]
        );
        let (_, card) = found.running().next().expect("a call");
        let args: Vec<(Option<&str>, &str, Quote)> = card
            .args
            .iter()
            .map(|arg| (arg.name.as_ref().map(|name| name.text.as_str()), arg.value.as_str(), arg.quote))
            .collect();
        assert_eq!(
            args,
            [
                (Some("a"), "x", Quote::Double),
                (Some("b"), "[1, {\"c\": 2}]", Quote::List),
                (Some("d"), "d", Quote::List),
                (None, "{...e}", Quote::List)
            ]
        );
    }
}
