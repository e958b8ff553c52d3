//! A loaded Hexo site: each question of the contract is handed to the file that knows the answer.

use super::config::{Config, NAME};
use super::fields::FIELDS;
use super::page::{Place, place};
use super::slug::{Case, slugize};
use super::{checks, page, tags, terms};
use crate::site::field::Field;
use crate::site::files::Files;
use crate::site::model::*;
use crate::site::problem::{Problem, Severity};
use crate::site::publish::{Publication, PublishState};
use crate::site::shared::files::{is_markdown, stem};
use crate::site::shared::headings::Numbered;
use crate::site::shared::{builtin, facts};
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::Document;
use crate::syntax::front_matter::{
    AfterOpener, BeforeOpener, CloserRule, Fence, Format, FrontMatter, NearOpener, SplitRules, Value,
};
use crate::syntax::shortcode::{Dialect, NUNJUCKS};
use jiff::Timestamp;

/// How front matter is delimited (hexo-front-matter): `---` for YAML, `;;;` for JSON without braces, both as long as one
/// likes, and the opener may be left out.
pub static RULES: SplitRules = SplitRules {
    fences: &[
        Fence { opener: "---", closers: &["---"], format: Format::Yaml },
        Fence { opener: ";;;", closers: &[";;;"], format: Format::Json },
    ],
    json: false,
    org: false,
    metadata: false,
    longer_fences: true,
    before_opener: BeforeOpener::OptionalOpener,
    after_opener: AfterOpener::Nothing,
    closer: CloserRule::LineStart,
    near_opener: NearOpener::Body,
};

/// One site, as far as its configuration and the names of its files tell.
#[derive(Debug)]
pub struct HexoModel {
    /// The configuration.
    pub config: Config,
    taxonomies: Vec<Taxonomy>,
    unknowns: Vec<Unknown>,
    builtins: Vec<ShortcodeDef>,
}

impl HexoModel {
    /// Loads the site whose root `files` is.
    pub fn load(files: &dyn Files) -> Self {
        let config = Config::load(files);
        let broken = config.broken.iter().map(|why| Unknown {
            what: UnknownPart::Config,
            message: format!("{NAME} cannot be read, so what it configures is not known: {why}."),
            path: NAME.into(),
        });
        HexoModel {
            taxonomies: terms::taxonomies(),
            unknowns: broken.collect(),
            builtins: builtin::definitions(tags::TAGS),
            config,
        }
    }
}

impl Model for HexoModel {
    fn generator_id(&self) -> &'static str {
        "hexo"
    }

    fn generator_name(&self) -> &'static str {
        "Hexo"
    }

    /// The address of the server is that of `hexo server` (the package hexo-server).
    fn about(&self, _language: &str) -> About {
        About {
            title: About::said(&self.config.text("title", "")),
            address: About::said(&self.config.text("url", "")),
            preview: Some(Preview { address: "http://localhost:4000", command: "npx hexo server" }),
        }
    }

    fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    fn classify(&self, path: &str) -> FileRole {
        if path == NAME {
            return FileRole::Config;
        }
        if let Some(name) = path.strip_prefix("scaffolds/") {
            return FileRole::Archetype(stem(name).into());
        }
        match place(&self.config, path) {
            Some(_) if is_markdown(path) => FileRole::Page(PageKind::Single),
            Some(Place::Post(_)) if self.config.asset_folder => FileRole::Resource,
            Some(Place::Page(below)) => FileRole::Static(format!("/{below}")),
            _ => FileRole::Other,
        }
    }

    fn split_rules(&self) -> &'static SplitRules {
        &RULES
    }

    fn dialect(&self) -> Option<&'static Dialect> {
        Some(&NUNJUCKS)
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        terms::terms(&self.taxonomies, front_matter)
    }

    fn term_url(&self, taxonomy: &Taxonomy, term: &str) -> String {
        terms::term_url(&self.config, taxonomy, term)
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        facts::date(value)
    }

    fn builtin_shortcodes(&self) -> &[ShortcodeDef] {
        &self.builtins
    }

    /// Scaffolds print a title, a date and a layout; anything else in braces cannot be foreseen.
    fn expand_archetype(&self, template: &str, post: &NewPost<'_>) -> Option<String> {
        let mut text = template.to_owned();
        for (name, value) in [("title", post.title), ("date", post.date), ("layout", post.section)] {
            text = text.replace(&format!("{{{{ {name} }}}}"), value);
        }
        (!text.contains("{{") && !text.contains("{%")).then_some(text)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, _text: &str) -> PageFacts {
        page::page(&self.config, path, front_matter)
    }

    fn publication(&self, page: &PageFacts, now: Timestamp) -> Publication {
        let waits = page.date.filter(|at| *at > now && !self.config.future && page.section == "post");
        let (state, reason) = match waits {
            _ if !page.known => (
                PublishState::Unknown,
                "The front matter cannot be read: Hexo leaves the post out.".to_owned(),
            ),
            _ if page.draft => {
                let reason = "It is a draft, or says `published: false`: builds leave it out.";
                (PublishState::Draft, reason.to_owned())
            }
            Some(at) => {
                let when = at.to_zoned(self.config.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
                let reason = format!("The date is ahead: the first build after {when} publishes it.");
                (PublishState::Scheduled(at), reason)
            }
            None => (PublishState::Published, "The next build publishes this page.".to_owned()),
        };
        Publication { state, reason, url: page.url.as_ref().map(ToString::to_string) }
    }

    fn heading_ids(&self, document: &Document, _text: &str) -> Vec<String> {
        let mut ids = Numbered::default();
        let headings = document.markdown.headings.iter();
        headings.map(|heading| ids.next(slugize(&heading.text, Case::Keep))).collect()
    }

    fn check(&self, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
        checks::check(self, post, site)
    }

    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        checks::judge(self, problem, post)
    }

    fn remark(&self, problem: &Problem, post: &PostInput<'_>) -> Option<String> {
        checks::remark(problem, post)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::syntax::front_matter::parse;

    #[test]
    fn front_matter_in_all_its_forms() {
        let model = HexoModel::load(&MemoryFiles::default());
        for (text, expected) in [
            ("---\ntags: [a, b c]\n---\n", &["a", "b c"][..]),
            ("tags: a\n---\nbody\n", &["a"]),
            (";;;\n\"tags\": [\"a\"]\n;;;\n", &["a"]),
            (";;;;\n\"tags\": [\"a\"]\n;;;;\n", &["a"]),
            ("\"title\": \"x\",\n\"tags\": [\"a\"]\n;;;\nbody\n", &["a"]),
            ("-----\ntags: [a]\n-----\nbody\n", &["a"]),
            ("---\ntags: [a]\n-----\nbody\n", &["a"]),
            ("tags: [a]\n-----\nbody\n", &["a"]),
            ("A text of prose\n---\n", &[]),
            ("--- \ntags: [a]\n---\n", &[]),
            ("-----\ntags: [a]\n---\n", &[]),
            (";;;\n\"tags\": [\"a\"] \"b\": 1\n;;;\n", &[]),
            (";;;\n\"tags\": [\"a\"], \"b\": 1, \"b\": 1\n;;;\n", &["a"]),
            ("---\ntag: a\ncategories:\n  - [x, y]\n  - z\n---\n", &["a", "x", "y", "z"]),
            ("+++\ntags = ['a']\n+++\n", &[]),
        ] {
            let front = parse(text, model.split_rules()).front_matter;
            let terms = front.map(|front| model.terms(&front)).unwrap_or_default();
            let terms: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
            assert_eq!(terms, expected, "{text}");
        }
    }

    #[test]
    fn scaffolds_become_posts() {
        let model = HexoModel::load(&MemoryFiles::default());
        let post = NewPost { name: "a-b", title: "A b", section: "post", date: "2024-01-02" };
        let expand = |template: &str| model.expand_archetype(template, &post);
        assert_eq!(expand("---\ntitle: {{ title }}\n---\n").as_deref(), Some("---\ntitle: A b\n---\n"));
        assert_eq!(expand("{{ title | upper }}"), None);
        assert_eq!(model.classify("scaffolds/post.md"), FileRole::Archetype("post".into()));
    }
}
