//! A loaded Astro site: content collections with their schemas, and pages that are Markdown.

use super::collections::{self, CONFIGS, Collection};
use super::schema::{self, Schema};
use super::{NAMES, checks};
use crate::site::field::Field;
use crate::site::files::Files;
use crate::site::model::*;
use crate::site::problem::{Problem, Severity};
use crate::site::publish::{Publication, PublishState};
use crate::site::shared::files::{is_markdown, is_mdx, pretty_url};
use crate::site::shared::headings::{Numbered, github};
use crate::site::shared::{anchors, facts, terms};
use crate::syntax::Document;
use crate::syntax::front_matter::{Format, FrontMatter, SplitRules, Value};
use crate::syntax::markdown::Heading;
use jiff::Timestamp;
use smol_str::SmolStr;

/// The folder whose Markdown files are pages by themselves.
const PAGES: &str = "src/pages/";

/// One site, as far as its files tell.
#[derive(Debug)]
pub struct AstroModel {
    collections: Vec<(Collection, Option<Schema>)>,
    folders: Vec<Collection>,
    fields: &'static [Field],
    /// The fields of each collection with a schema, by its name.
    tables: Vec<(String, &'static [Field])>,
    taxonomies: Vec<Taxonomy>,
}

impl AstroModel {
    /// Loads the site whose root `files` is.
    pub fn load(files: &dyn Files) -> Self {
        let folders = collections::collections(files);
        let with_schema = |own: &Collection| (own.clone(), Schema::load(files, &own.name));
        let collections: Vec<_> = folders.iter().map(with_schema).collect();
        let table = |(own, schema): &(Collection, Option<Schema>)| {
            Some((own.name.clone(), schema::table(schema.iter().take(1)))).filter(|_| schema.is_some())
        };
        AstroModel {
            tables: collections.iter().filter_map(table).collect(),
            fields: schema::table(collections.iter().filter_map(|(_, schema)| schema.as_ref())),
            taxonomies: ["tags", "categories"].map(|name| terms::taxonomy(name, TermSplit::Whole)).to_vec(),
            collections,
            folders,
        }
    }

    fn schema(&self, path: &str) -> Option<&Schema> {
        let own = collections::of(&self.folders, path)?;
        self.collections.iter().find(|(known, _)| known == own)?.1.as_ref()
    }
}

impl Model for AstroModel {
    fn generator_id(&self) -> &'static str {
        "astro"
    }

    fn generator_name(&self) -> &'static str {
        "Astro"
    }

    /// Title and address stand in scripts; the server is that of `astro dev`.
    fn about(&self, _language: &str) -> About {
        About {
            preview: Some(Preview { address: "http://localhost:4321", command: "npx astro dev" }),
            ..About::default()
        }
    }

    fn classify(&self, path: &str) -> FileRole {
        let is_schema = path.starts_with(".astro/collections/") && path.ends_with(".schema.json");
        if is_schema || CONFIGS.contains(&path) || NAMES.contains(&path) {
            return FileRole::Config;
        }
        let is_content = collections::of(&self.folders, path).is_some()
            || path.starts_with(PAGES)
            || path.starts_with("content/")
            || path.starts_with("src/content/");
        let is_hidden = path.split('/').any(|part| part.starts_with(['_', '.']));
        match path.strip_prefix("public/") {
            Some(below) => FileRole::Static(format!("/{below}")),
            None if is_markdown(path) && is_content && !is_hidden => FileRole::Page(PageKind::Single),
            None => FileRole::Other,
        }
    }

    /// The first file of a folder makes it a collection, whose name is the section of its pages.
    fn depends_on(&self, path: &str, text: Option<&str>) -> bool {
        self.classify(path) == FileRole::Config
            || (text.is_some() && collections::makes_one(&self.folders, path))
    }

    fn split_rules(&self) -> &'static SplitRules {
        &SplitRules::LENIENT
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// Each collection has a schema of its own; what lies in none may have any of their fields.
    fn fields_of(&self, section: &str) -> &'static [Field] {
        self.tables.iter().find(|(name, _)| name == section).map_or(self.fields, |(_, fields)| fields)
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        terms::by_key(&self.taxonomies, front_matter)
    }

    fn term_url(&self, _taxonomy: &Taxonomy, _term: &str) -> String {
        String::new()
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        facts::date(value)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, _text: &str) -> PageFacts {
        let collection = collections::of(&self.folders, path).map(|own| own.name.as_str());
        let url = path.strip_prefix(PAGES).filter(|name| !name.contains('[')).map(pretty_url);
        PageFacts {
            section: collection
                .unwrap_or_else(|| path.rsplit_once('/').map_or("", |(folder, _)| folder))
                .into(),
            url: url.map(SmolStr::from),
            ..facts::page(front_matter)
        }
    }

    /// Pages are made of entries by the site's own code; only a file among the pages is one by itself.
    fn publication(&self, page: &PageFacts, _now: Timestamp) -> Publication {
        let (state, reason) = match page {
            PageFacts { known: false, .. } => (PublishState::Unknown, "The front matter cannot be read."),
            PageFacts { url: Some(_), .. } => {
                (PublishState::Published, "The next build publishes this page.")
            }
            _ => (PublishState::Unknown, "Which entries become pages is for the site's own code to say."),
        };
        Publication { state, reason: reason.to_owned(), url: page.url.as_ref().map(ToString::to_string) }
    }

    /// Braces behind a heading are text like any other.
    fn heading_ids(&self, document: &Document, text: &str) -> Vec<String> {
        let mut ids = Numbered::default();
        let shown = |heading: &Heading| format!("{}{}", heading.text, heading.braces(text));
        document.markdown.headings.iter().map(|heading| ids.next(github(&shown(heading)))).collect()
    }

    fn check(&self, post: &PostInput<'_>, _site: &dyn Surroundings) -> Vec<Problem> {
        self.schema(post.path).map(|schema| checks::check(schema, post)).unwrap_or_default()
    }

    /// Front matter that does not parse stops the build.
    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        let format = post.document.front_matter().map(|front| front.format);
        match problem.rule.code {
            "front-matter-syntax" if anchors::is_empty_anchor(problem, post) => None,
            "front-matter-syntax" | "duplicate-key" => {
                Some(if format == Some(Format::Json) { Severity::Warning } else { Severity::Error })
            }
            // In MDX `[^a]` may stand in a pattern of its code.
            code if code.starts_with("footnote") && is_mdx(post.path) => None,
            code if code.starts_with("shortcode") => None,
            _ => Some(problem.severity.min(Severity::Warning)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn each_collection_has_its_own_fields() {
        let schema = |fields: &str| format!("{{\"type\": \"object\", \"properties\": {{{fields}}}}}");
        let files = [
            (".astro/collections/blog.schema.json", schema("\"title\": {\"type\": \"string\"}")),
            (".astro/collections/notes.schema.json", schema("\"mood\": {\"type\": \"string\"}")),
            ("src/content/blog/a.md", String::new()),
            ("src/content/notes/a.md", String::new()),
            ("src/pages/a.md", String::new()),
        ];
        let model = AstroModel::load(&MemoryFiles::new(files.map(|(path, text)| (path.to_owned(), text))));
        for (path, expected) in [
            ("src/content/blog/a.md", &["title"][..]),
            ("src/content/notes/a.md", &["mood"]),
            ("src/pages/a.md", &["title", "mood"]),
        ] {
            let fields = model.fields_of(&model.page(path, None, "").section);
            assert_eq!(fields.iter().map(|field| field.name).collect::<Vec<_>>(), expected, "{path}");
        }
    }
}
