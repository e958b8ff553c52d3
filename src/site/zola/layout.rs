//! The part that each file of a site plays, by its path alone.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::config::{CONFIG_FILES, Config};
use super::version::{Era, is_pin};
use crate::site::files::Files;
use crate::site::model::{FileRole, PageKind};

/// What has to be known of a site's files to tell what each of them is.
#[derive(Debug)]
pub struct Layout {
    config: Config,
    era: Era,
    /// The folders below `content` with an `index.md` or `index.<language>.md`.
    colocated: HashSet<String>,
    /// The names of the shortcodes that templates make.
    shortcodes: HashSet<SmolStr>,
}

/// A content file, its name taken apart (`components/content/src/file_info.rs`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentPath {
    /// The folder below `content`, as spelt: `blog/deep`, or empty at the top.
    pub dir: String,
    /// The file name without language and extension: `my-post`, `index`, `_index`.
    pub stem: String,
    /// The language.
    pub language: PathLanguage,
    /// What it is.
    pub kind: PageKind,
}

/// What the end of a file name says of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathLanguage {
    /// Nothing: it is the default one.
    Default(SmolStr),
    /// One of the others.
    Other(SmolStr),
    /// The default one, which is then taken for a part of the name (case `lang-default-suffix`).
    Repeated(SmolStr),
    /// What follows the first dot is no language of the site: a page stops the build, a section is passed over
    /// (cases `lang-undeclared`, `lang-section-undeclared`).
    Undeclared(SmolStr),
}

impl ContentPath {
    /// The code of the language that it counts for.
    pub fn code<'a>(&'a self, config: &'a Config) -> &'a str {
        match &self.language {
            PathLanguage::Other(code) => code,
            _ => config.default_language(),
        }
    }

    /// Whether it is one of a section's own files.
    pub fn is_section(&self) -> bool {
        matches!(self.kind, PageKind::Section | PageKind::Home)
    }

    /// Whether Zola never looks into it.
    pub fn is_passed_over(&self) -> bool {
        self.is_section() && matches!(self.language, PathLanguage::Undeclared(_))
    }
}

/// The folders that hold templates: the site's own and its theme's.
pub fn template_folders(config: &Config) -> Vec<String> {
    let theme = config.theme.as_ref().map(|theme| format!("themes/{theme}/templates"));
    std::iter::once("templates".to_owned()).chain(theme).collect()
}

/// The name of the shortcode that a template file makes up to 0.22, and its rank: the site's own win over those of
/// the theme (cases `sc-theme-override`, `sc-subdir`, `sc-other-ext`).
pub fn shortcode_name<'p>(path: &'p str, config: &Config) -> Option<(&'p str, u8)> {
    let ranks = 0_u8..;
    let (name, rank) = template_folders(config).iter().zip(ranks).find_map(|(folder, rank)| {
        Some((path.strip_prefix(folder.as_str())?.strip_prefix("/shortcodes/")?, rank))
    })?;
    let stem = name.strip_suffix(".html").or_else(|| name.strip_suffix(".md"))?;
    (!stem.is_empty() && !stem.contains('/')).then_some((stem, rank))
}

impl Layout {
    /// Looks at the names of all files once.
    pub fn new(config: &Config, era: Era, files: &dyn Files) -> Self {
        let folder = |path: &str| {
            let (dir, name) = path.strip_prefix("content/")?.rsplit_once('/')?;
            name.starts_with("index.").then(|| dir.to_owned())
        };
        let is_colocated = |path: &str| path.ends_with(".md") && folder(path).is_some();
        let colocated = files.matching(&is_colocated).into_iter();
        let templates: Vec<String> = template_folders(config);
        let templates = templates.iter().flat_map(|folder| files.under(folder));
        let names = templates.filter_map(|path| Some(SmolStr::new(shortcode_name(path, config)?.0)));
        Layout {
            shortcodes: names.collect(),
            config: config.clone(),
            era,
            colocated: colocated.filter_map(|path| folder(path)).collect(),
        }
    }

    /// The part that the file at `path` plays.
    pub fn role(&self, path: &str) -> FileRole {
        let theme = self.config.theme.as_ref().map(|theme| format!("themes/{theme}/"));
        let below_theme = theme.and_then(|theme| path.strip_prefix(theme.as_str()));
        if CONFIG_FILES.contains(&path) || is_pin(path) || below_theme == Some("theme.toml") {
            return FileRole::Config;
        }
        if path.starts_with("content/") {
            return match self.content(path) {
                Some(content) => FileRole::Page(content.kind),
                None if path.ends_with(".md") || self.is_ignored(path) => FileRole::Other,
                None => FileRole::Resource,
            };
        }
        if self.era != Era::Components
            && let Some((name, rank)) = shortcode_name(path, &self.config)
        {
            return FileRole::Shortcode { name: name.into(), rank };
        }
        let own = below_theme.unwrap_or(path);
        if let Some(name) = own.strip_prefix("templates/") {
            return FileRole::Layout(name.into());
        }
        match own.strip_prefix("static/") {
            Some(below) => FileRole::Static(format!("/{below}")),
            None => FileRole::Other,
        }
    }

    /// The parts of the path of a page or a section; `None` for any other file, and for content that is ignored.
    pub fn content(&self, path: &str) -> Option<ContentPath> {
        let below = path.strip_prefix("content/")?;
        let (dir, name) = below.rsplit_once('/').unwrap_or(("", below));
        let stem = name.strip_suffix(".md").filter(|stem| !stem.is_empty())?;
        if self.is_ignored(path) {
            return None;
        }
        let (stem, language) = self.language(stem);
        let kind = match stem {
            "_index" if dir.is_empty() => PageKind::Home,
            "_index" => PageKind::Section,
            "index" if !dir.is_empty() => PageKind::LeafBundle,
            _ => PageKind::Single,
        };
        Some(ContentPath { dir: dir.to_owned(), stem: stem.to_owned(), language, kind })
    }

    /// Whether a post's body is read as a template from 0.23 on.
    pub fn is_templated(&self, path: &str) -> bool {
        let below = path.strip_prefix("content/").unwrap_or(path);
        self.config.untemplated.as_ref().is_none_or(|globs| !globs.is_match(below))
    }

    /// Whether a template makes a shortcode of that name.
    pub fn has_shortcode(&self, name: &str) -> bool {
        self.shortcodes.contains(name)
    }

    /// Whether a file that appeared or went (`exists`) makes a name one of a shortcode, or no longer.
    pub fn changes_shortcodes(&self, path: &str, exists: bool) -> bool {
        shortcode_name(path, &self.config).is_some_and(|(name, _)| self.has_shortcode(name) != exists)
    }

    /// Whether the folder of a page holds an `index.md`: then its other files are that page's assets.
    pub fn is_colocated(&self, dir: &str) -> bool {
        self.colocated.contains(dir)
    }

    fn language<'s>(&self, stem: &'s str) -> (&'s str, PathLanguage) {
        let default = || SmolStr::new(self.config.default_language());
        let Some((name, code)) = stem.split_once('.') else {
            return (stem, PathLanguage::Default(default()));
        };
        let is_section = name == "_index";
        if code == self.config.default_language() && !is_section && self.config.is_multilingual() {
            return (stem, PathLanguage::Repeated(code.into()));
        }
        if self.config.languages.iter().skip(1).any(|language| language.code == code) {
            return (name, PathLanguage::Other(code.into()));
        }
        if is_section {
            return (name, PathLanguage::Undeclared(code.into()));
        }
        match self.config.is_multilingual() {
            true => (stem, PathLanguage::Undeclared(code.into())),
            false => (stem, PathLanguage::Default(default())),
        }
    }

    /// Hidden files, and `ignored_content`, whose patterns are matched against the whole path.
    fn is_ignored(&self, path: &str) -> bool {
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        hidden || self.config.ignored.is_match(path) || self.config.ignored.is_match(format!("/{path}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    fn layout(config: &str) -> Layout {
        let files = MemoryFiles::new([
            ("zola.toml".to_owned(), config.to_owned()),
            ("content/trip/index.md".to_owned(), String::new()),
        ]);
        Layout::new(&Config::load(&files), Era::Shortcodes, &files)
    }

    const TWO: &str = "theme = 'ink'\nignored_content = ['*.tmp.md', '**/old/**']\n[languages.fr]\n";

    #[test]
    fn files_have_roles() {
        let layout = layout(TWO);
        assert!(layout.is_colocated("trip"));
        for (path, role) in [
            ("zola.toml", FileRole::Config),
            ("netlify.toml", FileRole::Config),
            ("themes/ink/theme.toml", FileRole::Config),
            ("content/a.md", FileRole::Page(PageKind::Single)),
            ("content/_index.md", FileRole::Page(PageKind::Home)),
            ("content/blog/_index.fr.md", FileRole::Page(PageKind::Section)),
            ("content/trip/index.md", FileRole::Page(PageKind::LeafBundle)),
            ("content/trip/map.png", FileRole::Resource),
            ("content/.hidden.md", FileRole::Other),
            ("content/a.tmp.md", FileRole::Other),
            ("content/old/a.md", FileRole::Other),
            ("content/a.markdown", FileRole::Resource),
            ("templates/shortcodes/yt.html", FileRole::Shortcode { name: "yt".into(), rank: 0 }),
            ("themes/ink/templates/shortcodes/yt.md", FileRole::Shortcode { name: "yt".into(), rank: 1 }),
            ("templates/shortcodes/sub/yt.html", FileRole::Layout("shortcodes/sub/yt.html".into())),
            ("themes/other/templates/shortcodes/yt.md", FileRole::Other),
            ("templates/blog/page.html", FileRole::Layout("blog/page.html".into())),
            ("static/a.css", FileRole::Static("/a.css".to_owned())),
        ] {
            assert_eq!(layout.role(path), role, "{path}");
        }
    }

    #[test]
    fn a_dot_in_a_name_is_a_language_where_there_are_several() {
        use PathLanguage::*;
        for (config, path, stem, language) in [
            (TWO, "content/a.fr.md", "a", Other("fr".into())),
            (TWO, "content/a.en.md", "a.en", Repeated("en".into())),
            (TWO, "content/v1.2.md", "v1.2", Undeclared("2".into())),
            (TWO, "content/_index.de.md", "_index", Undeclared("de".into())),
            (TWO, "content/a.md", "a", Default("en".into())),
            ("", "content/v1.2.md", "v1.2", Default("en".into())),
            ("", "content/a.de.md", "a.de", Default("en".into())),
            ("", "content/_index.en.md", "_index", Undeclared("en".into())),
        ] {
            let content = layout(config).content(path).expect("content");
            assert_eq!((content.stem.as_str(), content.language), (stem, language), "{path}");
        }
    }
}
