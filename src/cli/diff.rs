//! What changes, as a unified diff that people read and `git apply` takes.

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};

/// Unchanged lines around each change.
const CONTEXT: usize = 3;

const BOLD: Style = Style::new().bold();
const GONE: Style = AnsiColor::Red.on_default();
const COME: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// Prints how the file at `path`, with `/` between its folders, differs afterwards.
pub fn print(out: &mut impl Write, path: &str, before: &str, after: &str) -> io::Result<()> {
    writeln!(out, "{BOLD}--- a/{path}{BOLD:#}")?;
    writeln!(out, "{BOLD}+++ b/{path}{BOLD:#}")?;
    let diff = TextDiff::from_lines(before, after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        writeln!(out, "{PLACE}{}{PLACE:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Equal => Style::new(),
                ChangeTag::Delete => GONE,
                ChangeTag::Insert => COME,
            };
            let line = change.value().trim_end_matches('\n');
            writeln!(out, "{style}{}{line}{style:#}", change.tag())?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// Prints that a file moves.
pub fn print_move(out: &mut impl Write, from: &str, to: &str) -> io::Result<()> {
    writeln!(out, "{BOLD}diff --git a/{from} b/{to}{BOLD:#}")?;
    writeln!(out, "similarity index 100%")?;
    writeln!(out, "rename from {from}\nrename to {to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_ends_and_a_missing_one_is_told() {
        let mut out = Vec::new();
        print(&mut out, "a.md", "a\r\nb\r\nc", "a\r\nx\r\nc").unwrap();
        let printed = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        assert_eq!(
            printed,
            "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n a\r\n-b\r\n+x\r\n c\n\\ No newline at end of file\n"
        );
    }
}
