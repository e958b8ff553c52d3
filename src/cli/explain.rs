//! `frontis explain`: the page of a rule, or the list of all.

use crate::cli::output;
use crate::features::diagnostics::{nearest, rule, rules};
use std::io::{self, Write};
use std::process::ExitCode;

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
        Some(code) => out.write_all(page(code)?.as_bytes())?,
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
    fn the_list_has_a_line_per_rule() {
        let mut out = Vec::new();
        list(&mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.lines().count(), rules().len());
        assert!(out.lines().any(|line| line.starts_with("duplicate-key") && line.ends_with("set twice")));
    }
}
