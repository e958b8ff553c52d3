//! Front matter: parsing never fails, every span fits, nodes nest, and what is written is read back.

use crate::input::{Input, places};
use crate::models;
use crate::spans::{covers, fits, in_order};
use frontis::syntax::front_matter::cursor::{Place, cursor};
use frontis::syntax::front_matter::write::{self, Around, WritePlace};
use frontis::syntax::front_matter::{
    Entry, Format, FrontMatter, ListForm, MapForm, Parsed, Quote, SplitRules, Value, ValueKind, parse,
};
use frontis::text::{Edit, Span, Text};

/// An input is a digit, which chooses the generator whose rules split the text, and the text. Behind the last NUL
/// stands a value to write.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let Some(model) = input.choose(models::bare()) else { return };
    let rules = model.split_rules();
    let Some(text) = input.text() else { return };
    let (text, value) = text.rsplit_once('\0').unwrap_or((text, ""));
    let parsed = parse(text, rules);
    check_parsed(text, &parsed);
    for at in places(text) {
        check_cursor(text, &parsed, at);
    }
    if let Some(front) = &parsed.front_matter {
        check_edit(text, front, value, rules);
    }
    check_written(value);
}

/// What holds for a parsed text.
pub fn check_parsed(text: &str, parsed: &Parsed) {
    for problem in &parsed.problems {
        fits(text, problem.span, "the problem of a delimiter");
        assert!(problem.reported_at <= text.len());
    }
    fits(text, parsed.body, "the body");
    let Some(front) = &parsed.front_matter else { return };
    for span in [front.opener, front.inner].into_iter().chain(front.closer) {
        fits(text, span, "a delimiter");
    }
    assert!(front.opener.end() <= front.inner.start() && front.inner.end() <= front.body_start);
    assert!(text.is_char_boundary(front.body_start));
    let all = Span::new(0, front.body_start);
    for comment in &front.comments {
        fits(text, *comment, "a comment");
        covers(all, *comment, "a comment");
    }
    in_order(front.comments.iter().copied(), "comments");
    for header in &front.headers {
        fits(text, header.span, "a header");
        fits(text, header.section, "a section");
        covers(header.span, header.name, "the name of a header");
    }
    for error in &front.errors {
        fits(text, error.span, "a syntax error");
        assert!(error.reported_at <= text.len());
    }
    in_order(front.errors.iter().map(|error| error.span), "errors");
    check_entries(text, &front.root, all, front.format);
}

fn check_entries(text: &str, entries: &[Entry], outer: Span, format: Format) {
    for entry in entries {
        fits(text, entry.span, "an entry");
        fits(text, entry.key.span, "a key");
        covers(entry.key.span, entry.key.inner, "a key in its quotes");
        // The blanks in a string that is never closed are no part of the table that it stands in.
        let end = entry.span.start() + entry.span.of(text).trim_end().len();
        covers(outer, Span::new(entry.span.start(), end), "an entry in what holds it");
        covers(entry.span, entry.key.span, "a key in its entry");
        check_value(text, &entry.value, entry.span, format);
    }
    // The tables of TOML are put together from places all over the text.
    if format != Format::Toml {
        in_order(entries.iter().map(|entry| entry.span), "entries");
    }
}

fn check_value(text: &str, value: &Value, outer: Span, format: Format) {
    fits(text, value.span, "a value");
    covers(outer, value.span, "a value in its entry");
    let inside = if format == Format::Toml { outer } else { value.span };
    match &value.kind {
        ValueKind::Scalar(scalar) => {
            fits(text, scalar.inner, "a scalar");
            covers(value.span, scalar.inner, "a scalar in its quotes");
        }
        ValueKind::List(list) => {
            for item in &list.items {
                check_value(text, item, inside, format);
            }
            if list.form != ListForm::Tables {
                in_order(list.items.iter().map(|item| item.span), "items");
            }
        }
        ValueKind::Map(map) => {
            let inside = if map.form == MapForm::Implicit { outer } else { inside };
            check_entries(text, &map.entries, inside, format);
            map.segments.iter().for_each(|span| fits(text, *span, "a piece of a table"));
        }
        ValueKind::Null | ValueKind::Alias(_) => {}
    }
    if let Some(props) = &value.props {
        let marks = [&props.tag, &props.anchor].into_iter().flatten();
        marks.for_each(|(_, span)| fits(text, *span, "a tag or an anchor"));
    }
}

fn check_cursor(text: &str, parsed: &Parsed, at: usize) {
    let found = cursor(text, parsed, at);
    let replaced = match &found.place {
        Place::Key(place) => place.replace,
        Place::Value(place) => {
            fits(text, place.token, "the token at a cursor");
            covers(place.token, place.replace, "what a completion replaces");
            place.replace
        }
        _ => return,
    };
    fits(text, replaced, "what a completion replaces");
    assert!(replaced.touches(at), "the cursor at {at} is not in {replaced:?}");
}

/// A text after an edit is parsed like one that always was so.
fn check_edit(text: &str, front: &FrontMatter, value: &str, rules: &'static SplitRules) {
    let Some(entry) = front.root.first() else { return };
    let edit = Edit::replace(entry.value.span, value);
    let mut rope = Text::from(text);
    rope.apply(&edit);
    let (before, after) = (text.get(..edit.span.start()), text.get(edit.span.end()..));
    let expected = format!("{}{value}{}", before.unwrap_or_default(), after.unwrap_or_default());
    assert_eq!(rope.as_str(), expected);
    check_parsed(&expected, &parse(&expected, rules));
}

/// Whatever the text of a value, what is written for it reads back as that text.
fn check_written(value: &str) {
    for preferred in [None, Some(Quote::Single), Some(Quote::Double)] {
        for format in [Format::Yaml, Format::Toml, Format::Json] {
            let written = |around| write::value(value, WritePlace { format, around, preferred });
            let line = match format {
                Format::Toml => format!("+++\nk = {}\n+++\n", written(Around::Line)),
                Format::Json => format!("{{\"k\": {}}}\n", written(Around::Line)),
                _ => format!("---\nk: {}\n---\n", written(Around::Line)),
            };
            let list = match format {
                Format::Toml => format!("+++\nk = [{0}, {0}]\n+++\n", written(Around::Brackets)),
                Format::Json => format!("{{\"k\": [{0}, {0}]}}\n", written(Around::Brackets)),
                _ => format!("---\nk: [{0}, {0}]\n---\n", written(Around::Brackets)),
            };
            read_back(&line, value);
            read_back(&list, value);
        }
    }
}

fn read_back(text: &str, value: &str) {
    let parsed = parse(text, models::bare()[0].split_rules());
    let first = parsed.front_matter.as_ref().and_then(|front| front.root.first());
    let read = first.map(|entry| match entry.value.items() {
        [] => vec![entry.value.text()],
        items => items.iter().map(Value::text).collect(),
    });
    let read = read.unwrap_or_default();
    assert!(
        !read.is_empty() && read.iter().all(|read| *read == Some(value)),
        "{value:?}: {text:?}: {read:?}"
    );
}
