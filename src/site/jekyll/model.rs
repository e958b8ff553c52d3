//! A loaded Jekyll site: each question of the contract is handed to the file that knows the answer.

use super::config::Config;
use super::data::Data;
use super::dates::{self, DateReading};
use super::defaults::Defaults;
use super::fields::FIELDS;
use super::layout::{Layout, Place, is_textile};
use super::{checks, headings, includes, links, page, publish, split, tags, terms, unknowns};
use crate::site::field::Field;
use crate::site::files::{Files, RelPath};
use crate::site::link::{Destination, LinkInput};
use crate::site::model::{
    About, FileRole, Model, PageFacts, PostInput, Preview, Surroundings, Taxonomy, TermUse, Unknown,
    UnknownPart,
};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::Publication;
use crate::site::shared::builtin;
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::Document;
use crate::syntax::front_matter::{FrontMatter, SplitRules, Value};
use crate::syntax::markdown::Heading;
use crate::syntax::shortcode::{Dialect, LIQUID};
use crate::text::Span;
use jiff::Timestamp;

/// One site, as far as its configuration and the names of its files tell.
#[derive(Debug)]
pub struct JekyllModel {
    /// The configuration.
    pub config: Config,
    /// Which file is what.
    pub layout: Layout,
    /// Whether posts may use tags that are not known here.
    pub plugins: tags::Plugins,
    /// Whether code of the site may change the text of posts.
    pub changes_texts: bool,
    defaults: Defaults,
    taxonomies: Vec<Taxonomy>,
    unknowns: Vec<Unknown>,
    builtins: Vec<ShortcodeDef>,
}

impl JekyllModel {
    /// Loads the site whose root `files` is.
    pub fn load(files: &dyn Files) -> Self {
        let config = Config::load(files);
        let layout = Layout::new(&config);
        JekyllModel {
            plugins: tags::Plugins::find(&config, layout.plugins(), files),
            changes_texts: tags::changes_texts(layout.plugins(), files),
            defaults: Defaults::new(&config.tree, &config.text("collections_dir", "")),
            taxonomies: terms::taxonomies(),
            unknowns: unknowns::unknowns(&config, files),
            builtins: builtin::definitions(tags::TAGS_TABLE),
            layout,
            config,
        }
    }

    /// The fields of a file: its own, and below them the defaults.
    pub fn data<'a>(&self, place: Place<'_>, front: Option<&'a FrontMatter>) -> Data<'a> {
        let label = |index: usize| self.config.collections.get(index).map(|own| own.label.as_str());
        let (path, kind) = match place {
            Place::Post(path) | Place::Draft(path) => (path, "posts"),
            Place::Document(path, index) => (path, label(index).unwrap_or_default()),
            Place::Page(path) => (path, "pages"),
        };
        Data::new(front, self.defaults.of(path, kind))
    }

    /// Whether a part of the site is not on disk.
    pub fn lacks(&self, part: UnknownPart) -> bool {
        self.unknowns.iter().any(|unknown| unknown.what == part || unknown.what == UnknownPart::Config)
    }
}

impl Model for JekyllModel {
    fn generator_id(&self) -> &'static str {
        "jekyll"
    }

    fn generator_name(&self) -> &'static str {
        "Jekyll"
    }

    /// The address of the server is that of `jekyll serve` (lib/jekyll/configuration.rb).
    fn about(&self, _language: &str) -> About {
        let address = self.config.text("url", "") + &self.config.text("baseurl", "");
        About {
            title: About::said(&self.config.text("title", "")),
            address: About::said(&address),
            preview: Some(Preview { address: "http://localhost:4000", command: "bundle exec jekyll serve" }),
        }
    }

    fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    fn classify(&self, path: &str) -> FileRole {
        self.layout.role(path)
    }

    fn has_markdown(&self, path: &str) -> bool {
        !is_textile(path)
    }

    fn split_rules(&self) -> &'static SplitRules {
        &split::RULES
    }

    fn dialect(&self) -> Option<&'static Dialect> {
        Some(&LIQUID)
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
        terms::term_url(&self.config.tree, taxonomy, term)
    }

    fn reading(&self, path: &[&str], value: &Value, _text: &str) -> Option<String> {
        checks::reading(&self.config, path, value)
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        match dates::read(value, &self.config.zone) {
            DateReading::At(at) => Some(at),
            DateReading::Unreadable | DateReading::Unknown => None,
        }
    }

    fn builtin_shortcodes(&self) -> &[ShortcodeDef] {
        &self.builtins
    }

    fn shortcode_of(&self, path: &RelPath, text: &str) -> Option<ShortcodeDef> {
        match self.layout.role(path) {
            FileRole::Shortcode { name, .. } => Some(includes::shortcode_of(path, &name, text)),
            _ => None,
        }
    }

    fn new_shortcode(&self, wanted: &ShortcodeDef, _files: &dyn Files) -> Option<(RelPath, String)> {
        let is_file = wanted.name.contains('.') && !wanted.name.contains("..");
        is_file.then(|| (self.layout.include(&wanted.name).into(), includes::new_template(wanted)))
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, _text: &str) -> PageFacts {
        page::page(self, path, front_matter)
    }

    fn publication(&self, page: &PageFacts, now: Timestamp) -> Publication {
        publish::publication(&self.config, page, now)
    }

    fn heading_ids(&self, document: &Document, text: &str) -> Vec<String> {
        headings::ids(document, text)
    }

    fn heading_id(&self, id: &str) -> Option<String> {
        headings::are_known(&self.config).then(|| format!("{{#{id}}}"))
    }

    fn own_heading_id(&self, heading: &Heading, text: &str) -> Option<Span> {
        headings::own(heading, text)
    }

    fn resolve_link(&self, link: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
        links::resolve(self, link, site)
    }

    fn link_to(&self, _path: &str, page: &PageFacts) -> Option<String> {
        links::link_to(self, page)
    }

    fn check(&self, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
        checks::check(self, post, site)
    }

    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        checks::judge(self, problem, post)
    }

    fn remark(&self, problem: &Problem, post: &PostInput<'_>) -> Option<String> {
        checks::remark(self, problem, post)
    }
}
