//! A text that is a template itself: what cannot be read in it, and the names that it needs.

use rustc_hash::FxHashSet;

use super::names::{Name, is_asked, is_operand, name_at};
use super::pieces::{Broken, Piece, PieceKind, pieces};
use super::tokens::{Token, TokenKind};
use crate::text::Span;

/// What a template says about itself.
#[derive(Debug, Default)]
pub struct Content {
    /// What stops its reading, in the order of the text. The engine itself reports the first alone.
    pub faults: Vec<Fault>,
    /// The names that it needs.
    pub names: Vec<Needed>,
    /// Comments, which readers never see.
    pub comments: Vec<Span>,
    /// The texts, quotes included, in which other templates are named to be included.
    pub includes: Vec<Span>,
    /// The pages that it surely asks for by a path, and fails without.
    pub lookups: Vec<Lookup>,
}

/// A page that a template asks for: `get_page(path="a.md")`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookup {
    /// The path, without its quotes.
    pub path: Span,
}

/// One fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The bytes.
    pub span: Span,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A piece without an end.
    Unclosed(PieceKind),
    /// A tag that must be closed by another.
    OpenBlock,
    /// A closing tag that closes nothing.
    NotOpen,
    /// A tag that the language does not have.
    UnknownTag,
    /// A tag that only a template of its own can have: `{% block %}`, `{% extends %}`.
    OfTemplates,
    /// Something that cannot stand here.
    Unexpected,
    /// `{{ <name> }}`: a component that stands alone must end with `/>`.
    NotSelfClosed,
    /// An attribute that is neither text nor in braces.
    BareAttribute,
    /// A whole number beyond 64 bits.
    LargeNumber,
}

/// A name that a template needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// What it is.
    pub name: Name,
    /// Its bytes.
    pub span: Span,
    /// Whether the template surely comes to it, and fails without it.
    pub need: Need,
}

/// Whether a template fails without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It does.
    Certain,
    /// It asks first, or may never come to it.
    Possible,
}

/// Tags with an end, and that end.
const BLOCKS: &[(&str, &str)] =
    &[("if", "endif"), ("for", "endfor"), ("filter", "endfilter"), ("block", "endblock"), ("raw", "endraw")];

/// Tags that stand alone, or inside of a block.
const SINGLE: &[&str] = &[
    "elif",
    "else",
    "set",
    "set_global",
    "include",
    "extends",
    "break",
    "continue",
    "component",
    "endcomponent",
];

/// Reads the template that starts at byte `from` of `text`.
pub fn content(text: &str, from: usize) -> Content {
    let (pieces, broken) = pieces(text, from);
    let mut reader =
        Reader { text, blocks: Vec::new(), locals: FxHashSet::default(), out: Content::default() };
    for piece in &pieces {
        reader.piece(piece);
    }
    reader.finish(broken)
}

struct Reader<'t> {
    text: &'t str,
    /// The open blocks: the closing word and the bytes of the opening tag.
    blocks: Vec<(&'static str, Span)>,
    locals: FxHashSet<&'t str>,
    out: Content,
}

impl<'t> Reader<'t> {
    fn piece(&mut self, piece: &Piece) {
        match piece.kind {
            PieceKind::Comment => self.out.comments.push(piece.span),
            PieceKind::Value if starts_component(&piece.tokens) => self.component(piece),
            PieceKind::Value => self.expression(&piece.tokens, piece.span, Need::Certain),
            PieceKind::Tag if starts_component(&piece.tokens) => self.component(piece),
            PieceKind::Tag => self.tag(piece),
        }
    }

    fn tag(&mut self, piece: &Piece) {
        let Some((first, rest)) = piece.tokens.split_first() else {
            return self.fault(piece.span, FaultKind::UnknownTag);
        };
        let word = first.word(self.text).unwrap_or_default();
        if let Some((_, end)) = BLOCKS.iter().find(|(open, _)| *open == word) {
            self.blocks.push((end, piece.span));
        } else if let Some((_, end)) = BLOCKS.iter().find(|(_, end)| *end == word) {
            return self.close(end, piece.span);
        } else if word == "endset" {
            return self.close("endset", piece.span);
        } else if !SINGLE.contains(&word) {
            return self.fault(first.span, FaultKind::UnknownTag);
        }
        match word {
            "if" | "elif" => self.expression(rest, piece.span, Need::Possible),
            "for" => self.for_loop(rest, piece.span),
            "set" | "set_global" => self.assignment(rest, piece.span),
            "include" => self.include(rest, piece.span),
            // A text that is rendered by itself has neither (Tera's `render_str_to`).
            "block" | "extends" => self.fault(first.span, FaultKind::OfTemplates),
            _ => {}
        }
    }

    fn close(&mut self, end: &str, span: Span) {
        match self.blocks.iter().rposition(|(wanted, _)| *wanted == end) {
            Some(at) => {
                let above: Vec<Span> = self.blocks.drain(at..).skip(1).map(|(_, span)| span).collect();
                above.into_iter().for_each(|span| self.fault(span, FaultKind::OpenBlock));
            }
            None => self.fault(span, FaultKind::NotOpen),
        }
    }

    fn for_loop(&mut self, tokens: &[Token], span: Span) {
        let text = self.text;
        let at = tokens.iter().position(|token| token.word(text) == Some("in")).unwrap_or(0);
        let (names, list) = tokens.split_at(at);
        self.locals.extend(names.iter().filter_map(|token| token.word(text)));
        self.locals.insert("loop");
        self.expression(list.get(1..).unwrap_or_default(), span, Need::Certain);
    }

    /// Without `=` it takes all up to its end.
    fn assignment(&mut self, tokens: &[Token], span: Span) {
        let Some((name, value)) = tokens.split_first() else { return };
        self.locals.extend(name.word(self.text));
        match value.first() {
            Some(equals) if equals.is("=") => {
                self.expression(value.get(1..).unwrap_or_default(), span, Need::Certain);
            }
            _ => self.blocks.push(("endset", span)),
        }
    }

    /// The name is a text, and never computed (Tera's `src/parsing/parser.rs`).
    fn include(&mut self, tokens: &[Token], span: Span) {
        match tokens.first() {
            Some(name) if name.kind == TokenKind::Text => self.out.includes.push(name.span),
            other => self.fault(other.map_or(span, |token| token.span), FaultKind::Unexpected),
        }
    }

    /// `<name key="text" key={expression} />`, as a value or, without the slash, as a tag.
    fn component(&mut self, piece: &Piece) {
        let tokens = piece.tokens.as_slice();
        if piece.kind == PieceKind::Value && !tokens.last().is_some_and(|last| last.is("/>")) {
            let last = tokens.last().map_or(piece.span, |last| last.span);
            return self.fault(last, FaultKind::NotSelfClosed);
        }
        let name_end =
            tokens.iter().skip(1).position(|token| !(token.kind == TokenKind::Word || token.is(".")));
        // `<a.b c="d">`: the name ends before the first word that is not joined by a period.
        let mut at = 2;
        while tokens.get(at).is_some_and(|token| token.is(".")) {
            at += 2;
        }
        let attributes = tokens.get(at.min(name_end.map_or(at, |end| end + 1))..).unwrap_or_default();
        self.attributes(attributes);
    }

    fn attributes(&mut self, tokens: &[Token]) {
        let mut depth = 0_usize;
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Mark("{") => depth += 1,
                TokenKind::Mark("}") => depth = depth.saturating_sub(1),
                TokenKind::Mark("=") if depth == 0 => {
                    let value = tokens.get(at + 1);
                    let is_fit = value.is_some_and(|value| value.kind == TokenKind::Text || value.is("{"));
                    if !is_fit {
                        self.fault(value.map_or(token.span, |value| value.span), FaultKind::BareAttribute);
                    }
                }
                _ => {}
            }
        }
        self.numbers(tokens);
        self.needs(tokens, Need::Certain);
    }

    fn expression(&mut self, tokens: &[Token], span: Span, need: Need) {
        let Some(first) = tokens.first() else { return self.fault(span, FaultKind::Unexpected) };
        if let Some(odd) = self.unexpected(first, tokens) {
            return self.fault(odd, FaultKind::Unexpected);
        }
        self.numbers(tokens);
        self.needs(tokens, need);
    }

    /// What cannot stand where it does: no value at the start, two values side by side, marks of no meaning.
    fn unexpected(&self, first: &Token, tokens: &[Token]) -> Option<Span> {
        let starts = is_operand(self.text, first)
            || first.word(self.text) == Some("not")
            || ["-", "<", "{", "[", "("].iter().any(|mark| first.is(mark));
        if !starts {
            return Some(first.span);
        }
        let stray = tokens.iter().find(|token| {
            matches!(
                token.kind,
                TokenKind::Stray(_) | TokenKind::Mark("%}" | "}}" | "-%}" | "-}}" | "!" | "&")
            )
        });
        let pairs = tokens.windows(2).find(|pair| pair.iter().all(|token| is_operand(self.text, token)));
        stray.map(|token| token.span).or_else(|| pairs?.last().map(|token| token.span))
    }

    fn numbers(&mut self, tokens: &[Token]) {
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Int) {
            if token.span.of(self.text).replace('_', "").parse::<i64>().is_err() {
                self.fault(token.span, FaultKind::LargeNumber);
            }
        }
    }

    fn needs(&mut self, tokens: &[Token], need: Need) {
        let asks =
            tokens.iter().any(|token| matches!(token.word(self.text), Some("or" | "and" | "if" | "for")));
        let is_sure = need == Need::Certain && self.blocks.is_empty() && !asks;
        for at in 0..tokens.len() {
            let (Some(name), Some(token)) = (name_at(self.text, tokens, at), tokens.get(at)) else {
                continue;
            };
            if name == Name::Variable && self.locals.contains(token.span.of(self.text)) {
                continue;
            }
            // A key of a table is no name: `{a: 1}`.
            if tokens.get(at + 1).is_some_and(|next| next.is(":")) {
                continue;
            }
            if is_sure && name == Name::Function {
                self.out.lookups.extend(lookup(self.text, tokens.get(at..).unwrap_or_default()));
            }
            let sure = is_sure && !is_asked(self.text, tokens, at);
            let need = if sure || name != Name::Variable { Need::Certain } else { Need::Possible };
            self.out.names.push(Needed { name, span: token.span, need });
        }
    }

    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.out.faults.push(Fault { span, kind });
    }

    fn finish(mut self, broken: Option<Broken>) -> Content {
        match broken {
            Some(broken) => self.fault(broken.opener, FaultKind::Unclosed(broken.kind)),
            None => {
                let open: Vec<Span> = self.blocks.iter().map(|(_, span)| *span).collect();
                open.into_iter().for_each(|span| self.fault(span, FaultKind::OpenBlock));
            }
        }
        self.out.faults.sort_by_key(|fault| fault.span.start());
        self.out
    }
}

/// The call that some tokens begin with, when it asks for a page and does not allow that there is none.
fn lookup(text: &str, tokens: &[Token]) -> Option<Lookup> {
    let is_lookup = matches!(tokens.first()?.word(text), Some("get_page" | "get_section"));
    let call = tokens.split(|token| token.is(")")).next().filter(|_| is_lookup)?;
    let allows = call.iter().any(|token| token.word(text) == Some("allow_missing"));
    let [_, _, value] = call.windows(3).find(|three| match three {
        [name, equals, value] => {
            name.word(text) == Some("path") && equals.is("=") && value.kind == TokenKind::Text
        }
        _ => false,
    })?
    else {
        return None;
    };
    // Behind a path that is put together stands more than a comma.
    let at = call.iter().position(|token| token.span == value.span)?;
    let is_whole = call.get(at + 1).is_none_or(|next| next.is(","));
    (is_whole && !allows).then(|| Lookup { path: value.unquoted() })
}

/// Whether the tokens of a piece are a component: `<name` or `</name`.
pub fn starts_component(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| first.is("<") || first.is("</"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(FaultKind, &str)> {
        content(text, 0).faults.iter().map(|fault| (fault.kind, fault.span.of(text))).collect()
    }

    #[test]
    fn what_reads_well_has_no_faults() {
        for text in [
            "{{ page.title | upper }} {{ \"a\" ~ b }} {{ [1, 2] }} {{ {\"a\": 1} }} {{ (1 + 2) * -3 }}",
            "{% if a is defined and not b %}x{% elif c %}y{% else %}z{% endif %}",
            "{% set a = [1, 2] %}{% for x in a %}{{ x }},{% endfor %}{% set b %}text{% endset %}",
            "{{ <yt id=\"a\" autoplay={true} short {...rest} /> }}{% <ui.box> %}x{% </ui.box> %}",
            "{% raw %}{{ .No }} {% zz %}{% endraw %} {# {{ ; #}",
            "{{ x if y else z }} {{ get_url(path=\"@/a.md\", cachebust=true) }}",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
    }

    #[test]
    fn faults_have_their_place() {
        use FaultKind::*;
        for (text, kind, at) in [
            ("{{ .Title }}", Unexpected, "."),
            ("{{/* x() */}}", Unexpected, "/"),
            ("{{ a b }}", Unexpected, "b"),
            ("{% box() %}x{% end %}", UnknownTag, "box"),
            ("{% if x %} here", OpenBlock, "{% if x %}"),
            ("x {% endif %}", NotOpen, "{% endif %}"),
            ("{{ <yt id=\"a\"> }}", NotSelfClosed, ">"),
            ("{{ <val v=5 /> }}", BareAttribute, "5"),
            ("{{ 99999999999999999999 }}", LargeNumber, "99999999999999999999"),
            ("## H {#id}\n\n{{ x }}", Unclosed(PieceKind::Comment), "{#"),
            ("100{%\n", Unclosed(PieceKind::Tag), "{%"),
            ("{% include page.template %}", Unexpected, "page"),
            ("{% include %}", Unexpected, "{% include %}"),
            ("{% block a %}x{% endblock a %}", OfTemplates, "block"),
            ("{% extends \"a.html\" %}", OfTemplates, "extends"),
        ] {
            assert_eq!(faults(text).first(), Some(&(kind, at)), "{text}");
        }
    }

    #[test]
    fn templates_to_include_are_named_by_texts() {
        let text = "{% include \"a.html\" %}{% if x %}{%- include 'b.html' -%}{% endif %}\
                    {% raw %}{% include \"c\" %}{% endraw %}{# {% include \"d\" %} #}";
        let found = content(text, 0);
        assert_eq!(
            found.includes.iter().map(|span| span.of(text)).collect::<Vec<_>>(),
            ["\"a.html\"", "'b.html'"]
        );
        assert_eq!(found.faults, []);
    }

    #[test]
    fn pages_that_are_surely_asked_for_are_named() {
        for (text, expected) in [
            (
                "{% set p = get_page(path=\"a.md\") %}{{ get_section(lang='de', path='b/_index.md').title }}",
                "a.md b/_index.md",
            ),
            ("{{ get_page(path=\"a\" ~ x) }}{{ get_page(path=x) }}{{ get_page() }}{{ get_page", ""),
            ("{{ get_page(path=\"a.md\", allow_missing=true) }}", ""),
            ("{% if x %}{{ get_page(path=\"a.md\") }}{% endif %}{{ x or get_page(path=\"a.md\") }}", ""),
            ("{{ get_url(path=\"a.md\") }}", ""),
        ] {
            let found = content(text, 0).lookups;
            let paths: Vec<&str> = found.iter().map(|lookup| lookup.path.of(text)).collect();
            assert_eq!(paths.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn names_are_certain_where_nothing_asks() {
        let text = "{{ a.b }} {{ c | default(value=1) }} {% if d %}{{ e }}{% endif %}{% set f = 1 %}{{ f }}{{ g or h }}";
        let found = content(text, 0);
        let certain =
            found.names.iter().filter(|name| name.name == Name::Variable && name.need == Need::Certain);
        assert_eq!(certain.map(|name| name.span.of(text)).collect::<Vec<_>>(), ["a"]);
    }
}
