//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

use super::paths::Base;
use crate::cli::check::checked::{Checked, Outcome};
use crate::site::problem::{Problem, Severity};
use crate::text::LineIndex;
use std::io::{self, Write};
use std::path::Path;

/// Prints a command for each finding, and one for each post that could not be read.
pub fn print(out: &mut impl Write, posts: &[Checked]) -> io::Result<()> {
    let base = Base::of_run();
    for post in posts {
        if let Outcome::Unreadable(why) = &post.outcome {
            let file = property(&base.path(&post.path));
            writeln!(out, "::error file={file},title=frontis::This post was not checked: {}", data(why))?;
        }
        let (text, problems) = post.findings();
        let lines = LineIndex::new(text);
        for problem in problems {
            print_problem(out, &base, &post.path, &lines, problem)?;
        }
    }
    Ok(())
}

fn print_problem(
    out: &mut impl Write,
    base: &Base,
    path: &Path,
    lines: &LineIndex<'_>,
    problem: &Problem,
) -> io::Result<()> {
    let (start, end) = (lines.locate(problem.span.start()), lines.locate(problem.span.end()));
    write!(out, "::{} file={},line={}", command(problem.severity), property(&base.path(path)), start.line)?;
    // Columns are refused for a place of several lines.
    match start.line == end.line {
        true => write!(out, ",col={},endColumn={}", start.column, end.column)?,
        false => write!(out, ",endLine={}", end.line)?,
    }
    writeln!(out, ",title={}::{}", property(problem.rule.code), data(&problem.message))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// The escapes of a message: those that the runner takes back (`escapeData` of its toolkit).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes of a property, which ends at a comma or a colon (`escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::printed;
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        expect_test::expect![[r#"
            ::error file=content/日 記%2C1.md,line=2,col=11,endColumn=13,title=duplicate-key::100 %25 <wrong>,%0A"why": that.
            ::notice file=content/日 記%2C1.md,line=1,endLine=2,title=term-spelling::A  hint.
            ::error file=content/bad.md,title=frontis::This post was not checked: line 3 is not UTF-8 text
        "#]]
        .assert_eq(&printed(print).replace('\u{8}', ""));
    }
}
