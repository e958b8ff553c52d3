//! The path of a page's URL (resources/page/page_paths.go).

use super::sanitize::PathStyle;
use crate::site::model::PageKind;

/// Everything that decides the URL of a page.
#[derive(Debug)]
pub struct Target<'a> {
    /// What it is.
    pub kind: PageKind,
    /// The folder that holds the page (for a bundle or section: its parent), slugs of sections applied.
    pub parent: &'a str,
    /// The slug, or else the name of the file or of the bundle's folder; for a section its slug or name.
    pub name: &'a str,
    /// `url` of front matter, tokens expanded.
    pub url: Option<&'a str>,
    /// The expanded pattern of the configuration.
    pub permalink: Option<&'a str>,
    /// The part in front: the language.
    pub prefix: &'a str,
    /// Whether pages end in `.html` instead of having a folder each.
    pub form: UrlForm,
    /// How names become paths.
    pub style: PathStyle,
}

/// How the URLs of a section end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlForm {
    /// `/posts/a/`
    Pretty,
    /// `/posts/a.html`
    Ugly,
}

/// The path below the site's address, readable: only `#` and what was escaped already is.
pub fn url(target: &Target<'_>) -> String {
    let path = match target.url.filter(|url| !url.is_empty() && target.kind != PageKind::Home) {
        Some(url) => from_url(url, target.prefix),
        None => with_prefix(target.prefix, &from_place(target)),
    };
    path.replace('#', "%23")
}

/// `url` is taken as it is; without a slash in front it lies below the language's part
/// (oracle `url/url-relative-lang`).
fn from_url(url: &str, prefix: &str) -> String {
    let is_relative = !url.starts_with('/');
    let url = if url.contains("..") { clean(url) } else { url.to_owned() };
    let parts: Vec<&str> = url.split('/').filter(|part| !part.is_empty()).collect();
    let is_file = !url.ends_with('/') && url.contains('.');
    let path = match parts.as_slice() {
        [above @ .., "index.html"] if is_file => folder(above),
        parts if is_file => format!("/{}", parts.join("/")),
        parts => folder(parts),
    };
    if is_relative && !path.starts_with(&format!("/{prefix}")) { with_prefix(prefix, &path) } else { path }
}

fn from_place(target: &Target<'_>) -> String {
    // A part may lose its end: of `tags/😀` only `tags/` is left.
    let clean = |part: &str| target.style.path(part).trim_matches('/').to_owned();
    let parts: Vec<String> = match target.permalink {
        _ if target.kind == PageKind::Home => Vec::new(),
        Some(permalink) => vec![clean(permalink)],
        None => [target.parent, target.name]
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| clean(part))
            .collect(),
    };
    let is_ugly = target.form == UrlForm::Ugly;
    let path: String = parts.iter().filter(|part| !part.is_empty()).flat_map(|part| ["/", part]).collect();
    match target.kind {
        // The list pages stay folders, and their links say so (oracle `url/ugly-global`).
        PageKind::Home | PageKind::Section if is_ugly => format!("{path}/index.html"),
        PageKind::Term if is_ugly && !path.trim_start_matches('/').contains('/') => {
            format!("{path}/index.html")
        }
        PageKind::Home | PageKind::Section => format!("{path}/"),
        // A page with the slug `index` that is no bundle takes the place of its folder.
        PageKind::Single if target.permalink.is_none() && target.name == "index" => {
            format!("{}/", path.strip_suffix("/index").unwrap_or(&path))
        }
        _ if is_ugly => format!("{path}.html"),
        _ => format!("{path}/"),
    }
}

fn folder(parts: &[&str]) -> String {
    if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) }
}

fn with_prefix(prefix: &str, path: &str) -> String {
    if prefix.is_empty() { path.to_owned() } else { format!("/{prefix}{path}") }
}

/// Go's `path.Clean` for a path below the root: `.` and `..` resolved, no double slashes, one slash in front.
pub fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The path of an alias: one without a slash in front counts from the page's parent (oracle `url/alias-relative`).
pub fn alias(alias: &str, url: &str) -> String {
    let path = if alias.starts_with('/') { clean(alias) } else { clean(&format!("{url}/../{alias}")) };
    let is_file =
        path.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    if is_file || path == "/" { path } else { format!("{path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: Target<'static> = Target {
        kind: PageKind::Single,
        parent: "",
        name: "a",
        url: None,
        permalink: None,
        prefix: "",
        form: UrlForm::Pretty,
        style: PathStyle { keep_case: false, strip_accents: false },
    };

    #[test]
    fn places_become_paths() {
        for (target, path) in [
            (Target { parent: "posts", name: "My.File", ..TARGET }, "/posts/my.file/"),
            (Target { parent: "posts", name: "a#b", ..TARGET }, "/posts/a%23b/"),
            (Target { parent: "posts", name: "?", ..TARGET }, "/posts/"),
            (Target { name: "日本", prefix: "ja", ..TARGET }, "/ja/日本/"),
            (Target { parent: "posts", form: UrlForm::Ugly, ..TARGET }, "/posts/a.html"),
            (Target { kind: PageKind::Home, name: "", form: UrlForm::Ugly, ..TARGET }, "/index.html"),
            (Target { kind: PageKind::Home, name: "", prefix: "ja", ..TARGET }, "/ja/"),
            (
                Target { kind: PageKind::Section, name: "posts", form: UrlForm::Ugly, ..TARGET },
                "/posts/index.html",
            ),
            (Target { kind: PageKind::Section, parent: "s", name: "d", ..TARGET }, "/s/d/"),
            (Target { parent: "p", permalink: Some("/2021/x"), ..TARGET }, "/2021/x/"),
            (Target { parent: "p", name: "index", ..TARGET }, "/p/"),
        ] {
            assert_eq!(url(&target), path, "{target:?}");
        }
    }

    #[test]
    fn a_url_is_taken_as_it_is() {
        let at = |text, prefix| url(&Target { url: Some(text), prefix, parent: "p", ..TARGET });
        for (text, prefix, path) in [
            ("/X y/", "", "/X y/"),
            ("/x", "", "/x/"),
            ("/x.html", "", "/x.html"),
            ("/x/index.html", "", "/x/"),
            ("/a.b/c/", "", "/a.b/c/"),
            ("/", "", "/"),
            ("x", "ja", "/ja/x/"),
            ("/y/", "ja", "/y/"),
            ("../up/x", "", "/up/x/"),
        ] {
            assert_eq!(at(text, prefix), path, "{text}");
        }
    }

    #[test]
    fn aliases_count_from_the_parent() {
        for (text, path) in [
            ("old", "/p/old/"),
            ("../up", "/up/"),
            ("./dot", "/p/dot/"),
            ("/abs", "/abs/"),
            ("/x.html", "/x.html"),
        ] {
            assert_eq!(alias(text, "/p/a/"), path);
        }
    }
}
