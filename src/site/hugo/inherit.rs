//! What a page takes over from the sections around it and from the configuration: cascades, and slugs of folders.

use std::collections::HashMap;

use globset::{GlobBuilder, GlobMatcher};
use serde_json::Value as Json;

use super::config::Config;
use super::keys;
use super::layout::{ContentPath, Layout};
use super::permalinks::flat;
use super::sanitize;
use super::scalars::{self, Scalar};
use super::split;
use crate::site::files::{Files, RelPath};
use crate::syntax::front_matter::{self, Format, FrontMatter, Value, ValueKind};

/// All that pages inherit.
#[derive(Debug, Default)]
pub struct Inheritance {
    sections: Vec<Section>,
    /// Of the configuration, by language.
    site: Vec<(String, Vec<Rule>)>,
    /// The slug of each section that has one, by language and folder.
    slugs: HashMap<(String, String), String>,
}

/// An `_index.md` as far as the pages below it are concerned.
#[derive(Debug, Clone, PartialEq)]
struct Section {
    path: RelPath,
    language: String,
    /// Its folder as a key: `posts/deep`, empty for the home page.
    dir: String,
    slug: Option<String>,
    title: Option<String>,
    cascade: Json,
}

/// One entry of a cascade.
#[derive(Debug)]
struct Rule {
    path: Option<GlobMatcher>,
    kind: Option<GlobMatcher>,
    language: Option<String>,
    values: Vec<(String, Scalar)>,
}

/// The environment of a build that publishes.
const ENVIRONMENT: &str = "production";

impl Inheritance {
    /// Reads the `_index` files of all sections and the cascade of the configuration.
    pub fn new(config: &Config, layout: &Layout, files: &dyn Files) -> Self {
        let sections = files.matching(&is_section).into_iter().filter_map(|path| {
            let content = layout.content(path)?;
            section(path, &content, &files.read(path)?)
        });
        let site = config
            .languages
            .iter()
            .map(|language| (language.code.clone(), rules(&language.settings.cascade)));
        let mut inheritance =
            Inheritance { sections: sections.collect(), site: site.collect(), slugs: HashMap::new() };
        inheritance.slugs = inheritance.all_slugs();
        inheritance
    }

    /// The values that a page inherits, the nearest section's first; the first of a key counts.
    ///
    /// `path` is the page's path as Hugo has it (`/posts/a`), `kind` is `page`, `section`, `home`, ...
    pub fn values(&self, content: &ContentPath, path: &str, kind: &str) -> Vec<(String, Scalar)> {
        self.values_in(&content.language, &sanitize::key(&content.dir), path, kind)
    }

    fn values_in(&self, language: &str, dir: &str, path: &str, kind: &str) -> Vec<(String, Scalar)> {
        let mut sections: Vec<&Section> = self
            .sections
            .iter()
            .filter(|section| section.language == language && is_around(&section.dir, dir))
            .filter(|section| !section.cascade.is_null())
            .collect();
        sections.sort_by_key(|section| std::cmp::Reverse(section.dir.len()));
        let own = sections.into_iter().flat_map(|section| rules(&section.cascade));
        let site = self.site.iter().filter(|(own, _)| own == language).flat_map(|(_, rules)| rules);
        let mut values = Vec::new();
        for rule in own {
            rule.add_to(&mut values, language, path, kind);
        }
        for rule in site {
            rule.add_to(&mut values, language, path, kind);
        }
        values
    }

    /// A folder below the content folder with the slugs of its sections in place of their names, from Hugo 0.167 on
    /// (oracle `url/slug-on-section`).
    pub fn slugged(&self, language: &str, dir: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut so_far = String::new();
        for part in dir.split('/').filter(|part| !part.is_empty()) {
            if !so_far.is_empty() {
                so_far.push('/');
            }
            so_far.push_str(part);
            let key = (language.to_owned(), sanitize::key(&so_far));
            parts.push(self.slugs.get(&key).cloned().unwrap_or_else(|| part.to_owned()));
        }
        parts.join("/")
    }

    /// The deepest section that holds a folder: the folder itself when it has an `_index`, else the first one above
    /// that has, else the top-level folder.
    pub fn section_of(&self, dir: &str) -> String {
        let key = sanitize::key(dir);
        let mut sections = self.sections.iter().map(|section| section.dir.as_str());
        let holds = |section: &str| is_around(section, &key) && !section.is_empty();
        let deepest = sections.by_ref().filter(|section| holds(section)).max_by_key(|section| section.len());
        let deepest = deepest.unwrap_or_else(|| key.split('/').next().unwrap_or_default());
        deepest.to_owned()
    }

    /// The slug of a section, or else its title; `None` when its title is made up from its folder's name.
    pub fn slug_or_title(&self, language: &str, dir: &str) -> Option<String> {
        let section = self.section(language, dir)?;
        let slug = self.slugs.get(&(language.to_owned(), section.dir.clone())).cloned();
        slug.or_else(|| section.title.as_deref().map(flat))
    }

    /// Whether an `_index` file says something else now (`None` when it went) to the pages below it.
    pub fn is_outdated(&self, path: &str, content: &ContentPath, text: Option<&str>) -> bool {
        let known = self.sections.iter().find(|section| &*section.path == path);
        let now = text.and_then(|text| section(&RelPath::from(path), content, text));
        known != now.as_ref()
    }

    /// The slugs that sections have, of their own or from a cascade, which may be theirs.
    fn all_slugs(&self) -> HashMap<(String, String), String> {
        let slug = |section: &Section| {
            let inherited = || {
                let kind = if section.dir.is_empty() { "home" } else { "section" };
                let path = format!("/{}", section.dir);
                let values = self.values_in(&section.language, &section.dir, &path, kind);
                let slug = values.into_iter().find(|(key, _)| key == "slug")?.1.to_text();
                Some(slug.trim_matches('-').to_owned()).filter(|slug| !slug.is_empty())
            };
            let slug = section.slug.clone().or_else(inherited)?;
            Some(((section.language.clone(), section.dir.clone()), slug))
        };
        self.sections.iter().filter_map(slug).collect()
    }

    fn section(&self, language: &str, dir: &str) -> Option<&Section> {
        let key = sanitize::key(dir);
        self.sections.iter().find(|section| section.dir == key && section.language == language)
    }
}

/// Whether a path is that of an `_index` file, by its name alone.
pub fn is_section(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."))
}

fn is_around(section: &str, dir: &str) -> bool {
    section.is_empty()
        || dir.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn section(path: &RelPath, content: &ContentPath, text: &str) -> Option<Section> {
    if content.stem != "_index" {
        return None;
    }
    let front_matter = front_matter::parse(text, &split::RULES).front_matter;
    let text = |key| front_matter.as_ref().and_then(|front_matter| keys::text(front_matter, key));
    let cascade = front_matter
        .as_ref()
        .and_then(|front_matter| Some(json(front_matter, keys::find(front_matter, "cascade")?)));
    Some(Section {
        path: path.clone(),
        language: content.language.clone(),
        dir: sanitize::key(&content.dir),
        slug: text("slug").map(|slug| slug.trim_matches('-').to_owned()).filter(|slug| !slug.is_empty()),
        title: text("title").filter(|title| !title.is_empty()),
        cascade: cascade.unwrap_or(Json::Null),
    })
}

/// A value as a tree with lower-case keys, so that cascades of both origins are read by one piece of code.
fn json(front_matter: &FrontMatter, value: &Value) -> Json {
    let value = keys::resolve(front_matter, value);
    match &value.kind {
        ValueKind::List(list) => list.items.iter().map(|item| json(front_matter, item)).collect(),
        ValueKind::Map(map) => {
            let entry = |entry: &front_matter::Entry| {
                (entry.key.text.to_lowercase(), json(front_matter, &entry.value))
            };
            Json::Object(map.entries.iter().map(entry).collect())
        }
        _ => match scalars::read(value, front_matter.format) {
            None | Some(Scalar::Null) => Json::Null,
            Some(Scalar::Bool(value)) => Json::Bool(value),
            Some(Scalar::Int(value)) => i64::try_from(value).map_or(Json::Null, Json::from),
            Some(Scalar::Float(value)) => Json::from(value),
            Some(Scalar::Time(text) | Scalar::Text(text)) => Json::String(text),
        },
    }
}

fn rules(cascade: &Json) -> Vec<Rule> {
    match cascade {
        Json::Array(items) => items.iter().filter_map(rule).collect(),
        other => rule(other).into_iter().collect(),
    }
}

/// Keys that say where an entry counts; all others are values.
const NO_VALUES: [&str; 7] = ["target", "_target", "params", "path", "kind", "lang", "environment"];

fn rule(entry: &Json) -> Option<Rule> {
    let entry = entry.as_object()?;
    let target = entry.get("target").or_else(|| entry.get("_target"));
    let part = |key: &str| target.and_then(|target| target.get(key)).and_then(Json::as_str);
    if part("environment").and_then(glob).is_some_and(|environment| !environment.is_match(ENVIRONMENT)) {
        return None;
    }
    // A value below `params` comes before the field of the same name (oracle `fields/cascade-*`).
    let params = entry.get("params").and_then(Json::as_object).into_iter().flatten();
    let fields = entry.iter().filter(|(key, _)| !NO_VALUES.contains(&key.as_str()));
    let mut values = Vec::new();
    for (key, value) in params.chain(fields) {
        flatten(key, value, &mut values);
    }
    Some(Rule {
        path: part("path").and_then(glob),
        kind: part("kind").and_then(glob),
        language: part("lang").map(str::to_lowercase),
        values,
    })
}

/// Single values by their key, those of a map by both keys: `build.render`.
fn flatten(key: &str, value: &Json, values: &mut Vec<(String, Scalar)>) {
    let scalar = match value {
        Json::Object(map) => {
            for (inner, value) in map {
                flatten(&format!("{key}.{inner}"), value, values);
            }
            return;
        }
        Json::Array(_) | Json::Null => return,
        Json::Bool(value) => Scalar::Bool(*value),
        Json::String(text) => Scalar::Text(text.clone()),
        Json::Number(number) => match number.as_i64() {
            Some(value) => Scalar::Int(i128::from(value)),
            None => Scalar::Float(number.as_f64().unwrap_or_default()),
        },
    };
    values.push((key.to_owned(), scalar));
}

/// Hugo's globs: `*` stays within a folder, `**` does not.
pub fn glob(pattern: &str) -> Option<GlobMatcher> {
    let pattern = pattern.to_lowercase();
    GlobBuilder::new(&pattern).literal_separator(true).build().ok().map(|glob| glob.compile_matcher())
}

impl Rule {
    fn add_to(&self, values: &mut Vec<(String, Scalar)>, language: &str, path: &str, kind: &str) {
        let fits = |matcher: &Option<GlobMatcher>, text: &str| {
            matcher.as_ref().is_none_or(|matcher| matcher.is_match(text))
        };
        let speaks = self.language.as_deref().is_none_or(|own| own == language);
        if speaks && fits(&self.path, path) && fits(&self.kind, kind) {
            values.extend(self.values.iter().cloned());
        }
    }
}

/// The fields of a page: its own, and where it has none those that it inherits.
#[derive(Debug)]
pub struct PageValues<'a> {
    front_matter: Option<&'a FrontMatter>,
    inherited: Vec<(String, Scalar)>,
}

impl<'a> PageValues<'a> {
    /// The values of a page with that front matter.
    pub fn new(front_matter: Option<&'a FrontMatter>, inherited: Vec<(String, Scalar)>) -> Self {
        PageValues { front_matter, inherited }
    }

    /// The page's own value of a key, whatever it is.
    pub fn own(&self, key: &str) -> Option<&'a Value> {
        keys::find(self.front_matter?, key)
    }

    /// The format of the page's own values.
    pub fn format(&self) -> Format {
        self.front_matter.map_or(Format::Yaml, |front_matter| front_matter.format)
    }

    /// The single value of a key; `Null` where the page itself has a list or a map.
    pub fn scalar(&self, key: &str) -> Option<Scalar> {
        match self.own(key) {
            Some(value) => Some(scalars::read(value, self.format()).unwrap_or(Scalar::Null)),
            None => self.inherited(key).cloned(),
        }
    }

    /// The single value of a key inside a table: `("build", "render")`.
    pub fn scalar_in(&self, table: &str, key: &str) -> Option<Scalar> {
        match (self.front_matter, self.own(table)) {
            (Some(front_matter), Some(value)) => {
                let value = keys::find_in(front_matter, value.entries(), key)?;
                scalars::read(value, front_matter.format)
            }
            _ => self.inherited(&format!("{table}.{key}")).cloned(),
        }
    }

    /// The text of a key; empty for a list or a map.
    pub fn text(&self, key: &str) -> Option<String> {
        self.scalar(key).map(|scalar| scalar.to_text())
    }

    /// The texts of a key that Hugo takes as a list.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.front_matter.map(|front_matter| keys::texts(front_matter, key)).unwrap_or_default()
    }

    fn inherited(&self, key: &str) -> Option<&Scalar> {
        self.inherited.iter().find(|(known, _)| known == key).map(|(_, scalar)| scalar)
    }
}
