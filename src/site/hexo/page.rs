//! What Hexo computes of one file: date, slug, address, and whether it is published
//! (lib/plugins/processor/post.ts, lib/plugins/filter/post_permalink.ts).

use super::config::Config;
use super::slug::{Case, slugize};
use super::terms;
use crate::site::model::PageFacts;
use crate::site::shared::facts;
use crate::site::shared::files::{below, pretty_url, stem};
use crate::syntax::front_matter::{Format, FrontMatter, SyntaxError, SyntaxErrorKind};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use regex::Regex;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// The place of a file below the source folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'p> {
    /// Below `_posts`.
    Post(&'p str),
    /// Below `_drafts`.
    Draft(&'p str),
    /// Anywhere else.
    Page(&'p str),
}

/// Where a file lies; `None` when Hexo does not read it: hidden parts of paths start with `_` or `.`.
pub fn place<'p>(config: &Config, path: &'p str) -> Option<Place<'p>> {
    let path = below(path, &config.source)?;
    let place = match (path.strip_prefix("_posts/"), path.strip_prefix("_drafts/")) {
        (Some(inside), _) => Place::Post(inside),
        (_, Some(inside)) => Place::Draft(inside),
        _ => Place::Page(path),
    };
    let (Place::Post(inside) | Place::Draft(inside) | Place::Page(inside)) = place;
    let is_hidden =
        inside.split('/').any(|part| part.starts_with(['_', '.'])) || inside.ends_with(['~', '%']);
    (!is_hidden).then_some(place)
}

/// What the name of a post says.
#[derive(Debug, Default)]
struct Name {
    title: String,
    date: Option<DateTime>,
}

/// The facts of the file at `path`.
pub fn page(config: &Config, path: &str, front: Option<&FrontMatter>) -> PageFacts {
    let Some(place) = place(config, path) else { return PageFacts::default() };
    // Hexo turns tabs at the start of lines into spaces before it parses.
    let is_fatal = |error: &SyntaxError| error.kind != SyntaxErrorKind::TabIndent;
    let front = front.filter(|front| is_read(front));
    let known = !front.is_some_and(|front| front.errors.iter().any(is_fatal));
    let facts = PageFacts { known, ..facts::page(front) };
    let published = facts::boolean(front, "published").unwrap_or(!matches!(place, Place::Draft(_)));
    let draft = !published && !config.drafts;
    let inside = match place {
        Place::Post(inside) | Place::Draft(inside) => inside,
        Place::Page(path) => {
            let url = facts::text(front, "permalink").map(|own| format!("/{}", own.trim_start_matches('/')));
            let url = url.unwrap_or_else(|| pretty(path));
            return PageFacts { draft: false, section: "page".into(), url: Some(url.into()), ..facts };
        }
    };
    let name = name(&config.new_post_name, inside);
    let clock = date(front).or(name.date);
    PageFacts {
        date: clock.and_then(|clock| moment(config, clock)),
        publish_date: clock.and_then(|clock| moment(config, clock)),
        draft,
        slug: Some(SmolStr::new(&name.title)),
        section: "post".into(),
        url: url(config, front, &name.title, clock).map(SmolStr::from),
        ..facts
    }
}

fn pretty(path: &str) -> String {
    if path.ends_with("index.md") { pretty_url(path) } else { format!("/{}.html", stem(path)) }
}

/// Whether Hexo reads the front matter: one without an end and JSON that does not parse are text to it.
pub fn is_read(front: &FrontMatter) -> bool {
    let is_double = |error: &SyntaxError| matches!(error.kind, SyntaxErrorKind::DuplicateKey { .. });
    front.closer.is_some() && (front.format != Format::Json || front.errors.iter().all(is_double))
}

/// The date that front matter gives, as the site's clock shows it: an offset only moves it to UTC.
fn date(front: Option<&FrontMatter>) -> Option<DateTime> {
    let at = facts::date(&facts::entry(front, "date")?.value)?;
    Some(at.to_zoned(TimeZone::UTC).datetime())
}

fn moment(config: &Config, clock: DateTime) -> Option<Timestamp> {
    Some(clock.to_zoned(config.zone.clone()).ok()?.timestamp())
}

/// Reads a name by the pattern for new posts; one that does not fit is a title as a whole.
fn name(pattern: &str, path: &str) -> Name {
    let stem = stem(path);
    let parsed = regex(self::stem(pattern)).and_then(|(regex, names)| {
        let found = regex.captures(stem)?;
        let part = |name: &str| {
            let at = names.iter().position(|own| own == name)?;
            Some(found.get(at + 1)?.as_str().to_owned())
        };
        let number = |long: &str, short: &str| part(long).or_else(|| part(short))?.parse::<i8>().ok();
        let year = part("year").and_then(|year| year.parse::<i16>().ok());
        let date = match (year, number("month", "i_month"), number("day", "i_day")) {
            (Some(year), Some(month), Some(day)) => DateTime::new(year, month, day, 0, 0, 0, 0).ok(),
            _ => None,
        };
        Some(Name { title: part("title").unwrap_or_else(|| slugize(stem, Case::Keep)), date })
    });
    parsed.unwrap_or_else(|| Name { title: slugize(stem, Case::Keep), date: None })
}

/// `:name` in a pattern; the last character is no underscore.
static PARAMETER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r":(\w*[^_\W])").ok());

/// The expression for a pattern, and the names of its groups (hexo-util, `Permalink`).
fn regex(pattern: &str) -> Option<(Regex, Vec<String>)> {
    let parameter = PARAMETER.as_ref()?;
    let mut source = String::from("^");
    let mut names = Vec::new();
    let mut end = 0;
    for found in parameter.captures_iter(pattern) {
        let (whole, name) = (found.get(0)?, found.get(1)?.as_str());
        source.push_str(&regex::escape(pattern.get(end..whole.start())?));
        source.push_str(match name {
            "year" => r"(\d{4})",
            "month" | "day" => r"(\d{2})",
            "i_month" | "i_day" => r"(\d{1,2})",
            "hash" => "([0-9a-f]{12})",
            _ => "(.+?)",
        });
        names.push(name.to_owned());
        end = whole.end();
    }
    source.push_str(&regex::escape(pattern.get(end..)?));
    source.push('$');
    Some((Regex::new(&source).ok()?, names))
}

/// The address; `None` where it needs what only a build knows, such as the moment at which the file was made.
fn url(config: &Config, front: Option<&FrontMatter>, title: &str, date: Option<DateTime>) -> Option<String> {
    let ends_well = |url: &str| url.ends_with('/') || url.ends_with(".html") || !config.asset_folder;
    let end = |url: String| if ends_well(&url) { url } else { format!("{url}/") };
    if let Some(own) = facts::text(front, "permalink") {
        return Some(end(format!("/{}", own.trim_start_matches('/'))));
    }
    let parameter = PARAMETER.as_ref()?;
    let mut url = String::from("/");
    let mut at = 0;
    for found in parameter.captures_iter(&config.permalink) {
        let (whole, name) = (found.get(0)?, found.get(1)?.as_str());
        url.push_str(config.permalink.get(at..whole.start())?);
        url.push_str(&value(config, front, name, title, date)?);
        at = whole.end();
    }
    url.push_str(config.permalink.get(at..)?);
    Some(end(url.replacen("//", "/", 1)))
}

fn value(
    config: &Config,
    front: Option<&FrontMatter>,
    name: &str,
    title: &str,
    date: Option<DateTime>,
) -> Option<String> {
    let format = match name {
        "title" => return Some(title.to_owned()),
        "name" => return Some(title.rsplit('/').next().unwrap_or(title).to_owned()),
        "post_title" => {
            let own = facts::text(front, "title").unwrap_or_default();
            return Some(slugize(&own, Case::Lower));
        }
        "category" => return Some(category(config, front)),
        "year" => "%Y",
        "month" => "%m",
        "day" => "%d",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        "i_month" => "%-m",
        "i_day" => "%-d",
        // Fields of the post can be named as well, over the defaults of the configuration.
        _ => {
            let default = config.tree.get("permalink_defaults").and_then(|table| table.get(name)?.as_str());
            return facts::text(front, name).map(String::from).or_else(|| default.map(str::to_owned));
        }
    };
    Some(date?.strftime(format).to_string())
}

/// The path of the last category: those above it in front.
fn category(config: &Config, front: Option<&FrontMatter>) -> String {
    let slug = |name: &str| {
        let mapped = config.tree.get("category_map").and_then(|map| map.get(name)?.as_str());
        slugize(mapped.unwrap_or(name), terms::case(config))
    };
    let entry = facts::entry(front, "categories").or_else(|| facts::entry(front, "category"));
    let Some(value) = entry.map(|entry| &entry.value) else {
        return config.text("default_category", "uncategorized");
    };
    let last = value.items().last().filter(|last| last.list().is_some());
    let names: Vec<&str> = match (last, value.list()) {
        (Some(hierarchy), _) => hierarchy.items().iter().filter_map(|item| item.text()).collect(),
        (None, Some(list)) => list.items.iter().filter_map(|item| item.text()).collect(),
        (None, None) => value.text().into_iter().collect(),
    };
    names.into_iter().map(slug).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::site::hexo::model::RULES;
    use crate::syntax::front_matter::parse;

    fn facts(config: &str, path: &str, text: &str) -> PageFacts {
        let config = Config::load(&MemoryFiles::new([("_config.yml".to_owned(), config.to_owned())]));
        page(&config, path, parse(text, &RULES).front_matter.as_ref())
    }

    #[test]
    fn addresses_of_posts_and_pages() {
        let dated = "---\ndate: 2024-01-02 03:04:05\n---\n";
        for (config, path, text, expected) in [
            ("", "source/_posts/Hello world.md", dated, Some("/2024/01/02/Hello world/")),
            ("", "source/_posts/a.md", "---\n---\n", None),
            ("permalink: :title/", "source/_posts/a/b.md", "---\n---\n", Some("/a/b/")),
            ("permalink: :name.html", "source/_posts/a/b.md", "---\n---\n", Some("/b.html")),
            (
                "new_post_name: :year-:month-:day-:title.md",
                "source/_posts/2024-01-02-a.md",
                "",
                Some("/2024/01/02/a/"),
            ),
            (
                "permalink: :category/:title",
                "source/_posts/a.md",
                "---\ncategories: [X y, Z]\n---\n",
                Some("/X-y/Z/a"),
            ),
            ("permalink: :category/:title", "source/_posts/a.md", "---\n---\n", Some("/uncategorized/a")),
            (
                "permalink: :lang/:post_title",
                "source/_posts/a.md",
                "---\nlang: en\ntitle: A B\n---\n",
                Some("/en/a-b"),
            ),
            ("", "source/_posts/a.md", "---\npermalink: x/y.html\n---\n", Some("/x/y.html")),
            ("", "source/about/index.md", "---\n---\n", Some("/about/")),
            ("", "source/about/me.md", "---\n---\n", Some("/about/me.html")),
        ] {
            assert_eq!(facts(config, path, text).url.as_deref(), expected, "{config} {path} {text}");
        }
    }

    #[test]
    fn what_keeps_a_post_out() {
        for (path, text, draft) in [
            ("source/_posts/a.md", "---\npublished: false\n---\n", true),
            ("source/_posts/a.md", "---\ndraft: true\n---\n", false),
            ("source/_drafts/a.md", "---\n---\n", true),
            ("source/_drafts/a.md", "---\npublished: true\n---\n", false),
        ] {
            assert_eq!(facts("", path, text).draft, draft, "{path} {text}");
        }
        let config = Config::load(&MemoryFiles::default());
        assert_eq!(place(&config, "source/_posts/_a.md"), None);
        assert_eq!(place(&config, "themes/x/source/a.md"), None);
    }
}
