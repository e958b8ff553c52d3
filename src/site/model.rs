//! The two traits that a generator implements: one to find a site, one to answer for a loaded site.

use crate::site::field::Field;
use crate::site::files::{Files, RelPath};
use crate::site::link::{Destination, LinkInput, escaped};
use crate::site::problem::{Problem, Rule};
use crate::site::publish::Publication;
use crate::site::shortcode::ShortcodeDef;
pub use crate::site::taxonomy::{DeclaredTerm, DeclaredTerms, OtherTerms, Taxonomy, TermSplit, TermUse};
use crate::site::version::{Version, VersionHint};
use crate::syntax::Document;
use crate::syntax::front_matter::{FrontMatter, SplitRules, Value};
use crate::syntax::markdown::Heading;
use crate::syntax::shortcode::Dialect;
use crate::text::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

/// A site generator: how its sites are recognised, and how one is loaded.
pub trait Generator: Send + Sync {
    /// The word for settings: lower case.
    fn id(&self) -> &'static str;

    /// The name for people.
    fn name(&self) -> &'static str;

    /// Whether the folder `dir` (a path prefix ending in `/`, or empty) of `files` is the root of a site.
    ///
    /// The folder with the highest score wins among generators; below [`MIN_SCORE`] it is none.
    fn detect(&self, dir: &str, files: &dyn Files) -> Option<Evidence>;

    /// Loads the configuration of the site whose root `files` is. Nothing is executed. A broken
    /// configuration gives a model that knows little and says so in [`Model::unknowns`].
    fn load(&self, files: &dyn Files, pinned: Option<Version>) -> Arc<dyn Model>;

    /// The rules that only this generator has, for `explain` and the settings' schema.
    fn rules(&self) -> &'static [&'static Rule];
}

/// The score from which a folder counts as the root of a site.
pub const MIN_SCORE: u8 = 40;

/// Why a folder looks like a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// From 0 to 100: 95 is certain.
    pub score: u8,
    /// The file that told, for the log and the status line.
    pub because: String,
}

/// A loaded site: what its generator and its configuration say about any of its files.
///
/// All methods are pure. Paths are relative to the site's root.
pub trait Model: Send + Sync {
    /// The word for settings of the generator.
    fn generator_id(&self) -> &'static str;

    /// The name for people, for messages: "Hugo 0.168.0" is this and the version.
    fn generator_name(&self) -> &'static str;

    /// The version that findings are judged by; `None` where versions play no part.
    fn version(&self) -> Option<&VersionHint> {
        None
    }

    /// What the configuration says of the site as a whole, for the pages of a language (its code, empty for the default).
    fn about(&self, _language: &str) -> About {
        About::default()
    }

    /// What is not known because it is not on disk (a theme, a module, a content adapter): each a sentence to
    /// say once. Features stay silent on what depends on it.
    fn unknowns(&self) -> &[Unknown] {
        &[]
    }

    /// The part that a file plays.
    fn classify(&self, path: &str) -> FileRole;

    /// Whether the model must be loaded anew after a file appeared, was saved with that text, or went (`None`):
    /// it configures the site, or decides what other files are or what they inherit.
    fn depends_on(&self, path: &str, _text: Option<&str>) -> bool {
        self.classify(path) == FileRole::Config
    }

    /// How front matter is delimited here.
    fn split_rules(&self) -> &'static SplitRules;

    /// Whether the text below the front matter of a post is Markdown. Of any other only the front matter is read.
    fn has_markdown(&self, _path: &str) -> bool {
        true
    }

    /// The trees of the post at `path` with that text.
    fn parse(&self, path: &str, text: &str) -> Document {
        match self.has_markdown(path) {
            true => Document::parse(text, self.split_rules(), self.dialect()),
            false => Document::parse_front_matter(text, self.split_rules()),
        }
    }

    /// The syntax of shortcodes, if the generator has any.
    fn dialect(&self) -> Option<&'static Dialect> {
        None
    }

    /// The taxonomies, in the order of the configuration.
    fn taxonomies(&self) -> &[Taxonomy];

    /// The codes of the site's languages, the default one first; empty for a site of one unnamed language.
    fn languages(&self) -> &[SmolStr] {
        &[]
    }

    /// The top-level fields of front matter.
    fn fields(&self) -> &'static [Field];

    /// The same for the pages of a section, where sections have fields of their own.
    fn fields_of(&self, _section: &str) -> &'static [Field] {
        self.fields()
    }

    /// The terms of a post, each with the bytes of its text (quotes excluded).
    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse>;

    /// The terms that a file of the site declares for the post at `path`; `None` where it has no such file.
    fn declared_terms(&self, _path: &str) -> Option<&DeclaredTerms> {
        None
    }

    /// The key under which two spellings are one term: equal keys share a page. As written, unless the generator folds
    /// something.
    fn term_key(&self, term: &str) -> String {
        term.to_owned()
    }

    /// The path of a term's page, which two different terms may share by accident: then one page is lost. Empty where it
    /// cannot be known.
    fn term_url(&self, taxonomy: &Taxonomy, term: &str) -> String;

    /// What the generator makes of a value, for hover: "reads as false", "2021-11-29 00:00 in Asia/Tokyo".
    /// `path` is the key path from the root (`["cover", "image"]`). `None` when there is nothing to add.
    fn reading(&self, _path: &[&str], _value: &Value, _text: &str) -> Option<String> {
        None
    }

    /// The instant that a date value means, in the site's time zone; `None` when the generator can't read it.
    fn date(&self, value: &Value, text: &str) -> Option<Timestamp>;

    /// The shortcodes that the generator brings along, in this version.
    fn builtin_shortcodes(&self) -> &[ShortcodeDef] {
        &[]
    }

    /// The shortcode that a template file defines; `None` when it defines none.
    fn shortcode_of(&self, _path: &RelPath, _text: &str) -> Option<ShortcodeDef> {
        None
    }

    /// A template to start from for a shortcode that is called and not defined: its path, where the generator would
    /// look for it, and its text. `None` where shortcodes are not made of templates.
    fn new_shortcode(&self, _wanted: &ShortcodeDef, _files: &dyn Files) -> Option<(RelPath, String)> {
        None
    }

    /// The text of a new post by the archetype `template`; `None` when the template does what can't be foreseen, and
    /// for generators without archetypes.
    fn expand_archetype(&self, _template: &str, _post: &NewPost<'_>) -> Option<String> {
        None
    }

    /// Facts of a post that only the generator can compute: dates, slug, title, section, language, URL.
    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts;

    /// Whether the post is published at `now`.
    fn publication(&self, page: &PageFacts, now: Timestamp) -> Publication;

    /// The ids of the headings of a post, in their order.
    fn heading_ids(&self, document: &Document, text: &str) -> Vec<String>;

    /// What to write behind a heading to give it that id; `None` where ids come from the texts alone.
    fn heading_id(&self, _id: &str) -> Option<String> {
        None
    }

    /// The bytes of the id that the writer gives to a heading, without marks.
    fn own_heading_id(&self, heading: &Heading, _text: &str) -> Option<Span> {
        heading.id.as_ref().map(|id| id.span)
    }

    /// The path by which links to files and calls that look pages up name the page of a file from the top of the content:
    /// `/posts/trip/index.md`; `None` where they do not.
    fn lookup_path(&self, _path: &str) -> Option<String> {
        None
    }

    /// Where a link of a post leads in the built site. A generator that does not say keeps link features silent.
    fn resolve_link(&self, _link: &LinkInput<'_>, _site: &dyn Surroundings) -> Destination {
        Destination::Unsure
    }

    /// How the Markdown links of posts name a page, ready to stand between their parentheses: its address, unless the
    /// generator has a better way. `None` for a page that cannot be linked to.
    fn link_to(&self, _path: &str, page: &PageFacts) -> Option<String> {
        page.url.as_deref().map(escaped)
    }

    /// The files beside a page that no template picks by itself, so that only links show them; none where that cannot be
    /// told.
    fn linked_files(&self, _page: &str, _site: &dyn Surroundings) -> Vec<RelPath> {
        Vec::new()
    }

    /// What this generator alone would say of a post: types, dates, delimiters, deprecations, ...
    /// Problems that every generator has (syntax, shortcode pairing) are not repeated here.
    fn check(&self, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem>;

    /// How severe a problem of the shared rules is for this generator; `None` drops it.
    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<crate::site::problem::Severity>;

    /// A sentence to add to a problem of the shared rules that other releases judge otherwise.
    fn remark(&self, _problem: &Problem, _post: &PostInput<'_>) -> Option<String> {
        None
    }
}

/// What a site is called, and where it is seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Its title; `None` where it has none, or says it where only the generator reads it.
    pub title: Option<SmolStr>,
    /// Its address as the configuration has it: `https://example.org/blog/`, or only a path.
    pub address: Option<SmolStr>,
    /// The generator's own server.
    pub preview: Option<Preview>,
}

/// The server that shows a site on the writer's machine while it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preview {
    /// Where it is unless told otherwise, without a slash at the end: `http://localhost:1313`. Below it comes the path of
    /// the site's address.
    pub address: &'static str,
    /// What the writer types to start it.
    pub command: &'static str,
}

impl About {
    /// The text of a setting, without one that is empty.
    pub fn said(text: &str) -> Option<SmolStr> {
        let text = text.trim();
        (!text.is_empty()).then(|| SmolStr::new(text))
    }
}

/// A sentence about what is not on disk, and what features must be silent about because of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What can't be known.
    pub what: UnknownPart,
    /// The sentence, naming the file that mentions it.
    pub message: String,
    /// The file that mentions it.
    pub path: RelPath,
}

/// A part of a site that may be missing from the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnknownPart {
    /// Templates: then no shortcode and no layout can be called unknown.
    Templates,
    /// Content: then no page can be called missing.
    Content,
    /// The configuration itself.
    Config,
}

/// The part that a file plays in a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRole {
    /// A page of the site.
    Page(PageKind),
    /// A file beside a page that belongs to it.
    Resource,
    /// A template that defines a shortcode; the smaller `rank` wins among equal names.
    Shortcode {
        /// The name that calls use.
        name: SmolStr,
        /// 0 for the site's own folder, higher for themes.
        rank: u8,
    },
    /// Another template, with the name that `layout` would give it.
    Layout(SmolStr),
    /// A template of new posts, for the section of that name (`default` for all).
    Archetype(SmolStr),
    /// A file that is copied as it is, with its path below the site's address.
    Static(String),
    /// A file that templates can process, with its path below the assets folder.
    Asset(String),
    /// A configuration file: when it changes, the model is loaded again.
    Config,
    /// Data, or nothing that matters here.
    Other,
}

/// What sort of page a content file makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageKind {
    /// One file, one page.
    Single,
    /// `index.md`: a page with its own folder of resources.
    LeafBundle,
    /// `_index.md` of a section.
    Section,
    /// `_index.md` at the top.
    Home,
    /// `_index.md` of a taxonomy or of a term.
    Term,
}

/// What a generator computes of one post.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PageFacts {
    /// The title as shown.
    pub title: Option<SmolStr>,
    /// Markdown-free short text of `description` or `summary`.
    pub description: Option<SmolStr>,
    /// The date that lists sort by.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::optional")]
    pub date: Option<Timestamp>,
    /// When it is published: the same as `date` unless front matter or configuration say otherwise.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::optional")]
    pub publish_date: Option<Timestamp>,
    /// When it expires.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::optional")]
    pub expiry_date: Option<Timestamp>,
    /// The last change, when front matter says it.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::optional")]
    pub lastmod: Option<Timestamp>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it gets a page of its own.
    pub rendered: bool,
    /// Whether its front matter parsed well enough to say all this.
    pub known: bool,
    /// The slug that front matter gives.
    pub slug: Option<SmolStr>,
    /// The section: `post`.
    pub section: SmolStr,
    /// The code of its language; empty when the site has but one.
    pub language: SmolStr,
    /// The path of its URL below the site's address, when it can be known. As a writer reads it: `/p/日本/`, with
    /// nothing escaped but `#`.
    pub url: Option<SmolStr>,
    /// Other paths that lead to it.
    pub aliases: Vec<SmolStr>,
    /// What sort of page it is.
    pub kind: Option<PageKind>,
}

/// What an archetype may say of the post that it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPost<'a> {
    /// The name of its file, or of its folder, without extension.
    pub name: &'a str,
    /// The name made a title.
    pub title: &'a str,
    /// Its section.
    pub section: &'a str,
    /// The present moment, as the site writes dates.
    pub date: &'a str,
}

/// One post as a check sees it.
pub struct PostInput<'a> {
    /// Its path below the root.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its trees.
    pub document: &'a Document,
    /// What the generator computed of it.
    pub page: &'a PageFacts,
    /// The moment to judge by.
    pub now: Timestamp,
}

/// What a check may ask about the rest of the site. The corpus answers.
pub trait Surroundings {
    /// The shortcode of that name, from the site or from the generator.
    fn shortcode(&self, name: &str) -> Option<&ShortcodeDef>;

    /// All names of shortcodes.
    fn shortcode_names(&self) -> Vec<SmolStr>;

    /// Whether a file exists.
    fn file_exists(&self, path: &str) -> bool;

    /// The files below a folder.
    fn files_under(&self, folder: &str) -> Vec<RelPath>;

    /// Every page: its path and facts. Not for use per keystroke over a large site; see the indexed look-ups.
    fn pages(&self) -> Vec<(RelPath, &PageFacts)>;

    /// The pages whose URL is `url`, in the order of their paths.
    fn pages_at(&self, url: &str) -> Vec<RelPath>;

    /// The pages whose file name without extension, or whose folder's name for bundles, is `name`.
    fn pages_named(&self, name: &str) -> Vec<RelPath>;

    /// The same without regard to capitals, and with hyphens for spaces.
    fn pages_named_like(&self, name: &str) -> Vec<RelPath> {
        self.pages_named(name)
    }

    /// Whether any page is in that section.
    fn has_section(&self, name: &str) -> bool {
        self.pages().iter().any(|(_, page)| page.section == name)
    }

    /// Whether a post has the term of that key (see [`Model::term_key`]). Who keeps no terms calls none missing.
    fn has_term(&self, _taxonomy: usize, _key: &str) -> bool {
        true
    }

    /// The facts of one page.
    fn page(&self, path: &str) -> Option<&PageFacts>;

    /// What a link into a page may point at; `None` for a page that is not known.
    fn anchors(&self, _path: &str) -> Option<PageAnchors> {
        None
    }
}

/// The places of a page that a link can point at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageAnchors {
    /// The ids of its headings.
    pub headings: Vec<SmolStr>,
    /// The ids, and the names, in its raw HTML.
    pub html: Vec<SmolStr>,
    /// Whether these are all.
    pub others: OtherAnchors,
}

/// Whether a page may have places to link to that its text does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum OtherAnchors {
    /// It has none.
    #[default]
    None,
    /// A shortcode or a piece of template may make some.
    Possible,
}
