//! Where a link of a post leads, in terms that every generator shares.

use crate::site::files::RelPath;
use crate::site::model::PageFacts;
use smol_str::SmolStr;

/// A link as a post has it.
#[derive(Debug, Clone, Copy)]
pub struct LinkInput<'a> {
    /// The post's path below the root.
    pub from: &'a str,
    /// The post's facts.
    pub page: &'a PageFacts,
    /// The destination, escapes and entities resolved.
    pub dest: &'a str,
    /// How it is written.
    pub form: LinkForm,
}

/// How a link is written, as far as generators treat it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[text](dest)`
    Markdown,
    /// `![text](dest)`
    Image,
    /// `href` of raw HTML.
    Href,
    /// `src` of raw HTML.
    Src,
    /// The argument of a call that looks a page up by its file: `ref`.
    Lookup,
    /// The argument of a call of the generator's own that shows a file: `figure`.
    Argument,
    /// The file that a call puts in, by its path from the folder of the post.
    Beside,
    /// A value of front matter or of a call that may be a path.
    Value,
}

impl LinkForm {
    /// Whether it shows a file instead of leading to a page.
    pub fn is_image(self) -> bool {
        matches!(self, LinkForm::Image | LinkForm::Src | LinkForm::Argument)
    }
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Another site, a mail address, or nothing that could be looked for.
    External,
    /// A post, or one of several at that address.
    Page(RelPath),
    /// A file of the site.
    File(RelPath),
    /// An address that the build makes without a file of its own: a list of terms, a feed.
    Generated,
    /// Nothing.
    Missing(Missing),
    /// It cannot be known.
    Unsure,
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The address in the built site that is not there: `/posts/gone/`.
    pub address: SmolStr,
    /// What was probably meant.
    pub instead: Option<Instead>,
}

/// What a dead link probably means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Why it is likely.
    pub why: Why,
    /// The destination that works, without fragment.
    pub dest: SmolStr,
    /// The file behind it.
    pub path: RelPath,
}

/// Why another destination is the likely one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It differs in capitals alone.
    Case,
    /// The link names the file of a page, which the generator does not translate.
    FileName,
    /// The link names a file of the site by another path than the one it is published at.
    OtherPlace,
    /// A page of that name is somewhere else.
    SameName,
    /// The page exists in another language of the site.
    OtherLanguage,
}

/// The parts of a destination: its path, and its fragment without `#`, if it has one.
pub fn split_fragment(dest: &str) -> (&str, Option<&str>) {
    match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (dest, None),
    }
}

/// A path as a Markdown destination: without the characters that would end it.
pub fn escaped(path: &str) -> String {
    path.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// Whether a destination names a protocol or a host: `https://…`, `mailto:…`, `//host/…`.
pub fn is_external(dest: &str) -> bool {
    let scheme = dest.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    dest.starts_with("//") || is_scheme
}

/// `path` seen from the address `base`, with `.` and `..` followed and one slash in front. The last slash stays.
pub fn join(base: &str, path: &str) -> String {
    let folder = if path.starts_with('/') { "" } else { base.rsplit_once('/').map_or("", |(dir, _)| dir) };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut is_folder = path.is_empty() || path.ends_with('/');
    for part in path.split('/') {
        match part {
            "" => {}
            "." => is_folder = true,
            ".." => {
                parts.pop();
                is_folder = true;
            }
            part => {
                is_folder = false;
                parts.push(part);
            }
        }
    }
    let end = if (is_folder || path.ends_with('/')) && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_count_from_the_folder_of_the_page() {
        for (base, path, expected) in [
            ("/posts/a/", "../b/", "/posts/b/"),
            ("/posts/a/", "b", "/posts/a/b"),
            ("/posts/a.html", "b.html", "/posts/b.html"),
            ("/posts/a/", "..", "/posts/"),
            ("/posts/a/", "./x.png", "/posts/a/x.png"),
            ("/posts/a/", "/x//y/", "/x/y/"),
            ("/", "../../x", "/x"),
            ("/posts/a/", "/", "/"),
        ] {
            assert_eq!(join(base, path), expected, "{base} {path}");
        }
    }

    #[test]
    fn a_protocol_or_a_host_leads_away() {
        for (dest, expected) in [
            ("https://example.org/", true),
            ("mailto:a@b.c", true),
            ("//cdn.example.org/x.js", true),
            ("/posts/a:b/", false),
            ("a.md", false),
            ("#top", false),
            ("{{x}}:y", false),
        ] {
            assert_eq!(is_external(dest), expected, "{dest}");
        }
    }
}
