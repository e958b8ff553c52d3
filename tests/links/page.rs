//! A built page: its links, its anchors, the ids of its headings.

use percent_encoding::percent_decode_str;
use regex::Regex;
use std::collections::BTreeSet;

/// What a browser would see of a page.
#[derive(Debug)]
pub struct Page {
    pub url: String,
    pub links: Vec<String>,
    pub anchors: BTreeSet<String>,
    pub headings: Vec<String>,
}

impl Page {
    pub fn read(url: &str, html: &str) -> Page {
        let comments = Regex::new(r"(?s)<!--.*?-->|<script.*?</script>").unwrap();
        let html = comments.replace_all(html, "");
        let link = Regex::new(r#"<[^>]*?\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"#).unwrap();
        let id = Regex::new(r#"\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"#).unwrap();
        let heading = Regex::new(r#"<h[1-6][^>]*>"#).unwrap();
        let value = |found: regex::Captures<'_>| {
            unescaped((1..4).find_map(|group| found.get(group)).map_or("", |value| value.as_str()))
        };
        let headings =
            heading.find_iter(&html).map(|tag| id.captures(tag.as_str()).map(value).unwrap_or_default());
        Page {
            url: url.to_owned(),
            links: link.captures_iter(&html).map(value).collect(),
            anchors: id.captures_iter(&html).map(value).collect(),
            headings: headings.collect(),
        }
    }
}

pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, plain) in [
        ("&#43;", "+"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", "\""),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, plain);
    }
    text
}
