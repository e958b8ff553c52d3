//! Draws what a writer would see: lines of a post, menus, hovers, wavy lines.

use crate::cli::output;
use anstyle::{AnsiColor, Color, Style};
use serde_json::Value;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Headings of scenes.
const TITLE: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));
/// What is typed.
const TYPED: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Green)));
/// What stands back.
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const ERROR: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Red)));
const WARNING: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Yellow)));

/// A menu longer than this hides the text that it belongs to.
const MENU_LINES: usize = 8;

/// A hover longer than this (lines) is cut, as editors do.
const HOVER_LINES: usize = 16;

/// The heading of a scene and the sentence that explains it.
pub fn scene(out: &mut impl Write, title: &str, words: &str) -> io::Result<()> {
    writeln!(out, "\n{TITLE}{title}{TITLE:#}  {words}\n")
}

/// A line of the post, the part that was just typed marked.
pub fn line(out: &mut impl Write, number: usize, text: &str, typed: &str) -> io::Result<()> {
    let (before, after) = match text.rfind(typed).filter(|_| !typed.is_empty()) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + typed.len()..).unwrap_or_default()),
        None => (text, ""),
    };
    let typed = if text.contains(typed) { typed } else { "" };
    writeln!(out, "{DIM}{number:>5} │{DIM:#} {before}{TYPED}{typed}{TYPED:#}{after}")
}

/// A menu of suggestions below the column of the cursor.
pub fn menu(out: &mut impl Write, column: usize, items: &[Value]) -> io::Result<()> {
    let pad = " ".repeat(column + 8);
    let shown = items.get(..items.len().min(MENU_LINES)).unwrap_or_default();
    let label = |item: &Value| item["label"].as_str().unwrap_or_default().to_string();
    let width = shown.iter().map(|item| label(item).width()).max().unwrap_or_default();
    for item in shown {
        let gap = " ".repeat(width - label(item).width());
        let beside = item["labelDetails"]["description"].as_str().or_else(|| item["detail"].as_str());
        let beside = cut(beside.unwrap_or_default(), output::width().saturating_sub(column + 12 + width));
        writeln!(out, "{pad}▏{BOLD}{}{BOLD:#}{gap}  {DIM}{beside}{DIM:#}", label(item))?;
    }
    if items.len() > shown.len() {
        writeln!(out, "{pad}▏{DIM}and {} more{DIM:#}", items.len() - shown.len())?;
    }
    Ok(())
}

/// As much of a text as fits into `room` columns.
fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_string();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        if shown.width() + 2 > room {
            break;
        }
        shown.push(letter);
    }
    format!("{}…", shown.trim_end())
}

/// A hover: Markdown with its marks made into weight.
pub fn hover(out: &mut impl Write, markdown: &str) -> io::Result<()> {
    let mut in_code = false;
    for line in markdown.lines().filter(|line| !line.trim().is_empty()).take(HOVER_LINES) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let bar = format!("{DIM}      ┃{DIM:#}");
        match in_code {
            true => writeln!(out, "{bar} {BOLD}{line}{BOLD:#}")?,
            false => writeln!(out, "{bar} {}", weighted(line))?,
        }
    }
    Ok(())
}

/// A line of Markdown for a terminal: bold between asterisks, links as their text, no other marks.
fn weighted(line: &str) -> String {
    let line = line.trim_start_matches('#').trim_start();
    if line.chars().all(|c| c == '-') {
        return String::new();
    }
    let mut out = String::new();
    for (at, part) in without_links(line).replace('`', "").split("**").enumerate() {
        match at % 2 {
            1 => out.push_str(&format!("{BOLD}{part}{BOLD:#}")),
            _ => out.push_str(part),
        }
    }
    out
}

fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, tail)) = rest.split_once('[') {
        let Some((text, after)) = tail.split_once("](") else { break };
        let Some((_, after)) = after.split_once(')') else { break };
        out.push_str(before);
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A finding: its line with a wavy line below the place, and the message.
pub fn finding(out: &mut impl Write, text: &str, finding: &Value) -> io::Result<()> {
    let start = &finding["range"]["start"];
    let number = start["line"].as_u64().unwrap_or_default() as usize;
    let column = start["character"].as_u64().unwrap_or_default() as usize;
    let shown = text.lines().nth(number).unwrap_or_default();
    let end = match finding["range"]["end"]["line"].as_u64() == start["line"].as_u64() {
        true => finding["range"]["end"]["character"].as_u64().unwrap_or_default() as usize,
        false => shown.len(),
    };
    let before = shown.get(..column).unwrap_or_default().width();
    let length = shown.get(column..end).unwrap_or_default().width().max(1);
    let style = if finding["severity"] == 1 { ERROR } else { WARNING };
    line(out, number + 1, shown, "")?;
    writeln!(out, "{DIM}      │{DIM:#} {}{style}{}{style:#}", " ".repeat(before), "~".repeat(length))?;
    writeln!(out, "{DIM}      │{DIM:#} {style}{}{style:#}", finding["message"].as_str().unwrap_or_default())
}

/// A fix that can be chosen.
pub fn fix(out: &mut impl Write, title: &str) -> io::Result<()> {
    writeln!(out, "{DIM}      │{DIM:#} {TYPED}✔ {title}{TYPED:#}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plain(draw: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        draw(&mut out).unwrap();
        String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
    }

    #[test]
    fn a_wavy_line_stands_below_wide_letters() {
        let range = json!({"start": {"line": 0, "character": 7}, "end": {"line": 0, "character": 10}});
        let finding = json!({"range": range, "severity": 1, "message": "Why."});
        assert_eq!(
            plain(|out| super::finding(out, "日本 abc", &finding)),
            "    1 │ 日本 abc\n      │      ~~~\n      │ Why.\n"
        );
    }

    #[test]
    fn a_menu_has_a_column_for_details_and_says_what_it_leaves_out() {
        let items: Vec<Value> =
            (0..10).map(|at| json!({"label": format!("tag{at}"), "detail": "3 posts"})).collect();
        let drawn = plain(|out| menu(out, 0, &items));
        assert_eq!(drawn.lines().count(), MENU_LINES + 1);
        assert!(drawn.starts_with("        ▏tag0  3 posts\n"), "{drawn}");
        assert!(drawn.ends_with("▏and 2 more\n"), "{drawn}");
    }

    #[test]
    fn a_hover_loses_its_marks_and_keeps_its_words() {
        let markdown =
            "### `ride`\n\n```text\n{{< ride >}}\n```\n---\nSee **the** [page](https://example.org).";
        assert_eq!(
            plain(|out| hover(out, markdown)),
            "      ┃ ride\n      ┃ {{< ride >}}\n      ┃ \n      ┃ See the page.\n"
        );
    }
}
