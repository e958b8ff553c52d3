//! Shortcode tags as plain words, so that a Markdown parser leaves them alone.

use crate::syntax::shortcode::{Outputs, Shortcodes};
use crate::text::Span;
use std::borrow::Cow;

/// What a byte of a tag becomes. The generator itself puts a word without blanks in the place of a tag, so a tag
/// alone on its line is a paragraph, and one in a link destination does not end it.
const FILLER: &str = "x";

/// `text` with the bytes of every tag replaced, line ends included: no offset changes.
pub(super) fn mask<'t>(text: &'t str, body_start: usize, shortcodes: &Shortcodes) -> Cow<'t, str> {
    let mut hidden: Vec<Span> = shortcodes.calls.iter().map(|call| call.span).collect();
    if shortcodes.dialect.is_some_and(|dialect| dialect.outputs == Outputs::BeforeMarkdown) {
        hidden.extend(outputs(text, body_start));
        hidden.sort();
    }
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    for span in hidden {
        masked.push_str(text.get(masked.len()..span.start()).unwrap_or(""));
        masked.push_str(&FILLER.repeat(span.end().saturating_sub(masked.len())));
    }
    masked.push_str(text.get(masked.len()..).unwrap_or(""));
    if masked.len() == text.len() { Cow::Owned(masked) } else { Cow::Borrowed(text) }
}

/// The values that a template prints, each on one line: `{{ site.url }}`.
fn outputs(text: &str, body_start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = body_start;
    while let Some(at) = text.get(from..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), b"{{")) {
        let open = from + at;
        let line = text.get(open..).and_then(|rest| rest.lines().next()).unwrap_or("");
        from = match line.find("}}") {
            Some(end) => {
                found.push(Span::new(open, open + end + 2));
                open + end + 2
            }
            None => open + 2,
        };
    }
    found
}

/// The parts of `span` outside of tags.
pub(super) fn outside(span: Span, shortcodes: &Shortcodes) -> Vec<Span> {
    let first = shortcodes.calls.partition_point(|call| call.span.end() <= span.start());
    let mut parts = Vec::new();
    let mut from = span.start();
    for call in shortcodes.calls.iter().skip(first).take_while(|call| call.span.start() < span.end()) {
        if from < call.span.start() {
            parts.push(Span::new(from, call.span.start()));
        }
        from = call.span.end();
    }
    if from < span.end() {
        parts.push(Span::new(from, span.end()));
    }
    parts
}
