//! Destinations of links as addresses of the built site, and what is there: the same for every generator that has pages
//! at addresses and files beside them.

use crate::site::files::RelPath;
use crate::site::link::is_external;
use crate::site::model::Surroundings;

/// What part of the site a destination names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Local {
    /// The post itself: a fragment alone.
    Own,
    /// Another site.
    Elsewhere,
    /// A path in this site.
    Path(String),
    /// A path at the host of this site, where other things may live too.
    OwnHost(String),
}

/// Takes protocol, host and the path of the site's own address (`base`: `https://example.org/blog/`) off a destination
/// that has neither fragment nor query.
pub fn local(path: &str, base: &str) -> Local {
    if path.is_empty() {
        return Local::Own;
    }
    let (host, folder) = split_base(base);
    if is_external(path) {
        let rest = path.split_once("//").map_or("", |(_, rest)| rest);
        let own = rest.strip_prefix(host).filter(|rest| !host.is_empty() && rest.starts_with('/'));
        return match own.and_then(|rest| below(rest, folder)) {
            Some(path) => Local::OwnHost(path),
            None => Local::Elsewhere,
        };
    }
    // Below a site that is not at the top of its host, a path from the top leaves the site.
    match path.starts_with('/') && !folder.is_empty() {
        true => Local::OwnHost(below(path, folder).unwrap_or_else(|| path.to_owned())),
        false => Local::Path(path.to_owned()),
    }
}

/// The page at a decoded address, also without its last slash or with the name of its file. Of several the first that is
/// at home there and no draft.
pub fn page(site: &dyn Surroundings, address: &str) -> Option<RelPath> {
    let key = address.replace('#', "%23");
    let folder = format!("{}/", key.trim_end_matches('/'));
    let without_index = key.strip_suffix("index.html").map(str::to_owned);
    let forms = [Some(key.clone()), Some(folder), without_index];
    forms.into_iter().flatten().find_map(|url| {
        let pages = site.pages_at(&url);
        let live = pages.iter().find(|path| site.page(path).is_some_and(|page| !page.draft));
        live.or(pages.first()).cloned()
    })
}

/// The file beside a page that is published below the page's address: that of a page with a folder of its own.
pub fn beside_page(site: &dyn Surroundings, address: &str) -> Option<RelPath> {
    for (at, _) in address.rmatch_indices('/') {
        let (url, rest) = address.split_at(at + 1);
        if rest.is_empty() {
            return None;
        }
        if let Some(found) = site.pages_at(url).iter().find_map(|owner| file_of(site, owner, rest)) {
            return Some(found);
        }
    }
    None
}

fn file_of(site: &dyn Surroundings, owner: &str, rest: &str) -> Option<RelPath> {
    let (folder, name) = owner.rsplit_once('/')?;
    let owns = name.starts_with("index.") || name.starts_with("_index.");
    let file = format!("{folder}/{rest}");
    let is_page = site.page(&file).is_some();
    (owns && !is_page && site.file_exists(&file)).then(|| RelPath::from(file))
}

/// The host and the path of the site's address, without slashes at their ends: `example.org` and `/blog`.
fn split_base(base: &str) -> (&str, &str) {
    let rest = base.split_once("//").map_or("", |(_, rest)| rest);
    let at = rest.find('/').unwrap_or(rest.len());
    let (host, folder) = rest.split_at(at);
    (host, folder.trim_end_matches('/'))
}

/// A path of the host seen from the site's folder; `None` outside of it.
fn below(path: &str, folder: &str) -> Option<String> {
    let rest = path.strip_prefix(folder)?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("/{}", rest.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_site_is_taken_apart() {
        for (base, expected) in [
            ("https://example.org/", ("example.org", "")),
            ("https://example.org/blog/", ("example.org", "/blog")),
            ("https://example.org", ("example.org", "")),
            ("/", ("", "")),
            ("", ("", "")),
        ] {
            assert_eq!(split_base(base), expected, "{base}");
        }
    }

    #[test]
    fn a_path_of_the_host_may_lie_outside_of_the_site() {
        assert_eq!(below("/blog/a/", "/blog").as_deref(), Some("/a/"));
        assert_eq!(below("/blog", "/blog").as_deref(), Some("/"));
        assert_eq!(below("/blogs/a/", "/blog"), None);
    }

    #[test]
    fn destinations_are_of_this_site_or_of_another() {
        let own = |path: &str| Local::OwnHost(path.to_owned());
        let base = "https://example.org/blog/";
        for (path, expected) in [
            ("", Local::Own),
            ("a/", Local::Path("a/".to_owned())),
            ("/blog/a/", own("/a/")),
            ("https://example.org/blog/a/", own("/a/")),
            ("https://example.org/other/", Local::Elsewhere),
            ("https://example.com/", Local::Elsewhere),
            ("mailto:a@b.c", Local::Elsewhere),
        ] {
            assert_eq!(local(path, base), expected, "{path}");
        }
        assert_eq!(local("/a/", "https://example.org"), Local::Path("/a/".to_owned()));
    }
}
