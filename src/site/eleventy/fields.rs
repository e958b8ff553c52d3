//! The front-matter fields that mean something to Eleventy itself; all others are data for templates.

use crate::site::field::{Field, FieldKind};

const fn field(name: &'static str, kind: FieldKind, url: &'static str, doc: &'static str) -> Field {
    Field { name, kind, url, doc, ..Field::NEW }
}

/// Every field, in the order in which a writer is likely to want them. `tags` is a taxonomy.
pub static FIELDS: &[Field] = &[
    field(
        "title",
        FieldKind::Text,
        "https://www.11ty.dev/docs/data-frontmatter/",
        "The title, for templates.",
    ),
    field(
        "description",
        FieldKind::Prose,
        "https://www.11ty.dev/docs/data-frontmatter/",
        "What the page is about, for templates.",
    ),
    field(
        "date",
        FieldKind::Date,
        "https://www.11ty.dev/docs/dates/",
        "The date that lists sort by: a date, or `Last Modified`, `Created`, `git Last Modified`, `git Created`.",
    ),
    field(
        "layout",
        FieldKind::Text,
        "https://www.11ty.dev/docs/layouts/",
        "The layout: a file below `_includes`.",
    ),
    field(
        "permalink",
        FieldKind::Any,
        "https://www.11ty.dev/docs/permalinks/",
        "The address of the page; `false` for no page.",
    ),
    field(
        "eleventyExcludeFromCollections",
        FieldKind::Any,
        "https://www.11ty.dev/docs/collections/#option-exclude-content-from-collections",
        "`true` keeps the page out of all lists; a list of tags, out of those.",
    ),
    field(
        "eleventyNavigation",
        FieldKind::Table { fields: NAVIGATION, open: true },
        "https://www.11ty.dev/docs/plugins/navigation/",
        "The place of the page in menus, for the plugin that makes them.",
    ),
    field(
        "eleventyComputed",
        FieldKind::Any,
        "https://www.11ty.dev/docs/data-computed/",
        "Data made of other data.",
    ),
    field(
        "templateEngineOverride",
        FieldKind::Text,
        "https://www.11ty.dev/docs/languages/#overriding-the-template-language",
        "The template languages of this file: `njk,md`.",
    ),
    field(
        "pagination",
        FieldKind::Any,
        "https://www.11ty.dev/docs/pagination/",
        "Several pages from one file.",
    ),
];

static NAVIGATION: &[Field] = &[
    field(
        "key",
        FieldKind::Text,
        "https://www.11ty.dev/docs/plugins/navigation/",
        "The name of the entry, by which others name it as their parent.",
    ),
    field("parent", FieldKind::Text, "https://www.11ty.dev/docs/plugins/navigation/", "The entry above."),
    field(
        "order",
        FieldKind::Int,
        "https://www.11ty.dev/docs/plugins/navigation/",
        "The place among its siblings.",
    ),
    field(
        "title",
        FieldKind::Text,
        "https://www.11ty.dev/docs/plugins/navigation/",
        "The text of the entry.",
    ),
];
