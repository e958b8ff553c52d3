//! Templates in the Jinja family as Tera writes them: cut into pieces and tokens, with bytes of the whole text.

mod content;
mod names;
mod pieces;
mod tokens;

pub use content::{Content, Fault, FaultKind, Lookup, Need, Needed, content, starts_component};
pub use names::{Name, behind_path, is_asked, name_at};
pub use pieces::{Broken, Piece, PieceKind, piece_at, pieces};
pub use tokens::{Token, TokenKind, tokens};
