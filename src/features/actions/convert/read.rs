//! From the tree of a format to one without.

use super::tree::{Lines, Member, Node};
use crate::syntax::front_matter::{
    Entry, Format, FrontMatter, ListForm, Scalar, ScalarStyle, Value, ValueKind,
};
use crate::text::Span;

/// The name of the member, without a key, that holds the comments below the last key.
const NO_KEY: &str = "";

/// All of a front matter.
///
/// # Errors
/// With the reason, when a part of it has no counterpart in other formats or is read in different ways.
pub fn read(front: &FrontMatter, text: &str) -> Result<Vec<Member>, String> {
    if !front.errors.is_empty() {
        return Err("The front matter cannot be read. Solve the errors in it first.".to_string());
    }
    let mut reader =
        Reader { format: front.format, text, comments: front.comments.clone().into_iter().peekable() };
    let mut members = reader.members(&front.root)?;
    let rest = reader.comments_before(usize::MAX);
    if !rest.is_empty() {
        members.push(Member { key: NO_KEY.to_string(), value: Node::Null, above: rest, behind: None });
    }
    Ok(members)
}

/// Whether the member only holds the comments at the end.
pub fn is_end(member: &Member) -> bool {
    member.key == NO_KEY && member.value == Node::Null
}

struct Reader<'a> {
    format: Format,
    text: &'a str,
    comments: std::iter::Peekable<std::vec::IntoIter<Span>>,
}

impl Reader<'_> {
    fn members(&mut self, entries: &[Entry]) -> Result<Vec<Member>, String> {
        entries.iter().map(|entry| self.member(entry)).collect()
    }

    fn member(&mut self, entry: &Entry) -> Result<Member, String> {
        let mut above = self.comments_before(entry.span.start());
        let value = self.value(&entry.key.text, &entry.value)?;
        let behind = self.comment_behind(entry);
        // Comments inside a list or on the lines of a flow map have no key of their own.
        above.extend(self.comments_before(entry.span.end()));
        let key = entry.key.text.to_string();
        if key.is_empty() || key == "<<" {
            return Err(format!("The key `{key}` means something only in this format."));
        }
        Ok(Member { key, value, above, behind })
    }

    fn value(&mut self, key: &str, value: &Value) -> Result<Node, String> {
        if value.props.is_some() || matches!(value.kind, ValueKind::Alias(_)) {
            return Err(format!("`{key}` has a mark with `&` or `!` that other formats do not have."));
        }
        match &value.kind {
            ValueKind::Null | ValueKind::Alias(_) => Ok(Node::Null),
            ValueKind::Scalar(scalar) => self.scalar(scalar),
            ValueKind::List(list) => {
                let items: Result<Vec<Node>, String> =
                    list.items.iter().map(|item| self.value(key, item)).collect();
                let in_lines = list.form != ListForm::Flow || self.format == Format::Json;
                Ok(Node::List(items?, if in_lines { Lines::PerItem } else { Lines::One }))
            }
            ValueKind::Map(map) => Ok(Node::Map(self.members(&map.entries)?)),
        }
    }

    fn scalar(&self, scalar: &Scalar) -> Result<Node, String> {
        let text = scalar.text.as_str();
        match scalar.style {
            ScalarStyle::Plain => plain(text),
            ScalarStyle::Bool => Ok(Node::Bool(text == "true")),
            ScalarStyle::Integer | ScalarStyle::Float => number(text),
            ScalarStyle::DateTime => Ok(Node::Date(text.to_string())),
            _ => Ok(Node::Text(text.replace("\r\n", "\n"))),
        }
    }

    fn comments_before(&mut self, offset: usize) -> Vec<String> {
        let mut found = Vec::new();
        while let Some(span) = self.comments.next_if(|span| span.start() < offset) {
            found.push(self.comment(span));
        }
        found
    }

    /// The comment on the line where an entry ends.
    fn comment_behind(&mut self, entry: &Entry) -> Option<String> {
        let text = self.text;
        let end = entry.value.span.end().max(entry.key.span.end());
        let is_behind = |span: &Span| {
            span.start() >= end && !Span::new(end, span.start()).of(text).contains(['\n', '\r'])
        };
        let span = self.comments.next_if(is_behind)?;
        Some(self.comment(span))
    }

    fn comment(&self, span: Span) -> String {
        span.of(self.text).trim_start_matches('#').trim().to_string()
    }
}

/// What a YAML value without quotes is to every generator; what they disagree on is refused.
fn plain(text: &str) -> Result<Node, String> {
    const DISPUTED: &[&str] =
        &["yes", "no", "on", "off", "y", "n", ".inf", "-.inf", ".nan", "True", "False", "TRUE", "FALSE"];
    match text {
        "true" | "false" => return Ok(Node::Bool(text == "true")),
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Node::Null),
        _ => {}
    }
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "+-._xoXO".contains(c));
    if is_date(text) {
        return Ok(Node::Date(text.to_string()));
    }
    if DISPUTED.iter().any(|word| word.eq_ignore_ascii_case(text)) || (is_number && number(text).is_err()) {
        return Err(format!("`{text}` is read in different ways. Write it in full, or in quotes."));
    }
    if is_number { number(text) } else { Ok(Node::Text(text.to_string())) }
}

fn is_date(text: &str) -> bool {
    let digits = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(0, 4)
        && digits(5, 7)
        && digits(8, 10)
        && text.get(4..5) == Some("-")
        && text.get(7..8) == Some("-")
}

/// A decimal number that all formats write alike.
fn number(text: &str) -> Result<Node, String> {
    let bare = text.replace('_', "");
    let digits = bare.trim_start_matches(['+', '-']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_decimal = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let leads_with_zero = whole.len() > 1 && whole.starts_with('0');
    match is_decimal(whole) && is_decimal(fraction) && !leads_with_zero {
        true => Ok(Node::Number(bare.trim_start_matches('+').to_string())),
        false => Err(format!("`{text}` is read in different ways. Write it in full, or in quotes.")),
    }
}
