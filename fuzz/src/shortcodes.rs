//! Shortcodes and Markdown: tags do not overlap, every span fits, and a cursor anywhere gets an answer.

use crate::front_matter::check_parsed;
use crate::input::{Input, places};
use crate::models::{self, POSTS};
use crate::spans::{apart, covers, fits, in_order};
use frontis::corpus::post::Post;
use frontis::site::RelPath;
use frontis::syntax::Document;
use frontis::syntax::markdown::Markdown;
use frontis::syntax::shortcode::{self, Call, Effect, InnerUse, Shortcodes};

/// An input is a digit, which chooses the generator, and the text of a post.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let places_of: Vec<_> = models::bare().iter().zip(POSTS).collect();
    let at = usize::from(input.byte().wrapping_sub(b'0'));
    let Some((model, path)) = places_of.get(at % places_of.len()) else { return };
    let Some(text) = input.text() else { return };
    let document = Document::parse(text, model.split_rules(), model.dialect());
    check_document(text, &document);
    for at in places(text) {
        let found = shortcode::cursor::at(&document.shortcodes, text, at);
        assert!(found.is_none_or(|cursor| cursor.call < document.shortcodes.calls.len()));
    }
    let post = Post::read(&***model, &RelPath::from(*path), text, &document);
    let ids = model.heading_ids(&document, text);
    assert!(ids.is_empty() || ids.len() == document.markdown.headings.len());
    post.body.open().calls.iter().for_each(|call| fits(text, call.span, "a call"));
    post.terms.iter().for_each(|term| fits(text, term.span, "a term"));
    assert!(post.says_the_same_as(&post));
}

/// What holds for a parsed post.
pub fn check_document(text: &str, document: &Document) {
    check_parsed(text, &document.front);
    check_shortcodes(text, &document.shortcodes);
    check_markdown(text, &document.markdown);
}

fn check_shortcodes(text: &str, found: &Shortcodes) {
    apart(found.calls.iter().map(|call| call.span), "tags");
    found.calls.iter().for_each(|call| check_call(text, call));
    for problem in &found.problems {
        fits(text, problem.span, "a fault of a tag");
        assert!(problem.reported_at <= text.len() && problem.call < found.calls.len());
    }
    in_order(found.problems.iter().map(|problem| problem.span), "faults");
    for inner in [InnerUse::Used, InnerUse::Unused, InnerUse::Optional, InnerUse::Unknown] {
        let pairing = shortcode::pair(found, |_| inner);
        assert_eq!(pairing.partners.len(), found.calls.len());
        for (at, partner) in pairing.partners.iter().enumerate() {
            let Some(partner) = partner else { continue };
            assert_eq!(
                pairing.partners.get(*partner),
                Some(&Some(at)),
                "a tag closes what it does not close"
            );
        }
        for problem in &pairing.problems {
            fits(text, problem.span, "a misfit of tags");
            let speaks = inner != InnerUse::Unknown || problem.effect != Effect::Accepted;
            assert!(problem.call < found.calls.len() && speaks);
        }
    }
}

fn check_call(text: &str, call: &Call) {
    fits(text, call.span, "a tag");
    fits(text, call.content, "the inside of a tag");
    fits(text, call.name_span, "the name of a tag");
    covers(call.span, call.content, "the inside of a tag");
    covers(call.span, call.name_span, "the name of a tag");
    assert!(!call.spelling(text).is_empty() || call.name_span.is_empty());
    for arg in &call.args {
        fits(text, arg.span, "an argument");
        fits(text, arg.value_span, "a value");
        covers(call.span, arg.span, "an argument in its tag");
        covers(arg.span, arg.value_span, "a value in its argument");
        if let Some(name) = &arg.name {
            fits(text, name.span, "the name of an argument");
            covers(arg.span, name.span, "a name in its argument");
        }
    }
    in_order(call.args.iter().map(|arg| arg.span), "arguments");
}

fn check_markdown(text: &str, markdown: &Markdown) {
    for heading in &markdown.headings {
        fits(text, heading.span, "a heading");
        fits(text, heading.content, "the text of a heading");
        covers(heading.span, heading.content, "the text of a heading");
        heading.attributes.iter().for_each(|span| fits(text, *span, "attributes"));
        heading.id.iter().for_each(|id| fits(text, id.span, "an id"));
    }
    in_order(markdown.headings.iter().map(|heading| heading.span), "headings");
    for link in &markdown.links {
        fits(text, link.span, "a link");
        fits(text, link.dest_span, "a destination");
        fits(text, link.text_span, "the text of a link");
    }
    for definition in &markdown.definitions {
        fits(text, definition.span, "a definition");
        fits(text, definition.dest_span, "a destination");
        fits(text, definition.label_span, "a label");
    }
    for footnote in markdown.footnotes.iter().chain(&markdown.footnote_definitions) {
        fits(text, footnote.span, "a footnote");
        fits(text, footnote.label_span, "the label of a footnote");
        covers(footnote.span, footnote.label_span, "the label of a footnote");
    }
    for code in &markdown.code {
        fits(text, code.span, "code");
        [code.language, code.info].into_iter().flatten().for_each(|span| fits(text, span, "a language"));
    }
    markdown
        .html
        .iter()
        .chain(&markdown.prose)
        .chain(&markdown.divider)
        .for_each(|span| fits(text, *span, "prose"));
    apart(markdown.prose.iter().copied(), "prose");
}
