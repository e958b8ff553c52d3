//! The ids that Zola gives to headings (`components/markdown/src/markdown.rs`).

use rustc_hash::FxHashSet;

use super::config::Config;
use super::slug;
use crate::syntax::Document;
use crate::syntax::markdown::Heading;

/// The ids of the headings of a document in their order. Explicit ones are set aside first and never changed, so that
/// one may stand twice (cases `anchor-dup-custom`, `anchor-dup-custom-same`).
pub fn ids(config: &Config, document: &Document, text: &str) -> Vec<String> {
    let headings = &document.markdown.headings;
    let mut used: FxHashSet<String> =
        headings.iter().filter_map(|heading| Some(heading.id.as_ref()?.text.to_string())).collect();
    headings
        .iter()
        .map(|heading| match &heading.id {
            Some(own) => own.text.to_string(),
            None => {
                let shown = without_tags(heading, document, text);
                let id = unused(slug::anchor(&shown, config.slugify.anchors), &used);
                used.insert(id.clone());
                id
            }
        })
        .collect()
}

/// The text of a heading without its HTML, which is no part of an id, unlike the same in code (case `anchor-vectors`).
fn without_tags(heading: &Heading, document: &Document, text: &str) -> String {
    let tags = document.markdown.html.iter().filter(|tag| heading.content.covers(**tag));
    tags.fold(heading.text.clone(), |shown, tag| shown.replacen(tag.of(text), "", 1))
}

fn unused(base: String, used: &FxHashSet<String>) -> String {
    if !used.contains(&base) {
        return base;
    }
    (1..).map(|number: u32| format!("{base}-{number}")).find(|id| !used.contains(id)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::zola::split;

    fn made(config: &str, body: &str) -> Vec<String> {
        let config = Config::from(&config.parse::<toml::Table>().expect("TOML"));
        ids(&config, &Document::parse(body, &split::RULES, Some(&crate::syntax::shortcode::ZOLA)), body)
    }

    const OFF: &str = "[slugify]\nanchors = 'off'";

    #[test]
    fn ids_are_made_as_zola_makes_them() {
        for (heading, on, off) in [
            ("Hello, World!", "hello-world", "Hello,_World!"),
            ("Ça va? C++", "ca-va-c", "Ça_va?_C++"),
            ("日本語", "ri-ben-yu", "日本語"),
            ("`code` here", "code-here", "code_here"),
            ("**bold** *it*", "bold-it", "bold_it"),
            ("[link](https://x.com) t", "link-t", "link_t"),
            ("Emoji 🎉 party", "emoji-tada-party", "Emoji_🎉_party"),
            ("<em>html</em> x", "html-x", "html_x"),
            ("`a <b>`", "a-b", "a_<b>"),
            ("!!!", "", "!!!"),
            ("ß æ ø", "ss-ae-o", "ß_æ_ø"),
            ("a_b-c  d", "a-b-c-d", "a_b-c__d"),
            ("x^2", "x-2", "x^2"),
        ] {
            assert_eq!(made("", &format!("## {heading}\n")), [on]);
            assert_eq!(made(OFF, &format!("## {heading}\n")), [off]);
        }
    }

    /// Zola's parser of Markdown tells where braces are attributes.
    #[test]
    fn braces_are_an_id_where_the_parser_says_so() {
        for (heading, own) in [("a {#x}", "x"), ("PR）{#x}", "x"), ("a{#b} {#x}", "x"), ("${a}", "a")] {
            let text = format!("## {heading}\n");
            let parser =
                pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES);
            let id = parser.into_iter().find_map(|event| match event {
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Heading { id, .. }) => Some(id),
                _ => None,
            });
            let by_parser = id.flatten().map(|id| id.to_string());
            assert_eq!(made("", &text), [own], "{heading}");
            assert_eq!(by_parser.is_some(), own == "x", "{heading}");
        }
    }

    #[test]
    fn numbers_are_added_until_an_id_is_free() {
        for (body, ids) in [
            ("# A\n# A\n# A\n# A-1\n# a 1\n", vec!["a", "a-1", "a-2", "a-1-1", "a-1-2"]),
            ("# A\n# B {#a}\n# A\n# A\n", vec!["a-1", "a", "a-2", "a-3"]),
            ("# X {#a}\n# Y {#a}\n", vec!["a", "a"]),
            ("#\n\n##\n", vec!["", "-1"]),
        ] {
            assert_eq!(made("", body), ids, "{body}");
        }
    }
}
