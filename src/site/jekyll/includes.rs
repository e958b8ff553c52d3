//! The templates in `_includes`, which posts call with `include`, and the parameters that they read.

use crate::site::files::RelPath;
use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use regex::Regex;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// `include.name` and `include["name"]`.
static READ: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\binclude(?:\.([\w-]+)|\[\s*["']([\w-]+)["']\s*\])"#).ok());

/// `include.name == "value"`, and `include.name | default: "value"`.
static COMPARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\binclude\.([\w-]+)\s*(==|!=|\|\s*default:)\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))"#).ok()
});

/// The leading comment: `{% comment %}…{% endcomment %}` or `<!-- … -->`.
static COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\A\s*(?:\{%-?\s*comment\s*-?%\}(.*?)\{%-?\s*endcomment\s*-?%\}|<!--(.*?)-->)").ok()
});

/// `include` handed on whole, or asked by a name that is computed: any parameter may matter.
static OPEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\bin\s+include\b|\binclude\[\s*[^"'\s]|=\s*include\s*(?:\||-?%\})"#).ok());

/// What the include at `path` is, with the parameters that its text reads.
pub fn shortcode_of(path: &RelPath, name: &str, text: &str) -> ShortcodeDef {
    ShortcodeDef {
        name: SmolStr::new(name),
        params: params(text),
        open: OPEN.as_ref().is_some_and(|open| open.is_match(text)),
        style: ParamStyle::Named,
        // An empty one is a stand-in for something that is not known.
        inner: if text.trim().is_empty() { Inner::Unknown } else { Inner::Unused },
        doc: doc(text).unwrap_or_default(),
        origin: Origin::Template(path.clone()),
    }
}

/// A template that prints what a call gives.
pub fn new_template(wanted: &ShortcodeDef) -> String {
    let line = |param: &Param| format!("{{{{ include.{} }}}}\n", param.name);
    let lines: String = wanted.params.iter().filter(|param| !param.name.is_empty()).map(line).collect();
    if lines.is_empty() { "<p></p>\n".to_owned() } else { lines }
}

fn params(text: &str) -> Vec<Param> {
    let mut params: Vec<Param> = Vec::new();
    for found in READ.as_ref().into_iter().flat_map(|read| read.captures_iter(text)) {
        let name = found.get(1).or_else(|| found.get(2)).map_or("", |name| name.as_str());
        if !params.iter().any(|param| param.name == name) {
            params.push(Param { name: name.into(), kind: kind(name), ..Param::default() });
        }
    }
    for found in COMPARED.as_ref().into_iter().flat_map(|compared| compared.captures_iter(text)) {
        let part = |at: usize| found.get(at).map(|part| part.as_str());
        let Some(value) = part(3).or_else(|| part(4)).or_else(|| part(5)) else { continue };
        let Some(param) = params.iter_mut().find(|param| Some(param.name.as_str()) == part(1)) else {
            continue;
        };
        if part(2).is_some_and(|mark| mark.starts_with('|')) {
            param.default.get_or_insert_with(|| value.to_owned());
        } else if !matches!(value, "" | "nil" | "blank" | "empty")
            && !param.values.iter().any(|own| own == value)
        {
            param.values.push(value.into());
        }
    }
    for param in &mut params {
        let is_flag =
            !param.values.is_empty() && param.values.iter().all(|value| value == "true" || value == "false");
        if is_flag {
            param.kind = ParamKind::Bool;
        }
        param.required = Required::Optional;
    }
    params
}

fn kind(name: &str) -> ParamKind {
    match name {
        "src" | "file" | "image" | "img" | "image_path" | "poster" => ParamKind::File,
        "width" | "height" => ParamKind::Number,
        _ => ParamKind::Text,
    }
}

fn doc(text: &str) -> Option<String> {
    let found = COMMENT.as_ref()?.captures(text)?;
    let doc = found.get(1).or_else(|| found.get(2))?.as_str().trim();
    (!doc.is_empty()).then(|| doc.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_what_the_template_reads() {
        let text = "{% comment %} A box. {% endcomment %}\n<div class=\"{{ include.kind | default: 'info' }}\">\
                    {% if include.size == \"big\" %}{{ include['text'] }}{% endif %}{% include x.html %}</div>";
        let def = shortcode_of(&RelPath::from("_includes/box.html"), "box.html", text);
        let params: Vec<_> = def
            .params
            .iter()
            .map(|param| (param.name.as_str(), param.default.as_deref(), param.values.len()))
            .collect();
        assert_eq!(params, [("kind", Some("info"), 0), ("size", None, 1), ("text", None, 0)]);
        assert_eq!((def.doc.as_str(), def.inner, def.open), ("A box.", Inner::Unused, false));
    }

    #[test]
    fn a_template_that_hands_all_on_takes_anything() {
        for text in ["{% for x in include %}{% endfor %}", "{{ include[key] }}", "{% assign all = include %}"]
        {
            assert!(shortcode_of(&RelPath::from("_includes/a"), "a", text).open, "{text}");
        }
        assert_eq!(shortcode_of(&RelPath::from("_includes/a"), "a", " ").inner, Inner::Unknown);
    }
}
