//! Writes a tree as TOML.

use super::read::is_end;
use super::tree::{Member, Node};
use crate::syntax::front_matter::write;
use crate::syntax::front_matter::{Format, Quote};

/// The lines, each with its end.
///
/// # Errors
/// When a value is empty, which TOML cannot say.
pub fn write(members: &[Member]) -> Result<String, String> {
    let mut out = String::new();
    table(&mut out, members, "")?;
    Ok(out)
}

/// Plain keys first. A map gets a section of its own only when nothing but maps follows, since a section ends where
/// the next one starts, and the order of the keys is to stay.
fn table(out: &mut String, members: &[Member], path: &str) -> Result<(), String> {
    let last_plain = members.iter().rposition(|member| !is_section(&member.value) && !is_end(member));
    let sections_from = last_plain.map_or(0, |last| last + 1);
    for (at, member) in members.iter().enumerate() {
        if at >= sections_from && !is_end(member) {
            section(out, member, path)?;
        } else {
            line(out, member)?;
        }
    }
    Ok(())
}

fn is_section(node: &Node) -> bool {
    matches!(node, Node::Map(_)) || node.is_table_list()
}

fn line(out: &mut String, member: &Member) -> Result<(), String> {
    for comment in member.above.iter().chain(&member.value.comments()) {
        out.push_str(&format!("# {comment}\n"));
    }
    if is_end(member) {
        return Ok(());
    }
    let value = inline(&member.key, &member.value)?;
    let behind = member.behind.as_ref().map(|comment| format!(" # {comment}")).unwrap_or_default();
    out.push_str(&format!("{} = {value}{behind}\n", key(&member.key)));
    Ok(())
}

fn section(out: &mut String, member: &Member, path: &str) -> Result<(), String> {
    let name = if path.is_empty() { key(&member.key) } else { format!("{path}.{}", key(&member.key)) };
    let (tables, open, close): (Vec<&Node>, _, _) = match &member.value {
        Node::List(items, _) => (items.iter().collect(), "[[", "]]"),
        value => (vec![value], "[", "]"),
    };
    for (at, node) in tables.into_iter().enumerate() {
        let Node::Map(members) = node else { continue };
        out.push('\n');
        let comments = if at == 0 { member.above.as_slice() } else { &[] };
        for comment in comments {
            out.push_str(&format!("# {comment}\n"));
        }
        let behind = member.behind.as_ref().filter(|_| at == 0);
        let behind = behind.map(|comment| format!(" # {comment}")).unwrap_or_default();
        out.push_str(&format!("{open}{name}{close}{behind}\n"));
        table(out, members, &name)?;
    }
    Ok(())
}

/// A value on one line, but for a text of several.
fn inline(name: &str, node: &Node) -> Result<String, String> {
    Ok(match node {
        Node::Null => return Err(format!("TOML has no empty value, and `{name}` has one.")),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.clone(),
        Node::Date(date) if is_toml_date(date) => date.clone(),
        Node::Text(text) if text.contains('\n') => lines(text),
        Node::Date(text) | Node::Text(text) => quoted(text),
        Node::List(items, _) => {
            let items: Result<Vec<String>, String> = items.iter().map(|item| inline(name, item)).collect();
            format!("[{}]", items?.join(", "))
        }
        Node::Map(members) => {
            let entry = |member: &Member| {
                Ok(format!("{} = {}", key(&member.key), inline(&member.key, &member.value)?))
            };
            let entries: Result<Vec<String>, String> = members.iter().map(entry).collect();
            let entries = entries?;
            if entries.is_empty() { "{}".to_string() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    })
}

/// Whether TOML has a literal for it: `2026-01-02`, or with a full time, with or without an offset.
fn is_toml_date(text: &str) -> bool {
    text.parse::<::toml::value::Datetime>().is_ok()
}

/// Each line escaped by itself, so that only the ends of lines stay what they are.
fn lines(text: &str) -> String {
    let escape = |line: &str| write::inside_quotes(line, Format::Toml, Quote::Double).unwrap_or_default();
    let lines: Vec<String> = text.split('\n').map(escape).collect();
    format!("\"\"\"\n{}\"\"\"", lines.join("\n"))
}

fn quoted(text: &str) -> String {
    write::quoted_simply(text, Format::Toml)
}

fn key(text: &str) -> String {
    write::key(text, Format::Toml)
}
