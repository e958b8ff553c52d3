//! A shortcode (or tag, or include) as a site defines it, whatever the generator calls it.

use crate::site::files::RelPath;
use smol_str::SmolStr;

/// One shortcode that posts of a site can call.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcodeDef {
    /// Its name as a call spells it: `figure`, `media/video`.
    pub name: SmolStr,
    /// Its parameters, those by position first.
    pub params: Vec<Param>,
    /// Whether parameters beside these may be given (the template hands all of them on).
    pub open: bool,
    /// Whether calls name their parameters, give them by position, or either.
    pub style: ParamStyle,
    /// What stands between the opening and the closing tag.
    pub inner: Inner,
    /// Markdown: from the manual or from the template's leading comment.
    pub doc: String,
    /// Where it is defined.
    pub origin: Origin,
}

/// One parameter of a shortcode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Param {
    /// Its name; empty when it is only given by position.
    pub name: SmolStr,
    /// Its position from 0; `None` when it is only given by name.
    pub position: Option<u32>,
    /// Markdown, may be empty.
    pub doc: String,
    /// The value when it is not given.
    pub default: Option<String>,
    /// The values that the template compares it with, or that the manual lists.
    pub values: Vec<SmolStr>,
    /// Whether the shortcode fails or is pointless without it.
    pub required: Required,
    /// Its value is a file of this site, a page of this site, or free.
    pub kind: ParamKind,
}

/// Whether a parameter must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Required {
    /// It may be left out.
    #[default]
    Optional,
    /// It must be given.
    Required,
}

/// What the value of a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParamKind {
    /// Free text.
    #[default]
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A file: a bundle resource, a static file or an asset.
    File,
    /// A file, by its path from the folder of the post.
    FileBeside,
    /// A page of this site, as a reference resolves it.
    Page,
    /// A page of this site, named by its file without folder and extension.
    PageName,
}

impl ParamKind {
    /// What the name of a parameter tells, in any case: `src` is a file, `width` a number.
    pub fn of_name(name: &str) -> Option<ParamKind> {
        match name.to_ascii_lowercase().as_str() {
            "src" | "file" | "image" | "img" | "poster" => Some(ParamKind::File),
            "width" | "height" => Some(ParamKind::Number),
            _ => None,
        }
    }
}

/// How calls give parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParamStyle {
    /// By name: `src="a.png"`.
    Named,
    /// By position: `a.png`.
    Positional,
    /// Either, or not known.
    #[default]
    Either,
}

/// What may stand between an opening and a closing tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inner {
    /// The template uses it, so a call must be closed.
    Used,
    /// The template does not: a closing tag is an error.
    Unused,
    /// Calls may be closed or not.
    Optional,
    /// The template is not on disk or is empty.
    #[default]
    Unknown,
}

/// Where a shortcode is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the generator itself; the address of its manual page.
    Builtin(&'static str),
    /// In a file of the site, its theme or a vendored module.
    Template(RelPath),
}
