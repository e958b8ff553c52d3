//! The severities as words on the command line.

use crate::site::problem::Severity;
use clap::ValueEnum;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Hygiene.
    Hint,
    /// Worth knowing.
    #[value(alias = "info")]
    Information,
    /// It builds, but not into what is meant.
    Warning,
    /// The build stops, or the post is left out.
    Error,
}

impl Level {
    /// The severity of that name.
    pub fn severity(self) -> Severity {
        match self {
            Level::Hint => Severity::Hint,
            Level::Information => Severity::Information,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

/// The word for a severity.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "hint",
        Severity::Information => "information",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_settings() {
        for level in Level::value_variants() {
            assert_eq!(Level::from_str(word(level.severity()), false), Ok(*level));
        }
        assert_eq!(Level::from_str("info", false), Ok(Level::Information));
    }
}
