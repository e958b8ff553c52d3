//! Which version of Zola builds a site, and so which of its two syntaxes the posts are written in.
//!
//! Zola 0.23 took shortcodes away and reads whole posts as Tera 2 templates, so a wrong guess would turn good posts
//! into errors: what the site's own files show comes first, and what nothing shows stays unknown.

use std::sync::LazyLock;

use regex::Regex;

use super::config::Config;
use super::layout;
use crate::site::files::{Files, RelPath};
use crate::site::version::{Version, VersionHint, VersionSource};

/// The newest release whose behaviour is described here.
pub const NEWEST: Version = Version::new(0, 23, 6);

/// The first release with components in place of shortcodes.
pub const COMPONENTS: Version = Version::new(0, 23, 0);

/// The last one with shortcodes.
const LAST_WITH_SHORTCODES: Version = Version::new(0, 22, 1);

/// The last one that reads a configuration with `generate_feed`.
const LAST_WITH_ONE_FEED: Version = Version::new(0, 18, 0);

/// How the body of a post is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// Shortcodes: up to 0.22.
    Shortcodes,
    /// Components: from 0.23 on.
    Components,
    /// Nothing tells.
    Unknown,
}

/// The files that pin a version, the strongest first.
const PINS: &[&str] = &[
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
    ".gitlab-ci.yml",
    ".woodpecker.yml",
    "mise.toml",
    ".mise.toml",
    ".tool-versions",
    "Dockerfile",
    "flake.nix",
    "build.sh",
    "Makefile",
];

const WORKFLOWS: &str = ".github/workflows/";

/// `ZOLA_VERSION = "0.20.0"`, `zola-version: 0.20.0`, `zola_version=v0.20.0`.
static VARIABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)zola[_-]?version["']?\s*[:=]\s*["']?v?(\d+\.\d+(?:\.\d+)?)"#).ok());

/// `zola-deploy-action@v0.19.2`, `zola-v0.20.0-x86_64`, `ghcr.io/getzola/zola:v0.20.0`, `zola@0.20.0`.
static DOWNLOAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)zola(?:-deploy-action@v?|[-:@/]v?|/releases/download/v)(\d+\.\d+\.\d+)").ok()
});

/// `zola = "0.21.0"`, `zola 0.21.0`, `"aqua:getzola/zola" = "0.21.0"`.
static TOOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?im)^\s*["']?(?:[\w-]+:)?(?:[\w-]+/)?zola["']?\s*[:= ]\s*["']?v?(\d+\.\d+(?:\.\d+)?)"#)
        .ok()
});

/// The syntax of a site's posts and the version that it is judged by, where one is known. `pinned` is what the
/// user's settings say, and wins.
pub fn version(config: &Config, files: &dyn Files, pinned: Option<Version>) -> (Era, Option<VersionHint>) {
    if let Some(version) = pinned {
        let newest = version == Version::LATEST;
        let version = if newest { NEWEST } else { version };
        let source = if newest { VersionSource::Newest } else { VersionSource::Settings };
        return (era_of(version), Some(VersionHint { version, source }));
    }
    let pin = pin(files);
    let era = shown(config, files).or_else(|| Some(era_of(pin.as_ref()?.version))).unwrap_or(Era::Unknown);
    // A pin that contradicts the files is a leftover.
    let pin = pin.filter(|pin| era_of(pin.version) == era);
    (era, pin.or_else(|| assumed(era, config)))
}

/// Whether a file may pin a version: when it changes, the site is judged anew.
pub fn is_pin(path: &str) -> bool {
    PINS.contains(&path) || is_workflow(path)
}

/// Whether the text of a template defines a component, so that it needs 0.23.
pub fn defines_component(text: &str) -> bool {
    text.match_indices("{%").any(|(at, open)| {
        let rest = text.get(at + open.len()..).unwrap_or_default();
        let rest = rest.strip_prefix('-').unwrap_or(rest).trim_start();
        rest.strip_prefix("component").is_some_and(|rest| rest.starts_with(char::is_whitespace))
    })
}

fn era_of(version: Version) -> Era {
    if version < COMPONENTS { Era::Shortcodes } else { Era::Components }
}

fn assumed(era: Era, config: &Config) -> Option<VersionHint> {
    let version = match era {
        Era::Shortcodes if config.is_old => LAST_WITH_ONE_FEED,
        Era::Shortcodes => LAST_WITH_SHORTCODES,
        Era::Components => NEWEST,
        Era::Unknown => return None,
    };
    Some(VersionHint { version, source: VersionSource::Newest })
}

/// What the site's own files show: only 0.23 has the key and the tag, and only older releases read the folder or the old names
/// of the configuration.
fn shown(config: &Config, files: &dyn Files) -> Option<Era> {
    if config.untemplated.is_some() {
        return Some(Era::Components);
    }
    let folders = layout::template_folders(config);
    let templates = || folders.iter().flat_map(|folder| files.under(folder));
    if templates().any(|path| files.read(path).is_some_and(|text| defines_component(&text))) {
        return Some(Era::Components);
    }
    let has_shortcodes = || templates().any(|path| layout::shortcode_name(path, config).is_some());
    (config.is_old || has_shortcodes()).then_some(Era::Shortcodes)
}

fn pin(files: &dyn Files) -> Option<VersionHint> {
    let named = PINS.iter().filter(|path| files.exists(path)).map(|path| RelPath::from(*path));
    let workflows = files.under(WORKFLOWS).iter().filter(|path| is_workflow(path)).cloned();
    named.chain(workflows).find_map(|path| {
        let version = find(&path, &files.read(&path)?)?;
        Some(VersionHint { version, source: VersionSource::Pinned(path) })
    })
}

fn is_workflow(path: &str) -> bool {
    path.starts_with(WORKFLOWS) && (path.ends_with(".yml") || path.ends_with(".yaml"))
}

fn find(path: &str, text: &str) -> Option<Version> {
    let patterns: &[&LazyLock<Option<Regex>>] = match path {
        "mise.toml" | ".mise.toml" | ".tool-versions" => &[&TOOL, &VARIABLE],
        _ => &[&VARIABLE, &DOWNLOAD],
    };
    let captures = patterns.iter().find_map(|pattern| pattern.as_ref()?.captures(text))?;
    Version::find(captures.get(1)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    fn judged(files: &[(&str, &str)]) -> (Era, Option<Version>) {
        let files = MemoryFiles::new(files.iter().map(|(path, text)| (path.to_string(), text.to_string())));
        let (era, hint) = version(&Config::load(&files), &files, None);
        (era, hint.map(|hint| hint.version))
    }

    #[test]
    fn a_configuration_that_later_releases_refuse_is_an_old_ones() {
        const CONFIG: (&str, &str) = ("config.toml", "base_url = 'x'\ngenerate_feed = true\n");
        assert_eq!(judged(&[CONFIG]), (Era::Shortcodes, Some(LAST_WITH_ONE_FEED)));
        let workflow = (".github/workflows/a.yml", "uses: shalzz/zola-deploy-action@v0.17.2");
        assert_eq!(judged(&[CONFIG, workflow]).1, Some(Version::new(0, 17, 2)), "a pin says more");
    }

    #[test]
    fn pins_are_found_in_their_spellings() {
        for (path, text, version) in [
            ("netlify.toml", "[build.environment]\nZOLA_VERSION = \"0.19.2\"", Some((0, 19, 2))),
            (".github/workflows/a.yml", "uses: shalzz/zola-deploy-action@v0.18.0", Some((0, 18, 0))),
            (
                ".github/workflows/a.yml",
                "uses: taiki-e/install-action@v2\nwith: {tool: zola@0.21.0}",
                Some((0, 21, 0)),
            ),
            (
                ".github/workflows/a.yml",
                "wget https://github.com/getzola/zola/releases/download/v0.17.2/zola-v0.17.2-x86_64.tar.gz",
                Some((0, 17, 2)),
            ),
            ("mise.toml", "[tools]\nzola = \"0.21.0\"\n", Some((0, 21, 0))),
            ("Dockerfile", "FROM ghcr.io/getzola/zola:v0.20.0", Some((0, 20, 0))),
            ("Makefile", "serve:\n\tzola serve --port 1111\n", None),
        ] {
            let expected = version.map(|(major, minor, patch)| Version::new(major, minor, patch));
            assert_eq!(judged(&[(path, text)]).1, expected, "{path} {text}");
        }
    }

    #[test]
    fn the_files_of_a_site_show_its_syntax() {
        let old = ("templates/shortcodes/yt.html", "x");
        let new = ("templates/c.html", "{%- component yt(id: string) %}x{% endcomponent %}");
        let pin = ("netlify.toml", "ZOLA_VERSION = '0.19.2'");
        for (files, era, version) in [
            (vec![old], Era::Shortcodes, Some((0, 22, 1))),
            (vec![old, pin], Era::Shortcodes, Some((0, 19, 2))),
            (vec![new, pin], Era::Components, Some((0, 23, 6))),
            (vec![("zola.toml", "skip_content_templating = []")], Era::Components, Some((0, 23, 6))),
            (
                vec![("zola.toml", "theme = 't'"), ("themes/t/templates/shortcodes/a.md", "")],
                Era::Shortcodes,
                Some((0, 22, 1)),
            ),
            (vec![("themes/t/templates/shortcodes/a.md", "")], Era::Unknown, None),
            (vec![("templates/page.html", "{# {% components #}")], Era::Unknown, None),
        ] {
            let version = version.map(|(major, minor, patch)| Version::new(major, minor, patch));
            assert_eq!(judged(&files), (era, version), "{files:?}");
        }
    }
}
