//! The shortcode that a template of the site or of its theme defines, up to 0.22.

use super::infer::{self, Body, Found};
use crate::site::files::RelPath;
use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use crate::site::zola::config::Config;
use crate::site::zola::layout::shortcode_name;

/// What the template `text` at `path` defines; `None` when the path is not one of a shortcode.
pub fn shortcode_of(path: &RelPath, text: &str, config: &Config) -> Option<ShortcodeDef> {
    let (name, _) = shortcode_name(path, config)?;
    let facts = infer::infer(text);
    Some(ShortcodeDef {
        name: name.into(),
        params: facts.params.into_iter().map(param).collect(),
        open: facts.is_open,
        style: ParamStyle::Named,
        inner: match facts.body {
            // An empty file says nothing, and may be one whose text is not at hand.
            _ if text.trim().is_empty() => Inner::Unknown,
            Body::Required => Inner::Used,
            Body::Optional => Inner::Optional,
            Body::Unread => Inner::Unused,
        },
        doc: facts.doc.unwrap_or_default(),
        origin: Origin::Template(path.clone()),
    })
}

fn param(found: Found) -> Param {
    Param {
        kind: kind_of(&found),
        name: found.name,
        position: None,
        doc: String::new(),
        default: found.default,
        values: found.values,
        required: if found.guarded { Required::Optional } else { Required::Required },
    }
}

/// A template does not say what a value is; its name and its default mostly do.
fn kind_of(found: &Found) -> ParamKind {
    let by_name = ParamKind::of_name(&found.name);
    let default = found.default.as_deref().unwrap_or_default();
    match default {
        _ if by_name == Some(ParamKind::File) => ParamKind::File,
        "true" | "false" => ParamKind::Bool,
        _ if default.parse::<f64>().is_ok() => ParamKind::Number,
        _ => by_name.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_tells_its_parameters() {
        let path = RelPath::from("templates/shortcodes/clip.html");
        let text = "{# A clip. #}<v src='{{ src }}'{% if muted %} muted{% endif %} w={{ width | default(value=300) }}>{{ body }}</v>";
        let def = shortcode_of(&path, text, &Config::from(&toml::Table::new())).expect("a shortcode");
        let seen: Vec<_> =
            def.params.iter().map(|param| (param.name.as_str(), param.required, param.kind)).collect();
        assert_eq!(
            seen,
            [
                ("src", Required::Required, ParamKind::File),
                ("muted", Required::Optional, ParamKind::Text),
                ("width", Required::Optional, ParamKind::Number)
            ]
        );
        assert_eq!((def.doc.as_str(), def.inner), ("A clip.", Inner::Used));
        assert_eq!(def.params[2].default.as_deref(), Some("300"));
    }
}
