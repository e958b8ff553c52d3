//! The facts of a page or a section: title, dates, address, state (`components/content/src/{page,section}.rs`).

use smol_str::SmolStr;

use super::dates::{self, DateReading};
use super::layout::{ContentPath, PathLanguage};
use super::model::ZolaModel;
use super::{slug, values};
use crate::site::model::PageFacts;
use crate::syntax::front_matter::FrontMatter;
use jiff::Timestamp;

/// What Zola makes of a post.
pub fn page(model: &ZolaModel, path: &str, front: Option<&FrontMatter>) -> PageFacts {
    let Some(content) = model.layout.content(path) else { return PageFacts::default() };
    let dated = dates::of_name(name(&content));
    let date = front.and_then(|front| date(front, "date"));
    let date = date.or_else(|| dated.as_ref().and_then(|(date, _)| *date));
    let date = date.filter(|_| !content.is_section());
    let text = |key: &str| front.and_then(|front| values::text(front, key)).map(SmolStr::new);
    let flag = |key: &str| front.and_then(|front| values::flag(front, key));
    PageFacts {
        title: text("title"),
        description: text("description"),
        date,
        publish_date: date,
        expiry_date: None,
        lastmod: front.and_then(|front| self::date(front, "updated")),
        draft: flag("draft").unwrap_or(false) || model.sections.is_left_out(&content.dir),
        rendered: flag("render").unwrap_or(true),
        known: front.is_some_and(|front| front.errors.is_empty()) && !content.is_passed_over(),
        slug: text("slug"),
        section: section(&content).into(),
        language: language(model, &content),
        url: url(model, &content, front).map(SmolStr::new),
        // As written: Zola compares them so (case `path-collision-alias-noslash`).
        aliases: front
            .map(|front| values::texts(front, "aliases"))
            .unwrap_or_default()
            .into_iter()
            .map(SmolStr::new)
            .collect(),
        kind: Some(content.kind),
    }
}

/// The folder of the section whose list shows a page: the one above its own folder of assets.
pub fn parent(content: &ContentPath) -> &str {
    match content.stem.split('.').next() {
        Some("index") => content.dir.rsplit_once('/').map_or("", |(above, _)| above),
        _ => &content.dir,
    }
}

fn section(content: &ContentPath) -> &str {
    let dir = if content.is_section() { &content.dir } else { parent(content) };
    dir.split('/').next().unwrap_or_default()
}

fn date(front: &FrontMatter, key: &str) -> Option<Timestamp> {
    match dates::read(values::find(front, key)?, front.format) {
        DateReading::At(instant) => Some(instant),
        DateReading::TimeOnly | DateReading::Unreadable => None,
    }
}

/// Pages of a site with one language have none.
fn language(model: &ZolaModel, content: &ContentPath) -> SmolStr {
    if model.config.is_multilingual() { content.code(&model.config).into() } else { SmolStr::default() }
}

/// The name that a page's address is made of: its file's, or its folder's for an `index.md`.
fn name(content: &ContentPath) -> &str {
    if content.stem == "index" && !content.dir.is_empty() {
        return content.dir.rsplit('/').next().unwrap_or_default();
    }
    &content.stem
}

fn url(model: &ZolaModel, content: &ContentPath, front: Option<&FrontMatter>) -> Option<String> {
    let front = front?;
    if content.is_passed_over() {
        return None;
    }
    if !content.is_section()
        && let Some(path) = values::text(front, "path")
    {
        return Some(closed(path.trim().trim_start_matches('/')));
    }
    let mut parts: Vec<String> = Vec::new();
    if let PathLanguage::Other(code) = &content.language {
        parts.push(code.to_string());
    }
    let dir = if content.is_section() { &content.dir } else { parent(content) };
    // An `index.md` at the top has the address of the whole site (case `path-root-index`).
    let is_root_index = content.dir.is_empty() && content.stem == "index";
    // Folders are taken as they are spelt (case `path-dir-not-slugified`).
    parts.extend(dir.split('/').filter(|part| !part.is_empty()).map(str::to_owned));
    if !content.is_section() && !is_root_index {
        parts.push(slug_of(model, content, front));
    }
    Some(closed(&parts.join("/")))
}

fn slug_of(model: &ZolaModel, content: &ContentPath, front: &FrontMatter) -> String {
    let rules = model.config.slugify;
    if let Some(slug) = values::text(front, "slug") {
        return slug::path(&slug, rules.paths);
    }
    let name = name(content);
    let undated = dates::of_name(name).and_then(|(_, rest)| rest).filter(|_| !rules.keeps_dates);
    slug::path(undated.unwrap_or(name), rules.paths)
}

fn closed(path: &str) -> String {
    match path {
        "" => "/".to_owned(),
        path if path.ends_with('/') => format!("/{path}"),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use crate::site::model::Model;
    use crate::syntax::Document;

    fn facts(config: &str, path: &str, text: &str) -> PageFacts {
        let files =
            [("zola.toml", config), ("content/drafts/_index.md", "+++\ndraft = true\n+++\n"), (path, text)];
        let files = MemoryFiles::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let model = ZolaModel::load(&files, None);
        let document = Document::parse(text, model.split_rules(), model.dialect());
        model.page(path, document.front_matter(), text)
    }

    #[test]
    fn addresses_are_zolas() {
        let keep = "[slugify]\npaths_keep_dates = true";
        let off = "[slugify]\npaths = 'off'";
        let safe = "[slugify]\npaths = 'safe'";
        let two = "[languages.fr]";
        let bare = "+++\n+++\n";
        for (config, path, text, url) in [
            ("", "content/2024-05-06_my_post.md", bare, "/my-post/"),
            ("", "content/2024-05-06.md", bare, "/2024-05-06/"),
            (keep, "content/2024-05-06-my-post.md", bare, "/2024-05-06-my-post/"),
            ("", "content/foo/index.md", bare, "/foo/"),
            ("", "content/blog/2024-05-06-foo/index.md", bare, "/blog/foo/"),
            ("", "content/My Dir/post.md", bare, "/My Dir/post/"),
            ("", "content/My Dir/_index.md", bare, "/My Dir/"),
            ("", "content/_index.md", bare, "/"),
            ("", "content/v1.2.md", bare, "/v1-2/"),
            (off, "content/Foo Bar.md", bare, "/Foo Bar/"),
            (safe, "content/Foo Bar? é.md", bare, "/Foo Bar é/"),
            ("", "content/a.md", "+++\nslug = \"Élevage Chèvre!\"\n+++\n", "/elevage-chevre/"),
            ("", "content/b/a.md", "+++\npath = \"x/y\"\nslug = 'z'\n+++\n", "/x/y/"),
            (two, "content/a.fr.md", bare, "/fr/a/"),
            (two, "content/x/index.fr.md", bare, "/fr/x/"),
            (two, "content/b/_index.fr.md", bare, "/fr/b/"),
            (two, "content/a.en.md", bare, "/a-en/"),
        ] {
            assert_eq!(facts(config, path, text).url.as_deref(), Some(url), "{path} {text}");
        }
    }

    #[test]
    fn dates_drafts_and_sections() {
        let page = facts("", "content/blog/2024-05-06-a.md", "+++\nupdated = 2024-06-01\n+++\n");
        assert_eq!(page.date, "2024-05-06T00:00:00Z".parse().ok());
        assert_eq!(page.lastmod, "2024-06-01T00:00:00Z".parse().ok());
        assert_eq!((page.section.as_str(), page.draft, page.known), ("blog", false, true));
        let page = facts("", "content/2024-05-06-a.md", "+++\ndate = 2020-01-01\n+++\n");
        assert_eq!(page.date, "2020-01-01T00:00:00Z".parse().ok());
        assert!(facts("", "content/drafts/deep/a.md", "+++\n+++\n").draft);
        assert!(facts("", "content/a.md", "---\ndraft: true\n---\n").draft);
        assert!(!facts("", "content/a.md", "+++\nrender = false\n+++\n").rendered);
        assert!(!facts("", "content/a.md", "no front matter").known);
    }
}
