//! The front-matter fields that Zola reads: those of pages, those of sections, and those of both, in one table.
//!
//! Source: `components/content/src/front_matter/{page,section}.rs` and runs of the binary (groups `page-fields` and
//! `section-frontmatter`). The terms below `taxonomies` are not here: the configuration declares them.

use crate::site::field::{Field, FieldKind, Pages};
use crate::site::model::PageKind;
use crate::site::version::Version;

/// The manual's page about pages.
const PAGE: &str = "https://www.getzola.org/documentation/content/page/#front-matter";

/// The manual's page about sections.
const SECTION: &str = "https://www.getzola.org/documentation/content/section/#front-matter";

/// What `sort_by` may say.
pub const SORT_KEYS: &[&str] =
    &["date", "update_date", "title", "title_bytes", "weight", "slug", "permalink", "none"];

/// What `insert_anchor_links` may say.
const ANCHOR_PLACES: &[&str] = &["left", "right", "heading", "none"];

/// Every top-level field, in the order in which a writer is likely to want them.
pub static FIELDS: &[Field] = &[
    Field {
        name: "title",
        kind: FieldKind::Text,
        doc: "The title of the page, for its template and for feeds.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "date",
        kind: FieldKind::Date,
        doc: "When the post was written; sections with `sort_by = \"date\"` sort by it and leave out pages without \
              one. A date at the start of the file name is taken when it is missing. Zola publishes posts with a date \
              ahead at once: it knows no scheduled posts.",
        url: PAGE,
        pages: Pages::Single,
        ..Field::NEW
    },
    Field {
        name: "updated",
        kind: FieldKind::Date,
        doc: "When the post was last changed.",
        url: PAGE,
        pages: Pages::Single,
        ..Field::NEW
    },
    Field {
        name: "draft",
        kind: FieldKind::Bool,
        doc: "`true` leaves the page out of builds without `--drafts`; on a section, all that lies below it. Links to \
              it are broken then. Its front matter must be right nevertheless.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "description",
        kind: FieldKind::Prose,
        doc: "What the page is about, in a sentence or two. Themes put it into the `<meta>` description, which search \
              engines and link previews show.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "taxonomies",
        kind: FieldKind::Table { fields: &[], open: true },
        doc: "The terms of the page: for each taxonomy that the configuration declares a list of texts. In TOML a \
              table of its own, `[taxonomies]`, so no other field of the page may follow below it. A taxonomy that \
              is not declared for the page's language stops the build.",
        url: PAGE,
        pages: Pages::Single,
        ..Field::NEW
    },
    Field {
        name: "slug",
        kind: FieldKind::Slug,
        doc: "The last part of the page's address, in place of the file's name. It must not be empty.",
        url: PAGE,
        pages: Pages::Single,
        ..Field::NEW
    },
    Field {
        name: "path",
        kind: FieldKind::UrlPath,
        doc: "The whole path of the page's address, taken as written. It wins over `slug` and over the folder. It \
              must not be empty.",
        url: PAGE,
        pages: Pages::Single,
        ..Field::NEW
    },
    Field {
        name: "aliases",
        kind: FieldKind::UrlPathList,
        doc: "Other paths that lead to this page. Two pages with one path stop the build.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "authors",
        kind: FieldKind::TextList,
        doc: "The names of the authors, as a list, for feeds and for templates.",
        url: PAGE,
        pages: Pages::Single,
        since: Version::new(0, 18, 0),
        ..Field::NEW
    },
    Field {
        name: "weight",
        kind: FieldKind::Int,
        doc: "A whole number, not negative: sections with `sort_by = \"weight\"` put small ones first and leave out \
              pages without one. On a section, its place among the others.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "template",
        kind: FieldKind::Layout,
        doc: "The template of this page, below `templates`, with its extension. Without it `page.html` or the \
              section's `page_template`, or `section.html` for a section.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "in_search_index",
        kind: FieldKind::Bool,
        doc: "`false` leaves the page, or the section and all below it, out of the search index.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "render",
        kind: FieldKind::Bool,
        doc: "`false` writes no file for this page or section; templates can still read it.",
        url: PAGE,
        ..Field::NEW
    },
    Field {
        name: "include_in_feeds",
        kind: FieldKind::Bool,
        doc: "`false` leaves the page out of feeds.",
        url: PAGE,
        pages: Pages::Single,
        since: Version::new(0, 23, 1),
        ..Field::NEW
    },
    Field {
        name: "sort_by",
        kind: FieldKind::Word(SORT_KEYS),
        doc: "How the section's pages are sorted. Pages without the key that is sorted by are left out.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "page_template",
        kind: FieldKind::Layout,
        doc: "The template of the pages below this section that name none themselves.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "paginate_by",
        kind: FieldKind::Int,
        doc: "How many pages a page of the list shows; without it, or with 0, the list is one page.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "paginate_path",
        kind: FieldKind::Text,
        doc: "The word in the address of later pages of the list: `page` in `/blog/page/2/`.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "paginate_reversed",
        kind: FieldKind::Bool,
        doc: "`true` turns the order of the pages around before the list is cut.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "insert_anchor_links",
        kind: FieldKind::Word(ANCHOR_PLACES),
        doc: "Where headings of the pages get a link to themselves.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "transparent",
        kind: FieldKind::Bool,
        doc: "`true` hands the section's pages on to the section above, as for folders by year.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "redirect_to",
        kind: FieldKind::UrlPath,
        doc: "A path to which the section's own address leads.",
        url: SECTION,
        pages: Pages::List,
        ..Field::NEW
    },
    Field {
        name: "generate_feeds",
        kind: FieldKind::Bool,
        doc: "`true` makes a feed of this section's pages.",
        url: SECTION,
        pages: Pages::List,
        since: RENAMED_FEED,
        ..Field::NEW
    },
    Field {
        name: "generate_feed",
        kind: FieldKind::Bool,
        doc: "`true` makes a feed of this section's pages. Since 0.19 it is called `generate_feeds`.",
        url: SECTION,
        pages: Pages::List,
        removed: Some(RENAMED_FEED),
        ..Field::NEW
    },
    Field {
        name: "extra",
        kind: FieldKind::Table { fields: &[], open: true },
        doc: "Values of your own and of the theme: templates read them as `page.extra.name`. In TOML a table of its \
              own, `[extra]`, so no other field of the page may follow below it.",
        url: PAGE,
        ..Field::NEW
    },
];

/// The release that calls `generate_feed` `generate_feeds`.
const RENAMED_FEED: Version = Version::new(0, 19, 0);

/// The field of that name on that sort of page, where it is read; names are case-sensitive.
pub fn field(name: &str, kind: PageKind) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name && is_on(field, kind))
}

/// Whether a field is read on that sort of page.
pub fn is_on(field: &Field, kind: PageKind) -> bool {
    let is_section = matches!(kind, PageKind::Section | PageKind::Home);
    match field.pages {
        Pages::All => true,
        Pages::Single => !is_section,
        Pages::List => is_section,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_sections_have_fields_of_their_own() {
        for (name, page, section) in [
            ("title", true, true),
            ("date", true, false),
            ("sort_by", false, true),
            ("Title", false, false),
            ("tags", false, false),
        ] {
            assert_eq!(field(name, PageKind::Single).is_some(), page, "{name}");
            assert_eq!(field(name, PageKind::Section).is_some(), section, "{name}");
        }
        for field in FIELDS {
            assert!(field.doc.ends_with('.') && !field.url.is_empty(), "{}", field.name);
        }
    }
}
