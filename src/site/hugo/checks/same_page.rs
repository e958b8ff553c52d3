//! `same-page`: two files that make one page, of which Hugo quietly drops one.

use super::input::Input;
use super::reference::page_key;
use crate::site::hugo::unknowns::is_mounted_twice;
use crate::site::model::PageKind;
use crate::site::problem::{Problem, Related, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "same-page",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/same-page.md"),
};

/// Other files with the key of this one: `p.md` and `p/index.md`, `Foo.md` and `foo.md` (oracle `struct/dup-*`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if is_mounted_twice(input.config) {
        return Vec::new();
    }
    let Some(own) = input.layout.content(input.post.path) else { return Vec::new() };
    let key = page_key(&own);
    let last = key.rsplit('/').next().unwrap_or(&key).to_owned();
    let spelt = match own.stem.as_str() {
        "index" | "_index" => own.dir.rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    let mut others = input.site.pages_named(spelt);
    if last != spelt {
        others.extend(input.site.pages_named(&last));
    }
    others.sort();
    others.dedup();
    let twin = others.into_iter().find(|path| {
        **path != *input.post.path
            && input
                .layout
                .content(path)
                .is_some_and(|other| other.language == own.language && page_key(&other) == key)
    });
    let Some(twin) = twin else { return Vec::new() };
    let wins = own.kind == PageKind::LeafBundle && !twin.ends_with("/index.md");
    let message = if wins {
        format!(
            "`{twin}` makes the same page as this file. Hugo publishes this one and drops the other without a word."
        )
    } else {
        format!("`{twin}` makes the same page as this file, and Hugo drops one of the two without a word.")
    };
    let first_line = input.post.text.find('\n').unwrap_or(input.post.text.len());
    let mut problem = RULE.at(Span::new(0, first_line), message);
    problem.related.push(Related {
        path: Some(twin),
        span: Span::empty(0),
        message: "The other file".to_owned(),
    });
    vec![problem]
}
