//! Whether a folder is the root of a Hugo site.

use super::config::{Config, root_config};
use crate::site::files::Files;
use crate::site::model::Evidence;

/// A file that only Hugo has.
const CERTAIN: u8 = 95;

/// Tells by `hugo.toml` and its kin, by `config/_default/`, or by what a `config.toml` says: Zola has a file of that
/// name too, and many tools a `config.yaml`.
pub fn detect(dir: &str, files: &dyn Files) -> Option<Evidence> {
    let default_dir = format!("{dir}config/_default");
    if let Some(path) = files.under(&default_dir).iter().find(|path| is_main(path)) {
        return Some(Evidence { score: CERTAIN, because: path.to_string() });
    }
    let path = root_config(files, dir)?;
    let name = path.strip_prefix(dir).unwrap_or(&path);
    if name.starts_with("hugo.") {
        return Some(Evidence { score: CERTAIN, because: path });
    }
    let score = score(dir, files);
    (score > 0).then_some(Evidence { score, because: path })
}

fn is_main(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("hugo.") || name.starts_with("config.")
}

/// Keys that Hugo's configuration has, each with what it counts. Zola writes `base_url`, so `baseurl` tells most.
const KEYS: &[(&str, u8)] = &[
    ("baseurl", 45),
    ("languagecode", 15),
    ("defaultcontentlanguage", 15),
    ("theme", 5),
    ("params", 10),
    ("permalinks", 10),
    ("markup", 10),
    ("menus", 10),
];

/// Folders that a Hugo site has.
const FOLDERS: &[(&str, u8)] = &[("content", 10), ("archetypes", 15), ("layouts", 10), ("themes", 5)];

fn score(dir: &str, files: &dyn Files) -> u8 {
    let config = Config::load(files, dir);
    if config.get(&["base_url"]).is_some() {
        return 0;
    }
    let keys = KEYS.iter().filter(|(key, _)| config.get(&[key]).is_some());
    let folders = FOLDERS.iter().filter(|(folder, _)| !files.under(&format!("{dir}{folder}")).is_empty());
    keys.chain(folders).map(|(_, points)| *points).sum::<u8>().min(CERTAIN - 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use crate::site::model::MIN_SCORE;

    fn is_site(files: &[(&str, &str)]) -> bool {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        detect("s/", &MemoryFiles::new(files)).is_some_and(|evidence| evidence.score >= MIN_SCORE)
    }

    #[test]
    fn sites_are_told_from_those_of_others() {
        assert!(is_site(&[("s/hugo.toml", "")]));
        assert!(is_site(&[("s/config/_default/hugo.yaml", "")]));
        assert!(is_site(&[("s/config.yaml", "baseURL: /\n")]));
        assert!(is_site(&[
            ("s/config.toml", "theme = 'x'\n[params]\n"),
            ("s/content/a.md", ""),
            ("s/archetypes/default.md", "")
        ]));
        assert!(!is_site(&[("s/config.toml", "base_url = '/'\n"), ("s/content/a.md", "")]));
        assert!(!is_site(&[("s/config.yaml", "port: 80\n")]));
        assert!(!is_site(&[("s/content/a.md", ""), ("hugo.toml", "")]));
    }
}
