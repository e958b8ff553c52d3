//! A JSON member: the key in its quotes, a value that keeps the text valid, and the commas around it.

use crate::features::completion::context::Context;
use crate::features::completion::insert::escape_snippet;
use crate::features::completion::key_text::{Shape, Written, with_closing_quote};
use crate::syntax::front_matter::cursor::KeyPlace;
use crate::syntax::front_matter::{Format, Quote, write};
use crate::text::Edit;

/// The member `name` at `place`.
pub(super) fn entry(context: &Context<'_>, place: &KeyPlace, name: &str, shape: Shape) -> Written {
    let text = &context.view.text;
    let span = with_closing_quote(place);
    let open = if place.quoted.is_some() { "" } else { "\"" };
    let inner = write::inside_quotes(name, Format::Json, Quote::Double).unwrap_or_default();
    let key = format!("{open}{inner}\": ");
    let comma = if follows_member(text, span.end()) { "," } else { "" };
    let (value, stop) = match shape {
        Shape::Brackets | Shape::Lines => ("[]", "[$1]"),
        Shape::Table => ("{}", "{ $1 }"),
        Shape::TableList => ("[{}]", "[{ $1 }]"),
        Shape::Quoted(_) => ("\"\"", "\"$1\""),
        Shape::Bare => ("null", "${1:null}"),
    };
    Written {
        span,
        text: format!("{key}{value}{comma}"),
        snippet: Some(format!("{}{stop}{comma}", escape_snippet(&key))),
        extra: comma_before(text, span.start() - usize::from(place.quoted.is_some()).min(span.start()))
            .into_iter()
            .collect(),
    }
}

fn follows_member(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// The comma that is missing behind the member above; none behind a brace, nor behind a `;;;` that stands for one.
fn comma_before(text: &str, at: usize) -> Option<Edit> {
    let head = text.get(..at)?.trim_end();
    let is_missing = !head.is_empty() && !head.ends_with(['{', ',', '[', ':', ';']);
    is_missing.then(|| Edit::insert(head.len(), ","))
}
