//! What a Tera 1 template of a shortcode says about its arguments: the names that it reads and does not make itself.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::syntax::tera::{Name, Piece, PieceKind, Token, TokenKind, behind_path, is_asked, name_at, pieces};

/// What a template says about calls of its shortcode.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The arguments that it reads, in the order of the text.
    pub params: Vec<Found>,
    /// What it does with the text between the tags.
    pub body: Body,
    /// Whether it may read more: it includes another template, or shows all that there is.
    pub is_open: bool,
    /// The comment at its start.
    pub doc: Option<String>,
}

/// One argument that a template reads.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: SmolStr,
    /// Whether the template does without it: it asks whether it is there, or has a default. An `if` over a name that is
    /// not there is false, no error (case `sc-undefined-in-if`).
    pub guarded: bool,
    /// The value in its absence.
    pub default: Option<String>,
    /// The literals that it is compared with.
    pub values: Vec<SmolStr>,
}

/// What a template does with the text between the tags.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// It fails without (case `sc-body-called-inline`).
    Required,
    /// It asks whether there is any.
    Optional,
    /// It does not read it, which harms nobody (case `sc-inline-called-body`).
    #[default]
    Unread,
}

/// Names that the context sets, whatever a call says (case `sc-arg-conflicts-context`).
const NOT_ARGUMENTS: &[&str] = &["page", "section", "config", "lang", "nth", "loop", "self"];

/// Shows everything that there is.
const WHOLE_CONTEXT: &str = "__tera_context";

/// Reads a template.
pub fn infer(text: &str) -> Facts {
    let (pieces, broken) = pieces(text, 0);
    let mut reader =
        Reader { text, locals: FxHashSet::default(), facts: Facts::default(), body: Vec::new(), depth: 0 };
    reader.facts.doc = leading_comment(text, pieces.first());
    // What cannot be read may say anything.
    reader.facts.is_open = broken.is_some();
    for piece in &pieces {
        reader.piece(piece);
    }
    reader.finish()
}

fn leading_comment(text: &str, first: Option<&Piece>) -> Option<String> {
    let piece = first.filter(|piece| piece.kind == PieceKind::Comment)?;
    let starts = text.get(..piece.span.start())?.trim().is_empty();
    let inner = piece.span.of(text).trim_start_matches("{#").trim_end_matches("#}");
    starts.then(|| inner.trim_matches('-').trim().to_owned()).filter(|doc| !doc.is_empty())
}

struct Reader<'t> {
    text: &'t str,
    locals: FxHashSet<&'t str>,
    facts: Facts,
    /// For each use of the body whether it is guarded.
    body: Vec<bool>,
    /// How many blocks that may be left out are open: `if` and `for`. What stands in them may never be read.
    depth: usize,
}

/// Whether an expression is one that only asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Yes,
    No,
}

impl<'t> Reader<'t> {
    fn piece(&mut self, piece: &Piece) {
        match piece.kind {
            PieceKind::Comment => {}
            PieceKind::Value => self.expression(&piece.tokens, Asks::No),
            PieceKind::Tag => self.tag(&piece.tokens),
        }
    }

    fn tag(&mut self, tokens: &[Token]) {
        let Some((first, rest)) = tokens.split_first() else { return };
        match first.word(self.text).unwrap_or_default() {
            "if" => {
                self.expression(rest, Asks::Yes);
                self.depth += 1;
            }
            "elif" => self.expression(rest, Asks::Yes),
            "for" => {
                self.for_loop(rest);
                self.depth += 1;
            }
            "endif" | "endfor" => self.depth = self.depth.saturating_sub(1),
            "set" | "set_global" => self.assignment(rest),
            "macro" => self.locals.extend(rest.iter().filter_map(|token| token.word(self.text))),
            "include" | "extends" => self.facts.is_open = true,
            "import" => self.locals.extend(rest.last().and_then(|token| token.word(self.text))),
            "filter" => self.expression(rest.get(1..).unwrap_or_default(), Asks::No),
            _ => {}
        }
    }

    fn for_loop(&mut self, tokens: &[Token]) {
        let text = self.text;
        let at = tokens.iter().position(|token| token.word(text) == Some("in")).unwrap_or(0);
        let (names, list) = tokens.split_at(at);
        self.expression(list.get(1..).unwrap_or_default(), Asks::No);
        self.locals.extend(names.iter().filter_map(|token| token.word(text)));
    }

    fn assignment(&mut self, tokens: &[Token]) {
        let Some((name, value)) = tokens.split_first() else { return };
        self.expression(value.get(1..).unwrap_or_default(), Asks::No);
        self.locals.extend(name.word(self.text));
    }

    fn expression(&mut self, tokens: &[Token], asks: Asks) {
        for at in 0..tokens.len() {
            if let Some(name) = self.variable(tokens, at) {
                self.read(name, tokens, at, asks);
            }
        }
    }

    /// The name at `at`, if it is one that the template reads from its context.
    fn variable(&self, tokens: &[Token], at: usize) -> Option<&'t str> {
        let name = tokens.get(at)?.word(self.text)?;
        let is_read = name_at(self.text, tokens, at) == Some(Name::Variable);
        (is_read && !NOT_ARGUMENTS.contains(&name) && !self.locals.contains(name)).then_some(name)
    }

    fn read(&mut self, name: &'t str, tokens: &[Token], at: usize, asks: Asks) {
        let behind = behind_path(tokens, at);
        let default = default_of(self.text, behind);
        let asked = asks == Asks::Yes || self.depth > 0 || is_asked(self.text, tokens, at);
        if name == WHOLE_CONTEXT {
            self.facts.is_open = true;
            return;
        }
        if name == "body" {
            self.body.push(asked);
            return;
        }
        let value = compared_with(self.text, behind);
        let params = &mut self.facts.params;
        let index = params.iter().position(|param| param.name == name).unwrap_or_else(|| {
            params.push(Found { name: name.into(), guarded: false, default: None, values: Vec::new() });
            params.len() - 1
        });
        if let Some(param) = params.get_mut(index) {
            param.guarded |= asked;
            param.default = param.default.take().or(default.flatten());
            param.values.extend(value.filter(|value| !param.values.contains(value)));
        }
    }

    fn finish(mut self) -> Facts {
        self.facts.body = match self.body.as_slice() {
            [] => Body::Unread,
            uses if uses.contains(&true) => Body::Optional,
            _ => Body::Required,
        };
        self.facts
    }
}

/// `| default(value="x")` right behind a name: outside `None` without, inside `None` where the value is no literal.
fn default_of(text: &str, behind: &[Token]) -> Option<Option<String>> {
    let [pipe, filter, rest @ ..] = behind else { return None };
    if !pipe.is("|") || filter.word(text) != Some("default") {
        return None;
    }
    let value = rest.iter().position(|token| token.is("=")).and_then(|at| rest.get(at + 1));
    let literal = value.filter(|token| {
        matches!(token.kind, TokenKind::Text | TokenKind::Int | TokenKind::Float)
            || matches!(token.word(text), Some("true" | "false"))
    });
    Some(literal.map(|token| token.unquoted().of(text).to_owned()))
}

/// The text in `name == "text"`.
fn compared_with(text: &str, behind: &[Token]) -> Option<SmolStr> {
    match behind {
        [operator, value, ..] if operator.is("==") && value.kind == TokenKind::Text => {
            Some(value.unquoted().of(text).into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments, `?` behind those that may be left out.
    fn read(template: &str) -> String {
        let facts = infer(template);
        let shown = |param: &Found| format!("{}{}", param.name, if param.guarded { "?" } else { "" });
        facts.params.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn arguments_are_the_names_that_are_read_and_not_made() {
        for (template, params) in [
            ("<y id='{{ id }}'>{% if autoplay %}a{% endif %}", "id autoplay?"),
            ("{{ c | default(value='d') }} {{ a.b | safe }}", "c? a"),
            ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}{{ d }}", "a? b? c? d"),
            ("{% for x in images %}{{ x.url }}{{ loop.index }}{% endfor %}", "images"),
            ("{% for k, v in map %}{{ k }}{{ v }}{% endfor %}", "map"),
            ("{% set w = width | default(value=1) %}{{ w }}", "width?"),
            ("{{ get_url(path=src) }} {{ resize_image(path=page.path ~ name, op='fit') }}", "src name"),
            ("{% if align is defined and size == 'big' %}{% endif %}", "align? size?"),
            ("{% if not title is defined %}{% endif %}{{ title }}", "title?"),
            ("{% import 'm.html' as m %}{{ m::f(a=b) }}", "b"),
            ("{% macro f(x, y=1) %}{{ x }}{{ y }}{% endmacro %}", ""),
            ("{{ nth }}{{ lang }}{{ page.title }}{{ config.extra.x }}", ""),
            ("{# {{ no }} #}{% raw %}{{ no }}{% endraw %}", ""),
            ("{{ \"text with id\" }}{{ a ~ \"b\" }}", "a"),
        ] {
            assert_eq!(read(template), params, "{template}");
        }
        assert_eq!(infer("{% if kind == \"a\" or kind == 'b' %}").params[0].values, ["a", "b"]);
    }

    #[test]
    fn the_body_and_what_cannot_be_foreseen() {
        for (template, body, is_open) in [
            ("{{ body | markdown }}", Body::Required, false),
            ("{% if body %}{{ body }}{% endif %}", Body::Optional, false),
            ("x", Body::Unread, false),
            ("{% include 'a.html' %}", Body::Unread, true),
            ("{{ __tera_context }}", Body::Unread, true),
            ("{{ x", Body::Unread, true),
        ] {
            let facts = infer(template);
            assert_eq!((facts.body, facts.is_open), (body, is_open), "{template}");
        }
    }
}
