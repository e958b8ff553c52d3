//! The Liquid tags that Jekyll brings along, those of its usual plugins, and whether a site may have more.

use super::config::Config;
use crate::site::files::Files;
use crate::site::shared::builtin::{Tag, TagParam};
use crate::site::shortcode::{Inner, ParamKind};

/// Whether a site may define tags that are not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plugins {
    /// Only Jekyll's own and those of plugins whose tags are in the table.
    Known,
    /// It has plugins that are not known here.
    Unknown,
    /// It has code of its own, which can change anything.
    Code,
}

/// Plugins that define no tag, or only such as are in the table.
const KNOWN_PLUGINS: &[&str] = &[
    "jekyll-archives",
    "jekyll-avatar",
    "jekyll-coffeescript",
    "jekyll-commonmark",
    "jekyll-commonmark-ghpages",
    "jekyll-compose",
    "jekyll-default-layout",
    "jekyll-feed",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-include-cache",
    "jekyll-last-modified-at",
    "jekyll-mentions",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-paginate-v2",
    "jekyll-readme-index",
    "jekyll-redirect-from",
    "jekyll-relative-links",
    "jekyll-remote-theme",
    "jekyll-sass-converter",
    "jekyll-seo-tag",
    "jekyll-sitemap",
    "jekyll-titles-from-headings",
    "jemoji",
];

/// Gems that bring no tags though a Gemfile names them beside Jekyll.
const HARMLESS_GEMS: &[&str] =
    &["github-pages", "jekyll", "kramdown", "rouge", "webrick", "tzinfo", "minima", "wdm"];

impl Plugins {
    /// Looks at the plugins that the configuration and the Gemfile name, and for code in the folder of plugins.
    pub fn find(config: &Config, folder: &str, files: &dyn Files) -> Plugins {
        let is_known = |name: &str| KNOWN_PLUGINS.contains(&name);
        let gemfile = files.read("Gemfile").unwrap_or_default();
        let gems_known = gems(&gemfile).all(|gem| {
            is_known(gem)
                || HARMLESS_GEMS.contains(&gem)
                || gem.starts_with("kramdown-")
                || gem.starts_with("tzinfo")
        });
        let known = config.broken.is_none()
            && config.theme.is_none()
            && config.plugins.iter().all(|name| is_known(name))
            && gems_known;
        match files.has_folder(folder) {
            true => Plugins::Code,
            false if known => Plugins::Known,
            false => Plugins::Unknown,
        }
    }
}

/// Whether code in the folder of plugins may change the text of posts, by a hook or by a converter: then it may give ids to
/// anything (bitcoinops.org's to the items of lists).
pub fn changes_texts(folder: &str, files: &dyn Files) -> bool {
    let changes = |text: String| text.contains("Hooks") || text.contains("Converter");
    files.under(folder).iter().filter_map(|path| files.read(path)).any(changes)
}

/// The names of the gems that a Gemfile lists.
fn gems(gemfile: &str) -> impl Iterator<Item = &str> {
    let lines = gemfile.lines().filter_map(|line| line.trim_start().strip_prefix("gem"));
    lines.filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '(', '\t']);
        rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()
    })
}

const LIQUID: &str = "https://shopify.github.io/liquid/tags/";

const INCLUDES: &str = "https://jekyllrb.com/docs/includes/";

const fn plain(name: &'static str, inner: Inner, url: &'static str, doc: &'static str) -> Tag {
    Tag { name, inner, params: &[], doc, url }
}

const LANGUAGE: &[TagParam] = &[
    TagParam::at(0, "language", "The language of the code, as Rouge names it."),
    TagParam::at(1, "linenos", "Numbers the lines.").values(&["linenos", "linenos=table", "linenos=inline"]),
    TagParam::named("mark_lines", "The lines to mark: `\"1 2\"`."),
];

const FILE: &[TagParam] =
    &[TagParam::at(0, "file", "The file, with its path below `_includes`.").kind(ParamKind::File)];

const FILE_BESIDE: &[TagParam] =
    &[TagParam::at(0, "file", "The file, with its path from the folder of this one.")
        .kind(ParamKind::FileBeside)];

const PAGE: &[TagParam] =
    &[TagParam::at(0, "path", "The file, with its path below the site's folder.").kind(ParamKind::Page)];

const POST: &[TagParam] =
    &[TagParam::at(0, "post", "The post's file without its extension: `2024-01-02-hello`.")
        .kind(ParamKind::PageName)];

/// All tags that are known, in the order of their names.
#[rustfmt::skip]
pub static TAGS_TABLE: &[Tag] = &[
    plain("assign", Inner::Unused, LIQUID, "Gives a value a name: `assign x = \"y\"`."),
    plain("avatar", Inner::Unused, "https://github.com/jekyll/jekyll-avatar", "The picture of a GitHub user. Needs the plugin jekyll-avatar."),
    plain("break", Inner::Unused, LIQUID, "Leaves the loop."),
    plain("capture", Inner::Used, LIQUID, "Gives the text up to `endcapture` a name."),
    plain("case", Inner::Used, LIQUID, "Compares a value with those of `when`."),
    plain("comment", Inner::Used, LIQUID, "Leaves the text up to `endcomment` out of the page."),
    plain("continue", Inner::Unused, LIQUID, "Goes on with the next round of the loop."),
    plain("cycle", Inner::Unused, LIQUID, "Prints one of several values after the other."),
    plain("decrement", Inner::Unused, LIQUID, "Counts down and prints the number."),
    plain("echo", Inner::Unused, LIQUID, "Prints a value, like two braces."),
    plain("else", Inner::Unused, LIQUID, "What is printed otherwise."),
    plain("elsif", Inner::Unused, LIQUID, "Another condition."),
    plain("feed_meta", Inner::Unused, "https://github.com/jekyll/jekyll-feed", "The link to the feed. Needs the plugin jekyll-feed."),
    plain("for", Inner::Used, LIQUID, "Prints the text up to `endfor` for each item: `for x in list`."),
    plain("gist", Inner::Unused, "https://github.com/jekyll/jekyll-gist", "A gist from GitHub. Needs the plugin jekyll-gist."),
    plain("github_edit_link", Inner::Unused, "https://github.com/jekyll/github-metadata", "A link to edit the page. Needs the plugin jekyll-github-metadata."),
    Tag { name: "highlight", inner: Inner::Used, params: LANGUAGE, doc: "Colours code up to `endhighlight`. Tags in the code run as well: put `raw` around them.", url: "https://jekyllrb.com/docs/liquid/tags/#code-snippet-highlighting" },
    plain("if", Inner::Used, LIQUID, "Prints the text up to `endif` where a condition holds."),
    plain("ifchanged", Inner::Used, LIQUID, "Prints the text only when it differs from the last round's."),
    Tag { name: "include", inner: Inner::Unused, params: FILE, doc: "Puts a file of `_includes` here, with values that it reads as `include.name`.", url: INCLUDES },
    Tag { name: "include_cached", inner: Inner::Unused, params: FILE, doc: "The same, made once and kept. Needs the plugin jekyll-include-cache.", url: "https://github.com/benbalter/jekyll-include-cache" },
    Tag { name: "include_relative", inner: Inner::Unused, params: FILE_BESIDE, doc: "Puts a file here whose path starts at this file's folder.", url: INCLUDES },
    plain("increment", Inner::Unused, LIQUID, "Counts up and prints the number."),
    plain("last_modified_at", Inner::Unused, "https://github.com/gjtorikian/jekyll-last-modified-at", "When the page was last changed. Needs the plugin jekyll-last-modified-at."),
    Tag { name: "link", inner: Inner::Unused, params: PAGE, doc: "The address of a file of this site. A file that is not there stops the build.", url: "https://jekyllrb.com/docs/liquid/tags/#links" },
    plain("liquid", Inner::Unused, LIQUID, "Several tags, one a line."),
    Tag { name: "post_url", inner: Inner::Unused, params: POST, doc: "The address of a post. A post that is not there stops the build.", url: "https://jekyllrb.com/docs/liquid/tags/#linking-to-posts" },
    plain("raw", Inner::Used, LIQUID, "Leaves tags up to `endraw` as they are."),
    plain("render", Inner::Unused, LIQUID, "Liquid's own way to call a template, which Jekyll does not support in posts."),
    plain("seo", Inner::Unused, "https://github.com/jekyll/jekyll-seo-tag", "Meta tags for search engines. Needs the plugin jekyll-seo-tag."),
    plain("tablerow", Inner::Used, LIQUID, "Rows of a table, one cell for each item."),
    plain("unless", Inner::Used, LIQUID, "Prints the text up to `endunless` where a condition does not hold."),
    plain("when", Inner::Unused, LIQUID, "One of the values of `case`."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    fn plugins(files: &[(&str, &str)]) -> Plugins {
        let files = MemoryFiles::new(files.iter().map(|(path, text)| (path.to_string(), text.to_string())));
        Plugins::find(&Config::load(&files), "_plugins", &files)
    }

    #[test]
    fn a_site_without_code_of_its_own_has_no_other_tags() {
        assert_eq!(plugins(&[("_config.yml", "plugins: [jekyll-feed]\n")]), Plugins::Known);
        assert_eq!(plugins(&[("Gemfile", "gem \"jekyll\", \"~> 4\"\ngem('webrick')\n")]), Plugins::Known);
        for files in [
            ("_config.yml", "plugins: [jekyll-spaceship]\n"),
            ("_config.yml", "theme: minima\n"),
            ("Gemfile", "gem 'jekyll-scholar'\n"),
        ] {
            assert_eq!(plugins(&[files]), Plugins::Unknown, "{files:?}");
        }
        assert_eq!(plugins(&[("_plugins/a.rb", "")]), Plugins::Code);
    }

    #[test]
    fn a_hook_may_change_any_text() {
        for (code, expected) in
            [("Jekyll::Hooks.register :documents, :pre_render", true), ("Liquid::Tag", false)]
        {
            let files = MemoryFiles::new([("_plugins/a.rb".to_owned(), code.to_owned())]);
            assert_eq!(changes_texts("_plugins", &files), expected, "{code}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_documented() {
        assert!(TAGS_TABLE.is_sorted_by_key(|tag| tag.name));
        assert!(TAGS_TABLE.iter().all(|tag| tag.doc.ends_with('.') || tag.doc.ends_with('`')));
    }
}
