//! Signature help inside a shortcode call: its parameters, and which one the cursor is at.

use crate::site::shortcode::{Param, ParamStyle, ShortcodeDef};
use crate::syntax::shortcode::cursor::{self, Cursor, Place, ValueOf};
use crate::world::Snapshot;
use smol_str::SmolStr;
use std::ops::Range;
use std::path::Path;

/// The signature of one call.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The whole line: `figure src="…" alt="…"`.
    pub label: String,
    /// Markdown.
    pub documentation: String,
    /// The parameters, in the order of the label.
    pub params: Vec<SignatureParam>,
    /// Index of the parameter that the cursor is at.
    pub active: Option<usize>,
}

/// One parameter of a signature.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureParam {
    /// Its bytes in the label.
    pub label: Range<usize>,
    /// Markdown.
    pub documentation: String,
}

/// The signature of the call around byte `offset`; `None` outside of calls and for shortcodes that are not known.
pub fn signature(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Signature> {
    let view = snapshot.post(path)?;
    let cursor = cursor::at(&view.document.shortcodes, &view.text, offset)?;
    let call = view.document.shortcodes.calls.get(cursor.call)?;
    let def = view.site.corpus.shortcodes.def(&call.name)?;
    let named = call.args.iter().any(|arg| arg.name.is_some());
    let positional = call.args.iter().any(|arg| arg.name.is_none());
    let style = style_of(def, named, positional);
    Some(render(def, style, active(def, &cursor)))
}

/// One line that shows how a shortcode is called: `figure src="…" [alt="…"]`, `slideshare 0 1`.
pub fn usage_line(def: &ShortcodeDef) -> String {
    render(def, style_of(def, false, false), None).label
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Named,
    Positional,
}

fn style_of(def: &ShortcodeDef, named: bool, positional: bool) -> Style {
    match def.style {
        ParamStyle::Named => Style::Named,
        ParamStyle::Positional => Style::Positional,
        ParamStyle::Either if named => Style::Named,
        ParamStyle::Either if positional => Style::Positional,
        ParamStyle::Either if def.params.iter().all(|param| param.name.is_empty()) => Style::Positional,
        ParamStyle::Either => Style::Named,
    }
}

fn render(def: &ShortcodeDef, style: Style, active: Option<usize>) -> Signature {
    let mut label = def.name.to_string();
    let mut params = Vec::new();
    let mut shown = None;
    for (index, param) in def.params.iter().enumerate() {
        let Some(text) = param_text(param, style) else { continue };
        label.push(' ');
        let start = label.len();
        label.push_str(&text);
        if active == Some(index) {
            shown = Some(params.len());
        }
        params.push(SignatureParam { label: start..label.len(), documentation: param_doc(param) });
    }
    if def.open {
        label.push_str(" …");
    }
    Signature { label, documentation: def.doc.clone(), params, active: shown }
}

fn param_text(param: &Param, style: Style) -> Option<String> {
    use crate::site::shortcode::Required;
    let text = match style {
        Style::Named if !param.name.is_empty() => format!("{}=\"…\"", param.name),
        Style::Positional => {
            let position = param.position?;
            let name = if param.name.is_empty() { format!("{position}") } else { param.name.to_string() };
            format!("<{name}>")
        }
        Style::Named => return None,
    };
    Some(if param.required == Required::Required { text } else { format!("[{text}]") })
}

/// Markdown about one parameter: its text, its default, its values.
pub fn param_doc(param: &Param) -> String {
    let mut parts = Vec::new();
    if !param.doc.is_empty() {
        parts.push(param.doc.clone());
    }
    if let Some(default) = &param.default {
        parts.push(format!("Default: `{default}`."));
    }
    if !param.values.is_empty() {
        let values: Vec<String> = param.values.iter().map(|value| format!("`{value}`")).collect();
        parts.push(format!("Values: {}.", values.join(", ")));
    }
    parts.join(" ")
}

fn active(def: &ShortcodeDef, cursor: &Cursor) -> Option<usize> {
    let by_name = |name: &SmolStr| def.params.iter().position(|param| param.name == *name);
    let by_position =
        |position: usize| def.params.iter().position(|param| param.position == u32::try_from(position).ok());
    match &cursor.place {
        Place::Value { of: ValueOf::Name(name), .. } => by_name(name),
        Place::Value { of: ValueOf::Position(position), .. } => by_position(*position),
        Place::Param { named, position, .. } if named.is_empty() => by_position(*position),
        Place::Param { .. } | Place::Name { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/card.html
{{/* A card.
@param title The headline.
*/}}
<div>{{ .Get \"title\" }}{{ .Get \"size\" | default \"small\" }}</div>
//- /layouts/shortcodes/slide.html
{{ .Get 0 }}{{ .Get 1 }}
//- /content/a.md
";

    fn check(post: &str, expected: Expect) {
        let fixture = Fixture::new(&format!("{SITE}{post}\n"));
        let shown = match signature(&fixture.snapshot(), &fixture.path, fixture.offset) {
            None => "none".to_string(),
            Some(signature) => {
                let active = signature.active.and_then(|index| signature.params.get(index));
                let active = active.map_or("-", |param| &signature.label[param.label.clone()]);
                format!("{} | {} | {active}", signature.label, signature.documentation)
            }
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn the_named_parameter_under_the_cursor() {
        check(
            "{{< card title=\"$0\" >}}",
            expect![[r#"card [title="…"] [size="…"] | A card. | [title="…"]"#]],
        );
    }

    #[test]
    fn the_next_positional_parameter() {
        check("{{< slide a $0 >}}", expect!["slide [<0>] [<1>] |  | [<1>]"]);
    }

    #[test]
    fn nothing_outside_of_calls_and_for_unknown_ones() {
        check("{{< card >}} $0", expect!["none"]);
        check("{{< nothing $0 >}}", expect!["none"]);
    }
}
