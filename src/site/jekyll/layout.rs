//! Which file of a site is what (lib/jekyll/reader.rb, lib/jekyll/entry_filter.rb).

use super::config::Config;
use crate::site::model::{FileRole, PageKind};
use crate::site::shared::config;
use globset::{Glob, GlobMatcher};

/// The folders and patterns of a site.
#[derive(Debug)]
pub struct Layout {
    source: String,
    collections_dir: String,
    includes: String,
    layouts: String,
    plugins: String,
    destination: String,
    markdown: Vec<String>,
    excluded: Vec<Pattern>,
    included: Vec<Pattern>,
    labels: Vec<String>,
}

/// The place of a file in the site. Paths are below the source folder, and below that of the collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'p> {
    /// In a `_posts` folder.
    Post(&'p str),
    /// In a `_drafts` folder.
    Draft(&'p str),
    /// In the folder of the collection at that index.
    Document(&'p str, usize),
    /// Anywhere else.
    Page(&'p str),
}

#[derive(Debug)]
struct Pattern {
    prefix: String,
    glob: Option<GlobMatcher>,
}

/// What Jekyll 4 always leaves out.
const EXCLUDED: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

impl Layout {
    /// Reads the folders from the configuration.
    pub fn new(config: &Config) -> Layout {
        let folder = |key: &str, default: &str| {
            let folder = config.text(key, default);
            folder.trim_start_matches("./").trim_matches('/').trim_start_matches('.').to_owned()
        };
        let source = folder("source", "");
        let below = |folder: String| join(&source, &folder);
        let excluded = config::list(&config.tree, "exclude");
        let excluded = EXCLUDED.iter().map(ToString::to_string).chain(excluded);
        let included = config::list(&config.tree, "include").into_iter();
        let markdown = config.text("markdown_ext", "markdown,mkdown,mkdn,mkd,md");
        Layout {
            collections_dir: folder("collections_dir", ""),
            includes: below(folder("includes_dir", "_includes")),
            layouts: below(folder("layouts_dir", "_layouts")),
            plugins: below(folder("plugins_dir", "_plugins")),
            destination: folder("destination", "_site"),
            markdown: markdown.split(',').map(|ext| ext.trim().to_lowercase()).collect(),
            excluded: excluded.map(|pattern| Pattern::new(&pattern)).collect(),
            included: included.map(|pattern| Pattern::new(&pattern)).collect(),
            labels: config.collections.iter().map(|collection| collection.label.clone()).collect(),
            source,
        }
    }

    /// The role of a file.
    pub fn role(&self, path: &str) -> FileRole {
        if is_config(path) || under(path, &self.plugins).is_some() {
            return FileRole::Config;
        }
        if let Some(name) = under(path, &self.includes) {
            return FileRole::Shortcode { name: name.into(), rank: 0 };
        }
        if let Some(name) = under(path, &self.layouts) {
            return FileRole::Layout(name.rsplit_once('.').map_or(name, |(stem, _)| stem).into());
        }
        match self.place(path) {
            Some(Place::Page(_)) if self.is_markdown(path) => FileRole::Page(PageKind::Single),
            Some(Place::Page(below)) if !is_html(path) => FileRole::Static(format!("/{below}")),
            Some(Place::Post(_) | Place::Draft(_) | Place::Document(..))
                if self.is_markdown(path) || is_html(path) || is_textile(path) =>
            {
                FileRole::Page(PageKind::Single)
            }
            _ => FileRole::Other,
        }
    }

    /// Where a file lies; `None` when Jekyll does not read it.
    pub fn place<'p>(&self, path: &'p str) -> Option<Place<'p>> {
        let below = if self.source.is_empty() { path } else { under(path, &self.source)? };
        if under(path, &self.destination).is_some() {
            return None;
        }
        let collected = if self.collections_dir.is_empty() { below } else { self.collected(below) };
        for (special, place) in [("_posts", Place::Post as fn(_) -> _), ("_drafts", Place::Draft)] {
            if let Some((folders, inside)) = split_at_folder(collected, special) {
                let is_read = self.is_read(folders) && self.is_read(inside) && !self.is_excluded(below);
                return is_read.then(|| place(collected));
            }
        }
        for (index, label) in self.labels.iter().enumerate() {
            if let Some(inside) = collected.strip_prefix('_').and_then(|rest| under(rest, label)) {
                let is_read = self.is_read(inside) && !self.is_excluded(below);
                return is_read.then_some(Place::Document(collected, index));
            }
        }
        (self.is_read(below) && !self.is_excluded(below)).then_some(Place::Page(below))
    }

    fn collected<'p>(&self, below: &'p str) -> &'p str {
        under(below, &self.collections_dir).unwrap_or(below)
    }

    /// The source folder; empty for the root.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The folder of the layouts.
    pub fn layouts(&self) -> &str {
        &self.layouts
    }

    /// The folder of the plugins.
    pub fn plugins(&self) -> &str {
        &self.plugins
    }

    /// The path of an include below the root.
    pub fn include(&self, name: &str) -> String {
        join(&self.includes, name)
    }

    /// The paths below the root at which a file may lie that a tag names.
    pub fn candidates(&self, name: &str) -> [String; 2] {
        let name = name.trim_start_matches('/');
        [join(&self.source, name), join(&join(&self.source, &self.collections_dir), name)]
    }

    /// Whether a file is Markdown by its name.
    pub fn is_markdown(&self, path: &str) -> bool {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        extension.is_some_and(|extension| self.markdown.contains(&extension))
    }

    /// Whether no part of a path is special: names that start with `.`, `_`, `#` or `~`, or end with `~`.
    fn is_read(&self, path: &str) -> bool {
        let is_special = |part: &str| part.starts_with(['.', '_', '#', '~']) || part.ends_with('~');
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        parts.all(|part| !is_special(part) || self.included.iter().any(|pattern| pattern.fits(part)))
    }

    fn is_excluded(&self, path: &str) -> bool {
        self.excluded.iter().any(|pattern| pattern.fits(path))
            && !self.included.iter().any(|pattern| pattern.fits(path))
    }
}

impl Pattern {
    fn new(pattern: &str) -> Pattern {
        let prefix = pattern.trim_start_matches("./").trim_start_matches('/').to_owned();
        Pattern { glob: Glob::new(&prefix).ok().map(|glob| glob.compile_matcher()), prefix }
    }

    /// Jekyll takes a pattern for the start of a path as well.
    fn fits(&self, path: &str) -> bool {
        !self.prefix.is_empty() && path.starts_with(&self.prefix)
            || self.glob.as_ref().is_some_and(|glob| glob.is_match(path))
    }
}

/// The path below a folder.
fn under<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/').filter(|_| !folder.is_empty())
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() || name.is_empty() { format!("{folder}{name}") } else { format!("{folder}/{name}") }
}

/// The folders in front of a special one, and the path inside it.
pub fn split_at_folder<'p>(path: &'p str, special: &str) -> Option<(&'p str, &'p str)> {
    if let Some(inside) = under(path, special) {
        return Some(("", inside));
    }
    path.split_once(&format!("/{special}/"))
}

fn is_config(path: &str) -> bool {
    matches!(path, "_config.yml" | "_config.yaml" | "_config.toml" | "Gemfile")
}

/// Whether a post is written in Textile, which a plugin may read.
pub fn is_textile(path: &str) -> bool {
    path.ends_with(".textile")
}

fn is_html(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".htm")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    fn layout(config: &str) -> Layout {
        let files = MemoryFiles::new([("_config.yml".to_owned(), config.to_owned())]);
        Layout::new(&Config::load(&files))
    }

    #[test]
    fn files_are_where_jekyll_looks_for_them() {
        let layout = layout("collections: [notes]\nexclude: [docs, '*.tmp.md']\ninclude: [_pages]\n");
        for (path, expected) in [
            ("_posts/2024-01-02-a.md", Some(Place::Post("_posts/2024-01-02-a.md"))),
            ("blog/_posts/x/2024-01-02-a.md", Some(Place::Post("blog/_posts/x/2024-01-02-a.md"))),
            ("_drafts/a.md", Some(Place::Draft("_drafts/a.md"))),
            ("_notes/b/a.md", Some(Place::Document("_notes/b/a.md", 0))),
            ("about.md", Some(Place::Page("about.md"))),
            ("_pages/about.md", Some(Place::Page("_pages/about.md"))),
            ("_other/a.md", None),
            ("docs/a.md", None),
            ("a.tmp.md", None),
            ("_site/a.md", None),
            (".github/a.md", None),
            ("_posts/.2024-01-02-a.md", None),
            ("vendor/bundle/a.md", None),
        ] {
            assert_eq!(layout.place(path), expected, "{path}");
        }
    }

    #[test]
    fn folders_can_be_moved() {
        let layout = layout("source: src\ncollections_dir: c\nincludes_dir: inc\ncollections: {n: {}}\n");
        assert_eq!(layout.role("src/inc/a/b.html"), FileRole::Shortcode { name: "a/b.html".into(), rank: 0 });
        assert_eq!(layout.place("src/c/_posts/2024-01-02-a.md"), Some(Place::Post("_posts/2024-01-02-a.md")));
        assert_eq!(layout.place("src/c/_n/a.md"), Some(Place::Document("_n/a.md", 0)));
        assert_eq!(layout.place("a.md"), None);
        assert_eq!(layout.role("src/_layouts/a/b.html"), FileRole::Layout("a/b".into()));
        assert_eq!(layout.role("src/a.png"), FileRole::Static("/a.png".to_owned()));
    }
}
