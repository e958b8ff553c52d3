//! What is wrong with a TOML key or value that the parser could not decode.

use crate::syntax::front_matter::error::SyntaxErrorKind;
use crate::syntax::front_matter::tree::{Quote, ScalarStyle};

/// What a value without quotes is, or why it is none.
pub(super) fn bare(raw: &str, style: Option<ScalarStyle>) -> Result<ScalarStyle, SyntaxErrorKind> {
    match style {
        Some(ScalarStyle::DateTime) if raw.parse::<toml::value::Datetime>().is_err() => {
            Err(SyntaxErrorKind::BadDate)
        }
        Some(style) => Ok(style),
        None => Err(unreadable(raw)),
    }
}

fn unreadable(raw: &str) -> SyntaxErrorKind {
    let first = raw.chars().next().unwrap_or(' ');
    if matches!(first, '“' | '”' | '„' | '‘' | '’' | '«' | '「' | '＂') {
        return SyntaxErrorKind::SmartQuotes(first);
    }
    match raw {
        "True" | "TRUE" => return SyntaxErrorKind::WordForConstant { expected: "true".into() },
        "False" | "FALSE" => return SyntaxErrorKind::WordForConstant { expected: "false".into() },
        _ => {}
    }
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    let starts_with_year = digits == 4 && raw.get(4..).is_some_and(|rest| rest.starts_with(['-', '/', '.']));
    if starts_with_year {
        SyntaxErrorKind::BadDate
    } else if first.is_ascii_digit() || (matches!(first, '+' | '-' | '.') && raw.len() > 1 && has_digit(raw))
    {
        SyntaxErrorKind::BadNumber
    } else {
        SyntaxErrorKind::UnquotedText
    }
}

fn has_digit(raw: &str) -> bool {
    raw.bytes().any(|byte| byte.is_ascii_digit())
}

/// Why a quoted text could not be decoded, the parser having stopped at `offset` of it.
pub(super) fn quoted(raw: &str, style: ScalarStyle, offset: usize) -> SyntaxErrorKind {
    let quote = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::MultilineSingle => Quote::Single,
        _ => Quote::Double,
    };
    let is_multiline = matches!(style, ScalarStyle::MultilineSingle | ScalarStyle::MultilineDouble);
    let fence = quote.char().to_string().repeat(if is_multiline { 3 } else { 1 });
    let is_open = raw.len() < 2 * fence.len() || !raw.ends_with(&fence);
    match is_open {
        true if is_multiline => SyntaxErrorKind::UnterminatedMultiline(quote),
        true => SyntaxErrorKind::UnterminatedQuote(quote),
        false if raw.get(offset..).is_some_and(|rest| rest.starts_with(|c: char| c.is_control())) => {
            SyntaxErrorKind::ControlCharacter
        }
        false => SyntaxErrorKind::BadEscape,
    }
}

/// Why a key without quotes is none.
pub(super) fn key(raw: &str) -> SyntaxErrorKind {
    match raw.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')) {
        Some(c @ ('\u{3000}' | '\u{A0}')) => SyntaxErrorKind::WideSpace(c),
        Some(c) => SyntaxErrorKind::BadKeyCharacter(c),
        None => SyntaxErrorKind::MissingKey,
    }
}

/// What is wrong with an entry that has no `=`, `after` being the rest of its line.
pub(super) fn no_equals(key: &str, after: &str) -> SyntaxErrorKind {
    if key == "-" || (key.starts_with('-') && !after.trim_start().starts_with('=')) {
        SyntaxErrorKind::DashListInToml
    } else if key.ends_with(':') || after.trim_start().starts_with(':') {
        SyntaxErrorKind::ColonInToml
    } else {
        SyntaxErrorKind::MissingEquals
    }
}
