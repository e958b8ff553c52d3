//! Tables of the tags that a generator brings along, and the definitions made of them.

use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use smol_str::SmolStr;

/// One tag of a table.
#[derive(Debug)]
pub struct Tag {
    /// Its name.
    pub name: &'static str,
    /// Whether calls are closed.
    pub inner: Inner,
    /// Its parameters by position, in their order, and then those by name.
    pub params: &'static [TagParam],
    /// Markdown.
    pub doc: &'static str,
    /// Its page in the manual.
    pub url: &'static str,
}

/// One parameter of a tag.
#[derive(Debug)]
pub struct TagParam {
    /// Its name; of one by position, what stands there.
    pub name: &'static str,
    /// Its position; `None` when it is given by name.
    pub position: Option<u32>,
    /// The values that make sense.
    pub values: &'static [&'static str],
    /// What its value is.
    pub kind: ParamKind,
    /// Markdown.
    pub doc: &'static str,
}

impl TagParam {
    /// A parameter by position.
    pub const fn at(position: u32, name: &'static str, doc: &'static str) -> Self {
        TagParam { name, position: Some(position), values: &[], kind: ParamKind::Text, doc }
    }

    /// A parameter by name.
    pub const fn named(name: &'static str, doc: &'static str) -> Self {
        TagParam { name, position: None, values: &[], kind: ParamKind::Text, doc }
    }

    /// The same with the values that make sense.
    pub const fn values(self, values: &'static [&'static str]) -> Self {
        TagParam { values, ..self }
    }

    /// The same with another sort of value.
    pub const fn kind(self, kind: ParamKind) -> Self {
        TagParam { kind, ..self }
    }
}

/// The definitions of a table. All are open: what more a tag takes is for its generator to say.
pub fn definitions(tags: &[Tag]) -> Vec<ShortcodeDef> {
    tags.iter().map(definition).collect()
}

fn definition(tag: &Tag) -> ShortcodeDef {
    let by_position = tag.params.iter().any(|param| param.position.is_some());
    let by_name = tag.params.iter().any(|param| param.position.is_none());
    ShortcodeDef {
        name: SmolStr::new_static(tag.name),
        params: tag.params.iter().map(param).collect(),
        open: true,
        style: match (by_position, by_name) {
            (true, true) => ParamStyle::Either,
            (false, true) => ParamStyle::Named,
            _ => ParamStyle::Positional,
        },
        inner: tag.inner,
        doc: tag.doc.to_string(),
        origin: Origin::Builtin(tag.url),
    }
}

fn param(param: &TagParam) -> Param {
    Param {
        name: SmolStr::new_static(param.name),
        position: param.position,
        doc: param.doc.to_string(),
        default: None,
        values: param.values.iter().copied().map(SmolStr::new_static).collect(),
        required: Required::Optional,
        kind: param.kind,
    }
}
