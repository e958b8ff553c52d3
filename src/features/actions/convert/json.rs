//! Writes a tree as JSON.

use super::tree::{Member, Node};
use crate::syntax::front_matter::{Format, Quote, write};

/// The object, with its braces and without a line end.
///
/// # Errors
/// When there are comments.
pub fn write(members: &[Member]) -> Result<String, String> {
    if members.iter().any(|member| !member.comments().is_empty()) {
        return Err("JSON has no comments.".to_string());
    }
    Ok(object(members, 0))
}

fn object(members: &[Member], depth: usize) -> String {
    let indent = "  ".repeat(depth + 1);
    let line =
        |member: &Member| format!("{indent}{}: {}", text(&member.key), value(&member.value, depth + 1));
    let lines: Vec<String> = members.iter().map(line).collect();
    format!("{{\n{}\n{}}}", lines.join(",\n"), "  ".repeat(depth))
}

fn value(node: &Node, depth: usize) -> String {
    match node {
        Node::Null => "null".to_string(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.clone(),
        Node::Date(value) | Node::Text(value) => text(value),
        Node::Map(members) if members.is_empty() => "{}".to_string(),
        Node::Map(members) => object(members, depth),
        Node::List(items, _) => list(items, depth),
    }
}

/// Short values stand on one line, maps on lines of their own.
fn list(items: &[Node], depth: usize) -> String {
    let is_flat = |item: &Node| !matches!(item, Node::Map(_) | Node::List(..));
    let written = |item: &Node| value(item, depth + 1);
    if items.iter().all(is_flat) {
        return format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "));
    }
    let indent = "  ".repeat(depth + 1);
    let lines: Vec<String> = items.iter().map(|item| format!("{indent}{}", written(item))).collect();
    format!("[\n{}\n{}]", lines.join(",\n"), "  ".repeat(depth))
}

fn text(text: &str) -> String {
    write::quoted(text, Format::Json, Quote::Double)
}
