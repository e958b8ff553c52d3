//! A loaded Zola site: each question of the contract is handed to the file that knows the answer.

use jiff::Timestamp;
use smol_str::SmolStr;

use super::config::Config;
use super::dates::{self, DateReading};
use super::fields::FIELDS;
use super::layout::{self, Layout};
use super::sections::Sections;
use super::shortcodes::Component;
use super::version::{self, Era};
use super::{checks, headings, links, page, publish, reading, shortcodes, split, terms, values};
use crate::site::field::Field;
use crate::site::files::{Files, RelPath};
use crate::site::link::{Destination, LinkInput};
use crate::site::model::{
    About, FileRole, Model, PageFacts, PostInput, Preview, Surroundings, Taxonomy, TermUse, Unknown,
    UnknownPart,
};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::Publication;
use crate::site::shortcode::ShortcodeDef;
use crate::site::version::{Version, VersionHint};
use crate::syntax::Document;
use crate::syntax::front_matter::{FrontMatter, SplitRules, Value};
use crate::syntax::shortcode::{self, Dialect};

/// One site, as far as its configuration and the names of its files tell.
#[derive(Debug)]
pub struct ZolaModel {
    /// The configuration.
    pub config: Config,
    /// Which of Zola's two syntaxes its posts are written in.
    pub era: Era,
    /// The version that it is judged by, where one is known.
    pub version: Option<VersionHint>,
    /// Which file is what.
    pub layout: Layout,
    /// What pages take over from sections.
    pub sections: Sections,
    /// The components that its templates define.
    pub components: Vec<Component>,
    called: Vec<ShortcodeDef>,
    taxonomies: Vec<Taxonomy>,
    codes: Vec<SmolStr>,
    unknowns: Vec<Unknown>,
}

impl ZolaModel {
    /// Loads the site whose root `files` is; `pinned` is the version that the user's settings name.
    pub fn load(files: &dyn Files, pinned: Option<Version>) -> Self {
        let config = Config::load(files);
        let (era, version) = version::version(&config, files, pinned);
        let layout = Layout::new(&config, era, files);
        let components = match era {
            Era::Components => shortcodes::components(&layout::template_folders(&config), files),
            Era::Shortcodes | Era::Unknown => Vec::new(),
        };
        let codes = config.languages.iter().map(|language| language.code.clone());
        ZolaModel {
            codes: if config.is_multilingual() { codes.collect() } else { Vec::new() },
            sections: Sections::new(&config, &layout, files),
            taxonomies: terms::taxonomies(&config),
            unknowns: unknowns(&config, files),
            called: components.iter().map(|component| component.def.clone()).collect(),
            components,
            era,
            version,
            layout,
            config,
        }
    }

    /// Whether a part of the site is not on disk, so that nothing of it may be called missing.
    pub fn lacks(&self, part: UnknownPart) -> bool {
        self.unknowns.iter().any(|unknown| unknown.what == part)
    }
}

fn unknowns(config: &Config, files: &dyn Files) -> Vec<Unknown> {
    let Some(path) = &config.path else { return Vec::new() };
    let broken = config.broken.as_ref().map(|why| Unknown {
        what: UnknownPart::Config,
        message: format!("{path} cannot be read, so what it configures is not known: {why}."),
        path: path.clone(),
    });
    let theme = config.theme.as_ref().filter(|theme| !files.has_folder(&format!("themes/{theme}")));
    let theme = theme.map(|theme| Unknown {
        what: UnknownPart::Templates,
        message: format!(
            "The theme {theme} is not in themes/{theme}, so its templates are not known and not checked."
        ),
        path: path.clone(),
    });
    // Without a theme, too: then it is the content of a site whose templates lie elsewhere.
    let has_templates = layout::template_folders(config).iter().any(|folder| files.has_folder(folder));
    let none = (!has_templates && theme.is_none()).then(|| Unknown {
        what: UnknownPart::Templates,
        message: "The site has no templates on disk, so calls in its posts are not checked.".to_owned(),
        path: path.clone(),
    });
    broken.into_iter().chain(theme).chain(none).collect()
}

impl Model for ZolaModel {
    fn generator_id(&self) -> &'static str {
        "zola"
    }

    fn generator_name(&self) -> &'static str {
        "Zola"
    }

    fn version(&self) -> Option<&VersionHint> {
        self.version.as_ref()
    }

    /// The address of the server is that of `zola serve` (src/cli.rs).
    fn about(&self, _language: &str) -> About {
        About {
            title: About::said(&self.config.title),
            address: About::said(&self.config.base_url),
            preview: Some(Preview { address: "http://127.0.0.1:1111", command: "zola serve" }),
        }
    }

    fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    fn classify(&self, path: &str) -> FileRole {
        self.layout.role(path)
    }

    fn depends_on(&self, path: &str, text: Option<&str>) -> bool {
        if self.layout.role(path) == FileRole::Config || self.layout.changes_shortcodes(path, text.is_some())
        {
            return true;
        }
        // Components, and what shows the version, are read once.
        let shows_version = text.is_some_and(version::defines_component) != (self.era == Era::Components);
        let is_template = path.ends_with(".html") || path.ends_with(".md");
        if path.contains("templates/") && is_template && (shows_version || self.era != Era::Shortcodes) {
            return true;
        }
        let content = self.layout.content(path);
        content.is_some_and(|content| self.sections.is_outdated(&content, &self.config, text))
    }

    fn split_rules(&self) -> &'static SplitRules {
        if self.era == Era::Shortcodes { &split::RULES } else { &split::RULES_FROM_0_23 }
    }

    fn dialect(&self) -> Option<&'static Dialect> {
        Some(match self.era {
            Era::Components => &shortcode::TERA,
            Era::Shortcodes | Era::Unknown => &shortcode::ZOLA,
        })
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn languages(&self) -> &[SmolStr] {
        &self.codes
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        terms::terms(&self.taxonomies, front_matter)
    }

    fn term_key(&self, term: &str) -> String {
        terms::term_key(&self.config, term)
    }

    fn term_url(&self, taxonomy: &Taxonomy, term: &str) -> String {
        terms::term_url(&self.config, &taxonomy.name, term)
    }

    fn reading(&self, path: &[&str], value: &Value, text: &str) -> Option<String> {
        reading::reading(path, value, values::format_of(text))
    }

    fn date(&self, value: &Value, text: &str) -> Option<Timestamp> {
        match dates::read(value, values::format_of(text)) {
            DateReading::At(instant) => Some(instant),
            DateReading::TimeOnly | DateReading::Unreadable => None,
        }
    }

    /// Zola brings none along since 0.17; several components may stand in one template, so they are all read at once.
    fn builtin_shortcodes(&self) -> &[ShortcodeDef] {
        &self.called
    }

    fn shortcode_of(&self, path: &RelPath, text: &str) -> Option<ShortcodeDef> {
        shortcodes::shortcode_of(path, text, &self.config)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, _text: &str) -> PageFacts {
        page::page(self, path, front_matter)
    }

    fn publication(&self, page: &PageFacts, now: Timestamp) -> Publication {
        publish::publication(page, now)
    }

    fn heading_ids(&self, document: &Document, text: &str) -> Vec<String> {
        headings::ids(&self.config, document, text)
    }

    /// With blanks inside of the braces both dialects read it; without, a template begins a comment there.
    fn heading_id(&self, id: &str) -> Option<String> {
        Some(if self.era == Era::Shortcodes { format!("{{#{id}}}") } else { format!("{{ #{id} }}") })
    }

    fn resolve_link(&self, link: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
        links::resolve(self, link, site)
    }

    fn link_to(&self, path: &str, _page: &PageFacts) -> Option<String> {
        links::link_to(path)
    }

    fn check(&self, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
        checks::check_post(self, post, site)
    }

    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        checks::judge(self, problem, post)
    }

    fn remark(&self, problem: &Problem, post: &PostInput<'_>) -> Option<String> {
        checks::remark(self, problem, post)
    }
}
