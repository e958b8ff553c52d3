//! What Eleventy alone would say of a page: dates that it refuses, tags in a form that it does not read.

use crate::site::model::PostInput;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::rules::{DATE_UNREADABLE, TERMS_DROPPED};
use crate::site::shared::{dates, facts, scalars};
use crate::syntax::front_matter::{FrontMatter, ScalarStyle, Value};

/// The rules that these checks use.
pub static RULES: &[&Rule] = &[&DATE_UNREADABLE, &TERMS_DROPPED];

/// Words that stand for dates.
const WORDS: &[&str] = &["last modified", "created", "git last modified", "git created"];

/// Everything that is wrong with the fields of a page.
pub fn check(post: &PostInput<'_>) -> Vec<Problem> {
    let Some(front) = post.document.front_matter().filter(|front| is_data(front, post.text)) else {
        return Vec::new();
    };
    if !front.errors.is_empty() {
        return Vec::new();
    }
    date(front, post.text).into_iter().chain(tags(front)).collect()
}

/// Whether the front matter is data, and not code: `---js` is never run, and nothing is said of it.
pub fn is_data(front: &FrontMatter, text: &str) -> bool {
    let tail = text.get(front.opener.end()..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    matches!(tail.trim(), "" | "yaml" | "yml" | "json")
}

/// A text that is no ISO 8601 and no known word stops the build; a template in it is filled in later, and of a value that
/// JavaScript takes for nothing Eleventy says nothing (3.1.8, and 2.0.1).
fn date(front: &FrontMatter, text: &str) -> Option<Problem> {
    let value = &facts::entry(Some(front), "date")?.value;
    let written = value.text()?;
    let is_known = WORDS.iter().any(|word| written.eq_ignore_ascii_case(word));
    let starts_well = written.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    if is_known
        || starts_well
        || is_nothing(value, written)
        || written.contains("{{")
        || dates::written(written).is_some()
    {
        return None;
    }
    let message = format!(
        "Eleventy stops here: it cannot read `{}` as a date. Write it as `2024-01-02`.",
        value.span.of(text)
    );
    Some(DATE_UNREADABLE.at(value.span, message))
}

fn is_nothing(value: &Value, written: &str) -> bool {
    let is_text = value.scalar().is_some_and(|scalar| scalar.style.is_text());
    written.is_empty() || !is_text && matches!(written, "false" | "False" | "FALSE" | "0")
}

fn tags(front: &FrontMatter) -> Option<Problem> {
    let value = &facts::entry(Some(front), "tags")?.value;
    let is_odd = value.map().is_some() || (is_bare_number(value) && value.text() != Some("0"));
    let message = "Eleventy stops here: `tags` must be a text or a list.";
    is_odd.then(|| TERMS_DROPPED.at(value.span, message).severity(Severity::Error))
}

fn is_bare_number(value: &Value) -> bool {
    let is_bare =
        value.scalar().is_some_and(|scalar| !scalar.style.is_text() && scalar.style != ScalarStyle::DateTime);
    is_bare && scalars::is_number(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::eleventy::model::RULES;
    use crate::site::model::PageFacts;
    use crate::syntax::Document;

    fn found(text: &str) -> Vec<String> {
        let document = Document::parse(text, &RULES, None);
        let page = PageFacts::default();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let post = PostInput { path: "a.md", text, document: &document, page: &page, now };
        check(&post)
            .iter()
            .map(|problem| format!("{} {}", problem.rule.code, problem.span.of(text)))
            .collect()
    }

    #[test]
    fn only_what_stops_the_build() {
        for (front, expected) in [
            ("date: nope", &["date-unreadable nope"][..]),
            ("date: Last Modified", &[]),
            ("date: 2024-01-02", &[]),
            ("date: false", &[]),
            ("date: \"\"", &[]),
            ("date: \"false\"", &["date-unreadable \"false\""]),
            ("tags: {a: b}", &["terms-dropped {a: b}"]),
            ("tags: 5", &["terms-dropped 5"]),
            ("tags: \"5\"", &[]),
            ("tags: a", &[]),
            ("tags: 0", &[]),
        ] {
            assert_eq!(found(&format!("---\n{front}\n---\n")), expected, "{front}");
        }
        assert_eq!(found("---js\n{ date: nope, tags: 5 }\n---\n"), [""; 0]);
        assert_eq!(found("---json\n{ \"tags\": 5 }\n---\n"), ["terms-dropped 5"]);
    }
}
