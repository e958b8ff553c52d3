//! URLs from patterns (lib/jekyll/url.rb, lib/jekyll/drops/url_drop.rb).

use super::slug;
use jiff::Zoned;

/// What the parts of a pattern stand for.
#[derive(Debug, Default)]
pub struct Parts {
    /// The date, in the site's zone.
    pub date: Option<Zoned>,
    /// The categories in their order.
    pub categories: Vec<String>,
    /// `slug`, or the name of the file without its date.
    pub slug: String,
    /// The name of the file without its extension.
    pub stem: String,
    /// The path without collection folder and extension.
    pub path: String,
    /// The collection.
    pub collection: String,
}

/// The names that a pattern may hold.
pub const NAMES: &[&str] = &[
    "categories",
    "slugified_categories",
    "title",
    "slug",
    "name",
    "path",
    "collection",
    "output_ext",
    "year",
    "short_year",
    "month",
    "i_month",
    "short_month",
    "long_month",
    "day",
    "i_day",
    "y_day",
    "w_year",
    "week",
    "w_day",
    "short_day",
    "long_day",
    "hour",
    "minute",
    "second",
];

/// The pattern that a word such as `pretty` stands for in the configuration.
pub fn style(permalink: &str) -> &str {
    match permalink {
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        own => own,
    }
}

/// The end of a page's URL that a style brings (lib/jekyll/utils.rb, `add_permalink_suffix`).
pub fn suffix(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        own if own.ends_with(":output_ext") => ":output_ext",
        own if own.ends_with('/') => "/",
        _ => "",
    }
}

/// The URL that a pattern gives; `None` when it needs a date that is not known, or holds an unknown name.
pub fn expand(pattern: &str, parts: &Parts) -> Option<String> {
    let mut url = String::new();
    for token in tokens(pattern) {
        match token {
            Token::Text(text) => url.push_str(text),
            Token::Name(name) => url.push_str(&parts.value(name)?),
        }
    }
    Some(sanitized(&url))
}

/// The first name in a pattern that stands for nothing: Jekyll stops there.
pub fn unknown_name(pattern: &str) -> Option<&str> {
    tokens(pattern).into_iter().find_map(|token| match token {
        Token::Name(name) if !NAMES.contains(&name) => Some(name),
        _ => None,
    })
}

enum Token<'p> {
    Text(&'p str),
    Name(&'p str),
}

/// Cuts a pattern at `:name`. A name with an underscore behind it that is no part of one gives the underscore back.
fn tokens(pattern: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(after.len());
        let whole = after.get(..end).unwrap_or_default();
        let name = if NAMES.contains(&whole) { whole } else { whole.strip_suffix('_').unwrap_or(whole) };
        tokens.push(Token::Text(before));
        tokens.push(if name.is_empty() { Token::Text(":") } else { Token::Name(name) });
        rest = after.get(name.len()..).unwrap_or_default();
    }
    tokens.push(Token::Text(rest));
    tokens
}

impl Parts {
    fn value(&self, name: &str) -> Option<String> {
        let joined = |each: fn(&str) -> String| {
            let mut all: Vec<String> = Vec::new();
            for category in self.categories.iter().map(|category| each(category)) {
                if !all.contains(&category) {
                    all.push(category);
                }
            }
            all.join("/").replace('#', "%23")
        };
        Some(match name {
            "categories" => joined(str::to_lowercase),
            "slugified_categories" => joined(slug::slugify),
            "title" => slug::pretty(&self.slug),
            "slug" => slug::slugify(&self.slug),
            "name" => slug::slugify(&self.stem),
            "path" => self.path.replace('#', "%23"),
            "collection" => self.collection.clone(),
            "output_ext" => ".html".to_owned(),
            _ => self.date.as_ref()?.strftime(date_format(name)?).to_string(),
        })
    }
}

fn date_format(name: &str) -> Option<&'static str> {
    Some(match name {
        "year" => "%Y",
        "short_year" => "%y",
        "month" => "%m",
        "i_month" => "%-m",
        "short_month" => "%b",
        "long_month" => "%B",
        "day" => "%d",
        "i_day" => "%-d",
        "y_day" => "%j",
        "w_year" => "%G",
        "week" => "%V",
        "w_day" => "%u",
        "short_day" => "%a",
        "long_day" => "%A",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        _ => return None,
    })
}

/// One slash between parts, and no way up.
pub fn sanitized(url: &str) -> String {
    let mut clean = format!("/{url}").replace("..", "/").replace("./", "");
    while clean.contains("//") {
        clean = clean.replace("//", "/");
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            date: "2024-01-02T03:04:05[UTC]".parse().ok(),
            categories: vec!["Web Dev".to_owned(), "web dev".to_owned(), "Go".to_owned()],
            slug: "Hello_World!".to_owned(),
            stem: "2024-01-02-Hello_World!".to_owned(),
            path: "/2024-01-02-Hello_World!".to_owned(),
            collection: "posts".to_owned(),
        }
    }

    #[test]
    fn patterns_expand_as_in_jekyll() {
        for (pattern, expected) in [
            ("date", Some("/web dev/go/2024/01/02/Hello_World!.html")),
            ("pretty", Some("/web dev/go/2024/01/02/Hello_World!/")),
            ("ordinal", Some("/web dev/go/2024/002/Hello_World!.html")),
            ("weekdate", Some("/web dev/go/2024/W01/Tue/Hello_World!.html")),
            ("none", Some("/web dev/go/Hello_World!.html")),
            ("/:slugified_categories/:slug/", Some("/web-dev/go/hello-world/")),
            ("blog/:year_:title", Some("/blog/2024_Hello_World!")),
            ("/:nope/:title", None),
        ] {
            assert_eq!(expand(style(pattern), &parts()).as_deref(), expected, "{pattern}");
        }
        assert_eq!(
            expand("/:categories/:title", &Parts { slug: "a".to_owned(), ..Parts::default() }).as_deref(),
            Some("/a")
        );
        assert_eq!(expand("/:year/", &Parts::default()), None);
        assert_eq!(unknown_name("/:year_/:titel"), Some("titel"));
        assert_eq!(unknown_name("/:year_:i_month-:title:output_ext"), None);
    }
}
