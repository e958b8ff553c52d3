//! Findings for people: the message, the line of the post with the place marked, and what would help.

use crate::cli::output;
use crate::features::edits::line_at;
use crate::site::problem::{Problem, Severity};
use crate::text::{LineIndex, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

/// A line longer than this (bytes) is not shown with its findings: each takes a pass over the line, and nobody finds
/// anything in it.
const MAX_LINE: usize = 8 * 1024;

/// Prints the problems of one post.
pub fn print(out: &mut impl Write, path: &str, text: &str, problems: &[Problem]) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(output::width());
    let lines = LineIndex::new(text);
    for problem in problems {
        writeln!(out, "{}\n", renderer.render(&[group(path, text, &lines, problem)]))?;
    }
    Ok(())
}

fn group<'a>(path: &'a str, text: &'a str, lines: &LineIndex<'_>, problem: &'a Problem) -> Group<'a> {
    let span = on_one_line(text, problem.span);
    let line = line_at(text, span.start());
    let marked = span.start() - line.start()..span.end() - line.start();
    let place = lines.locate(span.start());
    let title = level(problem.severity).primary_title(problem.message.as_str()).id(problem.rule.code);
    let mut group = if line.len() > MAX_LINE {
        title.element(Origin::path(path).line(place.line).char_column(place.column))
    } else {
        let snippet = Snippet::source(line.of(text)).line_start(place.line).path(path);
        title.element(snippet.annotation(AnnotationKind::Primary.span(marked)))
    };
    for related in problem.related.iter().filter(|related| related.path.is_none()) {
        let number = lines.locate(related.span.start()).line;
        group = group.element(Level::NOTE.message(format!("line {number}: {}", related.message)));
    }
    if let Some(fix) = problem.fixes.first() {
        group = group.element(Level::HELP.message(fix.title.as_str()));
    }
    group
}

/// The part of a span on its first line: a paragraph of underlining explains nothing.
fn on_one_line(text: &str, span: Span) -> Span {
    let line = line_at(text, span.start());
    Span::new(span.start(), span.end().min(line.end()))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("note"),
        Severity::Hint => Level::INFO.with_name("hint"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::diagnostics::rule;
    use crate::site::problem::Fix;

    #[test]
    fn the_line_is_shown_with_the_place_and_the_fix() {
        let text = "---\ntitle: 日本 a: b\nx: 1\n---\n";
        let start = text.find("a:").unwrap();
        let span = Span::new(start, start + 2);
        let problem = rule("duplicate-key")
            .unwrap()
            .at(span, "Why.")
            .related(Span::new(0, 3), "It starts here.")
            .fix(Fix::safe("Mend it", span, ""));
        let mut out = Vec::new();
        print(&mut out, "content/a.md", text, &[problem]).unwrap();
        let plain = anstream::adapter::strip_bytes(&out).into_vec();
        expect_test::expect![[r#"
            error[duplicate-key]: Why.
              ╭▸ content/a.md:2:11
              │
            2 │ title: 日本 a: b
              │             ━━
              │
              ├ note: line 1: It starts here.
              ╰ help: Mend it

        "#]]
        .assert_eq(&String::from_utf8(plain).unwrap());
    }

    #[test]
    fn of_a_very_long_line_only_the_place_is_shown() {
        let text = format!("{}x\n", "日".repeat(MAX_LINE));
        let problem = rule("duplicate-key").unwrap().at(Span::empty(text.len() - 2), "Why.");
        let mut out = Vec::new();
        print(&mut out, "content/a.md", &text, &[problem]).unwrap();
        let plain = anstream::adapter::strip_bytes(&out).into_vec();
        expect_test::expect![[r#"
            error[duplicate-key]: Why.
             ─▸ content/a.md:1:8193

        "#]]
        .assert_eq(&String::from_utf8(plain).unwrap());
    }
}
