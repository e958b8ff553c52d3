//! The front-matter fields that Hexo reads (lib/models/post.ts, lib/models/page.ts).

use crate::site::field::{Field, FieldKind};

const MANUAL: &str = "https://hexo.io/docs/front-matter";

const fn field(name: &'static str, kind: FieldKind, doc: &'static str) -> Field {
    Field { name, kind, url: MANUAL, doc, ..Field::NEW }
}

/// Every field, in the order in which a writer is likely to want them. `tags` and `categories` are taxonomies.
pub static FIELDS: &[Field] = &[
    field(
        "title",
        FieldKind::Text,
        "The title. Without it the post has none, unless the site takes the name of the file.",
    ),
    field("date", FieldKind::Date, "The date. Without it Hexo takes the moment at which the file was made."),
    field(
        "updated",
        FieldKind::Date,
        "When the post was last changed. Without it Hexo takes the time of the file.",
    ),
    field("layout", FieldKind::Layout, "The layout of the theme: `post`, `page`, or `false` for none."),
    field("comments", FieldKind::Bool, "Whether readers may comment."),
    field("published", FieldKind::Bool, "`false` keeps the post out of the site."),
    field(
        "excerpt",
        FieldKind::Prose,
        "The text for lists. Without it Hexo takes what stands above `<!-- more -->`.",
    ),
    field("description", FieldKind::Prose, "What the post is about, for themes and search engines."),
    field("permalink", FieldKind::UrlPath, "The address of the post, over the pattern of the site."),
    field("category", FieldKind::Text, "One category, where there is no `categories`."),
    field("tag", FieldKind::Text, "One tag, where there is no `tags`."),
    field("lang", FieldKind::Text, "The language, over that of the site."),
    field("photos", FieldKind::TextList, "Images for themes that show some above the text."),
    field("disableNunjucks", FieldKind::Bool, "`true` leaves tags and braces in the text as they are."),
    field("author", FieldKind::Text, "The author, for themes."),
    field(
        "sticky",
        FieldKind::Int,
        "The place among the posts on top of the list, for the plugin that sorts it.",
    ),
];
