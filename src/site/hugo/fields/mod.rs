//! The front-matter fields that Hugo reads: one table of the top level, the nested tables beside it.
//!
//! Source of the facts: Hugo's `hugolib/page__meta.go` and `resources/page/pagemeta`, and runs of the binary
//! (oracle group `fm-types`). Taxonomies (`tags`, `categories`) are not here: the configuration declares them.

mod nested;

use crate::site::field::{Field, FieldKind, Pages};
use crate::site::version::Version;
use nested::{BUILD, CASCADE, MENUS, RESOURCE, SITEMAP, SITES};
pub use nested::{KINDS, TARGET_LANG_REMOVED};

/// Every top-level field, in the order in which a writer is likely to want them.
pub static FIELDS: &[Field] = &[
    TITLE,
    DATE,
    DRAFT,
    DESCRIPTION,
    SUMMARY,
    LASTMOD,
    PUBLISH_DATE,
    EXPIRY_DATE,
    SLUG,
    URL,
    ALIASES,
    WEIGHT,
    TYPE,
    LAYOUT,
    LINK_TITLE,
    KEYWORDS,
    MENUS_FIELD,
    PARAMS,
    RESOURCES,
    BUILD_FIELD,
    OLD_BUILD,
    CASCADE_FIELD,
    OUTPUTS,
    SITEMAP_FIELD,
    TRANSLATION_KEY,
    MARKUP,
    IS_CJK,
    HEADLESS,
    SITES_FIELD,
];

/// The URL of a heading on the manual's page about front matter.
macro_rules! manual {
    ($anchor:literal) => {
        concat!("https://gohugo.io/content-management/front-matter/#", $anchor)
    };
}
use manual;

/// The first version that takes `_build` for an error (deprecated in 0.145, fatal 15 minor releases later).
pub const OLD_BUILD_REMOVED: Version = Version::new(0, 160, 0);

const TITLE: Field = Field {
    name: "title",
    kind: FieldKind::Text,
    doc: "The title of the page. Quote it when it contains a colon followed by a space, or starts with a \
          bracket, a brace, `@`, `%`, `*`, `&`, `!` or a quotation mark.",
    url: manual!("title"),
    ..Field::NEW
};

const LINK_TITLE: Field = Field {
    name: "linkTitle",
    kind: FieldKind::Text,
    doc: "A shorter title for menus and lists. Hugo uses `title` when it is missing.",
    url: manual!("linktitle"),
    ..Field::NEW
};

const DESCRIPTION: Field = Field {
    name: "description",
    kind: FieldKind::Prose,
    doc: "What the page is about, in a sentence or two. Themes put it into the `<meta>` description, which \
          search engines and link previews show.",
    url: manual!("description"),
    ..Field::NEW
};

const SUMMARY: Field = Field {
    name: "summary",
    kind: FieldKind::Prose,
    doc: "The summary for lists, as Markdown. It replaces the one that Hugo would cut from the text, but a \
          `<!--more-->` line in the text wins over it.",
    url: manual!("summary"),
    ..Field::NEW
};

const DATE: Field = Field {
    name: "date",
    kind: FieldKind::Date,
    doc: "When the post was written; lists are sorted by it. While the date lies in the future the post is \
          not published. Without an offset it is a time in the site's `timeZone`, which is UTC unless \
          configured.",
    url: manual!("date"),
    ..Field::NEW
};

const LASTMOD: Field = Field {
    name: "lastmod",
    aliases: &["modified"],
    kind: FieldKind::Date,
    doc: "When the post was last changed. Without it Hugo takes the commit date (if the site enables \
          `enableGitInfo`), then `date`.",
    url: manual!("lastmod"),
    ..Field::NEW
};

const PUBLISH_DATE: Field = Field {
    name: "publishDate",
    aliases: &["pubdate", "published"],
    kind: FieldKind::Date,
    doc: "The moment before which the post is not published. `date` stays the date that readers see. \
          A site does not publish by itself: it must be built again after that moment.",
    url: manual!("publishdate"),
    ..Field::NEW
};

const EXPIRY_DATE: Field = Field {
    name: "expiryDate",
    aliases: &["unpublishdate"],
    kind: FieldKind::Date,
    doc: "The moment from which the post is no longer published. It disappears with the first build after \
          that.",
    url: manual!("expirydate"),
    ..Field::NEW
};

const DRAFT: Field = Field {
    name: "draft",
    kind: FieldKind::Bool,
    doc: "`true` keeps the post out of the published site; `hugo server -D` still shows it. Only `true` and \
          `1` count: `draft: yes` is read as false, so that the post is published.",
    url: manual!("draft"),
    ..Field::NEW
};

const SLUG: Field = Field {
    name: "slug",
    kind: FieldKind::Slug,
    doc: "The last part of the page's address, in place of the file name. Hugo turns it to lower case, \
          spaces to hyphens, and drops most punctuation.",
    url: manual!("slug"),
    ..Field::NEW
};

const URL: Field = Field {
    name: "url",
    kind: FieldKind::UrlPath,
    doc: "The whole path of the page, as it stands: `/about/`. It wins over `slug` and over the site's \
          `permalinks`. Tokens such as `:year` and `:slug` are filled in; write any other colon as `\\:`. \
          An address with `http://` stops the build.",
    url: manual!("url"),
    ..Field::NEW
};

const ALIASES: Field = Field {
    name: "aliases",
    kind: FieldKind::UrlPathList,
    doc: "Old paths of this page: Hugo writes a small page at each that leads here. A path without a leading \
          slash counts from the page's own folder. Addresses with `http://` stop the build.",
    url: manual!("aliases"),
    ..Field::NEW
};

const WEIGHT: Field = Field {
    name: "weight",
    kind: FieldKind::Int,
    doc: "The place of the page in lists: light pages come first. `0` means no weight, and pages without \
          one come after those with one.",
    url: manual!("weight"),
    ..Field::NEW
};

const TYPE: Field = Field {
    name: "type",
    kind: FieldKind::ContentType,
    doc: "The content type, which chooses the folder of templates. Without it the type is the name of the \
          first folder below `content`.",
    url: manual!("type"),
    ..Field::NEW
};

const LAYOUT: Field = Field {
    name: "layout",
    kind: FieldKind::Layout,
    doc: "The name of the template for this page, without its extension. When there is no template of that \
          name Hugo quietly uses the usual one.",
    url: manual!("layout"),
    ..Field::NEW
};

const KEYWORDS: Field = Field {
    name: "keywords",
    kind: FieldKind::TextList,
    doc: "Keywords of the page, which Hugo compares to find related posts. Write a list: a single text is \
          cut at its spaces, and commas stay attached to the words.",
    url: manual!("keywords"),
    ..Field::NEW
};

const MENUS_FIELD: Field = Field {
    name: "menus",
    aliases: &["menu"],
    kind: FieldKind::Table { fields: MENUS, open: true },
    doc: "The menus in which the page appears: a name, a list of names, or a table with one entry per menu. \
          When both `menu` and `menus` are given, `menus` wins.",
    url: manual!("menus"),
    ..Field::NEW
};

const PARAMS: Field = Field {
    name: "params",
    kind: FieldKind::Table { fields: &[], open: true },
    doc: "Your own values for the templates of the theme, which read them as `.Params.name`. It must be a \
          table. Taxonomies such as `tags` may stand here, too.",
    url: manual!("params"),
    ..Field::NEW
};

const RESOURCES: Field = Field {
    name: "resources",
    kind: FieldKind::TableList { fields: RESOURCE, open: false },
    doc: "Names, titles and values for the files of a page bundle. An entry that Hugo can't use is ignored \
          without a word, together with all entries after it.",
    url: manual!("resources"),
    ..Field::NEW
};

const BUILD_FIELD: Field = Field {
    name: "build",
    kind: FieldKind::Table { fields: BUILD, open: false },
    doc: "Whether the page gets a file of its own, appears in lists, and publishes the files of its bundle.",
    url: "https://gohugo.io/content-management/build-options/",
    since: Version::new(0, 123, 0),
    ..Field::NEW
};

const OLD_BUILD: Field = Field {
    name: "_build",
    kind: FieldKind::Table { fields: BUILD, open: false },
    doc: "The old name of `build`. Hugo 0.160 and later stop at it.",
    url: "https://gohugo.io/content-management/build-options/",
    removed: Some(OLD_BUILD_REMOVED),
    ..Field::NEW
};

const CASCADE_FIELD: Field = Field {
    name: "cascade",
    kind: FieldKind::Table { fields: CASCADE, open: true },
    doc: "Values for this page and for all pages below it, unless they say otherwise. Write one table, or a \
          list of tables with a `target` each.",
    url: manual!("cascade-1"),
    ..Field::NEW
};

const OUTPUTS: Field = Field {
    name: "outputs",
    kind: FieldKind::TextList,
    doc: "The output formats of this page, such as `html` or `json`, in place of the site's choice. A format \
          that the site does not define stops the build.",
    url: manual!("outputs"),
    ..Field::NEW
};

const SITEMAP_FIELD: Field = Field {
    name: "sitemap",
    kind: FieldKind::Table { fields: SITEMAP, open: false },
    doc: "What the site map says of this page.",
    url: manual!("sitemap"),
    ..Field::NEW
};

const TRANSLATION_KEY: Field = Field {
    name: "translationKey",
    kind: FieldKind::Text,
    doc: "A word that this page shares with its translations, for translations whose files have different \
          names.",
    url: manual!("translationkey"),
    ..Field::NEW
};

const MARKUP: Field = Field {
    name: "markup",
    kind: FieldKind::Word(&["goldmark", "markdown", "html", "org", "asciidoc", "pandoc", "rst"]),
    doc: "The language of the text, when the file's extension does not tell. All but Markdown need another \
          program or a permission in the site's `security` settings.",
    url: manual!("markup"),
    ..Field::NEW
};

const IS_CJK: Field = Field {
    name: "isCJKLanguage",
    kind: FieldKind::Bool,
    doc: "Whether the text is Chinese, Japanese or Korean: then words, reading time and summary are counted \
          in characters.",
    url: manual!("iscjklanguage"),
    ..Field::NEW
};

const HEADLESS: Field = Field {
    name: "headless",
    kind: FieldKind::Bool,
    doc: "`true` gives the bundle no page of its own and keeps it out of lists; templates can still fetch \
          it. `build` says the same in more detail.",
    url: manual!("headless"),
    pages: Pages::Single,
    ..Field::NEW
};

const SITES_FIELD: Field = Field {
    name: "sites",
    kind: FieldKind::Table { fields: SITES, open: false },
    doc: "For which languages, versions and roles of the site this page is built.",
    url: manual!("sites"),
    since: Version::new(0, 153, 0),
    ..Field::NEW
};

#[cfg(test)]
mod tests {
    use super::*;

    fn each<'a>(fields: &'a [Field], visit: &mut dyn FnMut(&'a Field)) {
        for field in fields {
            visit(field);
            if let FieldKind::Table { fields, .. } | FieldKind::TableList { fields, .. } = field.kind {
                each(fields, visit);
            }
        }
    }

    #[test]
    fn every_field_is_documented_in_a_few_sentences() {
        each(FIELDS, &mut |field| {
            let sentences = field.doc.matches(". ").count() + 1;
            assert!(field.doc.ends_with('.') && sentences <= 4, "{}: {}", field.name, field.doc);
            assert!(field.url.starts_with("https://gohugo.io/"), "{}", field.name);
        });
    }

    #[test]
    fn no_two_fields_share_a_spelling() {
        let mut names: Vec<String> = FIELDS
            .iter()
            .flat_map(|field| std::iter::once(&field.name).chain(field.aliases))
            .map(|name| name.to_lowercase())
            .collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
