//! The part that each file of a site plays, by its path alone.

use std::collections::HashSet;

use regex::Regex;
use smol_str::SmolStr;

use super::config::{Config, is_config_path};
use super::modules::Module;
use super::mounts::{Component, Mount};
use super::sanitize;
use super::shortcodes::site::shortcode_name;
use super::version::is_pin;
use crate::site::files::Files;
use crate::site::model::{FileRole, PageKind};

/// The folders of a site and what has to be known of its files to tell a page from a resource.
#[derive(Debug)]
pub struct Layout {
    mounts: Vec<Mount>,
    module_dirs: Vec<String>,
    /// Folders with an `index.md`: everything below is a resource of that page.
    bundles: HashSet<String>,
    ignored: Vec<Regex>,
    /// The codes of the languages that file names may end in; those in use first, the default one at the top.
    languages: Vec<String>,
    languages_in_use: usize,
    taxonomies: Vec<String>,
}

/// A content file, its name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentPath {
    /// The folder below the content folder, as spelt: `posts/deep`, or empty at the top.
    pub dir: String,
    /// The file name without language and extension: `my-post`, `index`, `_index`.
    pub stem: String,
    /// The code of its language; the default language's when neither name nor folder says one.
    pub language: String,
    /// Whether that language is in use; a file of one that is switched off is left out without a word.
    pub in_use: bool,
    /// What it is.
    pub kind: PageKind,
}

/// The extensions of content that Hugo renders (media/builtin.go), compared in lower case.
const CONTENT: [&str; 12] =
    ["md", "markdown", "mdown", "html", "htm", "org", "rst", "adoc", "asciidoc", "ad", "pandoc", "pdc"];

impl Layout {
    /// Looks at the names of all files once.
    pub fn new(config: &Config, mounts: Vec<Mount>, modules: &[Module], files: &dyn Files) -> Self {
        let in_use = config.languages.iter().map(|language| language.code.clone());
        let ignored = config.settings.ignorefiles.0.iter().filter_map(|pattern| Regex::new(pattern).ok());
        let plurals = super::terms::taxonomies(&config.settings);
        let mut layout = Layout {
            mounts,
            module_dirs: modules.iter().map(|module| module.dir.clone()).collect(),
            bundles: HashSet::new(),
            ignored: ignored.collect(),
            languages: in_use.chain(config.disabled_languages.iter().cloned()).collect(),
            languages_in_use: config.languages.len(),
            taxonomies: plurals.iter().map(|taxonomy| sanitize::key(&taxonomy.name)).collect(),
        };
        // They decide which files are pages, and nothing about any page.
        let bundles =
            files.unrecorded().paths().iter().filter_map(|path| layout.bundle_folder(path)).collect();
        layout.bundles = bundles;
        layout
    }

    /// The part that the file at `path` plays.
    pub fn role(&self, path: &str) -> FileRole {
        if self.is_config(path) {
            return FileRole::Config;
        }
        let Some((mount, below)) = self.mount(path) else { return FileRole::Other };
        match mount.component {
            Component::Content if self.is_ignored(path) => FileRole::Other,
            Component::Content => match self.content(path) {
                Some(content) => FileRole::Page(content.kind),
                None if is_adapter(path) => FileRole::Other,
                None => FileRole::Resource,
            },
            Component::Layouts => template(mount, path, &below),
            Component::Archetypes => archetype(&below),
            Component::Static => FileRole::Static(format!("/{below}")),
            Component::Assets => FileRole::Asset(below),
        }
    }

    /// The parts of the path of a page; `None` for a resource or a file that is no content.
    pub fn content(&self, path: &str) -> Option<ContentPath> {
        let (mount, below) = self.mount(path).filter(|(mount, _)| mount.component == Component::Content)?;
        let (dir, name) = below.rsplit_once('/').unwrap_or(("", &below));
        let name = self.name(name)?;
        if self.is_ignored(path) || self.is_bundled(path, name.stem == "index") {
            return None;
        }
        let (language, in_use) = match name.language {
            Some(index) => (self.languages.get(index), index < self.languages_in_use),
            None => (mount.language.as_ref().or(self.languages.first()), true),
        };
        Some(ContentPath {
            dir: dir.to_owned(),
            stem: name.stem.to_owned(),
            language: language.cloned().unwrap_or_default(),
            in_use,
            kind: self.kind(dir, name.stem),
        })
    }

    /// Whether a file that appeared or went (`exists`) makes other files pages or resources.
    pub fn changes_bundles(&self, path: &str, exists: bool) -> bool {
        self.bundle_folder(path).is_some_and(|folder| self.bundles.contains(&folder) != exists)
    }

    /// The content adapters (`_content.gotmpl`) among some paths: they make pages that no file shows.
    pub fn is_content_adapter(&self, path: &str) -> bool {
        is_adapter(path) && self.mount(path).is_some_and(|(mount, _)| mount.component == Component::Content)
    }

    /// The folders of posts.
    pub fn content_folders(&self) -> impl Iterator<Item = &str> {
        let content = self.mounts.iter().filter(|mount| mount.component == Component::Content);
        content.map(|mount| mount.source.as_str())
    }

    /// The path of a page's file below the content, as mounts make it appear.
    pub fn below_content(&self, path: &str) -> Option<String> {
        self.content(path)?;
        self.mount(path).map(|(_, below)| below)
    }

    /// The names of the folders that appear among the content as `name`, where theirs is another.
    pub fn content_roots_called(&self, name: &str) -> impl Iterator<Item = &str> {
        let content = self.mounts.iter().filter(|mount| mount.component == Component::Content);
        let last = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let other = content.filter(move |mount| sanitize::key(&last(&mount.target)) == name);
        other.map(|mount| mount.source.rsplit('/').next().unwrap_or_default())
    }

    /// The files or folders that may stand for a path below a part of the site, the site's own first.
    pub fn sources(&self, component: Component, below: &str) -> Vec<String> {
        let mounts = self.mounts.iter().filter(|mount| mount.component == component);
        let source = |mount: &Mount| {
            let rest = match mount.target.as_str() {
                "" => below,
                target if target == below => "",
                target => below.strip_prefix(target)?.strip_prefix('/')?,
            };
            let parts = [mount.source.as_str(), rest].into_iter().filter(|part| !part.is_empty());
            Some(parts.collect::<Vec<_>>().join("/"))
        };
        mounts.filter_map(source).collect()
    }

    /// Whether a file is a template of the site or of what it builds on.
    pub fn is_template(&self, path: &str) -> bool {
        self.mount(path).is_some_and(|(mount, _)| mount.component == Component::Layouts)
    }

    fn is_config(&self, path: &str) -> bool {
        let below = self.module_dirs.iter().find_map(|dir| path.strip_prefix(dir.as_str()));
        is_config_path(below.unwrap_or(path)) || is_pin(path)
    }

    /// The innermost mount around a path, and the path below its part.
    fn mount(&self, path: &str) -> Option<(&Mount, String)> {
        let fits = self.mounts.iter().filter_map(|mount| Some((mount, below(mount, path)?)));
        // The first of several equally deep ones is the site's own.
        let (mount, rest) = fits.reduce(|a, b| if b.0.source.len() > a.0.source.len() { b } else { a })?;
        let slash = if mount.target.is_empty() || rest.is_empty() { "" } else { "/" };
        Some((mount, [mount.target.as_str(), slash, rest].concat()))
    }

    /// Hugo's parsing of names (common/paths/pathparser.go): the last part is the extension, and the leftmost of
    /// the others that is a language ends the stem.
    fn name<'n>(&self, name: &'n str) -> Option<Name<'n>> {
        let (before, ext) = name.rsplit_once('.')?;
        if !CONTENT.contains(&ext.to_ascii_lowercase().as_str()) || before.is_empty() {
            return None;
        }
        let dots = before.rmatch_indices('.').map(|(at, _)| at);
        let mut end = before.len();
        for at in dots {
            let word = before.get(at + 1..end).unwrap_or_default();
            if let Some(language) = self.languages.iter().position(|code| code.eq_ignore_ascii_case(word)) {
                return Some(Name { stem: &before[..at], language: Some(language) });
            }
            end = at;
        }
        Some(Name { stem: before, language: None })
    }

    /// The folder whose files a file named `index` takes for its own.
    fn bundle_folder(&self, path: &str) -> Option<String> {
        let (dir, name) = path.rsplit_once('/')?;
        let is_index = self.name(name).is_some_and(|name| name.stem == "index");
        let is_content = || self.mount(path).is_some_and(|(mount, _)| mount.component == Component::Content);
        (is_index && is_content()).then(|| dir.to_owned())
    }

    /// Whether a page around the file owns it. An `index.md` is its own bundle unless one lies above.
    fn is_bundled(&self, path: &str, is_index: bool) -> bool {
        let own = if is_index { path.rsplit_once('/').map_or("", |(dir, _)| dir) } else { path };
        own.match_indices('/').any(|(at, _)| self.bundles.contains(&own[..at]))
    }

    fn kind(&self, dir: &str, stem: &str) -> PageKind {
        match (stem, dir) {
            ("_index" | "index", "") => PageKind::Home,
            ("index", _) => PageKind::LeafBundle,
            ("_index", _) => {
                let key = sanitize::key(dir);
                let holds = |plural: &String| {
                    key.strip_prefix(plural.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                if self.taxonomies.iter().any(holds) { PageKind::Term } else { PageKind::Section }
            }
            _ => PageKind::Single,
        }
    }

    /// Hidden and backup files everywhere (source/sourceSpec.go), hidden folders, and `ignoreFiles`, which Hugo
    /// matches against the absolute path.
    fn is_ignored(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        hidden
            || name.starts_with('#')
            || name.ends_with('~')
            || (!self.ignored.is_empty() && {
                let absolute = format!("/{path}");
                self.ignored.iter().any(|pattern| pattern.is_match(&absolute))
            })
    }
}

struct Name<'n> {
    stem: &'n str,
    language: Option<usize>,
}

fn is_adapter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("_content.") && name.ends_with(".gotmpl")
}

/// Folders of templates that no page can name as its layout.
const NO_LAYOUTS: [&str; 4] = ["_markup", "_partials", "partials", "_shortcodes"];

fn template(mount: &Mount, path: &str, below: &str) -> FileRole {
    // The folder may have any name; what follows it decides, as if it were the default one.
    if let Some(name) = shortcode_name(&format!("layouts/{below}")).or_else(|| shortcode_name(path)) {
        return FileRole::Shortcode { name, rank: mount.rank };
    }
    let (dir, name) = below.rsplit_once('/').unwrap_or(("", below));
    let stem = name.split('.').next().unwrap_or(name);
    if stem.is_empty() || stem == name || dir.split('/').any(|part| NO_LAYOUTS.contains(&part)) {
        return FileRole::Other;
    }
    FileRole::Layout(SmolStr::new(stem))
}

/// `archetypes/posts.md`, or the `index.md` of the folder `archetypes/posts`.
fn archetype(below: &str) -> FileRole {
    let name = match below.split_once('/') {
        None => below.rsplit_once('.').map(|(stem, _)| stem),
        Some((dir, "index.md")) => Some(dir),
        Some(_) => None,
    };
    name.filter(|name| !name.is_empty())
        .map_or(FileRole::Other, |name| FileRole::Archetype(SmolStr::new(name)))
}

/// The path below the source of a mount; empty for the source itself.
fn below<'p>(mount: &Mount, path: &'p str) -> Option<&'p str> {
    match path.strip_prefix(mount.source.as_str())? {
        rest if mount.source.is_empty() || rest.is_empty() => Some(rest),
        rest => rest.strip_prefix('/'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use crate::site::hugo::{modules, mounts};

    fn layout(config: &str, paths: &[&str]) -> Layout {
        let paths = paths.iter().map(|path| (path.to_string(), String::new()));
        let files = MemoryFiles::new(paths.chain([("hugo.toml".to_owned(), config.to_owned())]));
        let config = Config::load(&files, "");
        let (modules, _) = modules::modules(&config, &files);
        Layout::new(&config, mounts::mounts(&config, &modules), &modules, &files)
    }

    const THREE: &str = "theme = 't'\ndefaultContentLanguage = 'en'\nignoreFiles = ['skip\\.md$']\n[languages.en]\n[languages.ja]\n[languages.fr]\ndisabled = true\n";

    #[test]
    fn every_file_has_a_part() {
        let layout = layout(
            THREE,
            &["content/p/index.md", "content/p/q/index.md", "content/s/_index.md", "themes/t/layouts/x.html"],
        );
        let page = FileRole::Page;
        let shortcode = |name: &str, rank| FileRole::Shortcode { name: SmolStr::new(name), rank };
        for (path, role) in [
            ("content/_index.md", page(PageKind::Home)),
            ("content/a.md", page(PageKind::Single)),
            ("content/a.ja.MD", page(PageKind::Single)),
            ("content/p/index.md", page(PageKind::LeafBundle)),
            ("content/p/a.md", FileRole::Resource),
            ("content/p/_index.md", FileRole::Resource),
            ("content/p/q/index.md", FileRole::Resource),
            ("content/p2/a.md", page(PageKind::Single)),
            ("content/s/_index.ja.md", page(PageKind::Section)),
            ("content/s/a.png", FileRole::Resource),
            ("content/tags/_index.md", page(PageKind::Term)),
            ("content/tags/go/_index.md", page(PageKind::Term)),
            ("content/tagsx/_index.md", page(PageKind::Section)),
            ("content/resources/a.md", page(PageKind::Single)),
            ("content/.x/a.md", FileRole::Other),
            ("content/_draft.md", page(PageKind::Single)),
            ("content/a.md~", FileRole::Other),
            ("content/skip.md", FileRole::Other),
            ("content/b/_content.gotmpl", FileRole::Other),
            ("layouts/shortcodes/media/a.html", shortcode("media/a", 0)),
            ("layouts/_shortcodes/b.html", shortcode("b", 0)),
            ("themes/t/layouts/_shortcodes/b.html", shortcode("b", 1)),
            ("layouts/_default/post.html", FileRole::Layout(SmolStr::new("post"))),
            ("layouts/partials/x.html", FileRole::Other),
            ("archetypes/posts.md", FileRole::Archetype(SmolStr::new("posts"))),
            ("archetypes/posts/index.md", FileRole::Archetype(SmolStr::new("posts"))),
            ("static/img/a.png", FileRole::Static("/img/a.png".to_owned())),
            ("themes/t/static/a.png", FileRole::Static("/a.png".to_owned())),
            ("assets/a.scss", FileRole::Asset("a.scss".to_owned())),
            ("hugo.toml", FileRole::Config),
            ("config/_default/params.toml", FileRole::Config),
            ("themes/t/hugo.toml", FileRole::Config),
            ("netlify.toml", FileRole::Config),
            ("README.md", FileRole::Other),
        ] {
            assert_eq!(layout.role(path), role, "{path}");
        }
    }

    #[test]
    fn names_tell_language_and_stem() {
        let layout = layout(THREE, &[]);
        for (path, stem, language, in_use) in [
            ("content/a.md", "a", "en", true),
            ("content/a.JA.md", "a", "ja", true),
            ("content/a.fr.md", "a", "fr", false),
            ("content/a.de.md", "a.de", "en", true),
            ("content/v1.2.md", "v1.2", "en", true),
            ("content/a.b.ja.md", "a.b", "ja", true),
        ] {
            let content = layout.content(path).expect(path);
            let shown = (content.stem.as_str(), content.language.as_str(), content.in_use);
            assert_eq!(shown, (stem, language, in_use), "{path}");
        }
    }

    #[test]
    fn a_new_index_changes_what_its_neighbours_are() {
        let layout = layout("", &["content/p/index.md"]);
        assert!(layout.changes_bundles("content/q/index.md", true));
        assert!(layout.changes_bundles("content/p/index.md", false));
        assert!(!layout.changes_bundles("content/p/index.md", true));
        assert!(!layout.changes_bundles("static/index.html", true));
    }
}
