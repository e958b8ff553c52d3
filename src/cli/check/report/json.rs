//! Findings as one JSON object a line.

use crate::site::problem::{Problem, Severity};
use crate::text::LineIndex;
use serde::Serialize;
use std::io::{self, Write};

/// One finding. Lines and columns count from 1, columns in characters; the end lies behind the last character.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    severity: Severity,
    code: &'a str,
    message: &'a str,
}

/// Prints the problems of one post.
pub fn print(out: &mut impl Write, path: &str, text: &str, problems: &[Problem]) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let lines = LineIndex::new(text);
    for problem in problems {
        let (start, end) = (lines.locate(problem.span.start()), lines.locate(problem.span.end()));
        let finding = Finding {
            path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            severity: problem.severity,
            code: problem.rule.code,
            message: &problem.message,
        };
        let line = serde_json::to_string(&finding).map_err(io::Error::other)?;
        writeln!(out, "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::diagnostics::rule;
    use crate::text::Span;

    #[test]
    fn places_count_from_one_in_characters() {
        let text = "---\r\ntitle: 日本 x\r\n---\r\n";
        let start = text.find('x').unwrap();
        let problem = rule("duplicate-key").unwrap().at(Span::new(start, start + 1), "Why.");
        let mut out = Vec::new();
        print(&mut out, "a.md", text, &[problem]).unwrap();
        expect_test::expect![[r#"
            {"path":"a.md","line":2,"column":11,"endLine":2,"endColumn":12,"severity":"error","code":"duplicate-key","message":"Why."}
        "#]]
        .assert_eq(&String::from_utf8(out).unwrap());
    }
}
