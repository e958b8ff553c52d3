//! The front-matter fields that Jekyll and the plugins that nearly every site has read.
//!
//! Source of the facts: lib/jekyll/document.rb, jekyll-seo-tag's lib/jekyll-seo-tag/drop.rb, jekyll-sitemap,
//! jekyll-redirect-from, jekyll-feed.

use crate::site::field::{Field, FieldKind};

/// The page of the manual about front matter.
const MANUAL: &str = "https://jekyllrb.com/docs/front-matter/";

/// The page of the manual about URLs.
const PERMALINKS: &str = "https://jekyllrb.com/docs/permalinks/";

/// The manual of the plugin that writes meta tags.
const SEO: &str = "https://github.com/jekyll/jekyll-seo-tag/blob/master/docs/usage.md";

const fn field(name: &'static str, kind: FieldKind, url: &'static str, doc: &'static str) -> Field {
    Field { name, kind, url, doc, ..Field::NEW }
}

/// Every field, in the order in which a writer is likely to want them. `categories` and `tags` are taxonomies.
pub static FIELDS: &[Field] = &[
    field(
        "layout",
        FieldKind::Layout,
        MANUAL,
        "The layout around the text: a file in `_layouts`, without its extension. `none` for no layout at all.",
    ),
    field(
        "title",
        FieldKind::Text,
        MANUAL,
        "The title. Without it a post is called by the name of its file.",
    ),
    field(
        "date",
        FieldKind::Date,
        MANUAL,
        "The date, over the one in the name of the file. A time with seconds and without an offset counts as UTC.",
    ),
    field(
        "description",
        FieldKind::Prose,
        SEO,
        "What the page is about, in a sentence or two: for search engines and link previews.",
    ),
    field(
        "excerpt",
        FieldKind::Prose,
        "https://jekyllrb.com/docs/posts/#post-excerpts",
        "The text for lists. Without it Jekyll takes the first paragraph.",
    ),
    field(
        "published",
        FieldKind::Bool,
        MANUAL,
        "`false` keeps the page out of the site. Jekyll does not read `draft`.",
    ),
    field(
        "permalink",
        FieldKind::UrlPath,
        PERMALINKS,
        "The address of the page, with placeholders such as `:title` and `:year`.",
    ),
    field(
        "slug",
        FieldKind::Slug,
        PERMALINKS,
        "The last part of the address, in place of the name of the file.",
    ),
    field(
        "category",
        FieldKind::Text,
        "https://jekyllrb.com/docs/posts/#tags-and-categories",
        "One category. Several go into `categories`. Categories are part of a post's address.",
    ),
    field(
        "tag",
        FieldKind::Text,
        "https://jekyllrb.com/docs/posts/#tags-and-categories",
        "One tag. Several go into `tags`, which this field hides.",
    ),
    field(
        "image",
        FieldKind::Table { fields: IMAGE, open: true },
        SEO,
        "The image for link previews: a path, or a table with `path`, `width`, `height` and `alt`.",
    ),
    field(
        "author",
        FieldKind::Any,
        SEO,
        "The author: a name, a key of `_data/authors.yml`, or a table with `name` and more.",
    ),
    field("authors", FieldKind::TextList, SEO, "Several authors."),
    field("last_modified_at", FieldKind::Date, SEO, "When the page was last changed."),
    field("lang", FieldKind::Text, SEO, "The language of the page, such as `en_US`."),
    field("locale", FieldKind::Text, SEO, "The language with its country, before `lang`."),
    field("canonical_url", FieldKind::Text, SEO, "The address at which the text was published first."),
    field(
        "seo",
        FieldKind::Table { fields: SEO_TABLE, open: true },
        SEO,
        "What structured data says of the page.",
    ),
    field(
        "excerpt_separator",
        FieldKind::Text,
        "https://jekyllrb.com/docs/posts/#post-excerpts",
        "Where the excerpt ends: `<!--more-->`.",
    ),
    field(
        "render_with_liquid",
        FieldKind::Bool,
        MANUAL,
        "`false` leaves Liquid tags in the text as they are.",
    ),
    field(
        "sitemap",
        FieldKind::Any,
        "https://github.com/jekyll/jekyll-sitemap#exclusions",
        "`false` keeps the page out of the sitemap.",
    ),
    field(
        "redirect_from",
        FieldKind::UrlPathList,
        "https://github.com/jekyll/jekyll-redirect-from#usage",
        "Other addresses that lead here.",
    ),
    field(
        "redirect_to",
        FieldKind::Text,
        "https://github.com/jekyll/jekyll-redirect-from#usage",
        "The address that this page leads to.",
    ),
];

static IMAGE: &[Field] = &[
    field("path", FieldKind::File, SEO, "The image."),
    field("alt", FieldKind::Text, SEO, "What it shows, for those who do not see it."),
    field("width", FieldKind::Int, SEO, "Its width in pixels."),
    field("height", FieldKind::Int, SEO, "Its height in pixels."),
];

static SEO_TABLE: &[Field] = &[
    field("name", FieldKind::Text, SEO, "The name of the thing that the page is about."),
    field("type", FieldKind::Text, SEO, "Its type at schema.org: `BlogPosting`."),
    field("links", FieldKind::TextList, SEO, "Other pages about the same thing."),
    field("date_modified", FieldKind::Date, SEO, "When it was last changed."),
];
