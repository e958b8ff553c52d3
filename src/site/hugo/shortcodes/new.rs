//! A template to start from, for a shortcode that a post calls and nobody has written.

use crate::site::files::{Files, RelPath};
use crate::site::shortcode::{Inner, Param, ShortcodeDef};
use crate::site::version::Version;

/// The folder since the release of this version, and the one before it.
const NEW_FOLDER: &str = "layouts/_shortcodes";
const OLD_FOLDER: &str = "layouts/shortcodes";
const FOLDER_MOVED: Version = Version::new(0, 146, 0);

/// The path and the text of a template that shows what the call hands over. A site that has templates in the old
/// folder keeps them together there, which every release reads.
pub fn new_template(wanted: &ShortcodeDef, version: Version, files: &dyn Files) -> (RelPath, String) {
    let stays_old = !files.under(OLD_FOLDER).is_empty() && files.under(NEW_FOLDER).is_empty();
    let folder = if version < FOLDER_MOVED || stays_old { OLD_FOLDER } else { NEW_FOLDER };
    (format!("{folder}/{}.html", wanted.name).into(), text(wanted))
}

fn text(wanted: &ShortcodeDef) -> String {
    let class = wanted.name.replace('/', "-");
    let mut text =
        format!("{{{{/* {}: say here what it shows. */}}}}\n<div class=\"{class}\">\n", wanted.name);
    for param in &wanted.params {
        text.push_str(&format!("  {{{{ with .Get {} }}}}<p>{{{{ . }}}}</p>{{{{ end }}}}\n", argument(param)));
    }
    if wanted.inner == Inner::Used {
        text.push_str("  {{ .Inner | .Page.RenderString }}\n");
    }
    text.push_str("</div>\n");
    text
}

fn argument(param: &Param) -> String {
    match param.position {
        Some(position) => position.to_string(),
        None => format!("\"{}\"", param.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::site::hugo::shortcodes::shortcode_of;
    use crate::site::shortcode::{Origin, ParamStyle};

    fn wanted() -> ShortcodeDef {
        ShortcodeDef {
            name: "media/clip".into(),
            params: vec![Param { name: "src".into(), ..Param::default() }],
            open: false,
            style: ParamStyle::Named,
            inner: Inner::Used,
            doc: String::new(),
            origin: Origin::Builtin(""),
        }
    }

    #[test]
    fn the_template_takes_what_the_call_gives() {
        let newest = Version::new(0, 168, 0);
        let (path, text) = new_template(&wanted(), newest, &MemoryFiles::default());
        assert_eq!(&*path, "layouts/_shortcodes/media/clip.html");
        let def = shortcode_of(&path, &text).unwrap();
        let names: Vec<&str> = def.params.iter().map(|param| param.name.as_str()).collect();
        assert_eq!((def.name.as_str(), names, def.inner), ("media/clip", vec!["src"], Inner::Used));
    }

    #[test]
    fn it_goes_where_this_release_and_this_site_have_theirs() {
        let old_site = MemoryFiles::new([("layouts/shortcodes/a.html".to_string(), String::new())]);
        let both = MemoryFiles::new(
            ["layouts/shortcodes/a.html", "layouts/_shortcodes/b.html"]
                .map(|path| (path.to_string(), String::new())),
        );
        let newest = Version::new(0, 168, 0);
        for (version, files, folder) in [
            (newest, &MemoryFiles::default(), NEW_FOLDER),
            (newest, &old_site, OLD_FOLDER),
            (newest, &both, NEW_FOLDER),
            (Version::new(0, 145, 0), &MemoryFiles::default(), OLD_FOLDER),
        ] {
            let (path, _) = new_template(&wanted(), version, files);
            assert!(path.starts_with(&format!("{folder}/")), "{path}");
        }
    }
}
