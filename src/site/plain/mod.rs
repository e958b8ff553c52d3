//! A folder of posts without a generator that we know: front matter and terms, and silence on all the rest.

use crate::site::field::Field;
use crate::site::files::Files;
use crate::site::model::*;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::publish::{Publication, PublishState};
use crate::site::version::Version;
use crate::syntax::Document;
use crate::syntax::front_matter::{FrontMatter, SplitRules, Value};
use crate::syntax::shortcode::{Dialect, HUGO};
use jiff::Timestamp;
use std::sync::Arc;

/// The generator of what has none.
pub struct Plain;

impl Generator for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn name(&self) -> &'static str {
        "no generator"
    }

    /// Never by itself: it is what is left.
    fn detect(&self, _dir: &str, _files: &dyn Files) -> Option<Evidence> {
        None
    }

    fn load(&self, _files: &dyn Files, _pinned: Option<Version>) -> Arc<dyn Model> {
        Arc::new(PlainModel {
            taxonomies: ["tags", "categories", "series", "authors"].map(taxonomy).to_vec(),
        })
    }

    fn rules(&self) -> &'static [&'static Rule] {
        &[]
    }
}

struct PlainModel {
    taxonomies: Vec<Taxonomy>,
}

fn taxonomy(name: &str) -> Taxonomy {
    let singular = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let singular = singular.unwrap_or_else(|| name.strip_suffix('s').unwrap_or(name).to_string());
    Taxonomy {
        name: name.into(),
        singular: if name == "series" { name.into() } else { singular.into() },
        key: vec![name.into()],
        single_key: None,
        split: TermSplit::Whole,
    }
}

impl Model for PlainModel {
    fn generator_id(&self) -> &'static str {
        Plain.id()
    }

    fn generator_name(&self) -> &'static str {
        Plain.name()
    }

    fn classify(&self, path: &str) -> FileRole {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension {
            "md" | "markdown" | "mdx" | "mdown" => FileRole::Page(PageKind::Single),
            _ => FileRole::Other,
        }
    }

    fn split_rules(&self) -> &'static SplitRules {
        &SplitRules::LENIENT
    }

    /// Posts without a site still show which shortcodes they call; nothing is ever said against one.
    fn dialect(&self) -> Option<&'static Dialect> {
        Some(&HUGO)
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn fields(&self) -> &'static [Field] {
        &[]
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        let mut terms = Vec::new();
        for (taxonomy, declared) in self.taxonomies.iter().enumerate() {
            let Some(entry) = front_matter.get_ci(&[&declared.name]) else { continue };
            let single = std::slice::from_ref(&entry.value);
            let values = if entry.value.list().is_some() { entry.value.items() } else { single };
            terms.extend(values.iter().filter_map(|value| {
                let scalar = value.scalar().filter(|scalar| !scalar.text.is_empty())?;
                Some(TermUse { taxonomy, text: scalar.text.clone(), span: scalar.inner })
            }));
        }
        terms
    }

    fn term_key(&self, term: &str) -> String {
        term.to_lowercase()
    }

    fn term_url(&self, taxonomy: &Taxonomy, term: &str) -> String {
        format!("/{}/{}/", taxonomy.name, self.term_key(term))
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        let text = value.text()?;
        text.parse().ok().or_else(|| {
            let date: jiff::civil::Date = text.get(..10)?.parse().ok()?;
            Some(date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
        })
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts {
        let field = |name: &str| front_matter.and_then(|front| front.get_ci(&[name]));
        let word =
            |name: &str| field(name).and_then(|entry| entry.value.scalar()).map(|scalar| scalar.text.clone());
        PageFacts {
            title: word("title"),
            description: word("description").or_else(|| word("summary")),
            date: field("date").and_then(|entry| self.date(&entry.value, text)),
            draft: word("draft").is_some_and(|draft| draft == "true"),
            slug: word("slug"),
            section: path.rsplit_once('/').map_or("", |(folder, _)| folder).into(),
            kind: Some(PageKind::Single),
            rendered: true,
            known: true,
            ..PageFacts::default()
        }
    }

    fn publication(&self, _page: &PageFacts, _now: Timestamp) -> Publication {
        Publication { state: PublishState::Unknown, reason: String::new(), url: None }
    }

    fn heading_ids(&self, _document: &Document, _text: &str) -> Vec<String> {
        Vec::new()
    }

    fn check(&self, _post: &PostInput<'_>, _site: &dyn Surroundings) -> Vec<Problem> {
        Vec::new()
    }

    /// Syntax errors of front matter are worth a warning; what only a generator could judge is not said, and nothing
    /// of a file without front matter, which may be any text.
    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        post.document.front_matter()?;
        match problem.rule.code {
            "front-matter-syntax" | "duplicate-key" => Some(Severity::Warning),
            // Which terms share a page, only a generator could say.
            "term-spelling" | "term-collision" => None,
            code if code.starts_with("shortcode") => None,
            _ => Some(problem.severity.min(Severity::Warning)),
        }
    }
}
