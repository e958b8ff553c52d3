//! Semantic tokens, each told by its distance from the one before.

use tower_lsp::gen_lsp_types::{SemanticToken, SemanticTokens, SemanticTokensLegend};

use crate::features::tokens::{Token, TokenKind};
use crate::server::page::Page;

/// The names of the kinds, in the order of their numbers. They are the protocol's own, which every theme colours.
pub fn legend() -> SemanticTokensLegend {
    let token_types = TokenKind::ALL.iter().map(|&kind| name(kind).to_owned()).collect();
    SemanticTokensLegend { token_types, token_modifiers: Vec::new() }
}

/// The tokens in the order of the text.
pub fn answer(page: &Page, found: &[Token]) -> SemanticTokens {
    let mut before = (0, 0);
    let tokens = found.iter().map(|token| {
        let range = page.range(token.span);
        let (line, start) = (range.start.line, range.start.character);
        let delta_line = line.saturating_sub(before.0);
        let delta_start = if delta_line == 0 { start.saturating_sub(before.1) } else { start };
        before = (line, start);
        SemanticToken {
            delta_line,
            delta_start,
            length: range.end.character.saturating_sub(start),
            token_type: number(token.kind),
            token_modifiers_bitset: 0,
        }
    });
    SemanticTokens { result_id: None, data: tokens.collect() }
}

fn name(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Delimiter => "operator",
        TokenKind::Name => "function",
        TokenKind::Parameter => "parameter",
        TokenKind::Value => "string",
        TokenKind::Escaped => "comment",
    }
}

fn number(kind: TokenKind) -> u32 {
    TokenKind::ALL.iter().zip(0..).find(|(known, _)| **known == kind).map_or(0, |(_, number)| number)
}
