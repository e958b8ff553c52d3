//! The rules that several generators have: each finds them in its own way and says its own consequence.

use crate::site::problem::{Rule, Severity};

/// A date that the generator cannot read.
pub static DATE_UNREADABLE: Rule = Rule {
    code: "date-unreadable",
    severity: Severity::Error,
    page: include_str!("../../docs/rules/date-unreadable.md"),
};

/// A post that is left out of the site until its date.
pub static FUTURE_DATE: Rule = Rule {
    code: "future-date",
    severity: Severity::Warning,
    page: include_str!("../../docs/rules/future-date.md"),
};

/// Two pages with one address.
pub static SAME_URL: Rule = Rule {
    code: "same-url",
    severity: Severity::Warning,
    page: include_str!("../../docs/rules/same-url.md"),
};

/// A tag that names a post or a file that is not there.
pub static TARGET_NOT_FOUND: Rule = Rule {
    code: "target-not-found",
    severity: Severity::Error,
    page: include_str!("../../docs/rules/target-not-found.md"),
};

/// A term that the site's file of terms does not declare, where the build minds.
pub static TERM_UNDECLARED: Rule = Rule {
    code: "term-undeclared",
    severity: Severity::Hint,
    page: include_str!("../../docs/rules/term-undeclared.md"),
};

/// Terms in a form that the generator does not read.
pub static TERMS_DROPPED: Rule = Rule {
    code: "terms-dropped",
    severity: Severity::Warning,
    page: include_str!("../../docs/rules/terms-dropped.md"),
};
