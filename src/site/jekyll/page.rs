//! What Jekyll computes of one file: date, slug, title, URL, and whether it makes a page at all.

use super::config::Config;
use super::data::Data;
use super::dates::{self, DateReading};
use super::layout::{Place, split_at_folder};
use super::model::JekyllModel;
use super::permalinks::{self, Parts};
use super::slug;
use crate::site::model::{PageFacts, PageKind};
use crate::syntax::front_matter::FrontMatter;
use jiff::Timestamp;
use smol_str::SmolStr;

/// A post's name taken apart: `2024-01-02-hello.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostName<'p> {
    /// The date as written.
    pub date: &'p str,
    /// What follows, without the extension.
    pub slug: &'p str,
}

/// Takes the name of a file in `_posts` apart; `None` when Jekyll does not take it for a post
/// (lib/jekyll/document.rb, `DATE_FILENAME_MATCHER`).
pub fn post_name(path: &str) -> Option<PostName<'_>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').filter(|(_, extension)| !extension.is_empty())?.0;
    let mut hyphens = stem.match_indices('-').map(|(at, _)| at);
    let end = hyphens.nth(2)?;
    let (date, slug) = (stem.get(..end)?, stem.get(end + 1..)?);
    let mut parts = date.split('-');
    let is_number = |part: Option<&str>, min: usize, max: usize| {
        part.is_some_and(|part| (min..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    (is_number(parts.next(), 2, 4) && is_number(parts.next(), 1, 2) && is_number(parts.next(), 1, 2))
        .then_some(PostName { date, slug })
}

/// The facts of the file at `path`.
pub fn page(model: &JekyllModel, path: &str, front: Option<&FrontMatter>) -> PageFacts {
    let Some(place) = model.layout.place(path) else { return PageFacts::default() };
    let data = model.data(place, front);
    let name = post_name(path).filter(|_| matches!(place, Place::Post(_)));
    let parts = parts(model, place, name, &data);
    let date = parts.date.as_ref().map(jiff::Zoned::timestamp);
    let is_broken = data.front().is_some_and(|front| !front.errors.is_empty());
    let makes_page = match place {
        Place::Post(_) => name.is_some(),
        Place::Draft(_) => true,
        Place::Document(_, index) => data.front().is_some() && outputs(&model.config, index),
        Place::Page(_) => data.front().is_some(),
    };
    let text = |key: &str| data.text(key).map(SmolStr::from);
    PageFacts {
        title: text("title").or_else(|| name.map(|name| slug::titleize(name.slug).into())),
        description: text("description").or_else(|| text("excerpt")),
        date,
        publish_date: date,
        lastmod: data
            .written("last_modified_at")
            .and_then(|value| at(dates::read(value, &model.config.zone))),
        draft: is_draft(&model.config, place, &data),
        rendered: makes_page,
        known: !is_broken,
        slug: Some(SmolStr::new(&parts.slug)).filter(|slug| !slug.is_empty()),
        section: section(model, place).into(),
        language: SmolStr::default(),
        url: makes_page.then(|| url(model, place, &data, &parts)).flatten().map(SmolStr::from),
        kind: Some(PageKind::Single),
        ..PageFacts::default()
    }
}

fn outputs(config: &Config, index: usize) -> bool {
    config.collections.get(index).is_some_and(|collection| collection.output)
}

fn is_draft(config: &Config, place: Place<'_>, data: &Data<'_>) -> bool {
    (matches!(place, Place::Draft(_)) && !config.flag("show_drafts"))
        || (data.is_unpublished() && !config.flag("unpublished"))
}

/// The collection; empty for pages.
fn section<'m>(model: &'m JekyllModel, place: Place<'_>) -> &'m str {
    match place {
        Place::Post(_) | Place::Draft(_) => "posts",
        Place::Document(_, index) => {
            model.config.collections.get(index).map_or("", |collection| collection.label.as_str())
        }
        Place::Page(_) => "",
    }
}

fn parts(model: &JekyllModel, place: Place<'_>, name: Option<PostName<'_>>, data: &Data<'_>) -> Parts {
    let (Place::Post(path) | Place::Draft(path) | Place::Document(path, _) | Place::Page(path)) = place;
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let written = data.written("date").map(|value| dates::read(value, &model.config.zone));
    let reading = match (written, name) {
        (Some(reading), _) => Some(reading),
        (None, Some(name)) => Some(name_date(name, model)),
        (None, None) => None,
    };
    let zoned = reading.and_then(at).map(|at| at.to_zoned(model.config.zone.clone()));
    let own = name.map_or(stem, |name| name.slug);
    Parts {
        date: zoned,
        categories: categories(place, data),
        slug: data.text("slug").unwrap_or_else(|| own.trim_end_matches('.').to_owned()),
        stem: stem.to_owned(),
        path: without_collection(place),
        collection: section(model, place).to_owned(),
    }
}

/// The date in the name of a file; a year of two digits is one of this century until 69.
pub fn name_date(name: PostName<'_>, model: &JekyllModel) -> DateReading {
    let year = name.date.split('-').next().unwrap_or_default();
    let date = match (year.len(), year.parse::<u32>()) {
        (2, Ok(short)) => format!("{}{}", if short < 69 { "20" } else { "19" }, name.date),
        (4, _) => name.date.to_owned(),
        _ => return DateReading::Unknown,
    };
    dates::parse(&date, &model.config.zone)
}

fn at(reading: DateReading) -> Option<Timestamp> {
    match reading {
        DateReading::At(at) => Some(at),
        DateReading::Unreadable | DateReading::Unknown => None,
    }
}

/// The folders above `_posts`, then what the fields say, each once.
fn categories(place: Place<'_>, data: &Data<'_>) -> Vec<String> {
    let folders = match place {
        Place::Post(path) => split_at_folder(path, "_posts").map_or("", |(above, _)| above),
        Place::Draft(path) => split_at_folder(path, "_drafts").map_or("", |(above, _)| above),
        _ => "",
    };
    let mut all: Vec<String> =
        folders.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let singular = data.written("category").map_or_else(Vec::new, |value| match value.list() {
        Some(list) => list.items.iter().filter_map(|item| item.text().map(str::to_owned)).collect(),
        None => value.text().map(str::to_owned).into_iter().collect(),
    });
    for category in data.words("categories").into_iter().chain(singular) {
        if !all.contains(&category) {
            all.push(category);
        }
    }
    all
}

/// The path without its extension and the folder of its collection.
fn without_collection(place: Place<'_>) -> String {
    let (Place::Post(path) | Place::Draft(path) | Place::Document(path, _) | Place::Page(path)) = place;
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem).trim_end_matches('.');
    match place {
        Place::Document(..) => stem.split_once('/').map_or("", |(_, rest)| rest).to_owned(),
        _ => stem.replacen("_posts", "", 1),
    }
}

fn url(model: &JekyllModel, place: Place<'_>, data: &Data<'_>, parts: &Parts) -> Option<String> {
    let permalink = data.text("permalink");
    let style = model.config.text("permalink", "date");
    match place {
        Place::Page(path) => Some(page_url(permalink, &style, path)),
        Place::Document(_, index) => {
            let own = model.config.collections.get(index).and_then(|collection| collection.permalink.clone());
            let own = own.unwrap_or_else(|| format!("/:collection/:path{}", permalinks::suffix(&style)));
            permalinks::expand(&permalink.unwrap_or(own), parts)
        }
        Place::Post(_) | Place::Draft(_) => {
            permalinks::expand(&permalink.unwrap_or_else(|| permalinks::style(&style).to_owned()), parts)
        }
    }
}

fn page_url(permalink: Option<String>, style: &str, path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim_end_matches('.');
    let pattern = permalink.unwrap_or_else(|| match stem {
        "index" => "/:path/".to_owned(),
        _ => format!("/:path/:basename{}", permalinks::suffix(style)),
    });
    let url = pattern.replace(":path", folder).replace(":basename", stem).replace(":output_ext", ".html");
    permalinks::sanitized(&url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::site::model::Model;
    use crate::syntax::front_matter::parse;

    fn facts(config: &str, path: &str, text: &str) -> PageFacts {
        let files = MemoryFiles::new([("_config.yml".to_owned(), config.to_owned())]);
        let model = JekyllModel::load(&files);
        let front = parse(text, model.split_rules()).front_matter;
        page(&model, path, front.as_ref())
    }

    #[test]
    fn urls_of_posts_pages_and_documents() {
        let notes = "collections:\n  notes:\n    output: true\n";
        for (config, path, text, expected) in [
            ("", "_posts/2024-01-02-Hello-world.md", "", Some("/2024/01/02/Hello-world.html")),
            (
                "permalink: pretty",
                "_posts/2024-01-02-a.md",
                "---\ncategories: X y\n---\n",
                Some("/x/y/2024/01/02/a/"),
            ),
            (
                "",
                "blog/en/_posts/2024-01-02-a.md",
                "---\ncategory: Z z\n---\n",
                Some("/blog/en/z z/2024/01/02/a.html"),
            ),
            (
                "",
                "_posts/24-1-2-a.md",
                "---\ndate: 2023-05-06\nslug: B c\n---\n",
                Some("/2023/05/06/B-c.html"),
            ),
            ("", "_posts/2024-01-02-a.md", "---\npermalink: /x/:title\n---\n", Some("/x/a")),
            ("", "_posts/hello.md", "---\n---\n", None),
            ("", "_posts/2024-01-02.md", "---\n---\n", None),
            ("", "_posts/2024-13-02-a.md", "---\n---\n", None),
            ("", "about.md", "---\ntitle: x\n---\n", Some("/about.html")),
            ("permalink: pretty", "a/about.md", "---\n---\n", Some("/a/about/")),
            ("", "a/index.md", "---\n---\n", Some("/a/")),
            ("", "README.md", "# x\n", None),
            ("permalink: /:title/", "about.md", "---\n---\n", Some("/about/")),
            (notes, "_notes/a/b.md", "---\n---\n", Some("/notes/a/b.html")),
            (notes, "_notes/a/b.md", "text", None),
            ("collections: [notes]", "_notes/b.md", "---\n---\n", None),
            (
                "timezone: Asia/Tokyo",
                "_posts/2024-01-02-a.md",
                "---\ndate: 2024-01-02 20:00:00\n---\n",
                Some("/2024/01/03/a.html"),
            ),
        ] {
            assert_eq!(facts(config, path, text).url.as_deref(), expected, "{config} {path} {text}");
        }
    }

    #[test]
    fn what_keeps_a_post_out() {
        let draft = |config: &str, path: &str, text: &str| facts(config, path, text).draft;
        assert!(draft("", "_drafts/a.md", "---\n---\n"));
        assert!(!draft("show_drafts: true", "_drafts/a.md", "---\n---\n"));
        for (value, hidden) in
            [("false", true), ("no", true), ("", true), ("\"false\"", false), ("true", false)]
        {
            let text = format!("---\npublished: {value}\n---\n");
            assert_eq!(draft("", "_posts/2024-01-02-a.md", &text), hidden, "{value}");
        }
        assert_eq!(facts("", "_posts/2024-01-02-big-day.md", "").title.as_deref(), Some("Big Day"));
    }
}
