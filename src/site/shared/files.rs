//! Questions about names of files, and about what `package.json` names.

use super::config;
use crate::site::files::Files;
use serde_json::Value;

/// Whether a name is that of a Markdown file.
pub fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(extension, "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mkdown" | "mdx")
}

/// Whether a name is that of Markdown with code in it.
pub fn is_mdx(path: &str) -> bool {
    path.ends_with(".mdx")
}

/// The path without its last extension.
pub fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.') {
        Some(dot) if dot > name => path.get(..dot).unwrap_or(path),
        _ => path,
    }
}

/// The path below a folder; all of it for the empty folder.
pub fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// The address of a file as a folder of its own: `/a/b/` of `a/b.md` and of `a/b/index.md`.
pub fn pretty_url(path: &str) -> String {
    let stem = stem(path);
    let folder = if stem == "index" { "" } else { stem.strip_suffix("/index").unwrap_or(stem) };
    if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") }
}

/// Whether the `package.json` in a folder depends on a package, or has a key of its name.
pub fn depends_on(dir: &str, package: &str, files: &dyn Files) -> bool {
    let Some(tree) = config::json(files, &format!("{dir}package.json")) else { return false };
    let lists = |key: &str| tree.get(key).is_some_and(|list: &Value| list.get(package).is_some());
    tree.get(package).is_some() || lists("dependencies") || lists("devDependencies")
}

/// The first of some names that a folder has.
pub fn first(dir: &str, names: &[&str], files: &dyn Files) -> Option<String> {
    names.iter().map(|name| format!("{dir}{name}")).find(|path| files.exists(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses() {
        for (path, url) in
            [("a/b.md", "/a/b/"), ("a/index.md", "/a/"), ("index.md", "/"), ("v1.2.md", "/v1.2/")]
        {
            assert_eq!(pretty_url(path), url);
        }
        assert_eq!(stem("a.b/c"), "a.b/c");
        assert_eq!(below("a/b", "a"), Some("b"));
        assert_eq!(below("ab/c", "a"), None);
        assert!(is_markdown("a.mdx") && !is_markdown("md"));
    }
}
