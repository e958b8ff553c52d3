//! Which sites are measured.

use crate::corpora::corpora;
use std::path::{Path, PathBuf};

/// The six of the README, by their folders.
const USUAL: [&str; 6] =
    ["tellme.tokyo", "mtlynch.io", "hacdias.com", "lessthandot-hugo/blogs", "jekyll-bootstrap", "news-o-o"];

/// The sites, and whether they are the usual six, whose figures are known.
pub fn find() -> Option<(Vec<PathBuf>, bool)> {
    if let Some(named) = std::env::var_os("FRONTIS_RANKING") {
        return Some((std::env::split_paths(&named).collect(), false));
    }
    let folder = corpora()?;
    let sites: Vec<PathBuf> = USUAL.iter().map(|site| folder.join(site)).collect();
    sites.iter().all(|site| site.is_dir()).then_some((sites, true))
}

/// What the table calls a site.
pub fn name(site: &Path) -> String {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match (name(site), site.parent()) {
        // The folder of a site within a repository says nothing.
        (own, Some(parent)) if own == "blogs" => name(parent),
        (own, _) => own,
    }
}
