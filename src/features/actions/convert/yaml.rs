//! Writes a tree as YAML.

use super::read::is_end;
use super::tree::{Lines, Member, Node};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, Quote};

/// The lines, each with its end.
///
/// # Errors
/// Never so far: YAML can say all that the others can.
pub fn write(members: &[Member]) -> Result<String, String> {
    let mut out = String::new();
    map(&mut out, members, 0);
    Ok(out)
}

fn map(out: &mut String, members: &[Member], depth: usize) {
    let indent = "  ".repeat(depth);
    for member in members {
        for line in &member.above {
            out.push_str(&format!("{indent}# {line}\n"));
        }
        if is_end(member) {
            continue;
        }
        out.push_str(&indent);
        entry(out, member, depth);
    }
}

/// A key with its value, to the end of its last line.
fn entry(out: &mut String, member: &Member, depth: usize) {
    let key = write::key(&member.key, Format::Yaml);
    let behind = member.behind.as_ref().map(|comment| format!(" # {comment}")).unwrap_or_default();
    match &member.value {
        Node::Map(members) if !members.is_empty() => {
            out.push_str(&format!("{key}:{behind}\n"));
            map(out, members, depth + 1);
        }
        Node::List(items, lines) if !items.is_empty() && needs_lines(items, *lines) => {
            out.push_str(&format!("{key}:{behind}\n"));
            items.iter().for_each(|item| list_item(out, item, depth + 1));
        }
        Node::Text(text) if text.contains('\n') => {
            out.push_str(&format!(
                "{key}: {}{behind}\n",
                block(text, depth + 1).unwrap_or_else(|| quoted(text))
            ));
        }
        Node::Null => out.push_str(&format!("{key}:{behind}\n")),
        value => out.push_str(&format!("{key}: {}{behind}\n", inline(value, Around::Line))),
    }
}

fn needs_lines(items: &[Node], lines: Lines) -> bool {
    lines == Lines::PerItem || items.iter().any(|item| matches!(item, Node::Map(_) | Node::List(..)))
}

fn list_item(out: &mut String, item: &Node, depth: usize) {
    let indent = "  ".repeat(depth);
    match item {
        // The first key stands behind the dash, the others below it.
        Node::Map(members) if !members.is_empty() => {
            let mut lines = String::new();
            map(&mut lines, members, depth + 1);
            let first = format!("{indent}  ");
            out.push_str(&format!("{indent}- {}", lines.strip_prefix(&first).unwrap_or(&lines)));
        }
        item => out.push_str(&format!("{indent}- {}\n", inline(item, Around::Line))),
    }
}

fn inline(node: &Node, around: Around) -> String {
    match node {
        Node::Null => "null".to_string(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.clone(),
        Node::Date(date) if date.contains('-') => date.clone(),
        Node::Date(time) => quoted(time),
        Node::Text(text) if text.contains('\n') => quoted(text),
        Node::Text(text) => write::value(text, WritePlace { format: Format::Yaml, around, preferred: None }),
        Node::List(items, _) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, Around::Brackets)).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(members) => {
            let entry = |member: &Member| {
                format!(
                    "{}: {}",
                    write::key(&member.key, Format::Yaml),
                    inline(&member.value, Around::Brackets)
                )
            };
            let entries: Vec<String> = members.iter().map(entry).collect();
            if entries.is_empty() { "{}".to_string() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}

/// A text of several lines as a literal block; `None` where blanks at its edges would be lost.
fn block(text: &str, depth: usize) -> Option<String> {
    let odd = |line: &str| line.ends_with(' ') || line.chars().any(|c| c.is_control());
    let body = text.strip_suffix('\n').unwrap_or(text);
    if body.starts_with([' ', '\n', '\t']) || body.ends_with('\n') || body.lines().any(odd) {
        return None;
    }
    let indent = "  ".repeat(depth);
    let lines: Vec<String> = body
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
        .collect();
    let chomp = if text.ends_with('\n') { "|" } else { "|-" };
    Some(format!("{chomp}\n{}", lines.join("\n")))
}

fn quoted(text: &str) -> String {
    write::quoted(text, Format::Yaml, Quote::Double)
}
