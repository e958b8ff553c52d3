//! A loaded Hugo site: each question of the contract is handed to the file that knows the answer.

use std::sync::LazyLock;

use jiff::Timestamp;
use smol_str::SmolStr;

use super::checks::MenuUse;
use super::config::{Config, Settings};
use super::dates::{DateReading, DateRules};
use super::fields::FIELDS;
use super::inherit::{self, Inheritance};
use super::layout::Layout;
use super::links::{Hooks, Picks, Redirects};
use super::permalinks::Permalinks;
use super::sanitize::PathStyle;
use super::url::UrlForm;
use super::{
    archetype, checks, headings, links, modules, mounts, page, publish, reading, scalars, shortcodes, split,
    terms, unknowns, version,
};
use crate::site::field::Field;
use crate::site::files::{Files, RelPath};
use crate::site::link::{Destination, LinkInput};
use crate::site::model::{
    About, FileRole, Model, NewPost, PageFacts, PostInput, Preview, Surroundings, Taxonomy, TermUse, Unknown,
};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::Publication;
use crate::site::shortcode::ShortcodeDef;
use crate::site::version::{Version, VersionHint};
use crate::syntax::Document;
use crate::syntax::front_matter::{FrontMatter, SplitRules, Value};
use crate::syntax::shortcode::Dialect;

/// One site, as far as its configuration and the names of its files tell.
#[derive(Debug)]
pub struct HugoModel {
    /// The configuration.
    pub config: Config,
    /// The version that it is judged by.
    pub version: VersionHint,
    /// Which file is what.
    pub layout: Layout,
    /// What pages take over from sections.
    pub inheritance: Inheritance,
    /// Whether its templates show menus.
    pub menus: MenuUse,
    /// What becomes of links on their way into pages.
    pub hooks: Hooks,
    /// What its templates take from bundles.
    pub picks: Picks,
    /// What its host redirects.
    pub redirects: Redirects,
    /// The taxonomies of the default language.
    pub taxonomies: Vec<Taxonomy>,
    languages: Vec<LanguageRules>,
    codes: Vec<SmolStr>,
    unknowns: Vec<Unknown>,
    builtin_shortcodes: Vec<ShortcodeDef>,
}

/// What differs between the languages of a site.
#[derive(Debug)]
pub struct LanguageRules {
    /// The code.
    pub code: String,
    /// The part in front of URLs.
    pub prefix: String,
    /// The settings.
    pub settings: Settings,
    /// How dates are read.
    pub dates: DateRules,
    /// The patterns of URLs.
    pub permalinks: Permalinks,
    /// How names become paths.
    pub style: PathStyle,
}

impl HugoModel {
    /// Loads the site whose root `files` is; `pinned` is the version that the user's settings name.
    pub fn load(files: &dyn Files, pinned: Option<Version>) -> Self {
        let config = Config::load(files, "");
        let version = version::version(&config.settings, files, pinned);
        let (modules, missing) = modules::modules(&config, files);
        let mounts = mounts::mounts(&config, &modules);
        let layout = Layout::new(&config, mounts.clone(), &modules, files);
        let languages: Vec<LanguageRules> = config.languages.iter().map(LanguageRules::new).collect();
        let codes = if config.is_multilingual() {
            languages.iter().map(|rules| SmolStr::new(&rules.code)).collect()
        } else {
            Vec::new()
        };
        HugoModel {
            unknowns: unknowns::unknowns(&config, &missing, &mounts, &layout, files),
            inheritance: Inheritance::new(&config, &layout, files),
            taxonomies: terms::taxonomies(
                languages.first().map_or(&config.settings, |rules| &rules.settings),
            ),
            builtin_shortcodes: shortcodes::builtin_shortcodes(version.version),
            menus: checks::menu_use(files),
            hooks: Hooks::new(&config, &layout, version.version, files),
            picks: Picks::new(&layout, files),
            redirects: Redirects::new(files),
            config,
            version,
            layout,
            languages,
            codes,
        }
    }

    /// The rules of a language; those of the default one for a code that is not in use.
    pub fn rules(&self, code: &str) -> &LanguageRules {
        static NONE: LazyLock<LanguageRules> =
            LazyLock::new(|| LanguageRules::new(&super::config::Language::default()));
        let named = self.languages.iter().find(|rules| rules.code.eq_ignore_ascii_case(code));
        named.or_else(|| self.languages.first()).unwrap_or(&NONE)
    }

    /// What a value means where a date is wanted, in the default language.
    pub fn read_date(&self, value: &Value, text: &str) -> DateReading {
        self.rules("").dates.read(value, scalars::format_of(text))
    }

    /// Whether pages have a language at all.
    pub fn is_multilingual(&self) -> bool {
        !self.codes.is_empty()
    }
}

impl LanguageRules {
    fn new(language: &super::config::Language) -> Self {
        let settings = &language.settings;
        LanguageRules {
            code: language.code.clone(),
            prefix: language.prefix.clone(),
            dates: DateRules::new(settings),
            permalinks: Permalinks::new(&settings.permalinks),
            style: PathStyle::new(settings),
            settings: settings.clone(),
        }
    }

    /// How the URLs of a section end: `uglyURLs` is set for all, or for some sections.
    pub fn form(&self, section: &str) -> UrlForm {
        let setting = &self.settings.uglyurls;
        let is_ugly = setting.as_bool().or_else(|| setting.get(section)?.as_bool()).unwrap_or(false);
        if is_ugly { UrlForm::Ugly } else { UrlForm::Pretty }
    }
}

impl Model for HugoModel {
    fn generator_id(&self) -> &'static str {
        "hugo"
    }

    fn generator_name(&self) -> &'static str {
        "Hugo"
    }

    fn version(&self) -> Option<&VersionHint> {
        Some(&self.version)
    }

    /// The address of the server is that of `hugo server` (commands/server.go).
    fn about(&self, language: &str) -> About {
        let settings = &self.rules(language).settings;
        About {
            title: About::said(&settings.title),
            address: About::said(&settings.baseurl),
            preview: Some(Preview { address: "http://localhost:1313", command: "hugo server" }),
        }
    }

    fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    fn classify(&self, path: &str) -> FileRole {
        self.layout.role(path)
    }

    fn depends_on(&self, path: &str, text: Option<&str>) -> bool {
        if self.layout.role(path) == FileRole::Config || self.layout.changes_bundles(path, text.is_some()) {
            return true;
        }
        let section = inherit::is_section(path).then(|| self.layout.content(path)).flatten();
        section.is_some_and(|content| self.inheritance.is_outdated(path, &content, text))
    }

    fn split_rules(&self) -> &'static SplitRules {
        &split::RULES
    }

    fn dialect(&self) -> Option<&'static Dialect> {
        Some(&crate::syntax::shortcode::HUGO)
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
        terms::term_key(term)
    }

    fn term_url(&self, taxonomy: &Taxonomy, term: &str) -> String {
        terms::term_url(self.rules(""), &self.inheritance, taxonomy, term)
    }

    fn reading(&self, path: &[&str], value: &Value, text: &str) -> Option<String> {
        reading::reading(&self.rules("").dates, path, value, scalars::format_of(text))
    }

    fn date(&self, value: &Value, text: &str) -> Option<Timestamp> {
        match self.read_date(value, text) {
            DateReading::At(moment) => Some(moment.instant),
            DateReading::Absent | DateReading::Unreadable => None,
        }
    }

    fn builtin_shortcodes(&self) -> &[ShortcodeDef] {
        &self.builtin_shortcodes
    }

    fn shortcode_of(&self, path: &RelPath, text: &str) -> Option<ShortcodeDef> {
        shortcodes::shortcode_of(path, text)
    }

    fn expand_archetype(&self, template: &str, post: &NewPost<'_>) -> Option<String> {
        archetype::expand(template, post)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts {
        page::page(self, path, front_matter, text)
    }

    fn publication(&self, page: &PageFacts, now: Timestamp) -> Publication {
        let rules = self.rules(&page.language);
        publish::publication(&rules.settings, rules.dates.zone(), page, now)
    }

    fn heading_ids(&self, document: &Document, text: &str) -> Vec<String> {
        headings::ids(&self.config, document, text)
    }

    fn heading_id(&self, id: &str) -> Option<String> {
        headings::takes_attributes(&self.config).then(|| format!("{{#{id}}}"))
    }

    fn lookup_path(&self, path: &str) -> Option<String> {
        self.layout.below_content(path).map(|below| format!("/{below}"))
    }

    fn linked_files(&self, page: &str, site: &dyn Surroundings) -> Vec<RelPath> {
        if self.unknowns.is_empty() { self.picks.linked_files(page, site) } else { Vec::new() }
    }

    fn resolve_link(&self, link: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
        links::resolve(self, link, site)
    }

    fn new_shortcode(&self, wanted: &ShortcodeDef, files: &dyn Files) -> Option<(RelPath, String)> {
        Some(shortcodes::new_template(wanted, self.version.version, files))
    }

    fn check(&self, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
        checks::check_post(self, post, site)
    }

    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        checks::judge(problem, post, self.version.version, &self.unknowns)
    }

    fn remark(&self, problem: &Problem, post: &PostInput<'_>) -> Option<String> {
        checks::remark(problem, post, &self.version)
    }
}
