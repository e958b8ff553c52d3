//! Templates in the Jinja family as Tera writes them: cut into pieces and tokens, with bytes of the whole text.

mod pieces;
mod tokens;

pub use pieces::{Broken, Piece, PieceKind, pieces};
pub use tokens::{Token, TokenKind, tokens};
