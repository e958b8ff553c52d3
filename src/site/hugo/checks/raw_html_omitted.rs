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

/// The first piece of raw HTML in a post that is more than a line break, or else the first line break, on a site without `markup.goldmark.renderer.unsafe`
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
    let html = input.post.document.markdown.html.iter().copied();
    let omitted: Vec<Span> = html
        .filter(|span| !span.of(input.post.text).trim_start().starts_with("<!--"))
        .filter(|span| !inner.iter().any(|inner| inner.covers(*span)))
        .collect();
    let loss = omitted.iter().find(|span| !is_line_break(span.of(input.post.text)));
    let severity = if loss.is_some() { Severity::Warning } else { Severity::Information };
    loss.or(omitted.first())
        .map(|span| problem(input.post.text, *span).severity(severity))
        .into_iter()
        .collect()
}

fn problem(text: &str, span: Span) -> Problem {
    let end = span.of(text).find('\n').map_or(span.end(), |at| span.start() + at);
    RULE.at(Span::new(span.start(), end), "Hugo leaves this HTML out of the page, because the site does not set `markup.goldmark.renderer.unsafe`.")
}

/// `<br>`, whose loss costs no word.
fn is_line_break(html: &str) -> bool {
    let name: String = html.chars().filter(|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '/')).collect();
    name.eq_ignore_ascii_case("br")
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
