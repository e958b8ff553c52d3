//! What the checks look at: the post, the rest of the site, and what its configuration says.

use crate::site::hugo::config::Config;
use crate::site::hugo::dates::DateRules;
use crate::site::hugo::keys;
use crate::site::hugo::layout::Layout;
use crate::site::hugo::scalars::{self, Scalar};
use crate::site::model::{Model, PostInput, Surroundings, Taxonomy, UnknownPart};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::PublishState;
use crate::site::version::Version;
use crate::syntax::front_matter::{Entry, Format, FrontMatter, Value};

/// Everything that a check may look at.
pub struct Input<'a> {
    /// The post.
    pub post: &'a PostInput<'a>,
    /// The other files of the site.
    pub site: &'a dyn Surroundings,
    /// What the site is.
    pub model: &'a dyn Model,
    /// Its configuration.
    pub config: &'a Config,
    /// How it reads the dates of this post's language.
    pub dates: &'a DateRules,
    /// The parts that its files play.
    pub layout: &'a Layout,
    /// Whether its templates show menus.
    pub menus: MenuUse,
    /// The type that the post has or inherits, if it is not its section's: its templates are those of that type. Looked for
    /// when asked, since few ask.
    pub page_type: &'a dyn Fn() -> Option<String>,
}

/// Whether the templates of a site show menus: only then are the entries of posts decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuUse {
    /// A template does.
    Shown,
    /// None on disk does.
    Unknown,
}

impl<'a> Input<'a> {
    /// The front matter, if the post has any.
    pub fn front(&self) -> Option<&'a FrontMatter> {
        self.post.document.front_matter()
    }

    /// The language of the front matter.
    pub fn format(&self) -> Format {
        self.front().map_or(Format::Yaml, |front| front.format)
    }

    /// The top-level entries without a syntax error inside.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.front().into_iter().flat_map(FrontMatter::sound_entries)
    }

    /// The entries with that key in any case.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries().find(|entry| entry.key.text.eq_ignore_ascii_case(key))
    }

    /// The entries of a map with aliases resolved.
    pub fn resolve(&self, value: &'a Value) -> &'a Value {
        self.front().map_or(value, |front| keys::resolve(front, value))
    }

    /// The entry below a map with that key in any case.
    pub fn child(&self, value: &'a Value, key: &str) -> Option<&'a Entry> {
        self.resolve(value).entries().iter().find(|entry| entry.key.text.eq_ignore_ascii_case(key))
    }

    /// What a single value is; `None` for a list or a map.
    pub fn read(&self, value: &'a Value) -> Option<Scalar> {
        scalars::read(self.resolve(value), self.format())
    }

    /// The version that the post is judged by.
    pub fn version(&self) -> Version {
        self.model.version().map_or(Version::ZERO, |hint| hint.version)
    }

    /// The generator with its version, for messages: `Hugo 0.168.0`.
    pub fn hugo(&self) -> String {
        format!("{} {}", self.model.generator_name(), self.version())
    }

    /// Whether a part of the site is not on disk, so that nothing of it may be called missing.
    pub fn lacks(&self, part: UnknownPart) -> bool {
        self.model.unknowns().iter().any(|unknown| unknown.what == part)
    }

    /// The entries of front matter that hold terms; Hugo finds them below `params`, too.
    pub fn term_entries(&self) -> Vec<(&'a Taxonomy, &'a Entry)> {
        let params = self.entry("params");
        let mut found = Vec::new();
        for taxonomy in self.model_taxonomies() {
            let top = self.entry(&taxonomy.name);
            let inner = params.and_then(|params| self.child(&params.value, &taxonomy.name));
            found.extend(top.into_iter().chain(inner).map(|entry| (taxonomy, entry)));
        }
        found
    }

    fn model_taxonomies(&self) -> &'a [Taxonomy] {
        self.model.taxonomies()
    }

    /// The tables of `cascade`: the one it is, or those it lists.
    pub fn cascades(&self) -> Vec<&'a Value> {
        let Some(entry) = self.entry("cascade") else { return Vec::new() };
        let value = self.resolve(&entry.value);
        match value.list() {
            Some(list) => list.items.iter().map(|item| self.resolve(item)).collect(),
            None => vec![value],
        }
    }

    /// Weakens a problem that shows only when the page is rendered, for a post that is not rendered now: a draft
    /// with a dead reference builds (oracle `multi/draft-md-render`), and breaks the build once it is published.
    pub fn when_rendered(&self, problem: Problem) -> Problem {
        let state = self.model.publication(self.post.page, self.post.now).state;
        match state {
            PublishState::Draft | PublishState::Scheduled(_) | PublishState::Expired(_) => {
                let severity = problem.severity.min(Severity::Warning);
                let mut problem = problem.severity(severity);
                problem.message.push_str(" The build goes on only as long as this page is not published.");
                problem
            }
            _ => problem,
        }
    }
}

/// What a value is, for messages: "a list".
pub fn describe(value: &Value) -> &'static str {
    use crate::syntax::front_matter::ValueKind;
    match &value.kind {
        ValueKind::List(_) => "a list",
        ValueKind::Map(_) => "a table",
        ValueKind::Null => "nothing",
        ValueKind::Scalar(_) | ValueKind::Alias(_) => "a single value",
    }
}
