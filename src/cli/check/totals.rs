//! What was found in all, in numbers.

use super::checked::{Checked, Outcome};
use crate::features::actions::safe_fixes;
use crate::features::counts::count;
use crate::site::problem::Severity;
use crate::world::Site;
use std::sync::Arc;

/// What was found in all.
#[derive(Default)]
pub struct Totals {
    posts: usize,
    /// Posts that could not be read.
    pub unreadable: usize,
    by_severity: [usize; 4],
    fixable: usize,
}

impl Totals {
    /// Those of these posts.
    pub fn of(posts: &[Checked]) -> Totals {
        let mut totals = Totals { posts: posts.len(), ..Totals::default() };
        posts.iter().for_each(|post| totals.add(post));
        totals
    }

    fn add(&mut self, post: &Checked) {
        let Outcome::Read(text, problems) = &post.outcome else {
            self.unreadable += 1;
            return;
        };
        self.fixable += safe_fixes(text, problems).len();
        for problem in problems {
            if let Some(number) = self.by_severity.get_mut(problem.severity as usize) {
                *number += 1;
            }
        }
    }

    fn number(&self, severity: Severity) -> usize {
        self.by_severity.get(severity as usize).copied().unwrap_or_default()
    }

    /// How many findings matter at least so much.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.by_severity.iter().skip(severity as usize).sum()
    }

    /// `2 errors, 1 warning in 93 posts (Hugo 0.168.0)`.
    pub fn summary(&self, sites: &[Arc<Site>]) -> String {
        let severities = [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Information, "note"),
            (Severity::Hint, "hint"),
        ];
        let found: Vec<String> = severities
            .iter()
            .filter(|(severity, _)| self.number(*severity) > 0)
            .map(|(severity, name)| count(self.number(*severity), name))
            .collect();
        let found = if found.is_empty() { "Nothing to say".to_string() } else { found.join(", ") };
        format!("{found} in {}{}", count(self.posts, "post"), generators(sites))
    }

    /// `; --fix mends 3 of them`; empty when there is nothing that it could mend.
    pub fn fixable(&self) -> String {
        match self.fixable {
            0 => String::new(),
            number => format!("; --fix mends {number} of them"),
        }
    }
}

fn generators(sites: &[Arc<Site>]) -> String {
    let mut names: Vec<String> = sites
        .iter()
        .map(|site| match site.model.version() {
            Some(hint) => format!("{} {}", site.model.generator_name(), hint.version),
            None => site.model.generator_name().to_string(),
        })
        .collect();
    names.sort();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}
