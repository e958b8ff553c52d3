//! The meta-data that Pelican reads (`pelican/readers.py`, `pelican/contents.py`).

use crate::site::field::{Field, FieldKind};

const MANUAL: &str = "https://docs.getpelican.com/en/latest/content.html#file-metadata";

const fn field(name: &'static str, kind: FieldKind, doc: &'static str) -> Field {
    Field { name, kind, url: MANUAL, doc, ..Field::NEW }
}

/// Every field, in the order in which a writer is likely to want them; `tags`, `category` and `authors` are taxonomies.
/// Case does not count.
pub static PELICAN: &[Field] = &[
    field("Title", FieldKind::Text, "The title. A post without one is left out of the site."),
    field(
        "Date",
        FieldKind::Date,
        "The date of publication: `2026-05-01 10:20`. A post without one is left out, unless `DEFAULT_DATE` is set.",
    ),
    field("Modified", FieldKind::Date, "The date of the last change."),
    field("Tags", FieldKind::Any, "The tags, with commas between them, or with semicolons: `Tags: go, web`."),
    field("Category", FieldKind::Any, "The one category. Without it the folder of the file gives its name."),
    field("Author", FieldKind::Any, "Who wrote it."),
    field("Authors", FieldKind::Any, "All who wrote it, with commas or semicolons between them."),
    field("Summary", FieldKind::Prose, "The text for lists and feeds. Without it the beginning of the post."),
    field("Slug", FieldKind::Slug, "The name in the address. Without it made from the title."),
    field(
        "Status",
        FieldKind::Word(&["published", "draft", "hidden", "skip"]),
        "`draft` writes the page below `drafts/`, out of all lists; `hidden` keeps it out of the lists; `skip` leaves it \
         out of the site.",
    ),
    field("Lang", FieldKind::Text, "The code of its language: `en`."),
    field(
        "Translation",
        FieldKind::Bool,
        "`true` marks the post as a translation of the one with the same slug.",
    ),
    field("Template", FieldKind::Text, "Another template of the theme, without its extension."),
    field("Save_as", FieldKind::Text, "The file that is written, over the one that the settings make."),
    field("Url", FieldKind::Text, "The address in links, over the one that the settings make."),
];
