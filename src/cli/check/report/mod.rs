//! What was found, printed for people or for one of the programs that read it.

mod github;
mod json;
mod junit;
mod paths;
mod sarif;
mod text;

use super::baseline::Known;
use super::checked::{Checked, Outcome};
use super::totals::Totals;
use crate::cli::MISUSE;
use crate::cli::output;
use crate::cli::workspace::shown;
use crate::site::problem::Severity;
use crate::world::Site;
use clap::ValueEnum;
use std::io::{self, Write};
use std::sync::Arc;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line of the post, for people.
    Text,
    /// One JSON object a line, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
    /// JUnit's XML, for the test reports of CI services.
    Junit,
}

/// What a run found.
pub struct Report<'a> {
    /// The posts, in the order to print them.
    pub posts: &'a [Checked],
    /// Their sites.
    pub sites: &'a [Arc<Site>],
    /// What matters at least so much makes the run fail.
    pub fail_on: Severity,
    /// What the baseline has taken out.
    pub known: Known,
    /// Whether this is what fixing has left: then more of it has nothing to offer.
    pub fix: bool,
}

impl Report<'_> {
    /// Prints it, and complains of posts that could not be read.
    ///
    /// # Errors
    /// Those of writing.
    pub fn print(&self, out: &mut impl Write, format: Format) -> io::Result<()> {
        for post in self.posts {
            if let Outcome::Unreadable(why) = &post.outcome {
                output::complain(&format!("`{}` was not checked: {why}", shown(&post.path)));
            }
        }
        match format {
            Format::Text => self.each(|path, text, problems| text::print(out, path, text, problems))?,
            Format::Json => self.each(|path, text, problems| json::print(out, path, text, problems))?,
            Format::Sarif => sarif::print(out, self.posts)?,
            Format::Github => github::print(out, self.posts)?,
            Format::Junit => junit::print(out, self.posts, self.fail_on)?,
        }
        match format {
            Format::Text => writeln!(out, "{}", self.summary()),
            // The log of a run shows annotations as nothing at all.
            Format::Github => writeln!(out, "frontis: {}", self.summary()),
            _ => Ok(()),
        }
    }

    fn each(
        &self,
        mut print: impl FnMut(&str, &str, &[crate::site::problem::Problem]) -> io::Result<()>,
    ) -> io::Result<()> {
        for post in self.posts {
            let (text, problems) = post.findings();
            print(&shown(&post.path), text, problems)?;
        }
        Ok(())
    }

    fn summary(&self) -> String {
        let totals = Totals::of(self.posts);
        let fixable = if self.fix { String::new() } else { totals.fixable() };
        format!("{}{fixable}{}", totals.summary(self.sites), self.known.summary())
    }

    /// 2 when a post could not be read, since it cannot be called right; 1 when something was found that counts.
    pub fn exit_code(&self) -> u8 {
        let totals = Totals::of(self.posts);
        match totals.unreadable {
            0 => u8::from(totals.at_least(self.fail_on) > 0),
            _ => MISUSE,
        }
    }
}

/// Posts with one finding of each severity, for the tests of the formats.
#[cfg(test)]
mod testing {
    use super::*;
    use crate::features::diagnostics::rule;
    use crate::site::problem::Fix;
    use crate::text::Span;
    use std::path::PathBuf;

    pub const TEXT: &str = "---\ntitle: 日本 a: b\nx: 1\n---\n";

    /// A post with an error that can be mended and a hint, one without findings, and one that cannot be read.
    pub fn posts() -> Vec<Checked> {
        let start = TEXT.find("a:").unwrap();
        let span = Span::new(start, start + 2);
        let error = rule("duplicate-key").unwrap().at(span, "100 % <wrong>,\n\"why\": that.");
        let error = error.related(Span::new(0, 3), "It starts here.").fix(Fix::safe("Mend it", span, "'a:'"));
        let hint = rule("term-spelling").unwrap().at(Span::new(0, 10), "A \u{8} hint.");
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        let post = |path: &str, outcome| Checked { path: here.join(PathBuf::from(path)), outcome };
        vec![
            post("content/日 記,1.md", Outcome::Read(TEXT.into(), vec![error, hint])),
            post("content/good.md", Outcome::Read("".into(), Vec::new())),
            post("content/bad.md", Outcome::Unreadable("line 3 is not UTF-8 text".to_string())),
        ]
    }

    /// What a format prints of them.
    pub fn printed(print: impl FnOnce(&mut Vec<u8>, &[Checked]) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut out, &posts()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_exit_code_follows_the_threshold() {
        let code = |posts: &[Checked], fail_on| {
            Report { posts, sites: &[], fail_on, known: Known::default(), fix: false }.exit_code()
        };
        let mut posts = posts();
        assert_eq!(code(&posts, Severity::Error), 2, "a post that cannot be read");
        posts.pop();
        assert_eq!(code(&posts, Severity::Error), 1);
        if let Outcome::Read(_, problems) = &mut posts[0].outcome {
            problems.remove(0);
        }
        assert_eq!((code(&posts, Severity::Error), code(&posts, Severity::Information)), (0, 0));
        assert_eq!(code(&posts, Severity::Hint), 1);
    }
}
