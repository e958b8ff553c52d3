//! A tag that must be closed and is not.

use super::shortcode_syntax::severity;
use super::shortcode_tags::*;
use crate::features::edits::line_at;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::write;
use crate::syntax::shortcode::{Call, PairProblemKind};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-unclosed",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-unclosed.md"),
};

/// Opening tags whose template uses the text up to a closing tag that is not there.
pub fn check(view: &PostView) -> Vec<Problem> {
    let pairing = view.pairing();
    misfits(view, &pairing)
        .filter(|(misfit, _)| misfit.kind == PairProblemKind::Unclosed)
        .map(|(misfit, call)| {
            let close = closing_tag(view, call).unwrap_or_default();
            let message = format!(
                "{} is never closed, though its template uses the text inside. Add `{close}`.",
                shown(view, call)
            );
            let mut problem = RULE.at(misfit.span, message).severity(severity(misfit.effect));
            problem.fixes = fixes(view, call, &close);
            or_escape(view, call, problem)
        })
        .collect()
}

fn fixes(view: &PostView, call: &Call, close: &str) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if !close.is_empty() {
        let edits = vec![close_after_paragraph(&view.text, call.span, close)];
        fixes.push(Fix { edits, ..Fix::suggestion(format!("Add `{close}`"), call.span, "") });
    }
    if can_close_itself(view) {
        let end = content_end(&view.text, call);
        let edits = vec![Edit::insert(end, " /")];
        fixes.push(Fix { edits, ..Fix::suggestion("Close the tag in itself", call.span, "") });
    }
    fixes.push(remove_tag(&view.text, call.span));
    fixes
}

/// The closing tag at the end of the paragraph: on a line of its own when the opening one has one.
fn close_after_paragraph(text: &str, open: Span, close: &str) -> Edit {
    let line = line_at(text, open.start());
    let mut end = line.end();
    while let Some(next) = next_line(text, end)
        && !next.of(text).trim().is_empty()
    {
        end = next.end();
    }
    let own_line = line.of(text).trim() == open.of(text).trim();
    let lead = if own_line { write::line_ending(text) } else { "" };
    Edit::insert(end, format!("{lead}{close}"))
}

fn next_line(text: &str, end: usize) -> Option<Span> {
    let rest = text.get(end..)?;
    let skip = if rest.starts_with("\r\n") { 2 } else { 1 };
    (rest.len() > skip || rest.len() == skip && !rest.is_empty())
        .then(|| line_at(text, end + skip))
        .filter(|line| line.start() > end)
}
