//! Sets the date of the last change to now, written as the posts of the site write it.

use super::{Action, ActionKind};
use crate::corpus::keys::KeyStats;
use crate::features::dates::DateHabit;
use crate::features::fields::{fields_in, is_read};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::{Entry, Format, FrontMatter, ScalarStyle, write};
use crate::text::Edit;
use crate::world::{PostView, Snapshot};

/// How generators call the date of the last change.
const NAMES: &[&str] = &["lastmod", "updated", "last_modified_at", "modified", "updatedDate"];

/// The action; `None` where the generator knows no such date and no post has one, or the front matter does not parse.
pub fn action(snapshot: &Snapshot, view: &PostView) -> Option<Action> {
    let front = view.document.front_matter().filter(|front| front.errors.is_empty())?;
    let name = name(view, front)?;
    let habit = habit(snapshot, view, name);
    let now = habit.write(habit.civil(snapshot.now));
    let edit = match front.get_ci(&[name]) {
        Some(entry) => replace(front.format, entry, &now)?,
        None => insert(view, front, name, &now)?,
    };
    Some(Action::new(format!("Set `{name}` to now"), ActionKind::Source, vec![edit]))
}

/// The name that this post, the generator or the other posts use.
fn name(view: &PostView, front: &FrontMatter) -> Option<&'static str> {
    let model = &*view.site.model;
    let is_field = |name: &str| {
        fields_in(model, &view.post.page.section, &[])
            .iter()
            .any(|field| field.name == name && field.kind == FieldKind::Date && is_read(field, model))
    };
    let here = NAMES.iter().find(|name| front.get_ci(&[name]).is_some());
    let known = NAMES.iter().find(|name| is_field(name));
    let usual = NAMES.iter().find(|name| view.site.corpus.keys.posts_with(name) > 0);
    here.or(known).or(usual).copied()
}

/// The habit of this key, or of the plain date where no post has it yet.
fn habit(snapshot: &Snapshot, view: &PostView, name: &str) -> DateHabit {
    let keys = &view.site.corpus.keys;
    let written: Option<&KeyStats> = keys.key(name).filter(|stats| !stats.values.is_empty());
    let stats = written.or_else(|| keys.key("date"));
    DateHabit::of(stats, &*view.site.model, snapshot.now)
}

/// Only the text between the quotes changes, where there are any.
fn replace(format: Format, entry: &Entry, now: &str) -> Option<Edit> {
    match entry.value.scalar() {
        Some(scalar) if scalar.style.is_text() => Some(Edit::replace(scalar.inner, now)),
        Some(_) => Some(Edit::replace(entry.value.span, now)),
        // Nothing behind the colon: a blank belongs between them.
        None if entry.value.span.is_empty() && format == Format::Yaml => Some(Edit::replace(
            crate::text::Span::new(entry.key.span.end() + 1, entry.value.span.end()),
            format!(" {now}"),
        )),
        None => None,
    }
}

/// A line below the date, or below the last plain entry.
fn insert(view: &PostView, front: &FrontMatter, name: &str, now: &str) -> Option<Edit> {
    let date = front.get_ci(&["date"]);
    let neighbour = date.or_else(|| front.root.iter().rfind(|entry| entry.value.map().is_none()))?;
    let is_literal = now.parse::<toml::value::Datetime>().is_ok();
    let quoted = match date.and_then(|entry| entry.value.scalar()).map(|scalar| scalar.style) {
        Some(ScalarStyle::SingleQuoted) => format!("'{now}'"),
        Some(ScalarStyle::DoubleQuoted) => format!("\"{now}\""),
        _ if front.format == Format::Json => format!("\"{now}\""),
        _ if front.format == Format::Toml && !is_literal => format!("\"{now}\""),
        _ => now.to_string(),
    };
    let newline = write::line_ending(&view.text);
    let line = format!("{}{}{quoted}", write::key(name, front.format), write::separator(front.format));
    let line = match front.format {
        Format::Json => format!(",{newline}{}{line}", super::usual_fields::indent_of(view, neighbour)),
        _ => format!("{newline}{line}"),
    };
    Some(Edit::insert(super::usual_fields::end_of_entry(view, front.format, neighbour), line))
}

#[cfg(test)]
mod tests {
    use crate::features::actions::tests::{done, site_with};

    #[test]
    fn now_is_written_as_the_other_dates_are() {
        for (post, expected) in [
            (
                "---\n$0title: A\ndate: 2026-01-01 # first\ntags: []\n---\n",
                "---\ntitle: A\ndate: 2026-01-01 # first\nlastmod: 2026-06-01T21:00:00+09:00\ntags: []\n---\n",
            ),
            ("---\n$0title: A\nlastmod: '2026-01-01'\n---\n", "---\ntitle: A\nlastmod: '2026-06-01'\n---\n"),
            ("---\n$0title: A\nlastmod:\n---\n", "---\ntitle: A\nlastmod: 2026-06-01T21:00:00+09:00\n---\n"),
            (
                "+++\r\n$0title = \"A\"\r\n[params]\r\nx = 1\r\n+++\r\n",
                "+++\r\ntitle = \"A\"\r\nlastmod = 2026-06-01T21:00:00+09:00\r\n[params]\r\nx = 1\r\n+++\r\n",
            ),
            (
                "{\n  $0\"title\": \"A\"\n}\n",
                "{\n  \"title\": \"A\",\n  \"lastmod\": \"2026-06-01T21:00:00+09:00\"\n}\n",
            ),
        ] {
            assert_eq!(done(&site_with(post), "Set `lastmod` to now"), expected, "{post}");
        }
    }

    #[test]
    fn a_front_matter_with_errors_is_left_alone() {
        assert_eq!(done(&site_with("---\n$0title: a: b\n---\n"), "Set `lastmod`"), "no action");
    }
}
