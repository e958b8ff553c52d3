//! The themes and modules that a site builds on, as far as they lie below its root.

use super::config::{Config, Import, ModuleMount, Settings};
use crate::site::files::Files;

/// A theme or module on disk.
#[derive(Debug)]
pub struct Module {
    /// Its folder, with a slash at its end: `themes/ananke/`.
    pub dir: String,
    /// Its own settings, which say where its folders are.
    pub settings: Settings,
    /// The mounts that the import sets in place of its own.
    pub mounts: Vec<ModuleMount>,
}

/// A theme or module that is named but not on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The name: `ananke` or `github.com/a/b`.
    pub name: String,
    /// Whether it is named as a theme or as a module.
    pub named_as: NamedAs,
}

/// How a site names what it builds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedAs {
    /// `theme = "ananke"`
    Theme,
    /// `module.imports`
    Module,
}

/// More than a module can sensibly need; ends a circle of modules that import each other.
const MAX_MODULES: usize = 64;

/// Everything the site builds on, what wins first, and what of it is missing.
pub fn modules(config: &Config, files: &dyn Files) -> (Vec<Module>, Vec<Missing>) {
    let mut found =
        Found { modules: Vec::new(), missing: Vec::new(), themes_dir: themes_dir(&config.settings) };
    found.add_all(&config.settings, files);
    (found.modules, found.missing)
}

/// The folder of the themes, without a slash at its end.
pub fn themes_dir(settings: &Settings) -> String {
    let dir = settings.themesdir.trim_end_matches('/').trim_start_matches("./");
    if dir.is_empty() { "themes".to_owned() } else { dir.to_owned() }
}

struct Found {
    modules: Vec<Module>,
    missing: Vec<Missing>,
    themes_dir: String,
}

impl Found {
    /// Depth first, as Hugo collects them (modules/collect.go): a module's own imports come before the next one.
    fn add_all(&mut self, settings: &Settings, files: &dyn Files) {
        let themes = settings.theme.0.iter().map(|name| Import { path: name.clone(), ..Import::default() });
        let themes: Vec<(Import, NamedAs)> = themes.map(|import| (import, NamedAs::Theme)).collect();
        let imports =
            settings.module.imports.iter().filter(|import| !import.disable && !import.path.is_empty());
        let imports = imports.map(|import| (import.clone(), NamedAs::Module));
        for (import, named_as) in themes.into_iter().chain(imports) {
            self.add(&import, named_as, files);
        }
    }

    fn add(&mut self, import: &Import, named_as: NamedAs, files: &dyn Files) {
        let Some(dir) = self.folder(&import.path, files) else {
            let missing = Missing { name: import.path.clone(), named_as };
            if !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
            return;
        };
        if self.modules.len() >= MAX_MODULES || self.modules.iter().any(|known| known.dir == dir) {
            return;
        }
        let settings = Config::load(files, &dir).settings;
        self.modules.push(Module { dir, settings: settings.clone(), mounts: import.mounts.clone() });
        self.add_all(&settings, files);
    }

    fn folder(&self, path: &str, files: &dyn Files) -> Option<String> {
        let path = path.trim_matches('/');
        let places = [format!("_vendor/{path}"), format!("{}/{path}", self.themes_dir)];
        places.into_iter().find(|place| files.has_folder(place)).map(|place| format!("{place}/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    #[test]
    fn themes_and_vendored_modules_are_found_and_the_rest_is_missing() {
        let files = MemoryFiles::new(
            [
                ("hugo.toml", "theme = ['a', 'gone']\n[[module.imports]]\npath = 'github.com/x/y'\n[[module.imports]]\npath = 'off'\ndisable = true"),
                ("themes/a/hugo.toml", "[module]\n[[module.imports]]\npath = 'b'"),
                ("themes/a/layouts/x.html", ""),
                ("themes/b/layouts/x.html", ""),
                ("_vendor/github.com/x/y/layouts/x.html", ""),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        let (modules, missing) = modules(&Config::load(&files, ""), &files);
        let dirs: Vec<&str> = modules.iter().map(|module| module.dir.as_str()).collect();
        assert_eq!(dirs, ["themes/a/", "themes/b/", "_vendor/github.com/x/y/"]);
        assert_eq!(missing, [Missing { name: "gone".to_owned(), named_as: NamedAs::Theme }]);
    }
}
