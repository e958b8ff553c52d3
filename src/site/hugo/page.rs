//! The facts of one page: what its front matter, its place and the sections around it make of it.

use jiff::Timestamp;
use smol_str::SmolStr;

use super::dates::{Dates, Moment};
use super::inherit::PageValues;
use super::layout::ContentPath;
use super::model::{HugoModel, LanguageRules};
use super::permalinks;
use super::sanitize;
use super::scalars::{self, Scalar};
use super::url::{self, Target};
use crate::site::model::{PageFacts, PageKind};
use crate::site::version::Version;
use crate::syntax::front_matter::FrontMatter;

/// The release from which the slug of a section moves the pages below it (oracle `url/slug-on-section`).
const SECTION_SLUGS: Version = Version::new(0, 167, 0);

/// The facts of the page at `path`. A resource has only what its front matter says.
pub fn page(model: &HugoModel, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts {
    let Some(content) = model.layout.content(path) else {
        let values = PageValues::new(front_matter, Vec::new());
        let dates = model.rules("").dates.dates(&values, "");
        return PageFacts { known: is_known(front_matter, text), ..facts(&values, &dates) };
    };
    let place = Place::new(&content, model);
    let rules = model.rules(&content.language);
    let inherited = model.inheritance.values(&content, &place.path, place.kind);
    let values = PageValues::new(front_matter, inherited);
    let dates = rules.dates.dates(&values, &place.name);
    let slug = slug(&values, &place, rules);
    let output = output(&values, &content, place.kind, rules);
    let url =
        (output != Output::Nothing).then(|| page_url(model, &content, &place, rules, &values, &dates, &slug));
    let url = url.flatten();
    let aliases = aliases(&values, url.as_deref());
    PageFacts {
        known: is_known(front_matter, text),
        rendered: output == Output::Page,
        slug: (!slug.is_empty()).then(|| SmolStr::new(&slug)),
        section: SmolStr::new(&place.section),
        language: if model.is_multilingual() { SmolStr::new(&content.language) } else { SmolStr::default() },
        url: url.map(SmolStr::from),
        aliases,
        kind: Some(content.kind),
        ..facts(&values, &dates)
    }
}

/// The type that the page at `path` has or inherits; `None` where it has its section's.
pub fn page_type(model: &HugoModel, path: &str, front_matter: Option<&FrontMatter>) -> Option<String> {
    let content = model.layout.content(path)?;
    let place = Place::new(&content, model);
    let inherited = model.inheritance.values(&content, &place.path, place.kind);
    PageValues::new(front_matter, inherited).text("type").filter(|own| !own.is_empty())
}

/// Where a page is, in the terms of Hugo.
#[derive(Debug)]
struct Place {
    /// `.Path`: `/posts/my-post`.
    path: String,
    /// `.Kind`
    kind: &'static str,
    /// The name of the file, or of the folder of a bundle or section, as spelt.
    name: String,
    /// The folder around the page, bundle or section, as spelt.
    parent: String,
    /// `.Section`: the first part of the path, when there is one.
    section: String,
}

impl Place {
    fn new(content: &ContentPath, model: &HugoModel) -> Self {
        let is_file = content.kind == PageKind::Single;
        let (parent, name) = if is_file {
            (content.dir.as_str(), content.stem.as_str())
        } else {
            content.dir.rsplit_once('/').unwrap_or(("", &content.dir))
        };
        let path = [parent, name]
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| sanitize::key(part))
            .collect::<Vec<_>>();
        let section = match content.kind {
            PageKind::Single | PageKind::LeafBundle => parent.split('/').next().unwrap_or_default(),
            PageKind::Home => "",
            PageKind::Section | PageKind::Term => content.dir.split('/').next().unwrap_or_default(),
        };
        Place {
            path: format!("/{}", path.join("/")),
            kind: kind(content, model),
            name: name.to_owned(),
            parent: parent.to_owned(),
            section: sanitize::key(section),
        }
    }
}

fn kind(content: &ContentPath, model: &HugoModel) -> &'static str {
    match content.kind {
        PageKind::Single | PageKind::LeafBundle => "page",
        PageKind::Home => "home",
        PageKind::Section => "section",
        PageKind::Term => {
            let dir = sanitize::key(&content.dir);
            let is_taxonomy = model.taxonomies.iter().any(|taxonomy| sanitize::key(&taxonomy.name) == dir);
            if is_taxonomy { "taxonomy" } else { "term" }
        }
    }
}

/// What a build makes of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Output {
    /// A page.
    Page,
    /// No page, but links point to where it would be.
    LinkOnly,
    /// Neither.
    Nothing,
}

/// `build.render`, `headless`, `disableKinds` and disabled languages.
fn output(values: &PageValues<'_>, content: &ContentPath, kind: &str, rules: &LanguageRules) -> Output {
    let is_off = rules.settings.disablekinds.0.iter().any(|off| off.eq_ignore_ascii_case(kind));
    let headless = values.scalar("headless").is_some_and(|scalar| scalar.to_bool());
    if !content.in_use || headless || is_off {
        return Output::Nothing;
    }
    let table = if values.own("_build").is_some() { "_build" } else { "build" };
    match values.scalar_in(table, "render") {
        Some(Scalar::Bool(false)) => Output::Nothing,
        // An unknown word counts as `always` (facts: oracle `type/build-*`).
        Some(Scalar::Text(word)) if word == "never" => Output::Nothing,
        Some(Scalar::Text(word)) if word == "link" => Output::LinkOnly,
        _ => Output::Page,
    }
}

/// What front matter alone says.
fn facts(values: &PageValues<'_>, dates: &Dates) -> PageFacts {
    let text = |key: &str| values.text(key).filter(|text| !text.is_empty()).map(SmolStr::from);
    let instant = |moment: Option<Moment>| moment.map(|moment: Moment| -> Timestamp { moment.instant });
    PageFacts {
        title: text("title"),
        description: text("description").or_else(|| text("summary")),
        date: instant(dates.date),
        publish_date: instant(dates.publish),
        expiry_date: instant(dates.expiry),
        lastmod: instant(dates.lastmod),
        draft: is_draft(values),
        ..PageFacts::default()
    }
}

/// `draft`, or the undocumented boolean `published` the other way round.
fn is_draft(values: &PageValues<'_>) -> bool {
    if let Some(draft) = values.scalar("draft") {
        return draft.to_bool();
    }
    match values.scalar("published") {
        Some(Scalar::Bool(published)) => !published,
        Some(Scalar::Text(text)) => scalars::parse_bool(&text) == Some(false),
        _ => false,
    }
}

fn slug(values: &PageValues<'_>, place: &Place, rules: &LanguageRules) -> String {
    match values.text("slug") {
        Some(slug) => slug.trim_matches('-').to_owned(),
        None => rules.dates.slug_from_name(values, &place.name).unwrap_or_default().to_owned(),
    }
}

/// Whether everything that the facts are taken from could be read.
fn is_known(front_matter: Option<&FrontMatter>, text: &str) -> bool {
    match front_matter {
        Some(front_matter) => {
            front_matter.closer.is_some() && front_matter.errors.iter().all(|error| error.kind.is_lenient())
        }
        // A text that starts like a front matter but has none is refused.
        None => !text.trim_start_matches('\u{feff}').trim_ascii_start().starts_with(['-', '+', '{']),
    }
}

fn page_url(
    model: &HugoModel,
    content: &ContentPath,
    place: &Place,
    rules: &LanguageRules,
    values: &PageValues<'_>,
    dates: &Dates,
    slug: &str,
) -> Option<String> {
    let sections = Sections::new(model, content);
    let title = values.text("title").unwrap_or_default();
    let page = permalinks::Page {
        title: &title,
        slug,
        file_name: if content.stem == "_index" { "" } else { &place.name },
        base_name: &place.name,
        date: dates.date,
        section: &place.section,
        sections: &sections.names,
        section_slugs: sections.slugs.as_deref(),
        style: rules.style,
    };
    let own = values.text("url").filter(|url| !url.is_empty());
    let own = match own {
        Some(url) if url.contains(':') => Some(permalinks::expand(&url, &page)?),
        other => other,
    };
    let pattern = rules.permalinks.pattern(place.kind, &place.path);
    let permalink = match pattern {
        Some(pattern) if own.is_none() => Some(url::clean(&permalinks::expand(pattern, &page)?)),
        _ => None,
    };
    let moves = model.version.version >= SECTION_SLUGS;
    let parent = if moves {
        model.inheritance.slugged(&content.language, &place.parent)
    } else {
        place.parent.clone()
    };
    let is_list = matches!(content.kind, PageKind::Section | PageKind::Term);
    // Before sections had slugs, theirs were ignored.
    let name = if slug.is_empty() || (is_list && !moves) { &place.name } else { slug };
    Some(url::url(&Target {
        kind: content.kind,
        parent: &key_unless_kept(&parent, rules),
        name: &key_unless_kept(name, rules),
        url: own.as_deref(),
        permalink: permalink.as_deref(),
        prefix: &rules.prefix,
        form: rules.form(&place.section),
        style: rules.style,
    }))
}

/// Names are keys, with hyphens for spaces, before they are sanitised; a slug only loses its capitals then.
fn key_unless_kept(name: &str, rules: &LanguageRules) -> String {
    if rules.style.keep_case { name.to_owned() } else { sanitize::key(name) }
}

/// The sections around a page.
struct Sections {
    names: Vec<String>,
    slugs: Option<Vec<String>>,
}

impl Sections {
    fn new(model: &HugoModel, content: &ContentPath) -> Self {
        let is_section = content.stem == "_index";
        let around = if is_section || content.kind == PageKind::Single {
            content.dir.as_str()
        } else {
            content.dir.rsplit_once('/').map_or("", |(parent, _)| parent)
        };
        let section = model.inheritance.section_of(around);
        let names: Vec<String> =
            section.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let slugs = (1..=names.len()).map(|len| {
            let dir = names.get(..len)?.join("/");
            // A folder without `_index` is a section only at the top, under a title made from its name.
            model.inheritance.slug_or_title(&content.language, &dir)
        });
        Sections { slugs: slugs.collect(), names }
    }
}

fn aliases(values: &PageValues<'_>, url: Option<&str>) -> Vec<SmolStr> {
    let Some(url) = url else { return Vec::new() };
    values
        .texts("aliases")
        .iter()
        .filter(|alias| !alias.is_empty())
        .map(|alias| SmolStr::from(url::alias(alias, url)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::{Files, MemoryFiles};
    use crate::site::hugo::split;
    use crate::syntax::front_matter;

    /// The facts of each page of a site that is given as `(path, front matter in YAML)`.
    fn pages(config: &str, pages: &[(&str, &str)]) -> Vec<(String, PageFacts)> {
        let text = |yaml: &str| format!("---\n{yaml}\n---\n");
        let files = pages.iter().map(|(path, yaml)| ((*path).to_owned(), text(yaml)));
        let files = MemoryFiles::new(files.chain([("hugo.toml".to_owned(), config.to_owned())]));
        let model = HugoModel::load(&files, None);
        let facts = |path: &str| {
            let text = files.read(path).unwrap_or_default();
            let parsed = front_matter::parse(&text, &split::RULES);
            page(&model, path, parsed.front_matter.as_ref(), &text)
        };
        pages.iter().map(|(path, _)| ((*path).to_owned(), facts(path))).collect()
    }

    fn check_urls(config: &str, expected: &[(&str, &str, &str)]) {
        let inputs: Vec<(&str, &str)> = expected.iter().map(|(path, yaml, _)| (*path, *yaml)).collect();
        for ((path, facts), (_, _, url)) in pages(config, &inputs).iter().zip(expected) {
            assert_eq!(facts.url.as_deref().unwrap_or_default(), *url, "{path}");
        }
    }

    /// As `hugo list all` of 0.168 says.
    #[test]
    fn urls_follow_slugs_of_sections_and_names_of_files() {
        check_urls(
            "",
            &[
                ("content/s/_index.md", "title: s\nslug: ss", "/ss/"),
                ("content/s/d/_index.md", "title: d\nslug: dd", "/ss/dd/"),
                ("content/s/d/p.md", "slug: Pp Q", "/ss/dd/pp-q/"),
                ("content/s/d/e/p.md", "", "/ss/dd/e/p/"),
                ("content/s/d/b/index.md", "", "/ss/dd/b/"),
                ("content/s/q.md", "slug: a/b", "/ss/a/b/"),
                ("content/tags/_index.md", "slug: tt", "/tt/"),
                ("content/tags/go/_index.md", "slug: gg", "/tt/gg/"),
                ("content/u/_index.md", "slug: uu\nurl: /vvv/", "/vvv/"),
                ("content/u/p.md", "", "/uu/p/"),
                ("content/u/r.md", "url: rel/x", "/rel/x/"),
                ("content/u/r5.md", "url: /p/:slug/:year\nslug: sl ug", "/p/sl-ug/1/"),
                ("content/u/r7.md", "slug: '-a-'", "/uu/a/"),
                ("content/u/r8.md", "slug: '?'", "/uu/"),
                ("content/u/r9.md", "slug: 012", "/uu/10/"),
                ("content/a  b&c/d_e.md", "", "/a--bc/d_e/"),
                ("content/My Dir/Sub Dir/x y.en.md", "", "/my-dir/sub-dir/x-y/"),
                ("content/w/z.md", "slug: index", "/w/"),
                ("content/x.md", "build: {render: never}", ""),
                ("content/y.md", "headless: true", ""),
                ("content/z.md", "build: {render: link}", "/z/"),
            ],
        );
    }

    #[test]
    fn patterns_apply_by_kind_and_section() {
        check_urls(
            "[permalinks.page]\nt = '/t/:title/:sections[1:]'\nu = '/:section/:contentbasename-:filename/'\ns = '/:sectionslugs/:title'\n[permalinks.section]\nv = '/z/:contentbasename/:filename/:slug/'\n[permalinks.term]\ntags = '/tag/:slug'",
            &[
                ("content/t/my sec/_index.md", "title: X", "/t/my-sec/"),
                ("content/t/my sec/a.md", "title: a b/c", "/t/a-b-c/my-sec/"),
                ("content/u/My Sec/My File.md", "", "/u/my-file-my-file/"),
                ("content/u/My Bun/index.md", "", "/u/my-bun-my-bun/"),
                ("content/v/_index.md", "title: VV", "/z/v/vv/"),
                ("content/tags/go/_index.md", "title: Go L", "/tag/go-l/"),
                ("content/s/_index.md", "title: X/Y", "/s/"),
                ("content/s/n/a.md", "title: a", "/x-y/a/"),
            ],
        );
    }

    #[test]
    fn ugly_urls_and_languages() {
        check_urls(
            "uglyURLs = true\ndefaultContentLanguageInSubdir = true\n[languages.en]\n[languages.ja]",
            &[
                ("content/tags/go/_index.md", "", "/en/tags/go.html"),
                ("content/tags/_index.ja.md", "", "/ja/tags/index.html"),
                ("content/w/z.md", "slug: index", "/en/w/"),
                ("content/w/z2.ja.md", "url: foo.bar/x", "/ja/foo.bar/x"),
                ("content/w/_index.md", "", "/en/w/index.html"),
                ("content/w/b/index.md", "", "/en/w/b.html"),
                ("content/_index.md", "", "/en/index.html"),
            ],
        );
    }

    #[test]
    fn a_page_inherits_what_it_does_not_say() {
        let found = pages(
            "timeZone = 'Asia/Tokyo'\n[[cascade]]\ndescription = 'site'\n[cascade.target]\nkind = 'page'",
            &[
                (
                    "content/s/_index.md",
                    "cascade:\n- slug: zz\n  draft: true\n  date: 2020-01-01\n  target: {path: /s/a}\n- url: /:slug-:contentbasename/\n  target: {path: '/s/b*'}",
                ),
                ("content/s/a.md", "title: a"),
                ("content/s/b1.md", "title: b1"),
                ("content/s/n/b2.md", "draft: false"),
                ("content/v/_index.md", "cascade:\n  params: {slug: sss}\n  slug: foo"),
                ("content/v/a.md", "{}"),
            ],
        );
        let shown = |facts: &PageFacts| {
            (facts.url.clone().unwrap_or_default().to_string(), facts.draft, facts.date.is_some())
        };
        let shown: Vec<_> = found.iter().map(|(_, facts)| shown(facts)).collect();
        let expected = [
            ("/s/", false, false),
            ("/s/zz/", true, true),
            ("/b1-b1/", false, false),
            ("/s/n/b2/", false, false),
            ("/sss/", false, false),
            ("/sss/sss/", false, false),
        ];
        assert_eq!(shown, expected.map(|(url, draft, date)| (url.to_owned(), draft, date)));
        let description = |index: usize| found[index].1.description.clone();
        assert_eq!((description(0), description(1).as_deref()), (None, Some("site")));
    }

    #[test]
    fn what_cannot_be_read_is_not_known() {
        let model = HugoModel::load(&MemoryFiles::default(), None);
        let facts = |text: &str| {
            let parsed = front_matter::parse(text, &split::RULES);
            page(&model, "content/posts/a.md", parsed.front_matter.as_ref(), text)
        };
        assert!(facts("---\ntitle: a\n---\n").known && facts("no front matter").known);
        assert!(
            !facts("---\ntitle: [\n---\n").known && !facts("---\ntitle: a\n").known && !facts("- list").known
        );
        let facts =
            facts("---\ntitle: a\npublished: 2021-01-02\nunpublishdate: 2022-01-02\naliases: [old]\n---\n");
        assert_eq!(facts.publish_date, facts.date);
        assert!(facts.expiry_date.is_some() && !facts.draft);
        assert_eq!((facts.section.as_str(), facts.language.as_str()), ("posts", ""));
        assert_eq!(facts.aliases, ["/posts/old/"]);
    }
}
