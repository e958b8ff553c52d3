//! `raw-html-omitted`: Hugo leaves HTML out of a post unless the site permits it.

use super::input::Input;
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::{CallKind, Delimiter};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "raw-html-omitted",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/raw-html-omitted.md"),
};

/// The first piece of raw HTML in a post, on a site without `markup.goldmark.renderer.unsafe`
/// (oracle `config/raw-html`). Comments are left out on purpose, and shortcodes print their inner HTML.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let permitted = input.config.flag(&["markup", "goldmark", "renderer", "unsafe"]);
    let other_renderer =
        input.config.text(&["markup", "defaultmarkdownhandler"]).is_some_and(|name| name != "goldmark");
    let is_markdown =
        [".md", ".markdown", ".mdown"].iter().any(|end| input.post.path.to_lowercase().ends_with(end));
    if permitted
        || other_renderer
        || !is_markdown
        || input.entry("markup").is_some()
        || input.lacks(UnknownPart::Config)
    {
        return Vec::new();
    }
    let inner = inner_spans(input);
    let html = input.post.document.markdown.html.iter();
    html.filter(|span| !span.of(input.post.text).trim_start().starts_with("<!--"))
        .find(|span| !inner.iter().any(|inner| inner.covers(**span)))
        .map(|span| {
            let end = span.of(input.post.text).find('\n').map_or(span.end(), |at| span.start() + at);
            RULE.at(Span::new(span.start(), end), "Hugo leaves this HTML out of the page, because the site does not set `markup.goldmark.renderer.unsafe`.")
        })
        .into_iter()
        .collect()
}

/// What stands between an opening and a closing tag in angle brackets: it is no Markdown to Hugo.
fn inner_spans(input: &Input<'_>) -> Vec<Span> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut spans = Vec::new();
    for (_, call) in
        input.post.document.shortcodes.running().filter(|(_, call)| call.delimiter == Delimiter::Angle)
    {
        match call.kind {
            CallKind::Open => open.push((&call.name, call.span.end())),
            CallKind::SelfClosing => {}
            CallKind::Close => {
                let at = open.iter().rposition(|(name, _)| *name == call.name);
                if let Some((_, start)) = at.and_then(|at| open.drain(at..).next()) {
                    spans.push(Span::new(start, call.span.start()));
                }
            }
        }
    }
    spans
}
