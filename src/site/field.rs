//! Front-matter fields as tables: name, type, documentation, where they apply.

use crate::site::version::Version;

/// One field that a generator reads from front matter.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// The spelling of the generator's manual: `publishDate`.
    pub name: &'static str,
    /// Other spellings that the generator reads as this one: `pubdate`, `published`.
    pub aliases: &'static [&'static str],
    /// What its value is.
    pub kind: FieldKind,
    /// One to four sentences of Markdown for completion and hover.
    pub doc: &'static str,
    /// The page of the generator's manual.
    pub url: &'static str,
    /// On which pages it has an effect.
    pub pages: Pages,
    /// First version that reads it, `Version::ZERO` when it always did.
    pub since: Version,
    /// First version that no longer reads it.
    pub removed: Option<Version>,
}

impl Field {
    /// A field to take the rest from in a table: `Field { name: "draft", .., ..Field::NEW }`.
    pub const NEW: Field = Field {
        name: "",
        aliases: &[],
        kind: FieldKind::Any,
        doc: "",
        url: "",
        pages: Pages::All,
        since: Version::ZERO,
        removed: None,
    };
}

/// What the value of a field is, which decides completion, hover and type checks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// Anything.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// One line of text.
    Text,
    /// Text of several lines: a description, a summary.
    Prose,
    /// A list of texts.
    TextList,
    /// A date or a time.
    Date,
    /// The last part of the page's URL.
    Slug,
    /// A URL path of this site.
    UrlPath,
    /// A list of URL paths of this site.
    UrlPathList,
    /// A file of this site: a bundle resource, a static file or an asset.
    File,
    /// The name of a layout that exists.
    Layout,
    /// The name of a content type.
    ContentType,
    /// The code of one of the site's languages.
    Language,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A list of a few words.
    WordList(&'static [&'static str]),
    /// The terms of a taxonomy.
    Terms,
    /// A table with these fields; other keys are free when `open`.
    Table {
        /// The known keys.
        fields: &'static [Field],
        /// Whether other keys may stand beside them.
        open: bool,
    },
    /// A list of tables with these fields.
    TableList {
        /// The known keys of each.
        fields: &'static [Field],
        /// Whether other keys may stand beside them.
        open: bool,
    },
}

/// The pages on which a field has an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// All of them.
    All,
    /// Single pages and leaf bundles.
    Single,
    /// Sections, taxonomies, terms and the home page.
    List,
}
