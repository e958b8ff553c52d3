//! The tables inside front matter: `build`, `cascade`, `menus`, `resources`, `sitemap`, `sites`.

use super::manual;
use crate::site::field::{Field, FieldKind};
use crate::site::version::Version;

const BUILD_PAGE: &str = "https://gohugo.io/content-management/build-options/";
const MENU_PAGE: &str = "https://gohugo.io/content-management/menus/#define-in-front-matter";
const RESOURCE_PAGE: &str = "https://gohugo.io/content-management/page-resources/#metadata";
const SITEMAP_PAGE: &str = "https://gohugo.io/configuration/sitemap/";
const TARGET_PAGE: &str = manual!("target");

/// The kinds of page that `cascade.target.kind` can name.
pub const KINDS: &[&str] = &["page", "home", "section", "taxonomy", "term"];

/// The keys of `build`.
pub const BUILD: &[Field] = &[
    Field {
        name: "list",
        kind: FieldKind::Word(&["always", "never", "local"]),
        doc: "Whether the page appears in lists: `always`, `never`, or `local` for lists of its own section \
              only. Any other word means `always`.",
        url: BUILD_PAGE,
        ..Field::NEW
    },
    Field {
        name: "render",
        kind: FieldKind::Word(&["always", "never", "link"]),
        doc: "Whether the page gets a file of its own: `always`, `never`, or `link` to give it an address but \
              no file. Any other word means `always`.",
        url: BUILD_PAGE,
        ..Field::NEW
    },
    Field {
        name: "publishResources",
        kind: FieldKind::Bool,
        doc: "`false` publishes the files of the bundle only when a template asks for their address.",
        url: BUILD_PAGE,
        ..Field::NEW
    },
];

/// The keys of one table of `cascade`, beside which any other field may stand.
pub const CASCADE: &[Field] = &[
    Field {
        name: "target",
        kind: FieldKind::Table { fields: TARGET, open: false },
        doc: "To which pages the values apply; without it to this page and all below.",
        url: TARGET_PAGE,
        ..Field::NEW
    },
    Field {
        name: "_target",
        kind: FieldKind::Table { fields: TARGET, open: false },
        doc: "The old name of `target`. It still works, but Hugo 0.159 and later warn of it, and 0.171 will \
              stop at it.",
        url: TARGET_PAGE,
        removed: Some(Version::new(0, 171, 0)),
        ..Field::NEW
    },
    Field {
        name: "params",
        kind: FieldKind::Table { fields: &[], open: true },
        doc: "Values for the theme's templates, which the pages below inherit.",
        url: manual!("params"),
        ..Field::NEW
    },
    Field {
        name: "draft",
        kind: FieldKind::Bool,
        doc: "`true` makes drafts of all pages below that do not say otherwise.",
        url: manual!("draft"),
        ..Field::NEW
    },
    Field {
        name: "type",
        kind: FieldKind::ContentType,
        doc: "The content type of the pages below, which chooses their templates.",
        url: manual!("type"),
        ..Field::NEW
    },
    Field {
        name: "layout",
        kind: FieldKind::Layout,
        doc: "The template of the pages below, without its extension.",
        url: manual!("layout"),
        ..Field::NEW
    },
    Field {
        name: "outputs",
        kind: FieldKind::TextList,
        doc: "The output formats of the pages below.",
        url: manual!("outputs"),
        ..Field::NEW
    },
    Field {
        name: "build",
        kind: FieldKind::Table { fields: BUILD, open: false },
        doc: "Whether the pages below get files of their own and appear in lists.",
        url: BUILD_PAGE,
        since: Version::new(0, 123, 0),
        ..Field::NEW
    },
    Field {
        name: "sitemap",
        kind: FieldKind::Table { fields: SITEMAP, open: false },
        doc: "What the site map says of the pages below.",
        url: SITEMAP_PAGE,
        ..Field::NEW
    },
];

const TARGET: &[Field] = &[
    Field {
        name: "path",
        kind: FieldKind::Text,
        doc: "A pattern for the paths of pages, from the site's root: `/posts/**`.",
        url: TARGET_PAGE,
        ..Field::NEW
    },
    Field {
        name: "kind",
        kind: FieldKind::Word(KINDS),
        doc: "The kind of page: `page`, `section`, `home`, `taxonomy` or `term`. Any other word stops the \
              build.",
        url: TARGET_PAGE,
        ..Field::NEW
    },
    Field {
        name: "environment",
        kind: FieldKind::Text,
        doc: "The environment of the build: `production` for `hugo`, `development` for `hugo server`.",
        url: TARGET_PAGE,
        ..Field::NEW
    },
    Field {
        name: "sites",
        kind: FieldKind::Table { fields: SITES, open: false },
        doc: "The languages, versions and roles of the site to which the values apply.",
        url: TARGET_PAGE,
        since: Version::new(0, 153, 0),
        ..Field::NEW
    },
    Field {
        name: "lang",
        kind: FieldKind::Language,
        doc: "The language of the pages. Newer releases of Hugo stop at it: use `sites.matrix.languages`.",
        url: TARGET_PAGE,
        removed: Some(TARGET_LANG_REMOVED),
        ..Field::NEW
    },
];

/// The first version that stops at `cascade.target.lang` (deprecated in 0.150, fatal 15 minor releases later).
pub const TARGET_LANG_REMOVED: Version = Version::new(0, 165, 0);

/// The menus themselves have names of the site's choice; these are those that most sites have.
pub const MENUS: &[Field] = &[
    Field {
        name: "main",
        kind: FieldKind::Table { fields: MENU_ENTRY, open: false },
        doc: "The entry of this page in the menu `main`.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "footer",
        kind: FieldKind::Table { fields: MENU_ENTRY, open: false },
        doc: "The entry of this page in the menu `footer`.",
        url: MENU_PAGE,
        ..Field::NEW
    },
];

const MENU_ENTRY: &[Field] = &[
    Field {
        name: "name",
        kind: FieldKind::Text,
        doc: "The text of the entry, in place of the page's title.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "weight",
        kind: FieldKind::Int,
        doc: "The place of the entry in its menu: light entries come first. Text that is no number stops the \
              build.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "identifier",
        kind: FieldKind::Text,
        doc: "A name for `parent` to refer to; needed when two entries have the same text.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "parent",
        kind: FieldKind::Text,
        doc: "The `identifier` (or the text) of the entry below which this one stands.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "title",
        kind: FieldKind::Text,
        doc: "The `title` attribute of the link, shown when the pointer rests on it.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field {
        name: "pre",
        kind: FieldKind::Text,
        doc: "HTML before the text, such as an icon.",
        url: MENU_PAGE,
        ..Field::NEW
    },
    Field { name: "post", kind: FieldKind::Text, doc: "HTML after the text.", url: MENU_PAGE, ..Field::NEW },
    Field {
        name: "params",
        kind: FieldKind::Table { fields: &[], open: true },
        doc: "Your own values for the menu's template.",
        url: MENU_PAGE,
        ..Field::NEW
    },
];

/// The keys of one entry of `resources`.
pub const RESOURCE: &[Field] = &[
    Field {
        name: "src",
        kind: FieldKind::File,
        doc: "A pattern for the files of this bundle: `images/*.jpg`. Required: an entry without it is \
              ignored, and so are all after it.",
        url: RESOURCE_PAGE,
        ..Field::NEW
    },
    Field {
        name: "name",
        kind: FieldKind::Text,
        doc: "The name by which templates find the file. `:counter` is replaced by a running number.",
        url: RESOURCE_PAGE,
        ..Field::NEW
    },
    Field {
        name: "title",
        kind: FieldKind::Text,
        doc: "A title for the file. `:counter` is replaced by a running number.",
        url: RESOURCE_PAGE,
        ..Field::NEW
    },
    Field {
        name: "params",
        kind: FieldKind::Table { fields: &[], open: true },
        doc: "Your own values for the file, such as `alt` or a credit.",
        url: RESOURCE_PAGE,
        ..Field::NEW
    },
];

/// The keys of `sitemap`.
pub const SITEMAP: &[Field] = &[
    Field {
        name: "changefreq",
        kind: FieldKind::Word(&["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"]),
        doc: "How often the page changes, as a hint for search engines.",
        url: SITEMAP_PAGE,
        ..Field::NEW
    },
    Field {
        name: "priority",
        kind: FieldKind::Float,
        doc: "The weight of the page within the site, from 0.0 to 1.0. Text that is no number stops the build.",
        url: SITEMAP_PAGE,
        ..Field::NEW
    },
    Field {
        name: "disable",
        kind: FieldKind::Bool,
        doc: "`true` leaves the page out of the site map.",
        url: SITEMAP_PAGE,
        since: Version::new(0, 125, 0),
        ..Field::NEW
    },
    Field {
        name: "filename",
        kind: FieldKind::Text,
        doc: "The name of the site map's file. It only has an effect in the site's configuration.",
        url: SITEMAP_PAGE,
        ..Field::NEW
    },
];

/// The keys of `sites`.
pub const SITES: &[Field] = &[
    Field {
        name: "matrix",
        kind: FieldKind::Table { fields: DIMENSIONS, open: false },
        doc: "The combinations of language, version and role for which the page is built.",
        url: manual!("sites"),
        ..Field::NEW
    },
    Field {
        name: "complements",
        kind: FieldKind::Table { fields: DIMENSIONS, open: false },
        doc: "The combinations in which the page stands in when they have none of their own.",
        url: manual!("sites"),
        ..Field::NEW
    },
];

const DIMENSIONS: &[Field] = &[
    Field {
        name: "languages",
        kind: FieldKind::TextList,
        doc: "Codes of the site's languages.",
        url: manual!("sites"),
        ..Field::NEW
    },
    Field {
        name: "versions",
        kind: FieldKind::TextList,
        doc: "Names of the site's versions.",
        url: manual!("sites"),
        ..Field::NEW
    },
    Field {
        name: "roles",
        kind: FieldKind::TextList,
        doc: "Names of the site's roles.",
        url: manual!("sites"),
        ..Field::NEW
    },
];
