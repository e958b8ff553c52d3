//! Adds the fields that nearly all posts of the section have and this one lacks.

use super::{Action, ActionKind};
use crate::corpus::is_list;
use crate::corpus::keys::{KeyStats, Section};
use crate::corpus::post::ValueForm;
use crate::features::dates::DateHabit;
use crate::features::edits::line_at;
use crate::features::fields::{field_at, siblings};
use crate::site::field::FieldKind;
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Entry, Format, FrontMatter, ScalarStyle, Step};
use crate::text::{Edit, Span};
use crate::world::{PostView, Snapshot};

/// Fewer posts than this show no custom.
const MIN_POSTS: u32 = 4;

/// "Nearly all": at least so many of a hundred.
const PERCENT: u32 = 80;

/// The action; `None` when nothing is missing, or the front matter does not parse.
pub fn action(snapshot: &Snapshot, view: &PostView) -> Option<Action> {
    let front = view.document.front_matter().filter(|front| front.errors.is_empty())?;
    if is_list(view.post.page.kind) {
        return None;
    }
    let section = siblings(&view.site, &view.post.page.section);
    let missing = missing(section, front);
    if missing.is_empty() || front.format == Format::Org {
        return None;
    }
    let lines: Vec<String> =
        missing.iter().map(|(name, stats)| line(snapshot, view, front.format, name, stats)).collect();
    let names: Vec<String> = missing.iter().map(|(name, _)| format!("`{name}`")).collect();
    let edit = insertion(view, front, &lines)?;
    Some(Action::new(format!("Add the usual {}", names.join(", ")), ActionKind::Source, vec![edit]))
}

/// The usual keys that the post lacks, in their usual order.
fn missing<'a>(section: &'a Section, front: &FrontMatter) -> Vec<(&'a str, &'a KeyStats)> {
    let is_usual =
        |stats: &KeyStats| section.posts >= MIN_POSTS && stats.posts * 100 >= section.posts * PERCENT;
    let mut missing: Vec<(&str, &KeyStats)> = section
        .keys()
        .map(|(name, stats)| (name.as_str(), stats))
        .filter(|(name, stats)| !name.contains(['.', '[']) && is_usual(stats))
        .filter(|(_, stats)| stats.usual_form() != Some(ValueForm::Table))
        .filter(|(name, _)| front.get_ci(&[name]).is_none())
        .collect();
    missing.sort_by_key(|(name, stats)| (stats.mean_order(), *name));
    missing
}

fn line(snapshot: &Snapshot, view: &PostView, format: Format, name: &str, stats: &KeyStats) -> String {
    let value = value(snapshot, view, format, name, stats);
    format!("{}{}{value}", write::key(name, format), write::separator(format))
}

/// The value of nearly all posts, now for a date, and else an empty one of the usual form.
fn value(snapshot: &Snapshot, view: &PostView, format: Format, name: &str, stats: &KeyStats) -> String {
    let kind = field_at(&*view.site.model, &view.post.page.section, &[Step::Key(name.into())])
        .map(|field| field.kind);
    let form = stats.usual_form();
    let style = match form {
        Some(ValueForm::Scalar(style)) => Some(style),
        _ => None,
    };
    if kind == Some(FieldKind::Date) {
        let habit = DateHabit::of(Some(stats), &*view.site.model, snapshot.now);
        return date(format, style, habit.write(habit.civil(snapshot.now)));
    }
    if matches!(form, Some(ValueForm::BlockList | ValueForm::FlowList)) {
        return if format == Format::Metadata { String::new() } else { "[]".to_string() };
    }
    let usual = stats.values.iter().find(|(_, posts)| **posts * 100 >= stats.posts * PERCENT);
    match usual {
        Some((text, _)) if is_literal(format, style, text) => text.to_string(),
        Some((text, _)) => {
            let preferred = style.and_then(ScalarStyle::quote);
            write::value(text, WritePlace { format, around: Around::Line, preferred })
        }
        None if kind == Some(FieldKind::Bool) => "false".to_string(),
        None if format == Format::Metadata => String::new(),
        None => "\"\"".to_string(),
    }
}

/// Without quotes where the other posts have none and the format allows it.
fn date(format: Format, style: Option<ScalarStyle>, now: String) -> String {
    match (format, style) {
        (Format::Yaml, Some(ScalarStyle::Plain | ScalarStyle::DateTime)) => now,
        (Format::Toml, Some(ScalarStyle::DateTime)) | (Format::Metadata, _) => now,
        _ => format!("\"{now}\""),
    }
}

/// Whether the text of other posts is a boolean or a number, or YAML that needs no quotes there.
fn is_literal(format: Format, style: Option<ScalarStyle>, text: &str) -> bool {
    match style {
        Some(ScalarStyle::Bool | ScalarStyle::Integer | ScalarStyle::Float) => true,
        Some(ScalarStyle::Plain) => format == Format::Yaml || matches!(text, "true" | "false"),
        _ => false,
    }
}

/// All lines below the last entry that is no table, since what follows a TOML header belongs to its table.
pub fn insertion(view: &PostView, front: &FrontMatter, lines: &[String]) -> Option<Edit> {
    let newline = write::line_ending(&view.text);
    let in_table = |entry: &&Entry| front.format == Format::Toml && !is_plain(entry);
    match (front.root.iter().rfind(|entry| !in_table(entry)), front.format) {
        (Some(last), Format::Json) => {
            let indent = indent_of(view, last);
            let joined: String = lines.iter().map(|line| format!(",{newline}{indent}{line}")).collect();
            Some(Edit::insert(last.span.end(), joined))
        }
        (None, Format::Json) => None,
        (Some(last), format) => {
            let joined: String = lines.iter().map(|line| format!("{newline}{line}")).collect();
            Some(Edit::insert(end_of_entry(view, format, last), joined))
        }
        (None, _) => {
            let joined: String = lines.iter().map(|line| format!("{line}{newline}")).collect();
            Some(Edit::insert(front.inner.start(), joined))
        }
    }
}

fn is_plain(entry: &Entry) -> bool {
    use crate::syntax::front_matter::{ListForm, MapForm, ValueKind};
    match &entry.value.kind {
        ValueKind::Map(map) => map.form == MapForm::Flow,
        ValueKind::List(list) => list.form != ListForm::Tables,
        _ => true,
    }
}

/// Behind an entry and a comment on its last line; for JSON right behind the value.
pub fn end_of_entry(view: &PostView, format: Format, entry: &Entry) -> usize {
    let end = entry.span.end().max(entry.value.span.end());
    match format {
        Format::Json => end,
        // The span of a block scalar may end behind its last line end.
        _ => {
            let text = view.text.get(..end).unwrap_or_default();
            line_at(&view.text, text.trim_end_matches(['\n', '\r']).len()).end()
        }
    }
}

/// The blanks in front of an entry on its line.
pub fn indent_of(view: &PostView, entry: &Entry) -> String {
    let line = line_at(&view.text, entry.span.start());
    let before = Span::new(line.start(), entry.span.start()).of(&view.text);
    before.chars().take_while(|c| c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use crate::features::actions::tests::{done, site_with};

    #[test]
    fn what_nearly_all_posts_have_is_added_in_their_order() {
        for (post, expected) in [
            (
                "---\n$0title: A\n---\nText.\n",
                "---\ntitle: A\ndate: 2026-06-01T21:00:00+09:00\ndraft: false\ntags: []\nauthor: 'Ada'\n---\nText.\n",
            ),
            (
                "+++\n$0title = \"A\"\ndraft = true\ndate = 2026-01-01\n\n[params]\nx = 1\n+++\n",
                "+++\ntitle = \"A\"\ndraft = true\ndate = 2026-01-01\ntags = []\nauthor = 'Ada'\n\n[params]\nx = 1\n+++\n",
            ),
            (
                "---\n$0---\n",
                "---\ntitle: \"\"\ndate: 2026-06-01T21:00:00+09:00\ndraft: false\ntags: []\nauthor: 'Ada'\n---\n",
            ),
        ] {
            assert_eq!(done(&site_with(post), "Add the usual"), expected, "{post}");
        }
    }

    #[test]
    fn a_whole_post_lacks_nothing() {
        let post = "---\n$0title: A\ndate: 2026-01-01\ndraft: true\ntags: [a]\nauthor: B\n---\n";
        assert_eq!(done(&site_with(post), "Add the usual"), "no action");
    }
}
