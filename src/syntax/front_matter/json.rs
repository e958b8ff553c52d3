//! JSON into the tree, with `jsonc-parser` in its strict mode.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use smol_str::SmolStr;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::json_members::{Member, members};
use super::piece::Piece;
use super::tree::{Entry, Key, List, ListForm, Map, MapForm, Quote, Scalar, ScalarStyle, Value, ValueKind};
use crate::text::Span;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
};

/// Parses the object whose braces `whole` includes, or its members between `inner` when it does not parse.
pub(super) fn parse(text: &str, whole: Span, inner: Span) -> Piece {
    match value(text, whole) {
        Ok(Some(Value { kind: ValueKind::Map(map), .. })) => {
            Piece { entries: map.entries, errors: foreign_characters(text, whole), ..Piece::default() }
        }
        _ => recover(text, inner),
    }
}

/// What the parser lets pass and JSON does not know: no-break spaces and form feeds between the members, line ends and
/// tabs inside texts.
fn foreign_characters(text: &str, whole: Span) -> Vec<SyntaxError> {
    let (mut in_text, mut is_escaped) = (false, false);
    let mut errors = Vec::new();
    for (at, c) in whole.of(text).char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if in_text => is_escaped = true,
            '"' => in_text = !in_text,
            _ if in_text && c < ' ' => {
                let span = Span::new(at, at + 1).shift(whole.start());
                errors.push(SyntaxError::new(span, SyntaxErrorKind::ControlCharacter));
            }
            ' ' | '\t' | '\r' | '\n' => {}
            _ if !in_text && c.is_whitespace() => {
                let kind = match c.is_control() {
                    true => SyntaxErrorKind::ControlCharacter,
                    false => SyntaxErrorKind::WideSpace(c),
                };
                errors.push(SyntaxError::new(Span::new(at, at + c.len_utf8()).shift(whole.start()), kind));
            }
            _ => {}
        }
    }
    errors
}

/// Parses each member alone. Equals the whole for every object that parses.
pub(super) fn recover(text: &str, inner: Span) -> Piece {
    let mut piece = Piece::default();
    for member in members(text, inner, &mut piece.errors, &mut piece.comments) {
        let entry = entry(text, member, &mut piece.errors);
        piece.entries.extend(entry);
    }
    piece
}

fn entry(text: &str, member: Member, errors: &mut Vec<SyntaxError>) -> Option<Entry> {
    let key = key(text, member.key, errors)?;
    let Some(value_span) = member.value else {
        errors.push(SyntaxError::new(key.span, SyntaxErrorKind::MissingJsonColon));
        return Some(Entry { span: key.span, value: Value::absent(key.span.end()), key });
    };
    let value = match value(text, value_span) {
        Ok(Some(value)) => value,
        Ok(None) => {
            errors.push(SyntaxError::new(key.span, SyntaxErrorKind::MissingValue));
            Value::absent(value_span.start())
        }
        Err(error) => {
            errors.push(explain(text, value_span, &error));
            bare(text, value_span)
        }
    };
    Some(Entry { span: key.span.join(value.span), key, value })
}

fn key(text: &str, span: Span, errors: &mut Vec<SyntaxError>) -> Option<Key> {
    if let Ok(Some(value)) = value(text, span)
        && let Some(scalar) = value.scalar()
        && scalar.style == ScalarStyle::DoubleQuoted
    {
        return Some(Key { span, inner: scalar.inner, text: scalar.text.clone() });
    }
    let raw = span.of(text);
    let kind = match raw.chars().next()? {
        '"' => SyntaxErrorKind::UnterminatedQuote(Quote::Double),
        '\'' => SyntaxErrorKind::SingleQuotesInJson,
        c @ ('“' | '”') => SyntaxErrorKind::SmartQuotes(c),
        _ => SyntaxErrorKind::UnquotedKey,
    };
    errors.push(SyntaxError::new(span, kind));
    let text = raw.trim_matches(['"', '\'', '“', '”']);
    Some(Key { span, inner: span, text: text.into() })
}

/// A value that does not parse, as the text that it is.
fn bare(text: &str, span: Span) -> Value {
    let raw = span.of(text).trim_end();
    let span = Span::new(span.start(), span.start() + raw.len());
    let scalar = Scalar { text: raw.into(), inner: span, style: ScalarStyle::Bare };
    Value::new(span, ValueKind::Scalar(scalar))
}

fn value(text: &str, span: Span) -> Result<Option<Value>, ParseError> {
    let parsed = parse_to_ast(span.of(text), &CollectOptions::default(), &STRICT)?;
    Ok(parsed.value.map(|value| convert(&value, span.start())))
}

fn convert(value: &ast::Value<'_>, base: usize) -> Value {
    let range = value.range();
    let span = Span::new(range.start, range.end).shift(base);
    let kind = match value {
        ast::Value::StringLit(string) => {
            let inner = Span::new(span.start() + 1, span.end().saturating_sub(1));
            scalar(string.value.as_ref().into(), inner, ScalarStyle::DoubleQuoted)
        }
        ast::Value::NumberLit(number) => {
            let is_float = number.value.contains(['.', 'e', 'E']);
            scalar(
                number.value.into(),
                span,
                if is_float { ScalarStyle::Float } else { ScalarStyle::Integer },
            )
        }
        ast::Value::BooleanLit(bool) => {
            scalar(SmolStr::new_static(if bool.value { "true" } else { "false" }), span, ScalarStyle::Bool)
        }
        ast::Value::NullKeyword(_) => ValueKind::Null,
        ast::Value::Array(array) => {
            let items = array.elements.iter().map(|item| convert(item, base)).collect();
            ValueKind::List(List { items, form: ListForm::Flow })
        }
        ast::Value::Object(object) => {
            let entries = object.properties.iter().map(|property| property_entry(property, base)).collect();
            ValueKind::Map(Map { entries, form: MapForm::Flow, segments: Vec::new() })
        }
    };
    Value::new(span, kind)
}

fn scalar(text: SmolStr, inner: Span, style: ScalarStyle) -> ValueKind {
    ValueKind::Scalar(Scalar { text, inner, style })
}

fn property_entry(property: &ast::ObjectProp<'_>, base: usize) -> Entry {
    let range = property.name.range();
    let span = Span::new(range.start, range.end).shift(base);
    let inner = Span::new(span.start() + 1, span.end().saturating_sub(1));
    let key = Key { span, inner, text: property.name.as_str().into() };
    let value = convert(&property.value, base);
    Entry { span: key.span.join(value.span), key, value }
}

fn explain(text: &str, span: Span, error: &ParseError) -> SyntaxError {
    use ParseErrorKind as E;
    let range = error.range();
    let found = Span::new(range.start, range.end.max(range.start)).shift(span.start());
    let raw = span.of(text).trim_end();
    let whole = Span::new(span.start(), span.start() + raw.len());
    let kind = match error.kind() {
        E::CommentsNotAllowed | E::UnterminatedCommentBlock => SyntaxErrorKind::CommentInJson,
        E::SingleQuotedStringsNotAllowed => SyntaxErrorKind::SingleQuotesInJson,
        E::TrailingCommasNotAllowed => SyntaxErrorKind::TrailingComma,
        E::UnterminatedArray => SyntaxErrorKind::UnclosedFlow('['),
        E::UnterminatedObject => SyntaxErrorKind::UnclosedFlow('{'),
        E::ExpectedColonAfterObjectKey => SyntaxErrorKind::MissingJsonColon,
        E::ExpectedComma | E::MultipleRootJsonValues => SyntaxErrorKind::MissingComma,
        E::UnexpectedComma => SyntaxErrorKind::ExtraComma,
        E::ExpectedObjectValue => SyntaxErrorKind::MissingValue,
        E::ExpectedStringObjectProperty => SyntaxErrorKind::UnquotedKey,
        E::UnexpectedCloseBracket => SyntaxErrorKind::UnexpectedClose(']'),
        E::UnexpectedCloseBrace => SyntaxErrorKind::UnexpectedClose('}'),
        E::NestingDepthExceeded => SyntaxErrorKind::TooDeep,
        E::String(_) if !is_closed(raw) => SyntaxErrorKind::UnterminatedQuote(Quote::Double),
        E::String(_) => SyntaxErrorKind::BadEscape,
        E::ExpectedDigit
        | E::ExpectedDigitFollowingNegativeSign
        | E::ExpectedPlusMinusOrDigitInNumberLiteral
        | E::HexadecimalNumbersNotAllowed
        | E::UnaryPlusNumbersNotAllowed => SyntaxErrorKind::BadNumber,
        _ => return SyntaxError::new(whole, word(raw)),
    };
    let inside = Span::new(found.start().min(whole.end()), found.end().min(whole.end()));
    SyntaxError::new(if inside.is_empty() || inside.of(text).is_empty() { whole } else { inside }, kind)
}

fn is_closed(raw: &str) -> bool {
    raw.len() > 1 && raw.ends_with('"')
}

fn word(raw: &str) -> SyntaxErrorKind {
    let expected =
        |word: &'static str| SyntaxErrorKind::WordForConstant { expected: SmolStr::new_static(word) };
    match raw {
        "True" | "TRUE" => expected("true"),
        "False" | "FALSE" => expected("false"),
        "Null" | "NULL" | "None" | "nil" => expected("null"),
        _ => match raw.chars().next() {
            Some(c @ ('“' | '”' | '‘' | '’')) => SyntaxErrorKind::SmartQuotes(c),
            Some(c) if c.is_ascii_digit() => SyntaxErrorKind::BadNumber,
            _ => SyntaxErrorKind::UnquotedText,
        },
    }
}
