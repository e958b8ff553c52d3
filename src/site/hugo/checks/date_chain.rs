//! Which of a post's date fields Hugo gets to and can't read.

use super::date_unreadable::file_name;
use super::input::Input;
use crate::site::hugo::dates::DateReading;
use crate::syntax::front_matter::Entry;

/// The entries whose values stop the build.
///
/// Of the fields that one of the four dates may be taken from, only those up to the first that holds a date are
/// read, so `published: true` beside a good `publishDate` is harmless (measured with 0.168).
pub fn unreadable<'a>(input: &Input<'a>) -> Vec<&'a Entry> {
    let mut found: Vec<&Entry> =
        input.dates.chains().into_iter().flat_map(|chain| in_chain(input, chain)).collect();
    found.sort_by_key(|entry| entry.span);
    found.dedup_by_key(|entry| entry.span);
    found
}

fn in_chain<'a>(input: &Input<'a>, chain: &[String]) -> Vec<&'a Entry> {
    let mut found = Vec::new();
    for field in chain {
        match field.as_str() {
            // Neither is in the text: whether the rest of the chain is read can't be known.
            ":git" | ":filemodtime" => break,
            ":filename" if input.dates.read_name(file_name(input.post.path)).is_some() => break,
            _ => {}
        }
        let Some(entry) = input.entry(field) else { continue };
        match input.dates.read(input.resolve(&entry.value), input.format()) {
            DateReading::At(_) => break,
            DateReading::Unreadable => found.push(entry),
            DateReading::Absent => {}
        }
    }
    found
}
