//! What a Go template of a shortcode says about its parameters, read from its text alone.

use crate::text::Span;
use smol_str::SmolStr;

/// What a template says about the calls of its shortcode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateFacts {
    /// The parameters it reads, in the order of the text; those that stand for one another are one.
    pub params: Vec<TemplateParam>,
    /// What it does with inner text.
    pub inner: TemplateInner,
    /// Whether it may read parameters that are not listed (it hands all of them on).
    pub reads: Reads,
    /// How calls may give parameters.
    pub style: TemplateStyle,
    /// The leading comment, without its marks and without what went to the parameters.
    pub doc: Option<String>,
}

/// One parameter that a template reads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateParam {
    /// Its name, if it can be named.
    pub name: Option<SmolStr>,
    /// Its position from 0, if it can be given by position.
    pub position: Option<u32>,
    /// Whether the template fails the build without it.
    pub presence: Presence,
    /// The value in its absence.
    pub default: Option<String>,
    /// The literals that it is compared with, in the order of the text.
    pub values: Vec<SmolStr>,
    /// Text of a `@param` line.
    pub doc: Option<String>,
    /// Where the template reads it first.
    pub span: Span,
}

/// Whether a template insists on a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// It does without.
    #[default]
    Optional,
    /// It reports an error without.
    Required,
}

/// What a template does with inner text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TemplateInner {
    /// It names `.Inner` where the generator sees it: calls must be closed.
    Used,
    /// It does not: calls must not be closed.
    Unused,
    /// The text is empty, or hands over to a template that is not at hand.
    #[default]
    Unknown,
}

/// Whether the listed parameters are all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reads {
    /// They are.
    Listed,
    /// The template hands its context or all parameters on: any may be read.
    #[default]
    Any,
}

/// How calls may give parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TemplateStyle {
    /// Only by name.
    Named,
    /// Only by position.
    Positional,
    /// Either, or not known.
    #[default]
    Either,
}

/// Reads the template `text`. An empty text tells nothing.
pub fn infer(text: &str) -> TemplateFacts {
    let _ = text;
    TemplateFacts::default()
}
