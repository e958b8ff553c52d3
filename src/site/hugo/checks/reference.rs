//! How Hugo finds the page that `ref` and `relref` name (hugolib/pagecollections.go).

use super::input::Input;
use crate::site::files::RelPath;
use crate::site::files::join;
use crate::site::hugo::layout::{ContentPath, Layout};
use crate::site::hugo::sanitize;
use crate::site::model::Surroundings;
use crate::site::publish::PublishState;
use percent_encoding::percent_decode_str;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, or nothing that could be missing.
    Fine,
    /// No page.
    Missing,
    /// A page that this build leaves out: a draft, a future or an expired one.
    Unpublished(RelPath),
    /// No page in that language, but one in another.
    OtherLanguage(RelPath),
    /// Several pages of that name.
    Ambiguous(Vec<RelPath>),
}

/// The path below the content folder by which a page is found: lower case, hyphens for spaces, no extension.
pub fn page_key(content: &ContentPath) -> String {
    let joined = match content.stem.as_str() {
        "index" | "_index" => content.dir.clone(),
        stem if content.dir.is_empty() => stem.to_owned(),
        stem => format!("{}/{stem}", content.dir),
    };
    sanitize::key(&joined)
}

/// Looks for the page that `reference` names, in the language `language`.
pub fn resolve(input: &Input<'_>, reference: &str, language: &str) -> Target {
    let Some(path) = path_of(reference) else { return Target::Fine };
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if path.contains('\\') {
        return Target::Missing;
    }
    let path = sanitize::key(path.trim_end_matches('/'));
    let finder = Finder { layout: input.layout, site: input.site, from: input.post.path };
    let keys = finder.candidates(&path);
    if keys.iter().any(|key| key.is_empty() || is_generated(input, key)) {
        return Target::Fine;
    }
    let pages = Pages { finder: &finder, language };
    let mut hits = pages.with_keys(&keys);
    if hits.is_empty() && !path.trim_start_matches('/').contains('/') && !path.starts_with('.') {
        hits = pages.named(path.trim_start_matches('/'));
        if hits.len() > 1 {
            return Target::Ambiguous(hits);
        }
    }
    match hits.is_empty() {
        true => match (Pages { finder: &finder, language: "" }).with_keys(&keys).into_iter().next() {
            Some(other) => Target::OtherLanguage(other),
            None => Target::Missing,
        },
        false => verdict(input, hits),
    }
}

fn verdict(input: &Input<'_>, hits: Vec<RelPath>) -> Target {
    let state = |path: &RelPath| {
        input.site.page(path).map(|page| input.model.publication(page, input.post.now).state)
    };
    let hidden = |path: &&RelPath| {
        matches!(
            state(path),
            Some(PublishState::Draft | PublishState::Scheduled(_) | PublishState::Expired(_))
        )
    };
    match hits.iter().find(hidden) {
        Some(path) if hits.iter().all(|hit| hidden(&hit)) => Target::Unpublished(path.clone()),
        _ => Target::Fine,
    }
}

/// The path of a reference without query and fragment; `None` when it names no page at all.
fn path_of(reference: &str) -> Option<&str> {
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..))?,
        // `mailto:` and the like have no path.
        None if path.split('/').next().is_some_and(|first| first.contains(':')) => return None,
        None => path,
    };
    (!path.is_empty()).then_some(path)
}

/// Finds pages by the paths of their files, as seen from one page.
pub struct Finder<'a> {
    /// Which file is what.
    pub layout: &'a Layout,
    /// The pages.
    pub site: &'a dyn Surroundings,
    /// The path of the page that refers to others.
    pub from: &'a str,
}

impl Finder<'_> {
    /// The page that a decoded path without query and fragment names, in the language `language`.
    pub fn find(&self, path: &str, language: &str) -> Option<RelPath> {
        let path = sanitize::key(path.trim_end_matches('/'));
        let keys = self.candidates(&path);
        let pages = Pages { finder: self, language };
        let is_name = !path.trim_start_matches('/').contains('/') && !path.starts_with('.');
        pages.with_keys(&keys).into_iter().next().or_else(|| {
            let named = if is_name { self.site.pages_named(strip_extension(&path)) } else { Vec::new() };
            named.into_iter().find(|path| pages.key_of(path).is_some())
        })
    }

    /// The keys that the path may stand for: beside the page, below it, and from the top; with and without what looks
    /// like an extension, which Hugo ignores.
    fn candidates(&self, path: &str) -> Vec<String> {
        let own =
            self.layout.content(self.from).map(|content| content.dir.to_lowercase()).unwrap_or_default();
        let above = own.rsplit_once('/').map_or("", |(above, _)| above);
        let bases: Vec<&str> = match path.starts_with('/') {
            true => vec![""],
            false if path.starts_with('.') => vec![own.as_str(), above],
            false => vec![own.as_str(), above, ""],
        };
        let mut keys = Vec::new();
        for base in bases {
            let Some(joined) = join(&base.replace(' ', "-"), path) else { continue };
            let bare = strip_extension(&joined);
            for key in [joined.as_str(), bare] {
                let key = key.strip_suffix("/index").or_else(|| key.strip_suffix("/_index")).unwrap_or(key);
                keys.push(if matches!(key, "index" | "_index") { String::new() } else { key.to_owned() });
            }
        }
        keys
    }
}

fn strip_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    path.get(name..).and_then(|file| file.rfind('.')).and_then(|dot| path.get(..name + dot)).unwrap_or(path)
}

/// Pages without a file: those of taxonomies, and first-level folders.
fn is_generated(input: &Input<'_>, key: &str) -> bool {
    let first = key.split('/').next().unwrap_or_default();
    let taxonomy = input.model.taxonomies().iter().any(|taxonomy| sanitize::key(&taxonomy.name) == first);
    let section = !key.contains('/')
        && input
            .layout
            .content_folders()
            .any(|folder| !input.site.files_under(&format!("{folder}/{key}")).is_empty());
    (taxonomy && !taxonomies_are_off(input)) || section
}

fn taxonomies_are_off(input: &Input<'_>) -> bool {
    input.config.settings.disablekinds.0.iter().any(|kind| kind == "taxonomy" || kind == "term")
}

/// The pages of one language.
struct Pages<'a> {
    finder: &'a Finder<'a>,
    language: &'a str,
}

impl Pages<'_> {
    fn with_keys(&self, keys: &[String]) -> Vec<RelPath> {
        let named = keys.iter().flat_map(|key| self.called(key.rsplit('/').next().unwrap_or(key)));
        let mut hits: Vec<RelPath> = named.filter(|path| self.has_key(path, keys)).collect();
        hits.sort();
        hits.dedup();
        hits
    }

    fn named(&self, name: &str) -> Vec<RelPath> {
        let bare = strip_extension(name);
        let is_named = |path: &RelPath| {
            self.key_of(path).is_some_and(|key| {
                let last = key.rsplit('/').next().unwrap_or(&key);
                last == name || last == bare
            })
        };
        self.called(name).into_iter().filter(is_named).collect()
    }

    /// All pages that a path with that last part may name. Names end at their first dot unless they are those of folders;
    /// the page at the top of a mount is called by the mount.
    fn called(&self, last: &str) -> Vec<RelPath> {
        let site = self.finder.site;
        let first = last.split('.').next().unwrap_or(last);
        let mut found = site.pages_named_like(first);
        found.extend(site.pages_named_like(last));
        found.extend(
            self.finder.layout.content_roots_called(last).flat_map(|root| site.pages_named_like(root)),
        );
        // A page found twice would be called ambiguous.
        found.sort();
        found.dedup();
        found
    }

    fn has_key(&self, path: &str, keys: &[String]) -> bool {
        self.key_of(path).is_some_and(|key| keys.contains(&key))
    }

    fn key_of(&self, path: &str) -> Option<String> {
        let content = self.finder.layout.content(path)?;
        let same_language = self.language.is_empty() || content.language.eq_ignore_ascii_case(self.language);
        same_language.then(|| page_key(&content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_path_is_not_looked_for() {
        for (reference, path) in [
            ("a.md#x", Some("a.md")),
            ("a?b=c", Some("a")),
            ("#x", None),
            ("", None),
            ("mailto:a@b.c", None),
            ("https://example.org", None),
            ("https://example.org/", Some("/")),
            ("/posts/a:b", Some("/posts/a:b")),
        ] {
            assert_eq!(path_of(reference), path, "{reference}");
        }
    }

    #[test]
    fn dots_are_followed() {
        assert_eq!(join("posts/deep", "../one.md").as_deref(), Some("posts/one.md"));
        assert_eq!(join("", "../one.md"), None);
        assert_eq!(strip_extension("posts.x/one"), "posts.x/one");
        assert_eq!(strip_extension("posts/one.en.md"), "posts/one.en");
    }
}
