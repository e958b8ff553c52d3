//! The components that templates define from 0.23 on, with their typed arguments.
//!
//! Source: Tera 2, `src/parsing/parser.rs`.

use smol_str::SmolStr;

use crate::site::files::{Files, RelPath};
use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use crate::syntax::tera::{Piece, PieceKind, Token, TokenKind, pieces};

/// One component, with what its definition says of the types.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// As a shortcode.
    pub def: ShortcodeDef,
    /// The type of each parameter, in their order.
    pub types: Vec<Type>,
}

/// The type of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `string`.
    Text,
    /// `bool`.
    Bool,
    /// `integer`, `float` or `number`.
    Number,
    /// `array`.
    Array,
    /// Any other, or none is told.
    Any,
}

/// The components of some template folders; of two of one name the first, since two stop the build anyway.
pub fn components(folders: &[String], files: &dyn Files) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    for path in folders.iter().flat_map(|folder| files.under(folder)) {
        let Some(text) = files.read(path) else { continue };
        for component in of_template(path, &text) {
            if !found.iter().any(|known| known.def.name == component.def.name) {
                found.push(component);
            }
        }
    }
    found.sort_by(|a, b| a.def.name.cmp(&b.def.name));
    found
}

fn of_template(path: &RelPath, text: &str) -> Vec<Component> {
    let (pieces, _) = pieces(text, 0);
    let is_tag = |piece: &Piece, word: &str| {
        piece.kind == PieceKind::Tag && piece.tokens.first().and_then(|first| first.word(text)) == Some(word)
    };
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| is_tag(piece, "component")) {
        let body = pieces.iter().skip(at + 1).take_while(|piece| !is_tag(piece, "endcomponent"));
        let reads_body = body.flat_map(|piece| &piece.tokens).any(|token| token.word(text) == Some("body"));
        let inner = if reads_body { Inner::Optional } else { Inner::Unused };
        found.extend(component(path, text, &piece.tokens, inner));
    }
    found
}

fn component(path: &RelPath, text: &str, tokens: &[Token], inner: Inner) -> Option<Component> {
    let open = tokens.iter().position(|token| token.is("("))?;
    let name: String = tokens.get(1..open)?.iter().map(|token| token.span.of(text)).collect();
    let close = closing(tokens, open)?;
    let mut def = ShortcodeDef {
        name: name.into(),
        params: Vec::new(),
        open: false,
        style: ParamStyle::Named,
        inner,
        doc: doc(text, tokens.get(close + 1..).unwrap_or_default()),
        origin: Origin::Template(path.clone()),
    };
    let mut types = Vec::new();
    for argument in split(tokens.get(open + 1..close)?) {
        match argument {
            [dots, ..] if dots.is("...") => def.open = true,
            // The context gives it.
            [at, ..] if at.is("@") => def.open = true,
            [name, rest @ ..] => {
                let (param, kind) = param(text, name, rest);
                def.params.push(param);
                types.push(kind);
            }
            [] => {}
        }
    }
    Some(Component { def, types })
}

/// The bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
        match token.kind {
            TokenKind::Mark("(" | "[" | "{") => depth += 1,
            TokenKind::Mark(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// Cuts at the commas outside of brackets.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_usize;
    tokens
        .split(|token| {
            match token.kind {
                TokenKind::Mark("(" | "[" | "{") => depth += 1,
                TokenKind::Mark(")" | "]" | "}") => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && token.is(",")
        })
        .collect()
}

/// `name: type = default`; the default gives the type where none is told.
fn param(text: &str, name: &Token, rest: &[Token]) -> (Param, Type) {
    let behind = |mark: &str| {
        let at = rest.iter().position(|token| token.is(mark))?;
        rest.get(at + 1)
    };
    let default = behind("=");
    let kind = match behind(":").filter(|_| rest.first().is_some_and(|first| first.is(":"))) {
        Some(told) => named(told.word(text).unwrap_or_default()),
        None => default.map_or(Type::Any, |value| literal(text, value)),
    };
    let param = Param {
        name: SmolStr::new(name.span.of(text)),
        default: default.map(|value| value.unquoted().of(text).to_owned()),
        required: if default.is_some() { Required::Optional } else { Required::Required },
        kind: match kind {
            Type::Bool => ParamKind::Bool,
            Type::Number => ParamKind::Number,
            _ => ParamKind::Text,
        },
        ..Param::default()
    };
    (param, kind)
}

fn named(word: &str) -> Type {
    match word.to_lowercase().as_str() {
        "string" => Type::Text,
        "bool" => Type::Bool,
        "integer" | "float" | "number" => Type::Number,
        "array" => Type::Array,
        _ => Type::Any,
    }
}

/// The type of a literal; any for an expression.
pub fn literal(text: &str, token: &Token) -> Type {
    match token.kind {
        TokenKind::Text => Type::Text,
        TokenKind::Int | TokenKind::Float => Type::Number,
        TokenKind::Mark("[") => Type::Array,
        TokenKind::Word if matches!(token.word(text), Some("true" | "false")) => Type::Bool,
        _ => Type::Any,
    }
}

/// The text of `"doc"` in the table behind the arguments.
fn doc(text: &str, tokens: &[Token]) -> String {
    let key = tokens.iter().position(|token| token.unquoted().of(text) == "doc");
    let value = key.and_then(|at| tokens.get(at + 2)).filter(|token| token.kind == TokenKind::Text);
    value.map(|token| token.unquoted().of(text).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_tell_names_types_and_defaults() {
        let text = "{% component ui.card(title: string, wide: bool = false, n = 3, tags: array = [1, 2], @page, any) \
                    {\"doc\": \"A card.\"} %}{{ body }}{% endcomponent ui.card %}{% component b(...rest) %}x{% endcomponent %}";
        let found = of_template(&RelPath::from("templates/c.html"), text);
        let [card, rest] = found.as_slice() else { panic!("{found:?}") };
        let params: Vec<_> = card
            .def
            .params
            .iter()
            .zip(&card.types)
            .map(|(param, kind)| {
                (param.name.as_str(), *kind, param.default.as_deref(), param.required == Required::Required)
            })
            .collect();
        assert_eq!(
            params,
            [
                ("title", Type::Text, None, true),
                ("wide", Type::Bool, Some("false"), false),
                ("n", Type::Number, Some("3"), false),
                ("tags", Type::Array, Some("["), false),
                ("any", Type::Any, None, true)
            ]
        );
        assert_eq!((card.def.name.as_str(), card.def.doc.as_str()), ("ui.card", "A card."));
        assert!(rest.def.open && rest.def.inner == Inner::Unused && card.def.inner == Inner::Optional);
    }
}
