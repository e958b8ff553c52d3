//! Whether a folder is the root of a Jekyll site.

use crate::site::files::Files;
use crate::site::model::Evidence;
use crate::site::shared::config;

/// A Gemfile that names Jekyll beside a configuration.
const CERTAIN: u8 = 97;

/// A configuration beside folders that only Jekyll has.
const LIKELY: u8 = 80;

/// Posts and layouts alone: a site without any configuration, which Jekyll builds.
const POSSIBLE: u8 = 60;

/// Folders that a site has.
const FOLDERS: &[&str] = &["_posts", "_layouts", "_includes", "_sass", "_drafts"];

/// Tells by `_config.yml`, by what the Gemfile names, and by folders with an underscore. Hexo has a `_config.yml`
/// too, with `package.json` and `source/` beside it.
pub fn detect(dir: &str, files: &dyn Files) -> Option<Evidence> {
    let named = |name: &str| Some(format!("{dir}{name}")).filter(|path| files.exists(path));
    let has_folder = |name: &str| !files.under(&format!("{dir}{name}")).is_empty();
    let gemfile = named("Gemfile").filter(|path| names_jekyll(&files.read(path).unwrap_or_default()));
    let config = ["_config.yml", "_config.yaml", "_config.toml"].iter().find_map(|name| named(name));
    let folders = FOLDERS.iter().filter(|folder| has_folder(folder)).count();
    if is_hexo(dir, files) {
        return None;
    }
    let evidence = |score, because| Some(Evidence { score, because });
    match (config, gemfile) {
        (Some(config), Some(_)) => evidence(CERTAIN, config),
        (Some(config), None) if folders > 0 => evidence(LIKELY, config),
        (None, Some(gemfile)) if folders > 0 => evidence(LIKELY, gemfile),
        (Some(config), None) if is_jekyll_config(&config, files) => evidence(POSSIBLE, config),
        _ => None,
    }
}

fn names_jekyll(gemfile: &str) -> bool {
    let lines = gemfile.lines().map(str::trim_start).filter(|line| line.starts_with("gem"));
    lines.into_iter().any(|line| line.contains("jekyll") || line.contains("github-pages"))
}

fn is_hexo(dir: &str, files: &dyn Files) -> bool {
    let package = config::json(files, &format!("{dir}package.json"));
    package.is_some_and(|package| {
        let depends = |key: &str| package.get(key).is_some_and(|list| list.get("hexo").is_some());
        package.get("hexo").is_some() || depends("dependencies") || depends("devDependencies")
    })
}

/// Keys that only Jekyll's configuration has.
fn is_jekyll_config(path: &str, files: &dyn Files) -> bool {
    let Ok(tree) = config::yaml(files, path) else { return false };
    let keys = ["remote_theme", "markdown", "kramdown", "collections", "defaults", "baseurl", "plugins"];
    keys.iter().filter(|key| tree.get(key).is_some()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    fn score(files: &[(&str, &str)]) -> u8 {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        detect("s/", &MemoryFiles::new(files)).map_or(0, |evidence| evidence.score)
    }

    #[test]
    fn sites_are_told_from_those_of_others() {
        let config = ("s/_config.yml", "title: x\n");
        assert_eq!(score(&[config, ("s/Gemfile", "gem 'github-pages'\n")]), CERTAIN);
        assert_eq!(score(&[config, ("s/_posts/2024-01-02-a.md", "")]), LIKELY);
        assert_eq!(score(&[("s/Gemfile", "gem \"jekyll\"\n"), ("s/_layouts/a.html", "")]), LIKELY);
        assert_eq!(score(&[("s/_config.yml", "kramdown: {}\nremote_theme: a/b\n")]), POSSIBLE);
        assert_eq!(score(&[config]), 0);
        let hexo = ("s/package.json", "{\"dependencies\": {\"hexo\": \"8\"}}");
        assert_eq!(score(&[config, hexo, ("s/_posts/a.md", "")]), 0);
        assert_eq!(score(&[("s/Gemfile", "# jekyll\ngem 'rails'\n"), ("s/_posts/a.md", "")]), 0);
    }
}
