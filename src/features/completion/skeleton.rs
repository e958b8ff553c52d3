//! The front matter of a new post in the shape of its siblings: their usual keys, in their usual order.

use crate::corpus::keys::{KeyStats, Section};
use crate::corpus::page_name;
use crate::corpus::post::ValueForm;
use crate::features::completion::insert::{self, Nature, escape_snippet};
use crate::features::dates::DateHabit;
use crate::features::fields;
use crate::features::looks::{Look, look};
use crate::features::names;
use crate::site::Model;
use crate::site::field::FieldKind;
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, Quote, Step};
use crate::world::{PostView, Snapshot};
use smol_str::SmolStr;

/// Keys of a post when there is no other to learn from.
const DEFAULT_KEYS: &[&str] = &["title", "date", "draft"];

/// A front matter without its delimiters, plain and with tab stops.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Skeleton {
    /// The plain text; ends with a line break unless it is empty.
    pub text: String,
    /// The same with tab stops.
    pub snippet: String,
    stops: u32,
}

impl Skeleton {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.snippet.push_str(&escape_snippet(text));
    }

    fn stop(&mut self, default: &str) {
        self.stops += 1;
        self.text.push_str(default);
        match default {
            "" => self.snippet.push_str(&format!("${}", self.stops)),
            _ => self.snippet.push_str(&format!("${{{}:{}}}", self.stops, escape_snippet(default))),
        }
    }
}

/// The skeleton for the post in that format.
pub(super) fn skeleton(snapshot: &Snapshot, view: &PostView, format: Format) -> Skeleton {
    let maker = Maker {
        snapshot,
        view,
        format,
        line: write::line_ending(&view.text),
        siblings: fields::siblings(&view.site, &view.post.page.section),
        count: count(view),
    };
    let mut entries = maker.entries("");
    if entries.is_empty() {
        entries = DEFAULT_KEYS.iter().filter_map(|key| maker.default_entry(key)).collect();
    }
    let mut out = Skeleton::default();
    maker.write(&mut out, &entries, 0, &mut Vec::new());
    out
}

/// How many posts there are like the one that is begun, without it.
pub(super) fn count(view: &PostView) -> u32 {
    let own = u32::from(view.site.corpus.id_of(&view.path).is_some());
    fields::siblings(&view.site, &view.post.page.section).posts.saturating_sub(own)
}

struct Maker<'a> {
    snapshot: &'a Snapshot,
    view: &'a PostView,
    format: Format,
    line: &'static str,
    siblings: &'a Section,
    /// How many posts there are but this one.
    count: u32,
}

struct NewEntry {
    key: String,
    value: NewValue,
}

enum NewValue {
    /// A value that is known.
    Known(String, Nature, Option<Quote>),
    /// A text to be typed, beginning with what the name of the file says.
    Typed(String, Option<Quote>),
    /// Something without quotes that nobody can guess.
    Blank,
    List,
    Table(Vec<NewEntry>),
}

impl Maker<'_> {
    /// The keys below `parent` (dotted) that more than half of the siblings have.
    fn entries(&self, parent: &str) -> Vec<NewEntry> {
        let mut usual: Vec<(&SmolStr, &KeyStats)> =
            self.siblings.keys().filter(|(path, stats)| self.is_usual(path, stats, parent)).collect();
        usual.sort_by_key(|(path, stats)| (stats.mean_order(), path.as_str()));
        usual.into_iter().filter_map(|(path, stats)| self.entry(path, Some(stats))).collect()
    }

    fn is_usual(&self, path: &str, stats: &KeyStats, parent: &str) -> bool {
        let below = match parent {
            "" => Some(path),
            _ => path.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')),
        };
        below.is_some_and(|name| !name.contains(['.', '['])) && stats.posts * 2 > self.count
    }

    /// One of the default keys, if the generator reads it.
    fn default_entry(&self, key: &str) -> Option<NewEntry> {
        let known = self.model().fields_of(&self.view.post.page.section);
        let is_known = known.is_empty() || known.iter().any(|field| fields::spells(field, key));
        is_known.then(|| self.entry(key, None)).flatten()
    }

    fn entry(&self, path: &str, stats: Option<&KeyStats>) -> Option<NewEntry> {
        let key = path.rsplit('.').next().unwrap_or(path).to_string();
        let steps: Vec<Step> = path.split('.').map(|key| Step::Key(key.into())).collect();
        let kind =
            fields::field_at(self.model(), &self.view.post.page.section, &steps).map(|field| field.kind);
        let form = stats.and_then(KeyStats::usual_form);
        let quote = match form {
            Some(ValueForm::Scalar(style)) => style.quote(),
            _ => None,
        };
        let is_date = kind == Some(FieldKind::Date)
            || path == "date"
            || (kind.is_none() && stats.is_some_and(|stats| look(stats) == Look::Dates));
        let value = match (path, form) {
            (_, Some(ValueForm::Table)) => NewValue::Table(self.entries(path)),
            (_, Some(ValueForm::FlowList)) => NewValue::List,
            (_, Some(ValueForm::BlockList)) if self.has_keys_below(path) => return None,
            (_, Some(ValueForm::BlockList)) => NewValue::List,
            ("title", _) => NewValue::Typed(names::title(&self.view.path), quote),
            // Published siblings are no drafts, but a post that is just begun is one.
            ("draft", _) => NewValue::Known("true".to_string(), Nature::Literal, None),
            _ if is_date => self.now(stats, quote),
            _ if kind == Some(FieldKind::Slug) => {
                NewValue::Typed(names::without_date(&page_name(&self.view.path)).to_string(), quote)
            }
            _ => stats.map_or(NewValue::Blank, |stats| self.usual_value(stats, quote)),
        };
        Some(NewEntry { key, value })
    }

    fn now(&self, stats: Option<&KeyStats>, quote: Option<Quote>) -> NewValue {
        let habit = DateHabit::of(stats, self.model(), self.snapshot.now);
        let text = habit.write(habit.civil(self.snapshot.now));
        let nature = insert::date_nature(stats, self.format, &text);
        NewValue::Known(text, nature, quote)
    }

    /// The value that nearly all siblings have, such as the author; otherwise a blank to fill in.
    fn usual_value(&self, stats: &KeyStats, quote: Option<Quote>) -> NewValue {
        let is_bare = matches!(stats.usual_form(), Some(ValueForm::Scalar(style)) if !style.is_text());
        let common = stats.values.iter().max_by_key(|(value, count)| (**count, value.as_str()));
        let common = common.filter(|(_, count)| **count > 2 && **count * 5 >= stats.posts * 4);
        match common {
            Some((value, _)) if !value.is_empty() => {
                let nature =
                    if is_bare && insert::is_literal(value) { Nature::Literal } else { Nature::Text };
                NewValue::Known(value.to_string(), nature, quote)
            }
            _ if is_bare && !self.is_unquoted() => NewValue::Blank,
            _ => NewValue::Typed(String::new(), quote),
        }
    }

    fn has_keys_below(&self, path: &str) -> bool {
        let below = format!("{path}.");
        self.siblings.keys().any(|(path, _)| path.starts_with(&below))
    }

    fn write(&self, out: &mut Skeleton, entries: &[NewEntry], depth: usize, above: &mut Vec<String>) {
        let is_table = |entry: &&NewEntry| matches!(entry.value, NewValue::Table(_));
        // TOML's tables take all that follows, so they come last.
        let (first, last): (Vec<&NewEntry>, Vec<&NewEntry>) = match self.format {
            Format::Toml => (
                entries.iter().filter(|entry| !is_table(entry)).collect(),
                entries.iter().filter(is_table).collect(),
            ),
            _ => (entries.iter().collect(), Vec::new()),
        };
        let count = first.len();
        for (at, entry) in first.into_iter().enumerate() {
            let indent = if self.format == Format::Json { depth + 1 } else { depth };
            if self.format != Format::Toml {
                out.push(&"  ".repeat(indent));
            }
            out.push(&write::key(&entry.key, self.format));
            out.push(self.separator(&entry.value));
            self.write_value(out, &entry.value, depth, above);
            if self.format == Format::Json && at + 1 < count {
                out.push(",");
            }
            if !(self.format == Format::Yaml && matches!(entry.value, NewValue::Table(_))) {
                out.push(self.line);
            }
        }
        for entry in last {
            self.write_toml_table(out, entry, depth, above);
        }
    }

    fn separator(&self, value: &NewValue) -> &'static str {
        let ends_line = self.format == Format::Yaml && matches!(value, NewValue::Table(_));
        if ends_line { ":" } else { write::separator(self.format) }
    }

    fn write_value(&self, out: &mut Skeleton, value: &NewValue, depth: usize, above: &mut Vec<String>) {
        let place = |preferred| WritePlace { format: self.format, around: Around::Line, preferred };
        match value {
            NewValue::Known(text, Nature::Literal, _) => out.push(text),
            NewValue::Known(text, Nature::Text, quote) => out.push(&write::value(text, place(*quote))),
            NewValue::Typed(text, quote) => self.write_stop(out, text, *quote),
            NewValue::Blank => out.stop(if self.is_unquoted() { "" } else { "\"\"" }),
            NewValue::List if self.format == Format::Metadata => out.stop(""),
            NewValue::List => {
                out.push("[");
                out.stop("");
                out.push("]");
            }
            NewValue::Table(entries) if self.format == Format::Json => {
                out.push("{");
                out.push(self.line);
                self.write(out, entries, depth + 1, above);
                out.push(&format!("{}}}", "  ".repeat(depth + 1)));
            }
            NewValue::Table(entries) => {
                out.push(self.line);
                self.write(out, entries, depth + 1, above);
            }
        }
    }

    fn write_stop(&self, out: &mut Skeleton, text: &str, quote: Option<Quote>) {
        let place = WritePlace { format: self.format, around: Around::Line, preferred: quote };
        let is_plain = text.is_empty() && quote.is_none() && self.is_unquoted();
        let written = if is_plain { String::new() } else { write::value(text, place) };
        let quoted = written.chars().next().and_then(Quote::from_char).is_some();
        match written.get(1..written.len().saturating_sub(1)).filter(|_| quoted) {
            Some(inner) => {
                let quote = written.get(..1).unwrap_or_default().to_string();
                out.push(&quote);
                out.stop(inner);
                out.push(&quote);
            }
            None => out.stop(&written),
        }
    }

    fn write_toml_table(&self, out: &mut Skeleton, entry: &NewEntry, depth: usize, above: &mut Vec<String>) {
        let NewValue::Table(entries) = &entry.value else { return };
        above.push(write::key(&entry.key, Format::Toml));
        out.push(&format!("[{}]{}", above.join("."), self.line));
        self.write(out, entries, depth + 1, above);
        above.pop();
    }

    /// Whether an empty value needs no quotes to be one.
    fn is_unquoted(&self) -> bool {
        matches!(self.format, Format::Yaml | Format::Metadata)
    }

    fn model(&self) -> &dyn Model {
        &*self.view.site.model
    }
}
