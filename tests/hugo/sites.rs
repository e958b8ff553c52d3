//! Finds the program and the sites, and copies of the sites what `hugo list` needs.

use std::fs;
use std::path::{Path, PathBuf};

use frontis::corpus::disk::DiskFiles;
use frontis::site::Files;
use frontis::site::hugo::{HugoModel, split};
use frontis::site::model::{FileRole, Model};
use frontis::syntax::front_matter;
use tempfile::TempDir;

/// The program and the sites, or `None` after saying what is missing.
pub fn available() -> Option<(PathBuf, Vec<PathBuf>)> {
    let Some(hugo) = program() else {
        eprintln!("SKIPPED: no `hugo` in PATH and no FRONTIS_HUGO");
        return None;
    };
    let sites = corpora().map(|corpora| sites(&corpora)).unwrap_or_default();
    if sites.is_empty() {
        eprintln!("SKIPPED: no sites; unpack some and set FRONTIS_CORPORA to their folder");
        return None;
    }
    Some((hugo, sites))
}

fn program() -> Option<PathBuf> {
    if let Some(hugo) = std::env::var_os("FRONTIS_HUGO") {
        return Some(PathBuf::from(hugo));
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("hugo")).find(|hugo| hugo.is_file())
}

fn corpora() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/DEV");
    let corpora = std::env::var_os("FRONTIS_CORPORA").map_or_else(beside, PathBuf::from);
    corpora.is_dir().then_some(corpora)
}

/// Every site in the folder, those inside a repository included.
fn sites(corpora: &Path) -> Vec<PathBuf> {
    let mut sites = Vec::new();
    for folder in fs::read_dir(corpora).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let files = DiskFiles::walk(&folder);
        let found = frontis::site::detect::sites(&files).into_iter();
        sites.extend(found.filter(|site| site.generator.id() == "hugo").map(|site| folder.join(site.dir)));
    }
    sites.sort();
    sites
}

/// A copy with configuration and front matter only: bodies call shortcodes whose templates are not at hand, and
/// nothing of them shows in the list.
pub fn copy(site: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder for the copy");
    let files = DiskFiles::walk(site);
    let model = HugoModel::load(&files, None);
    for path in files.paths() {
        let text = match model.classify(path) {
            FileRole::Page(_) => files.read(path).map(|text| head(&text)),
            FileRole::Resource if path.ends_with(".md") => Some(String::new()),
            FileRole::Config => files.read(path),
            _ => None,
        };
        if let Some(text) = text {
            write(&copy.path().join(&**path), &text);
        }
    }
    // Hugo refuses a site whose theme has no folder at all.
    for theme in &model.config.settings.theme.0 {
        write(&copy.path().join("themes").join(theme).join("theme.toml"), "");
    }
    copy
}

fn head(text: &str) -> String {
    let parsed = front_matter::parse(text, &split::RULES);
    let end = parsed.front_matter.map_or(0, |front_matter| front_matter.body_start);
    text.get(..end).unwrap_or_default().to_owned()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder in the copy");
    fs::write(path, text).expect("a file in the copy");
}
