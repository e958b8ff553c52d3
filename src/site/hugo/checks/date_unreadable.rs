//! `date-unreadable`: a date in a form that Hugo can't read stops the build.

use super::date_chain;
use super::date_form;
use super::input::Input;
use crate::site::hugo::dates::DateReading;
use crate::site::hugo::scalars::Scalar;
use crate::site::problem::{Fix, Problem};
use crate::syntax::front_matter::write::quoted_simply;
use crate::syntax::front_matter::{Entry, Format};

/// The rule.
pub use crate::site::rules::DATE_UNREADABLE as RULE;

/// Every date that Hugo tries to read and can't. A boolean in `published` is [`super::published_flag`]'s.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    date_chain::unreadable(input).into_iter().filter_map(|entry| problem(input, entry)).collect()
}

/// The name of the file without extensions, or of its bundle's folder.
pub fn file_name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let stem = parts.next().and_then(|file| file.split('.').next()).unwrap_or(path);
    if matches!(stem, "index" | "_index") { parts.next().unwrap_or(stem) } else { stem }
}

fn problem(input: &Input<'_>, entry: &Entry) -> Option<Problem> {
    let key = entry.key.text.to_lowercase();
    let value = input.resolve(&entry.value);
    let read = input.read(value);
    if key == "published" && matches!(read, Some(Scalar::Bool(_))) {
        return None;
    }
    let what = read
        .map_or_else(|| super::input::describe(value).to_owned(), |scalar| format!("`{}`", scalar.to_text()));
    let problem = RULE.at(
        entry.value.span,
        format!("{} can't read {what} as a date for `{}`, so the build fails. Write it as `2021-11-29` or `2021-11-29T10:00:00+09:00`.", input.hugo(), entry.key.text),
    );
    let suggested = value.text().and_then(date_form::suggest);
    Some(match suggested {
        Some(date) => {
            let text = if input.format() == Format::Json {
                quoted_simply(&date, Format::Json)
            } else {
                date.clone()
            };
            problem.fix(Fix::suggestion(format!("Write the date as {date}"), value.span, text))
        }
        None => problem,
    })
}

/// Whether a value is a date to Hugo.
pub fn is_date(input: &Input<'_>, entry: &Entry) -> bool {
    matches!(input.dates.read(input.resolve(&entry.value), input.format()), DateReading::At(_))
}
