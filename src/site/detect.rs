//! Which folders of a workspace are sites, and of which generator.

use crate::site::generators::{ALL, PLAIN};
use crate::site::model::{Evidence, Generator, MIN_SCORE};
use crate::site::{Files, RelPath};

/// A folder that is a site.
#[derive(Clone)]
pub struct Detected {
    /// The folder below the workspace's, without a slash at its end; empty for the workspace folder itself.
    pub dir: String,
    /// Its generator.
    pub generator: &'static dyn Generator,
    /// What told so; `None` for a folder of posts without a site.
    pub evidence: Option<Evidence>,
}

/// Files whose folder may be the root of a site; only those folders are looked at.
const MARKERS: &[&str] = &[
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "zola.toml",
    "theme.toml",
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "package.json",
    "go.mod",
    "frontis.toml",
    "Gemfile",
    "pelicanconf.py",
];

/// Starts of names that mark a root as well: `astro.config.mjs`, `eleventy.config.js`, `.eleventy.js`.
const MARKER_STARTS: &[&str] = &["astro.config.", "docusaurus.config.", "eleventy.config.", ".eleventy."];

/// Finds the sites below a workspace folder, each folder once, the workspace folder itself always: as a plain one
/// when it is no site, for the posts that lie outside of all sites.
pub fn sites(files: &dyn Files) -> Vec<Detected> {
    let mut found: Vec<Detected> = Vec::new();
    for dir in candidates(files.paths()) {
        if found.iter().any(|site| is_part_of(&dir, site)) {
            continue;
        }
        if let Some((generator, evidence)) = best(&dir, files) {
            found.push(Detected { dir, generator, evidence: Some(evidence) });
        }
    }
    if !found.iter().any(|site| site.dir.is_empty()) {
        found.push(Detected { dir: String::new(), generator: PLAIN, evidence: None });
    }
    found
}

/// The generator that the settings name, or else the detected one. An unknown name counts as none.
pub fn chosen(named: Option<&str>, detected: &Detected) -> &'static dyn Generator {
    let by_name = |name: &str| ALL.iter().copied().find(|generator| generator.id() == name);
    named.and_then(by_name).unwrap_or(detected.generator)
}

/// The folders with a marker in them, shorter paths first.
fn candidates(paths: &[RelPath]) -> Vec<String> {
    let mut dirs: Vec<String> = paths.iter().filter_map(|path| marked_folder(path)).collect();
    dirs.sort_by_key(|dir| (dir.matches('/').count() + usize::from(!dir.is_empty()), dir.clone()));
    dirs.dedup();
    dirs
}

fn marked_folder(path: &str) -> Option<String> {
    let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
    // A configuration split into files lies in `config/_default/`: the root is two folders up.
    if let Some(root) = dir.strip_suffix("config/_default") {
        return Some(root.trim_end_matches('/').to_string());
    }
    is_marker(name).then(|| dir.to_string())
}

/// Whether a file of that name may stand at the root of a site.
pub fn is_marker(name: &str) -> bool {
    MARKERS.contains(&name) || MARKER_STARTS.iter().any(|start| name.starts_with(start))
}

fn best(dir: &str, files: &dyn Files) -> Option<(&'static dyn Generator, Evidence)> {
    let prefix = if dir.is_empty() { String::new() } else { format!("{dir}/") };
    ALL.iter()
        .filter_map(|&generator| Some((generator, generator.detect(&prefix, files)?)))
        .filter(|(_, evidence)| evidence.score >= MIN_SCORE)
        // Of two equal scores the earlier in the list stays, so that the answer never depends on the disk's order.
        .reduce(|a, b| if b.1.score > a.1.score { b } else { a })
}

/// Folders inside a site that are no sites of their own: its themes, its content, what was vendored into it.
const PARTS: &[&str] = &["content", "themes", "_vendor", "static", "assets", "config", "archetypes", "data"];

fn is_part_of(dir: &str, site: &Detected) -> bool {
    if site.evidence.is_none() {
        return false;
    }
    let below = match site.dir.as_str() {
        "" => Some(dir),
        root => dir.strip_prefix(root).and_then(|rest| rest.strip_prefix('/')),
    };
    below.is_some_and(|below| PARTS.contains(&below.split('/').next().unwrap_or_default()))
}
