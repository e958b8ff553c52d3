//! Where links of a Jekyll site lead: by address, through Liquid that prints one, or by the file that a tag names.

use super::dates::{self, DateReading};
use super::layout::Place;
use super::model::JekyllModel;
use super::page::post_name;
use crate::site::files::RelPath;
use crate::site::link::{self, Destination, LinkForm, LinkInput};
use crate::site::model::{PageFacts, Surroundings};
use crate::site::shared::addresses::{self, Local, local};
use percent_encoding::percent_decode_str;

/// See [`Model::resolve_link`](crate::site::model::Model::resolve_link). What is not found is left open: plugins, themes
/// and the host put other pages into the site.
pub fn resolve(model: &JekyllModel, input: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
    if input.form == LinkForm::Lookup {
        return named(model, site, input.dest).unwrap_or(Destination::Unsure);
    }
    if input.form == LinkForm::Beside {
        return included(input, site).unwrap_or(Destination::Unsure);
    }
    match Written::read(input.dest.trim()) {
        Some(Written::Tag(target)) => named(model, site, target).unwrap_or(Destination::Unsure),
        Some(Written::InSite(path)) => by_address(model, input, &decoded(path), site),
        Some(Written::Plain(path)) => {
            let path = decoded(path);
            let base = model.config.text("url", "") + &model.config.text("baseurl", "");
            match local(&path, &base) {
                Local::Own => Destination::Page(input.from.into()),
                Local::Elsewhere => Destination::External,
                Local::Path(path) | Local::OwnHost(path) => by_address(model, input, &path, site),
            }
        }
        None => Destination::Unsure,
    }
}

/// How a post names a page: by its address, which a site below the top of its host has to complete.
pub fn link_to(model: &JekyllModel, page: &PageFacts) -> Option<String> {
    let url = page.url.as_deref()?;
    let is_at_top = model.config.text("baseurl", "").trim_matches('/').is_empty();
    Some(if is_at_top { link::escaped(url) } else { format!("{{{{ '{url}' | relative_url }}}}") })
}

/// The posts that `post_url` may mean: by the name of their file, wherever it lies, else by date and slug, so that
/// `2024-1-2-a` finds `2024-01-02-a` (lib/jekyll/tags/post_url.rb). Published or not.
pub fn posts(model: &JekyllModel, site: &dyn Surroundings, wanted: &str) -> Vec<RelPath> {
    let name = wanted.rsplit('/').next().unwrap_or(wanted);
    let Some(parts) =
        post_name(&format!("{name}.md")).map(|parts| (parts.date.to_owned(), parts.slug.to_owned()))
    else {
        return Vec::new();
    };
    let has_name = |path: &RelPath| {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
    };
    let key = name.split('.').next().unwrap_or(name);
    let by_name: Vec<RelPath> = site.pages_named(key).into_iter().filter(has_name).collect();
    if !by_name.is_empty() {
        return by_name;
    }
    let DateReading::At(at) = dates::parse(&parts.0, &model.config.zone) else { return Vec::new() };
    let day = |at: jiff::Timestamp| at.to_zoned(model.config.zone.clone()).date();
    let is_it = |page: &PageFacts| {
        page.section == "posts"
            && page.slug.as_deref() == Some(parts.1.as_str())
            && page.date.is_some_and(|date| day(date) == day(at))
    };
    site.pages().into_iter().filter(|(_, page)| is_it(page)).map(|(path, _)| path).collect()
}

/// The file that `link` means, by its path below the source folder (lib/jekyll/tags/link.rb).
pub fn file(model: &JekyllModel, site: &dyn Surroundings, wanted: &str) -> Option<RelPath> {
    let paths = model.layout.candidates(wanted);
    paths.into_iter().find(|path| site.file_exists(path)).map(RelPath::from)
}

/// What a tag names: a file with its extension, or a post without.
fn named(model: &JekyllModel, site: &dyn Surroundings, target: &str) -> Option<Destination> {
    let target = target.trim();
    let path = file(model, site, target).or_else(|| posts(model, site, target).into_iter().next())?;
    Some(if site.page(&path).is_some() { Destination::Page(path) } else { Destination::File(path) })
}

/// The file that `include_relative` puts in, by its path from the folder of the post (lib/jekyll/tags/include.rb).
fn included(input: &LinkInput<'_>, site: &dyn Surroundings) -> Option<Destination> {
    let folder = input.from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = RelPath::from(crate::site::files::join(folder, input.dest)?);
    let is_page = site.page(&path).is_some();
    site.file_exists(&path).then_some(if is_page { Destination::Page(path) } else { Destination::File(path) })
}

fn by_address(
    model: &JekyllModel,
    input: &LinkInput<'_>,
    path: &str,
    site: &dyn Surroundings,
) -> Destination {
    let Some(own) = input.page.url.as_deref().or_else(|| path.starts_with('/').then_some("/")) else {
        return Destination::Unsure;
    };
    let address = link::join(own, path);
    // Most hosts serve `/about.html` at `/about` as well.
    let page = addresses::page(site, &address);
    if let Some(page) = page.or_else(|| addresses::page(site, &format!("{address}.html"))) {
        return Destination::Page(page);
    }
    copied(model, &address, site).or_else(|| beside(input.from, path, site)).unwrap_or(Destination::Unsure)
}

/// A file that is published where it lies.
fn copied(model: &JekyllModel, address: &str, site: &dyn Surroundings) -> Option<Destination> {
    let folder = address.trim_end_matches('/');
    let names = [address.to_owned(), format!("{folder}/index.html"), format!("{folder}.html")];
    let [below, _] = names.map(|name| model.layout.candidates(&name)).into_iter().find(|[below, _]| {
        site.file_exists(below) && matches!(model.layout.place(below), Some(Place::Page(_)))
    })?;
    Some(Destination::File(below.into()))
}

/// A Markdown file beside the post: jekyll-relative-links, which GitHub Pages turns on, makes its address of it.
fn beside(from: &str, path: &str, site: &dyn Surroundings) -> Option<Destination> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = link::join(&format!("/{folder}/"), path);
    let file = file.trim_start_matches('/');
    (path.contains('.') && site.page(file).is_some()).then(|| Destination::Page(file.into()))
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// A destination as far as its Liquid can be foreseen, without fragment and query.
#[derive(Debug, PartialEq, Eq)]
enum Written<'d> {
    /// As it stands.
    Plain(&'d str),
    /// Below the site's own address: `{{ site.baseurl }}/a`, `{{ "/a" | relative_url }}`.
    InSite(&'d str),
    /// The argument of `{% link a.md %}` or `{% post_url 2024-01-02-a %}`.
    Tag(&'d str),
}

impl<'d> Written<'d> {
    fn read(dest: &'d str) -> Option<Written<'d>> {
        let rest = dest.trim_start_matches(|c: char| c.is_whitespace());
        if rest.is_empty() {
            return None;
        }
        if let Some(output) = rest.strip_prefix("{{") {
            let (output, rest) = output.split_once("}}")?;
            return Written::of_output(output.trim_matches(['-', ' ']), rest);
        }
        if let Some(tag) = rest.strip_prefix("{%") {
            let (tag, rest) = tag.split_once("%}")?;
            let (name, argument) = tag.trim_matches(['-', ' ']).split_once(char::is_whitespace)?;
            let ends = rest.is_empty() || rest.starts_with(['#', '?', '/']);
            return (ends && matches!(name, "link" | "post_url")).then(|| Written::Tag(argument.trim()));
        }
        let is_plain = !rest.contains("{{") && !rest.contains("{%");
        is_plain.then(|| Written::Plain(without_end(rest)))
    }

    fn of_output(output: &'d str, rest: &'d str) -> Option<Written<'d>> {
        if matches!(output, "site.url" | "site.baseurl" | "site.github.url") {
            return match Written::read(rest)? {
                Written::Plain(path) if path.starts_with('/') => Some(Written::InSite(path)),
                Written::Plain(_) => None,
                found => Some(found),
            };
        }
        let (text, filter) = output.split_once('|')?;
        let is_address = matches!(filter.trim(), "relative_url" | "absolute_url")
            || filter.trim().strip_prefix("prepend:").is_some_and(|with| with.trim().starts_with("site."));
        let text = text.trim();
        let text = text.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
        let ends = rest.is_empty() || rest.starts_with(['#', '?']);
        (is_address && ends && text.starts_with('/')).then(|| Written::InSite(without_end(text)))
    }
}

fn without_end(dest: &str) -> &str {
    dest.split(['#', '?']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liquid_that_prints_an_address_is_read() {
        for (dest, expected) in [
            ("/a/#b", Some(Written::Plain("/a/"))),
            ("#b", Some(Written::Plain(""))),
            ("{{ site.baseurl }}/a/", Some(Written::InSite("/a/"))),
            ("{{site.url}}{{ site.baseurl }}/a/?b", Some(Written::InSite("/a/"))),
            ("{{ '/a/' | relative_url }}", Some(Written::InSite("/a/"))),
            ("{{ \"/a/\" | absolute_url }}#b", Some(Written::InSite("/a/"))),
            ("{{ '/a/' | prepend: site.baseurl }}", Some(Written::InSite("/a/"))),
            ("{% post_url 2024-01-02-a %}#b", Some(Written::Tag("2024-01-02-a"))),
            ("{{ site.baseurl }}{%- link _posts/a.md -%}", Some(Written::Tag("_posts/a.md"))),
            ("{{ page.url }}", None),
            ("{{ site.baseurl }}{{ page.url }}", None),
            ("{{ x | relative_url }}", None),
            ("{% include a.html %}", None),
            ("/{{ x }}/", None),
            ("", None),
        ] {
            assert_eq!(Written::read(dest), expected, "{dest}");
        }
    }
}
