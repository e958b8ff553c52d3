//! `frontis explain`: the page of a rule, or the list of all.

use crate::cli::output;
use crate::features::diagnostics::{nearest, rule, rules};
use anstyle::Style;
use std::io::{self, Write};
use std::process::ExitCode;

/// Fewer backticks than these are no fence.
const FENCE: usize = 3;

const HEADING: Style = Style::new().bold();

/// What `explain` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The code of a finding, such as `duplicate-key`.
    #[arg(value_name = "CODE")]
    code: Option<String>,
    #[command(flatten)]
    pub colors: output::Colors,
}

/// Prints the page of a rule, or the codes of all with their titles.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = output::stdout();
    match &arguments.code {
        Some(code) => print_page(&mut out, page(code)?)?,
        None => list(&mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn page(code: &str) -> io::Result<&'static str> {
    rule(code).map(|rule| rule.page).ok_or_else(|| {
        let near = nearest(code, rules().into_iter().map(|rule| rule.code));
        let hint = near.map_or_else(
            || "`frontis explain` lists them all".to_string(),
            |near| format!("did you mean `{near}`?"),
        );
        io::Error::other(format!("there is no rule `{code}`; {hint}"))
    })
}

/// Markdown as plain text: a heading by its weight, an example by its indentation.
fn print_page(out: &mut impl Write, page: &str) -> io::Result<()> {
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        let ticks = line.get(..line.len() - line.trim_start_matches('`').len()).unwrap_or_default();
        match fence {
            Some(open) if line.trim_end() == open => fence = None,
            Some(_) if line.is_empty() => writeln!(out)?,
            Some(_) => writeln!(out, "    {line}")?,
            None if ticks.len() >= FENCE => {
                fence = Some(ticks);
                print_caption(out, line.trim_start_matches('`'))?;
            }
            None => match line.trim_start_matches('#') {
                heading if heading.len() < line.len() && heading.starts_with(' ') => {
                    writeln!(out, "{HEADING}{}{HEADING:#}", heading.trim_start())?;
                }
                _ => writeln!(out, "{line}")?,
            },
        }
    }
    Ok(())
}

/// What an example is, where the heading above does not say it.
fn print_caption(out: &mut impl Write, info: &str) -> io::Result<()> {
    match info.split_whitespace().nth(1) {
        Some("other") => writeln!(out, "Another post:\n"),
        Some(file) if file.contains('.') => writeln!(out, "{file}:\n"),
        _ => Ok(()),
    }
}

fn list(out: &mut impl Write) -> io::Result<()> {
    let rules = rules();
    let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    for rule in rules {
        writeln!(out, "{:width$}  {}", rule.code, title(rule.page))?;
    }
    Ok(())
}

fn title(page: &str) -> &str {
    page.lines().next().unwrap_or_default().trim_start_matches("# ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_code_is_answered_with_the_nearest() {
        assert!(page("duplicate-key").unwrap().starts_with("# "));
        let error = page("duplicat-key").unwrap_err().to_string();
        assert_eq!(error, "there is no rule `duplicat-key`; did you mean `duplicate-key`?");
    }

    #[test]
    fn a_page_is_printed_without_the_marks_of_markdown() {
        let page = "# Two `a`\n\n## Bad\n\n````markdown bad\n# A\n\n```sh\nls\n```\n````\n\n````toml a.toml\nx = 1\n````\nEnd.\n";
        let mut out = Vec::new();
        print_page(&mut out, page).unwrap();
        let printed = anstream::adapter::strip_bytes(&out).into_vec();
        assert_eq!(
            String::from_utf8(printed).unwrap(),
            "Two `a`\n\nBad\n\n    # A\n\n    ```sh\n    ls\n    ```\n\na.toml:\n\n    x = 1\nEnd.\n"
        );
    }

    #[test]
    fn no_page_shows_a_fence() {
        for rule in rules() {
            let mut out = Vec::new();
            print_page(&mut out, rule.page).unwrap();
            assert!(!String::from_utf8(out).unwrap().contains("\n````"), "{}", rule.code);
        }
    }

    #[test]
    fn the_list_has_a_line_per_rule() {
        let mut out = Vec::new();
        list(&mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.lines().count(), rules().len());
        assert!(out.lines().any(|line| line.starts_with("duplicate-key") && line.ends_with("set twice")));
    }
}
