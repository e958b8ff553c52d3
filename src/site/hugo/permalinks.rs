//! Patterns of URLs: which one a page follows, and what its tokens stand for (resources/page/permalinks.go).

use std::sync::LazyLock;

use globset::GlobMatcher;
use jiff::civil::DateTime;
use percent_encoding::percent_decode_str;
use regex::Regex;
use serde_json::Value;

use super::dates::Moment;
use super::go_time;
use super::inherit::glob;
use super::sanitize::PathStyle;

/// The patterns of one language, the first that fits a page counts.
#[derive(Debug, Default)]
pub struct Permalinks {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    kind: Option<GlobMatcher>,
    place: Place,
    pattern: String,
}

#[derive(Debug)]
enum Place {
    /// A section and everything below it, as a key: `posts`; empty for the top level alone.
    Section(String),
    /// A glob over the page's path; `None` for all pages.
    Path(Option<GlobMatcher>),
}

/// What the tokens of a pattern stand for on one page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its slug, or empty.
    pub slug: &'a str,
    /// The name of its file without language and extension, or of its folder for a bundle; empty for a section.
    pub file_name: &'a str,
    /// The same, but a section has its folder's name.
    pub base_name: &'a str,
    /// Its date; tokens of a page without one show the year 1.
    pub date: Option<Moment>,
    /// Its first section as a key.
    pub section: &'a str,
    /// The sections around it as keys, the outermost first.
    pub sections: &'a [String],
    /// The slug or title of each of `sections`; `None` when one of them is not known.
    pub section_slugs: Option<&'a [String]>,
    /// How names become paths.
    pub style: PathStyle,
}

static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r":[0-9A-Za-z_]+(?:\[.+?\])?").ok());

impl Permalinks {
    /// Reads the setting in any of its three shapes: by section, by kind and section, or a list with targets.
    pub fn new(setting: &Value) -> Self {
        let mut rules = match setting {
            Value::Array(items) => items.iter().filter_map(targeted).collect(),
            Value::Object(map) => {
                map.iter().flat_map(|(key, value)| by_kind_or_section(key, value)).collect()
            }
            _ => Vec::new(),
        };
        // Hugo walks a map in random order; the deeper section is what a writer means.
        rules.sort_by_key(|rule| match &rule.place {
            Place::Section(section) => std::cmp::Reverse(section.len()),
            Place::Path(_) => std::cmp::Reverse(0),
        });
        Permalinks { rules }
    }

    /// The pattern for a page of that kind (`page`, `section`, `taxonomy`, `term`) at that path (`/posts/a`).
    pub fn pattern(&self, kind: &str, path: &str) -> Option<&str> {
        let fits = |rule: &&Rule| {
            rule.kind.as_ref().is_none_or(|own| own.is_match(kind))
                && match &rule.place {
                    Place::Section(section) if section.is_empty() => {
                        path.trim_start_matches('/').split('/').count() == 1
                    }
                    Place::Section(section) => path
                        .strip_prefix('/')
                        .and_then(|path| path.strip_prefix(section.as_str()))
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
                    Place::Path(path_glob) => path_glob.as_ref().is_none_or(|own| own.is_match(path)),
                }
        };
        self.rules.iter().find(fits).map(|rule| rule.pattern.as_str())
    }
}

fn targeted(item: &Value) -> Option<Rule> {
    let target = |key: &str| item.get("target")?.get(key)?.as_str();
    Some(Rule {
        kind: target("kind").and_then(glob),
        place: Place::Path(target("path").and_then(glob)),
        pattern: item.get("pattern")?.as_str()?.to_owned(),
    })
}

fn by_kind_or_section(key: &str, value: &Value) -> Vec<Rule> {
    let rule = |kind: &str, section: &str, pattern: &str| Rule {
        kind: glob(kind),
        place: Place::Section(section.trim_matches([' ', '/']).to_owned()),
        pattern: pattern.to_owned(),
    };
    match value {
        Value::String(pattern) => vec![rule("{page,term}", key, pattern)],
        Value::Object(sections) => {
            let pattern = |(section, pattern): (&String, &Value)| Some(rule(key, section, pattern.as_str()?));
            sections.iter().filter_map(pattern).collect()
        }
        _ => Vec::new(),
    }
}

/// Puts the values of a page in place of the tokens of `pattern`; `None` when one is no token, or is not known.
pub fn expand(pattern: &str, page: &Page<'_>) -> Option<String> {
    const COLON: &str = "\0";
    let pattern = pattern.replace("\\:", COLON);
    let mut expanded = String::new();
    let mut from = 0;
    for token in TOKEN.as_ref()?.find_iter(&pattern) {
        expanded.push_str(pattern.get(from..token.start())?);
        expanded.push_str(&value(token.as_str().get(1..)?, page)?);
        from = token.end();
    }
    expanded.push_str(pattern.get(from..)?);
    Some(unescape(&expanded.replace(COLON, ":")))
}

/// Go's `url.QueryUnescape`, which Hugo applies to what it expanded: a plus becomes a space.
fn unescape(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn value(token: &str, page: &Page<'_>) -> Option<String> {
    let path = |text: &str| page.style.path(text);
    let title = flat(page.title);
    let slug_or = |other: &str| if page.slug.is_empty() { path(other) } else { path(page.slug) };
    let civil = page.date.map_or(DateTime::constant(1, 1, 1, 0, 0, 0, 0), |date| date.civil);
    Some(match token {
        "year" => civil.year().to_string(),
        "month" => format!("{:02}", civil.month()),
        "monthname" => go_time::month_name(civil).to_owned(),
        "day" => format!("{:02}", civil.day()),
        "weekday" => civil.weekday().to_sunday_zero_offset().to_string(),
        "weekdayname" => go_time::weekday_name(civil).to_owned(),
        "yearday" => civil.day_of_year().to_string(),
        "section" => page.section.to_owned(),
        "sections" => page.sections.join("/"),
        "sectionslug" => path(page.section_slugs?.first().map_or("", String::as_str)),
        "sectionslugs" => joined(page.section_slugs?, page.style),
        "title" => path(&title),
        "slug" => slug_or(&title),
        "filename" => path(page.file_name),
        "slugorfilename" => slug_or(page.file_name),
        "contentbasename" => path(page.base_name),
        "slugorcontentbasename" => slug_or(page.base_name),
        _ => return sliced(token, page).or_else(|| date_layout(token, page, civil)),
    })
}

/// A title is one part of a path, whatever slashes are in it; a slug may be several.
pub fn flat(title: &str) -> String {
    title.replace('/', "-")
}

fn joined(names: &[String], style: PathStyle) -> String {
    names.iter().map(|name| style.path(name)).collect::<Vec<_>>().join("/")
}

/// `sections[1:]`, `sections[last]`, `sections[:2]`, `sections[0]`, and the same of `sectionslugs`.
fn sliced(token: &str, page: &Page<'_>) -> Option<String> {
    let (name, cut) = token.strip_suffix(']')?.split_once('[')?;
    match name {
        "sections" => Some(cut_out(page.sections, cut).join("/")),
        "sectionslugs" => Some(joined(cut_out(page.section_slugs?, cut), page.style)),
        _ => None,
    }
}

/// Lenient about bounds, as Hugo is.
fn cut_out<'s>(names: &'s [String], cut: &str) -> &'s [String] {
    let number = |text: &str| match text {
        "last" => names.len().saturating_sub(1),
        text => text.parse().unwrap_or(0),
    };
    match cut.split_once(':') {
        None => names.get(number(cut)..).and_then(|rest| rest.get(..1)).unwrap_or_default(),
        Some((low, high)) => {
            let high = if high.is_empty() { names.len() } else { number(high).min(names.len()) };
            names.get(number(low)..high).unwrap_or_default()
        }
    }
}

/// Any other token is a layout of Go, if formatting by it changes anything.
fn date_layout(token: &str, page: &Page<'_>, civil: DateTime) -> Option<String> {
    let reference = DateTime::constant(2019, 11, 9, 23, 1, 42, 1);
    let is_layout = go_time::write(token, reference, 0) != token;
    is_layout.then(|| go_time::write(token, civil, page.date.map_or(0, |date| date.offset)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use serde_json::json;

    fn expanded(pattern: &str, date: Option<Moment>) -> Option<String> {
        let sections = ["posts".to_owned(), "deep".to_owned()];
        let slugs = ["posts".to_owned(), "dd".to_owned()];
        let page = Page {
            title: "Hello, 世界/World!",
            slug: "my-slug",
            file_name: "My Post",
            base_name: "My Post",
            date,
            section: "posts",
            sections: &sections,
            section_slugs: Some(&slugs),
            style: PathStyle::default(),
        };
        expand(pattern, &page)
    }

    fn moment() -> Moment {
        Moment {
            instant: Timestamp::UNIX_EPOCH,
            civil: DateTime::constant(2021, 2, 3, 4, 5, 6, 0),
            offset: 0,
        }
    }

    #[test]
    fn every_token_stands_for_what_hugo_puts_there() {
        for (pattern, path) in [
            (":year-:month-:day", "2021-02-03"),
            (":monthname", "February"),
            (":weekday :weekdayname", "3 Wednesday"),
            (":yearday", "34"),
            (":section", "posts"),
            (":sections", "posts/deep"),
            (":title", "hello-世界-world"),
            ("/x/:title/", "/x/hello-世界-world/"),
            (":slug", "my-slug"),
            (":filename", "my-post"),
            (":slugorcontentbasename", "my-slug"),
            (":sections[1:]", "deep"),
            (":sections[last]", "deep"),
            (":sections[0]", "posts"),
            (":sections[5]", ""),
            (":sectionslug", "posts"),
            (":sectionslugs", "posts/dd"),
            (":2006/:Jan/:06", "2021/Feb/21"),
            ("/x\\:y/", "/x:y/"),
            ("/c++/", "/c  /"),
        ] {
            assert_eq!(expanded(pattern, Some(moment())).as_deref(), Some(path), "{pattern}");
        }
        assert_eq!(expanded("/:nope/", None), None);
        assert_eq!(expanded("/:year/:month/", None).as_deref(), Some("/1/01/"));
        assert_eq!(expanded("/10:30-meeting/", None).as_deref(), Some("/10120-meeting/"));
    }

    #[test]
    fn the_setting_has_three_shapes() {
        let flat = Permalinks::new(&json!({"posts": "/p/", "posts/deep": "/d/", "/": "/top/"}));
        assert_eq!(flat.pattern("page", "/posts/a"), Some("/p/"));
        assert_eq!(flat.pattern("page", "/posts/deep/a"), Some("/d/"));
        assert_eq!(flat.pattern("section", "/posts"), None);
        assert_eq!(flat.pattern("page", "/about"), Some("/top/"));
        let by_kind = Permalinks::new(&json!({"section": {"posts": "/s/"}, "page": {"posts": "/p/"}}));
        assert_eq!(by_kind.pattern("section", "/posts"), Some("/s/"));
        assert_eq!(by_kind.pattern("page", "/postsx/a"), None);
        let list =
            Permalinks::new(&json!([{"pattern": "/b/", "target": {"kind": "page", "path": "/posts/**"}}]));
        assert_eq!(list.pattern("page", "/posts/x/b"), Some("/b/"));
        assert_eq!(list.pattern("section", "/posts/x"), None);
    }
}
