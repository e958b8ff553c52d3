//! What a Go template of a shortcode says about its parameters, read from its text alone.

mod action;
mod block;
mod doc;
mod inner;
mod pipe;
mod scope;
mod walk;

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

/// Reads the template `text`. A text without anything in it tells nothing: it may stand for a file that was left out.
pub fn infer(text: &str) -> TemplateFacts {
    if text.trim().is_empty() {
        return TemplateFacts::default();
    }
    let actions = action::cut(text);
    let statements: Vec<_> = actions.iter().map(block::read).collect();
    let walked = walk::walk(&statements);
    let mut params = walked.params.finish();
    let doc = doc::read(text);
    for documented in &doc.params {
        describe(&mut params, documented);
    }
    let style = walked.style.unwrap_or_else(|| style(&params, walked.reads));
    TemplateFacts { params, inner: inner::of(&statements), reads: walked.reads, style, doc: doc.text }
}

/// Adds what a comment says of a parameter, which a template may leave to a partial to read.
fn describe(params: &mut Vec<TemplateParam>, documented: &doc::DocParam) {
    let position: Option<u32> = documented.name.parse().ok();
    let found = params.iter_mut().find(|param| {
        param.name.as_ref() == Some(&documented.name) || (position.is_some() && param.position == position)
    });
    let doc = (!documented.text.is_empty()).then(|| documented.text.clone());
    if let Some(param) = found {
        param.doc = doc;
        param.default = param.default.take().or_else(|| documented.default.clone());
        return;
    }
    params.push(TemplateParam {
        name: position.is_none().then(|| documented.name.clone()),
        position,
        default: documented.default.clone(),
        doc,
        span: documented.span,
        ..TemplateParam::default()
    });
}

/// The style that is left when every parameter can be given in only one.
fn style(params: &[TemplateParam], reads: Reads) -> TemplateStyle {
    let named = params.iter().any(|param| param.name.is_some());
    let positional = params.iter().any(|param| param.position.is_some());
    match (reads, named, positional) {
        (Reads::Listed, true, false) => TemplateStyle::Named,
        (Reads::Listed, false, true) => TemplateStyle::Positional,
        _ => TemplateStyle::Either,
    }
}
