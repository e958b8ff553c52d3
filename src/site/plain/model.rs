//! What little a plain folder says of its posts.

use super::Plain;
use super::fields::PELICAN;
use super::kind::Kind;
use super::tags_file;
use crate::site::field::Field;
use crate::site::files::Files;
use crate::site::model::*;
use crate::site::problem::{Problem, Severity};
use crate::site::publish::{Publication, PublishState};
use crate::site::shared::files::{is_markdown, is_mdx};
use crate::site::shared::terms::{of_value, whole};
use crate::site::shared::{anchors, facts};
use crate::syntax::Document;
use crate::syntax::front_matter::{Format, FrontMatter, SplitRules, Value, same_ignoring_case};
use crate::syntax::shortcode::{Dialect, HUGO};
use jiff::Timestamp;

/// The model of a plain folder.
pub struct PlainModel {
    kind: Kind,
    taxonomies: Vec<Taxonomy>,
    /// The files of tags, for a site of Docusaurus.
    declared: Vec<DeclaredTerms>,
}

impl PlainModel {
    /// The model of a folder of that kind.
    pub fn new(kind: Kind) -> PlainModel {
        PlainModel { kind, taxonomies: kind.taxonomies(), declared: Vec::new() }
    }

    /// The model of the folder with those files.
    pub fn load(files: &dyn Files) -> PlainModel {
        let mut model = PlainModel::new(Kind::of(files));
        let tags = model.taxonomies.iter().position(|taxonomy| taxonomy.name == "tags");
        if let Some(tags) = tags.filter(|_| model.kind == Kind::Docusaurus) {
            model.declared = tags_file::load(files, tags);
        }
        model
    }
}

impl Model for PlainModel {
    fn generator_id(&self) -> &'static str {
        use crate::site::model::Generator;
        Plain.id()
    }

    fn generator_name(&self) -> &'static str {
        self.kind.name()
    }

    fn classify(&self, path: &str) -> FileRole {
        if is_markdown(path) { FileRole::Page(PageKind::Single) } else { FileRole::Other }
    }

    fn depends_on(&self, path: &str, _text: Option<&str>) -> bool {
        self.kind == Kind::Docusaurus && (tags_file::is_tags_file(path) || tags_file::CONFIGS.contains(&path))
    }

    fn split_rules(&self) -> &'static SplitRules {
        self.kind.split_rules()
    }

    /// Posts without a site still show which shortcodes they call; nothing is ever said against one.
    fn dialect(&self) -> Option<&'static Dialect> {
        (self.kind == Kind::Unknown).then_some(&HUGO)
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn fields(&self) -> &'static [Field] {
        if self.kind == Kind::Pelican { PELICAN } else { &[] }
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        let mut terms = Vec::new();
        for (index, taxonomy) in self.taxonomies.iter().enumerate() {
            if let Some(entry) = front_matter.get_ci(&[&taxonomy.name]) {
                terms.extend(of_value(index, &entry.value, taxonomy.split));
                terms.extend(entry.value.items().iter().filter_map(|item| whole(index, label(item)?)));
            }
            let single = taxonomy.single_key.as_ref().and_then(|key| front_matter.get_ci(&[key]));
            terms.extend(single.and_then(|entry| whole(index, &entry.value)));
        }
        terms
    }

    fn declared_terms(&self, path: &str) -> Option<&DeclaredTerms> {
        tags_file::above(&self.declared, path)
    }

    fn term_key(&self, term: &str) -> String {
        term.to_lowercase()
    }

    /// Not known: the configurations that decide it are programs.
    fn term_url(&self, _taxonomy: &Taxonomy, _term: &str) -> String {
        String::new()
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        facts::date(value)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts {
        let field = |name: &str| front_matter.and_then(|front| front.get_ci(&[name]));
        let word =
            |name: &str| field(name).and_then(|entry| entry.value.scalar()).map(|scalar| scalar.text.clone());
        let is_draft = self.kind == Kind::Pelican && word("status").is_some_and(|status| status == "draft");
        PageFacts {
            title: word("title"),
            description: word("description").or_else(|| word("summary")),
            date: field("date").and_then(|entry| self.date(&entry.value, text)),
            draft: word("draft").is_some_and(|draft| draft == "true") || is_draft,
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
    /// of a file without front matter, which may be any text, or with one that may be the beginning of its text.
    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        post.document.front_matter().filter(|front| front.format != Format::Metadata)?;
        match problem.rule.code {
            "front-matter-syntax" if anchors::is_empty_anchor(problem, post) => None,
            "front-matter-syntax" | "duplicate-key" => Some(Severity::Warning),
            // Which terms share a page, only a generator could say.
            "term-spelling" | "term-collision" => None,
            // In MDX `[^a]` may stand in a pattern of its code.
            code if code.starts_with("footnote") && is_mdx(post.path) => None,
            code if code.starts_with("shortcode") => None,
            _ => Some(problem.severity.min(Severity::Warning)),
        }
    }
}

/// The term of an item such as `{label: Web, permalink: /web}`, in which Docusaurus gives a tag an address of its own
/// (`docusaurus-utils-validation`, `FrontMatterTagsSchema`).
fn label(item: &Value) -> Option<&Value> {
    let entry = item.entries().iter().find(|entry| same_ignoring_case(&entry.key.text, "label"))?;
    Some(&entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::front_matter::parse;

    fn terms(kind: Kind, text: &str) -> String {
        let model = PlainModel::new(kind);
        let Some(front) = parse(text, model.split_rules()).front_matter else { return "none".to_owned() };
        let terms = model.terms(&front);
        let shown = terms.iter().map(|term| {
            assert_eq!(term.span.of(text), term.text, "{text}");
            format!("{} {}", model.taxonomies[term.taxonomy].name, term.text)
        });
        shown.collect::<Vec<String>>().join(" · ")
    }

    #[test]
    fn terms_are_cut_as_the_kind_of_folder_writes_them() {
        for (kind, text, expected) in [
            (Kind::Pelican, "Tags: a b, c\nCategory: x, y\n\n", "tags a b · tags c · category x, y"),
            (Kind::Pelican, "Author: A, B\nAuthors: C; D, E\n\n", "authors C · authors D, E · authors A, B"),
            (Kind::Pelican, "---\ntags: [a, b]\n---\n", "tags [a · tags b]"),
            (Kind::Metadata, "tags: a, b\ncategory: x\n\n", "tags a · tags b · categories x"),
            (Kind::Metadata, "---\ntags: [a, 'b, c']\n---\n", "tags a · tags b, c"),
            (Kind::Unknown, "---\ntags: a, b\n---\n", "tags a, b"),
            (Kind::Unknown, "tags: a, b\n\n", "none"),
            (Kind::Docusaurus, "---\ntags: [a, {label: B c, permalink: /b}]\n---\n", "tags a · tags B c"),
            (
                Kind::Docusaurus,
                "---\ntags:\n  - label: B\n    permalink: /b\n  - c\n---\n",
                "tags c · tags B",
            ),
        ] {
            assert_eq!(terms(kind, text), expected, "{text}");
        }
    }
}
