//! The shortcode that a template of the site, of its theme or of a vendored module defines.

use crate::site::files::RelPath;
use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use crate::syntax::template::{self, Presence, Reads, TemplateInner, TemplateParam, TemplateStyle};
use smol_str::{SmolStr, SmolStrBuilder};

/// What the template `text` at `path` defines; `None` when the path is not one of a shortcode.
pub fn shortcode_of(path: &RelPath, text: &str) -> Option<ShortcodeDef> {
    let name = shortcode_name(path)?;
    let facts = template::infer(text);
    let mut params: Vec<Param> = facts.params.into_iter().map(param).collect();
    params.sort_by_key(|param| param.position.unwrap_or(u32::MAX));
    Some(ShortcodeDef {
        name,
        params,
        open: facts.reads == Reads::Any,
        style: match facts.style {
            TemplateStyle::Named => ParamStyle::Named,
            TemplateStyle::Positional => ParamStyle::Positional,
            TemplateStyle::Either => ParamStyle::Either,
        },
        inner: match facts.inner {
            TemplateInner::Used => Inner::Used,
            TemplateInner::Unused => Inner::Unused,
            TemplateInner::Unknown => Inner::Unknown,
        },
        doc: facts.doc.unwrap_or_default(),
        origin: Origin::Template(path.clone()),
    })
}

/// The name by which calls reach the template at `path`: its place below `layouts/_shortcodes` (or the older
/// `layouts/shortcodes`) without any extension, spaces as hyphens. `None` for any other path.
///
/// `layouts` may stand anywhere in the path, since themes and vendored modules have one of their own, and a
/// section may have a `_shortcodes` of its own (oracle group `shortcode-lookup`).
pub fn shortcode_name(path: &str) -> Option<SmolStr> {
    let parts: Vec<&str> = path.split('/').collect();
    let layouts = parts.iter().rposition(|part| *part == "layouts")?;
    let below = parts.get(layouts + 1..)?;
    let folder = match below.first() {
        Some(&"shortcodes") => 0,
        _ => below.iter().position(|part| *part == "_shortcodes")?,
    };
    let (file, folders) = below.get(folder + 1..)?.split_last()?;
    let stem = file.split('.').next().filter(|stem| !stem.is_empty() && file.len() > stem.len())?;
    let mut name = SmolStrBuilder::new();
    for part in folders {
        name.push_str(part);
        name.push('/');
    }
    name.push_str(&stem.replace(' ', "-"));
    Some(name.finish())
}

fn param(found: TemplateParam) -> Param {
    let kind = kind_of(&found);
    Param {
        name: found.name.unwrap_or_default(),
        position: found.position,
        doc: found.doc.unwrap_or_default(),
        default: found.default,
        values: found.values,
        required: match found.presence {
            Presence::Required => Required::Required,
            Presence::Optional => Required::Optional,
        },
        kind,
    }
}

/// A template does not say what a value is; its name and its default mostly do.
fn kind_of(found: &TemplateParam) -> ParamKind {
    let is_bool = |text: &str| matches!(text, "true" | "false");
    let by_name = found.name.as_deref().and_then(ParamKind::of_name);
    let has_bools = found.default.as_deref().is_some_and(is_bool)
        || (!found.values.is_empty() && found.values.iter().all(|value| is_bool(value)));
    match by_name {
        Some(ParamKind::File) => ParamKind::File,
        _ if has_bools => ParamKind::Bool,
        _ => by_name.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_place_below_the_folder_of_shortcodes() {
        for (path, name) in [
            ("layouts/shortcodes/note.html", Some("note")),
            ("layouts/_shortcodes/note.html", Some("note")),
            ("layouts/_shortcodes/media/video.html", Some("media/video")),
            ("layouts/_shortcodes/note.en.html", Some("note")),
            ("layouts/_shortcodes/my code.html", Some("my-code")),
            ("layouts/posts/_shortcodes/note.html", Some("note")),
            ("themes/ink/layouts/shortcodes/note.html", Some("note")),
            ("_vendor/github.com/a/b/layouts/_shortcodes/note.md", Some("note")),
            // A section may be called so; only the new folder works below one.
            ("layouts/posts/shortcodes/note.html", None),
            ("layouts/partials/note.html", None),
            ("layouts/shortcodes/README", None),
            ("content/shortcodes/note.html", None),
        ] {
            assert_eq!(shortcode_name(path).as_deref(), name, "{path}");
        }
    }

    #[test]
    fn parameters_keep_what_the_template_says_of_them() {
        let path = RelPath::from("layouts/shortcodes/clip.html");
        let text = "{{/* A clip. */}}{{ $src := .Get \"src\" | default (.Get 0) }}{{ .Get \"mute\" | default false }}";
        let def = shortcode_of(&path, text).expect("a shortcode");
        let seen: Vec<_> =
            def.params.iter().map(|param| (param.name.as_str(), param.position, param.kind)).collect();
        assert_eq!(seen, [("src", Some(0), ParamKind::File), ("mute", None, ParamKind::Bool)]);
        assert_eq!((def.doc.as_str(), def.inner), ("A clip.", Inner::Unused));
    }
}
