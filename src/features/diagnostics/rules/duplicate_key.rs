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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with};

    #[test]
    fn either_of_two_values_can_go() {
        let text = "---\ntitle: A\ntags:\n- a\ndraft: true # no\ntags:\n- b\n---\n";
        let found = found(&site_with(text), RULE.code);
        assert!(found.len() == 1 && found[0].starts_with("error `tags` "), "{found:?}");
        assert_eq!(
            mended(&site_with(text), RULE.code),
            [
                "---\ntitle: A\ntags:\n- a\ndraft: true # no\n---\n",
                "---\ntitle: A\ndraft: true # no\ntags:\n- b\n---\n"
            ]
        );
    }

    #[test]
    fn a_mere_repetition_has_one_fix() {
        let text = "+++\ntitle = \"A\"\ntitle = \"A\"\n+++\n";
        assert_eq!(mended(&site_with(text), RULE.code), ["+++\ntitle = \"A\"\n+++\n"]);
    }

    #[test]
    fn json_goes_on_with_the_last_value() {
        let text = "{\n  \"title\": \"A\",\n  \"title\": \"B\"\n}\n";
        let found = found(&site_with(text), RULE.code);
        assert!(found.len() == 1 && found[0].starts_with("warning"), "{found:?}");
        assert_eq!(mended(&site_with(text), RULE.code)[0], "{\n  \"title\": \"A\"\n}\n");
    }

    #[test]
    fn the_same_key_in_two_maps_is_fine() {
        let text = "---\nresources:\n- src: a\n- src: b\ncover: {title: x}\ntitle: A\n---\n";
        assert_eq!(found(&site_with(text), RULE.code), [""; 0]);
    }
}
