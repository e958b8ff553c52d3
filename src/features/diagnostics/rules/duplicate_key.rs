//! A key that is set twice.

use crate::features::edits::removal;
use crate::site::problem::{Fix, Mark, Problem, Rule, Severity};
use crate::syntax::front_matter::{Entry, FrontMatter, Node, SyntaxError, SyntaxErrorKind};
use crate::text::Span;
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/duplicate-key.md"),
};

/// Every second setting of a key.
pub fn check(view: &PostView) -> Vec<Problem> {
    let Some(front) = view.document.front_matter() else { return Vec::new() };
    front.errors.iter().filter_map(|error| problem(view, front, error)).collect()
}

/// Whether the error is this rule's and no other's.
pub fn is_duplicate(kind: &SyntaxErrorKind) -> bool {
    first_of(kind).is_some()
}

fn first_of(kind: &SyntaxErrorKind) -> Option<Span> {
    match kind {
        SyntaxErrorKind::DuplicateKey { first, .. } | SyntaxErrorKind::TableRedefined { first, .. } => {
            Some(*first)
        }
        _ => None,
    }
}

fn problem(view: &PostView, front: &FrontMatter, error: &SyntaxError) -> Option<Problem> {
    let first = first_of(&error.kind)?;
    let mut problem = RULE
        .at(error.span, error.message())
        .related(first, "It is set here for the first time.")
        .mark(Mark::Unnecessary);
    let entries = (entry_at(front, error.span), entry_at(front, first));
    if let (Some(second), Some(first)) = entries
        && matches!(error.kind, SyntaxErrorKind::DuplicateKey { .. })
    {
        problem.fixes = fixes(&view.text, first, second);
    }
    Some(problem)
}

fn fixes(text: &str, first: &Entry, second: &Entry) -> Vec<Fix> {
    let this = removal(text, second.span);
    if first.value.span.of(text) == second.value.span.of(text) {
        return vec![Fix::safe("Remove the repetition", this, "")];
    }
    vec![
        Fix::suggestion("Remove this one", this, ""),
        Fix::suggestion("Remove the first one", removal(text, first.span), ""),
    ]
}

/// The entry whose key stands at those bytes.
fn entry_at(front: &FrontMatter, key: Span) -> Option<&Entry> {
    let mut found = None;
    front.walk(&mut |_, node| {
        if let Node::Entry(entry) = node
            && (entry.key.span == key || entry.key.inner == key)
        {
            found = Some(entry);
        }
    });
    found
}
