//! What can be wrong in a post, in terms that need neither a generator nor a protocol.

use crate::site::files::RelPath;
use crate::text::{Edit, Span};

/// How much a problem matters. See the invariants in `lib.rs`: an error means that the generator fails.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Hygiene, shown faintly.
    Hint,
    /// Worth knowing, nothing is wrong.
    #[serde(alias = "info")]
    Information,
    /// It builds, but not into what the writer means.
    Warning,
    /// The generator stops, or leaves the post out without a word.
    Error,
}

/// A kind of problem: its stable code, how severe it is unless the user says otherwise, and its page.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, in kebab case: `duplicate-key`.
    pub code: &'static str,
    /// The severity when neither the finding nor the settings name another.
    pub severity: Severity,
    /// The page that `frontis explain` prints: Markdown from `docs/rules/<code>.md`.
    pub page: &'static str,
}

/// One finding in one post.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// Its severity before the user's settings; by default the rule's.
    pub severity: Severity,
    /// The bytes that it is about: as few as possible.
    pub span: Span,
    /// One or two plain sentences: what happens, and why.
    pub message: String,
    /// Edits that would solve it, the likeliest first.
    pub fixes: Vec<Fix>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// How an editor may fade or strike it.
    pub mark: Mark,
}

/// How the text of a problem may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// As its severity says.
    #[default]
    Plain,
    /// Faded: it has no effect.
    Unnecessary,
    /// Struck through: it works, but is on its way out.
    Deprecated,
}

/// A place that explains a problem: in this post when `path` is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The file, or `None` for the post itself.
    pub path: Option<RelPath>,
    /// The bytes.
    pub span: Span,
    /// Why it is related.
    pub message: String,
}

/// An edit that solves a problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, as an order: "Quote the value".
    pub title: String,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
    /// A file to create with that text (never over an existing one), for fixes such as a missing template.
    pub create: Option<(RelPath, String)>,
    /// Whether it may be applied without a look.
    pub safety: Safety,
}

/// Whether a fix keeps what the writer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// It cannot change the meaning; `check --fix` applies it.
    Safe,
    /// The writer should look at it.
    Suggestion,
}

impl Rule {
    /// A finding of this rule without fixes.
    pub fn at(&'static self, span: Span, message: impl Into<String>) -> Problem {
        Problem {
            rule: self,
            severity: self.severity,
            span,
            message: message.into(),
            fixes: Vec::new(),
            related: Vec::new(),
            mark: Mark::Plain,
        }
    }
}

impl Problem {
    /// The same finding with another severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same finding with one more fix.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same finding with one more related place in this post.
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }

    /// The same finding drawn another way.
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }
}

impl Fix {
    /// A fix of one replacement that cannot change what the writer means.
    pub fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Fix {
            title: title.into(),
            edits: vec![Edit::replace(span, text)],
            create: None,
            safety: Safety::Safe,
        }
    }

    /// A fix of one replacement that the writer should look at.
    pub fn suggestion(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Fix { safety: Safety::Suggestion, ..Fix::safe(title, span, text) }
    }
}
