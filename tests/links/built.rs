//! A copy of a site with the plainest templates, built by Hugo.

use super::page::{Page, decoded};
use frontis::site::Files;
use frontis::site::hugo::HugoModel;
use frontis::site::link::{is_external, join};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Pages that Hugo may refuse before the rest is built without them.
const MAX_REFUSED: usize = 100;

/// What every page becomes.
const TEMPLATE: &str = "<!doctype html><html><body>{{ .Content }}</body></html>\n";

/// Template folders that belong to content: all others are left out.
const KEPT: &[&str] = &["shortcodes", "_shortcodes", "_markup", "partials", "_partials"];

/// A built site.
pub struct Built {
    copy: TempDir,
    base: String,
    folder: String,
    has_imports: bool,
}

impl Built {
    pub fn new(hugo: &Path, site: &Path) -> Result<Built, String> {
        let copy = tempfile::tempdir().map_err(|error| error.to_string())?;
        let root = copy.path().join("site");
        copy_tree(site, &root, false);
        let files = frontis::corpus::disk::DiskFiles::walk(&root);
        let model = HugoModel::load(&files, None);
        write(&root.join("layouts/all.html"), TEMPLATE);
        for theme in &model.config.settings.theme.0 {
            let folder = root.join("themes").join(theme);
            if !folder.is_dir() {
                write(&folder.join("theme.toml"), "");
            }
        }
        let base = model.rules("").settings.baseurl.clone();
        let rest = base.split_once("//").map_or("", |(_, rest)| rest);
        let folder =
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("").trim_end_matches('/').to_owned();
        let has_imports = !model.config.settings.module.imports.is_empty();
        let built = Built { copy, base, folder, has_imports };
        built.run(hugo)?;
        Ok(built)
    }

    /// Builds the copy anew, after something in it changed.
    pub fn again(&self, hugo: &Path) -> Result<(), String> {
        self.run(hugo)
    }

    /// The addresses, without last slashes, that the links of all built pages name and nothing is at.
    pub fn all_dead(&self) -> BTreeSet<String> {
        let files = frontis::corpus::disk::DiskFiles::walk(&self.out());
        let pages = files.paths().iter().filter(|path| path.ends_with(".html"));
        let mut dead = BTreeSet::new();
        for path in pages {
            let url = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
            let Some(html) = files.read(path) else { continue };
            let page = Page::read(&url, &html);
            dead.extend(page.links.iter().filter_map(|link| self.dead(&page, link)));
        }
        dead
    }

    /// The copy.
    pub fn site(&self) -> PathBuf {
        self.copy.path().join("site")
    }

    fn out(&self) -> PathBuf {
        self.copy.path().join("out")
    }

    fn run(&self, hugo: &Path) -> Result<(), String> {
        let site = self.site();
        let mut command = Command::new(hugo);
        command.args(["--noBuildLock", "--destination"]).arg(self.out()).current_dir(&site);
        command.env("HUGO_ENABLEGITINFO", "false").env("HUGO_REFLINKSERRORLEVEL", "WARNING");
        if self.has_imports {
            command.env("HUGO_MODULE_IMPORTS", "[]");
        }
        for _ in 0..=MAX_REFUSED {
            // A build that fails leaves pages behind, of posts that are taken out then.
            if self.out().exists() {
                fs::remove_dir_all(self.out()).map_err(|error| error.to_string())?;
            }
            let output = command.output().map_err(|error| error.to_string())?;
            if output.status.success() {
                return Ok(());
            }
            // Hugo prints some of its errors with what it tells of the build.
            let printed = [output.stderr, output.stdout].concat();
            let message = String::from_utf8_lossy(&printed).into_owned();
            if repaired(&message, &site) {
                continue;
            }
            let refused = refused(&message, &site);
            if refused.is_empty() {
                return Err(message
                    .lines()
                    .find(|line| line.contains("rror"))
                    .unwrap_or(&message)
                    .to_owned());
            }
            for path in refused {
                fs::remove_file(path).map_err(|error| error.to_string())?;
            }
        }
        Err("too many pages are refused".to_owned())
    }

    /// The built page at an address.
    pub fn html_at(&self, url: &str) -> Option<String> {
        let path = self.out().join(url.trim_start_matches('/').replace("%23", "#"));
        let file = if path.is_dir() { path.join("index.html") } else { path };
        fs::read_to_string(file).ok()
    }

    /// The address that a link of a page names, without its last slash, when nothing is there.
    pub fn dead(&self, page: &Page, link: &str) -> Option<String> {
        let address = self.address(page, link)?;
        let path = self.out().join(address.trim_start_matches('/'));
        let is_there = path.is_file() || path.join("index.html").is_file();
        (!is_there).then(|| address.trim_end_matches('/').to_owned())
    }

    /// Whether no page that a link with that fragment leads to has the anchor.
    pub fn lacks_anchor(&self, page: &Page, id: &str) -> bool {
        let links = page.links.iter().filter_map(|link| {
            let (path, fragment) = link.split_once('#')?;
            (decoded(fragment) == decoded(id)).then_some(path)
        });
        let mut lacking = links.map(|path| {
            if path.is_empty() {
                return !page.anchors.contains(&decoded(id));
            }
            let html = self.address(page, path).and_then(|address| self.html_at(&address));
            html.is_some_and(|html| !Page::read(path, &html).anchors.contains(&decoded(id)))
        });
        lacking.any(|lacks| lacks)
    }

    /// The path below the site's folder that a link of a page leads to; `None` when it leads away.
    fn address(&self, page: &Page, link: &str) -> Option<String> {
        let path = link.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() {
            return None;
        }
        // Only what is written below the site's own address is known to be of this site.
        let path = path
            .strip_prefix(self.base.trim_end_matches('/'))
            .filter(|_| !self.base.is_empty() && self.base != "/")
            .unwrap_or(path);
        if is_external(path) || link.starts_with("http") {
            return None;
        }
        let path = match path.starts_with('/') && !self.folder.is_empty() {
            true => path.strip_prefix(self.folder.as_str())?,
            false => path,
        };
        Some(join(&page.url, &decoded(path)))
    }
}

/// The pages that an error names.
fn refused(message: &str, site: &Path) -> Vec<PathBuf> {
    let pattern =
        regex::Regex::new(&format!(r#"{}[^":]*?content/[^":]*"#, regex::escape(&site.display().to_string())))
            .unwrap();
    let mut found: Vec<PathBuf> =
        pattern.find_iter(message).map(|path| PathBuf::from(path.as_str())).collect();
    found.sort();
    found.dedup();
    found.retain(|path| path.is_file());
    found
}

/// Writes an empty template for a shortcode or a partial of a theme that is not at hand.
fn repaired(message: &str, site: &Path) -> bool {
    let shortcode = regex::Regex::new(r#"template for shortcode "([^"]+)" not found"#).unwrap();
    let mut is_new = false;
    for name in shortcode.captures_iter(message).filter_map(|found| found.get(1)) {
        let path = site.join("layouts/_shortcodes").join(format!("{}.html", name.as_str()));
        is_new |= !path.exists();
        write(&path, "");
    }
    if is_new {
        return true;
    }
    let pattern = regex::Regex::new(r#"partial "([^"]+)" not found"#).unwrap();
    let Some(name) = pattern.captures(message).and_then(|found| found.get(1)) else { return false };
    let name = name.as_str().trim_start_matches("partials/");
    let path = site.join("layouts/partials").join(if name.contains('.') {
        name.to_owned()
    } else {
        format!("{name}.html")
    });
    if path.exists() {
        return false;
    }
    write(&path, "");
    true
}

fn copy_tree(from: &Path, to: &Path, in_layouts: bool) {
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let word = name.to_string_lossy().into_owned();
        let target = to.join(&name);
        if path.is_symlink() || matches!(word.as_str(), ".git" | "node_modules" | "public" | "resources") {
            continue;
        }
        if path.is_dir() {
            let is_kept = KEPT.contains(&word.as_str());
            copy_tree(&path, &target, !is_kept && (in_layouts || word == "layouts"));
        } else if !in_layouts {
            fs::create_dir_all(to).expect("a folder in the copy");
            fs::copy(&path, &target).expect("a file in the copy");
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder in the copy");
    fs::write(path, text).expect("a file in the copy");
}
