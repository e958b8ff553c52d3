//! Edits that add terms to a post: into the list that is there, in its own style, or as a new line.

use crate::corpus::keys::KeyStats;
use crate::corpus::post::ValueForm;
use crate::features::actions::usual_fields;
use crate::features::edits::line_at;
use crate::features::fields;
use crate::site::model::{Taxonomy, TermSplit};
use crate::syntax::front_matter::write::{self, Around, WritePlace};
use crate::syntax::front_matter::{Format, FrontMatter, ListForm, Quote, Step, Value, ValueKind};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// The edit that adds `terms` to the post's terms of a taxonomy. `None` where the front matter is broken, or holds
/// something that is no list.
pub fn edit(view: &PostView, taxonomy: &Taxonomy, terms: &[&str]) -> Option<Edit> {
    let front = view.document.front_matter().filter(|front| front.errors.is_empty())?;
    if front.format == Format::Metadata && terms.iter().any(|term| taxonomy.split.breaks(term)) {
        return None;
    }
    let key: Vec<&str> = taxonomy.key.iter().map(|step| step.as_str()).collect();
    let place = Place { view, front, stats: stats(view, taxonomy) };
    match front.get_ci(&key) {
        Some(entry) => match &entry.value.kind {
            ValueKind::List(list) => match (list.form, list.items.as_slice()) {
                (ListForm::Flow, []) => Some(Edit::replace(entry.value.span, place.brackets(terms))),
                (ListForm::Flow, items) => place.behind_in_brackets(items, terms),
                (ListForm::Block, items) => place.below_lines(items, terms),
                (ListForm::Tables, _) => None,
            },
            ValueKind::Null => place.as_value(entry.key.span, entry.value.span, terms),
            ValueKind::Scalar(scalar)
                if taxonomy.split != TermSplit::Whole && !scalar.text.trim().is_empty() =>
            {
                let fits = terms.iter().all(|term| !taxonomy.split.breaks(term));
                let joint = taxonomy.split.joint(&scalar.text);
                fits.then(|| Edit::insert(scalar.inner.end(), format!("{joint}{}", terms.join(joint))))
            }
            _ => None,
        },
        None if taxonomy.key.len() == 1 => {
            let name =
                format!("{}{}", write::key(key.first()?, front.format), write::separator(front.format));
            usual_fields::insertion(view, front, &[name.trim_end().to_string() + &place.after_key(terms)])
        }
        None => None,
    }
}

/// Where the terms go.
struct Place<'a> {
    view: &'a PostView,
    front: &'a FrontMatter,
    stats: Option<&'a KeyStats>,
}

impl Place<'_> {
    /// Behind the last item in brackets, with what stands between the others.
    fn behind_in_brackets(&self, items: &[Value], terms: &[&str]) -> Option<Edit> {
        let (last, text) = (items.last()?, &self.view.text);
        let between = items.len().checked_sub(2).and_then(|at| items.get(at));
        let between = between.and_then(|before| text.get(before.span.end()..last.span.start()));
        let is_plain = |between: &&str| between.trim() == ",";
        let between = between.filter(is_plain).unwrap_or(", ");
        let written: String = terms
            .iter()
            .map(|term| format!("{between}{}", self.term(term, Around::Brackets, quote_of(last))))
            .collect();
        Some(Edit::insert(last.span.end(), written))
    }

    /// Lines below the last one, each begun as that is.
    fn below_lines(&self, items: &[Value], terms: &[&str]) -> Option<Edit> {
        let (last, text) = (items.last()?, &self.view.text);
        let line = line_at(text, last.span.start());
        let start = Span::new(line.start(), last.span.start()).of(text);
        // An anchor or a tag in front of an item is not to be repeated.
        let start = if start.trim() == "-" { start } else { return None };
        let end = line_at(text, last.span.end().max(last.span.start())).end();
        let newline = write::line_ending(text);
        let lines: String = terms
            .iter()
            .map(|term| format!("{newline}{start}{}", self.term(term, Around::Line, quote_of(last))))
            .collect();
        Some(Edit::insert(end, lines))
    }

    /// In place of a value that is not written yet.
    fn as_value(&self, key: Span, value: Span, terms: &[&str]) -> Option<Edit> {
        let between = self.view.text.get(key.end()..value.start())?;
        let mark = between.find([':', '='])? + 1;
        let start = key.end() + mark;
        let rest = Span::new(start, line_at(&self.view.text, start).end());
        let is_empty = rest.of(&self.view.text).trim().is_empty();
        is_empty.then(|| Edit::replace(rest, self.after_key(terms)))
    }

    /// What stands behind `key:` or `key =`, in the form that other posts have.
    fn after_key(&self, terms: &[&str]) -> String {
        if self.front.format == Format::Metadata {
            return format!(" {}", terms.join(", "));
        }
        let is_lines = self.stats.and_then(KeyStats::usual_form) == Some(ValueForm::BlockList);
        if self.front.format != Format::Yaml || !is_lines {
            return format!(" {}", self.brackets(terms));
        }
        let newline = write::line_ending(&self.view.text);
        terms.iter().map(|term| format!("{newline}  - {}", self.term(term, Around::Line, None))).collect()
    }

    fn brackets(&self, terms: &[&str]) -> String {
        let written: Vec<String> = terms.iter().map(|term| self.term(term, Around::Brackets, None)).collect();
        format!("[{}]", written.join(", "))
    }

    fn term(&self, term: &str, around: Around, preferred: Option<Quote>) -> String {
        write::value(term, WritePlace { format: self.front.format, around, preferred })
    }
}

fn quote_of(value: &Value) -> Option<Quote> {
    value.scalar().and_then(|scalar| scalar.style.quote())
}

fn stats<'a>(view: &'a PostView, taxonomy: &Taxonomy) -> Option<&'a KeyStats> {
    let path: Vec<Step> = taxonomy.key.iter().map(|step| Step::Key(step.clone())).collect();
    fields::stats(&view.site, &view.post.page.section, &path)
}
