//! What the site's render hooks do to links and images.

use super::super::config::Config;
use super::super::layout::Layout;
use crate::site::files::Files;
use crate::site::version::Version;

/// What happens to a destination on its way into the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hook {
    /// It is printed as written.
    Absent,
    /// Hugo's own hook looks for a page, a file beside the page and an asset, and else prints it as written.
    Embedded,
    /// The site's own template decides.
    Unknown,
}

/// The hooks of a site, and whether raw HTML gets into pages.
#[derive(Debug, Clone, Copy)]
pub struct Hooks {
    /// For links.
    pub link: Hook,
    /// For images.
    pub image: Hook,
    /// `markup.goldmark.renderer.unsafe`
    pub raw_html: bool,
}

/// The release that brought hooks of its own (D:render-hooks/links).
const EMBEDDED: Version = Version::new(0, 123, 0);

impl Hooks {
    /// Looks at the configuration and at the templates on disk.
    pub fn new(config: &Config, layout: &Layout, version: Version, files: &dyn Files) -> Self {
        let unsafe_html = config.get(&["markup", "goldmark", "renderer", "unsafe"]);
        Hooks {
            link: hook("link", config, layout, version, files),
            image: hook("image", config, layout, version, files),
            raw_html: unsafe_html.and_then(serde_json::Value::as_bool).unwrap_or(false),
        }
    }
}

fn hook(kind: &str, config: &Config, layout: &Layout, version: Version, files: &dyn Files) -> Hook {
    let name = format!("render-{kind}.");
    let own = files.matching(&|path| {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        folder.ends_with("_markup") && file.starts_with(&name) && layout.is_template(path)
    });
    let mut own = own.into_iter().peekable();
    if own.peek().is_some() {
        let prints = own.all(|path| files.read(path).is_some_and(|text| prints_as_written(&text)));
        return if prints { Hook::Absent } else { Hook::Unknown };
    }
    let setting = config.get(&["markup", "goldmark", "renderhooks", kind, "useembedded"]);
    let old = config.get(&["markup", "goldmark", "renderhooks", kind, "enabledefault"]);
    match (setting.and_then(serde_json::Value::as_str), old.and_then(serde_json::Value::as_bool)) {
        _ if version < EMBEDDED => Hook::Absent,
        (Some("always" | "fallback"), _) | (None, Some(true)) => Hook::Embedded,
        (Some("never"), _) | (None, Some(false)) => Hook::Absent,
        _ if config.is_multilingual() => Hook::Embedded,
        _ => Hook::Absent,
    }
}

/// Whether a template does no more with the destination than to print it: it neither looks anything up nor changes it.
fn prints_as_written(template: &str) -> bool {
    let changes = [
        "GetPage",
        "Resources",
        "resources",
        "partial",
        "relURL",
        "absURL",
        "relref",
        "relLangURL",
        "absLangURL",
        "replace",
        "printf",
        "strings.",
        "path.",
        "urls.Parse",
        "GetMatch",
        "ref ",
    ];
    template.contains(".Destination") && !changes.iter().any(|word| template.contains(word))
}

#[cfg(test)]
mod tests {
    use super::prints_as_written;

    #[test]
    fn a_template_that_looks_pages_up_is_not_foreseen() {
        let plain = "<a href=\"{{ .Destination | safeURL }}\"{{ if strings.HasPrefix .Destination \"http\" }} target=_blank{{ end }}>{{ .Text }}</a>";
        assert!(!prints_as_written(plain), "any function of `strings` may change it");
        assert!(prints_as_written("<a href=\"{{ .Destination | safeURL }}\">{{ .Text }}</a>"));
        assert!(!prints_as_written("{{ with .Page.GetPage .Destination }}{{ .RelPermalink }}{{ end }}"));
    }
}
