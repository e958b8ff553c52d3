//! Which version of Hugo builds a site: pinned by one of its files, or else the newest that is known here.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::config::Settings;
use crate::site::files::{Files, RelPath};
use crate::site::version::{Version, VersionHint, VersionSource};

/// The newest release whose behaviour the tables here describe.
pub const NEWEST: Version = Version::new(0, 168, 0);

/// The files that pin a version, the strongest first: what deploys a site before what only prepares a machine.
const PINS: &[&str] = &[
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
    "wrangler.jsonc",
    "render.yaml",
    "amplify.yml",
    ".gitlab-ci.yml",
    ".hugo-version",
    ".hugoversion",
    "mise.toml",
    ".mise.toml",
    ".tool-versions",
    "package.json",
    "Dockerfile",
    "docker-compose.yml",
    "docker-compose.yaml",
];

/// The folder of GitHub's workflows, which come after `netlify.toml` and its kin.
const WORKFLOWS: &str = ".github/workflows";

/// `HUGO_VERSION = "0.152.0"`, `hugo-version: 0.152.0`, `ARG HUGO_VERSION=0.152.0`.
static VARIABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)hugo[_-]?version["']?\s*[:=]\s*["']?v?(\d+\.\d+(?:\.\d+)?)"#).ok());

/// `hugo_extended_0.152.0_linux-amd64.tar.gz`, `klakegg/hugo:0.107.0-ext`, `.../hugo_extended:0.152.0`.
static DOWNLOAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)hugo(?:_extended)?(?:_withdeploy)?(?:_|:)(?:[a-z-]*)v?(\d+\.\d+\.\d+)").ok()
});

/// `hugo = "0.152.0"`, `hugo extended_0.152.0`, `"hugo-extended": "^0.152.0"`, with or without a prefix.
static TOOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?im)^\s*["']?(?:[\w-]+:)?(?:[\w-]+/)?(?:go)?hugo(?:-extended)?["']?\s*[:= ]\s*["']?[\^~>=v]*(?:extended_)?(\d+\.\d+(?:\.\d+)?)"#).ok()
});

/// `"hugo-bin": { "version": "0.152.0" }`; the version of the package `hugo-bin` itself is not that of Hugo.
static HUGO_BIN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#""hugo-bin"\s*:\s*\{[^}]*"version"\s*:\s*"v?(\d+\.\d+\.\d+)""#).ok());

/// The version of a site, and how it is known. `pinned` is what the user's settings say.
pub fn version(settings: &Settings, files: &dyn Files, pinned: Option<Version>) -> VersionHint {
    if pinned == Some(Version::LATEST) {
        return VersionHint { version: NEWEST, source: VersionSource::Newest };
    }
    if let Some(version) = pinned {
        return VersionHint { version, source: VersionSource::Settings };
    }
    let found = pin_paths(files).into_iter().find_map(|path| Some((find(&path, &files.read(&path)?)?, path)));
    match found {
        Some((version, path)) => VersionHint { version, source: VersionSource::Pinned(path) },
        None => VersionHint { version: assumed(settings), source: VersionSource::Newest },
    }
}

/// Whether a file may pin a version: when it changes, the site is judged anew.
pub fn is_pin(path: &str) -> bool {
    PINS.contains(&path) || is_workflow(path)
}

fn pin_paths(files: &dyn Files) -> Vec<RelPath> {
    let named = PINS.iter().filter(|path| files.exists(path)).map(|path| RelPath::from(*path));
    let mut paths: Vec<RelPath> = named.collect();
    paths.extend(files.under(WORKFLOWS).iter().filter(|path| is_workflow(path)).cloned());
    paths
}

fn is_workflow(path: &str) -> bool {
    path.starts_with(".github/workflows/") && (path.ends_with(".yml") || path.ends_with(".yaml"))
}

fn find(path: &str, text: &str) -> Option<Version> {
    let patterns: &[&LazyLock<Option<Regex>>] = match path {
        ".hugo-version" | ".hugoversion" => return Version::find(text),
        "mise.toml" | ".mise.toml" | ".tool-versions" => &[&TOOL, &VARIABLE],
        "package.json" => &[&HUGO_BIN, &TOOL],
        _ => &[&VARIABLE, &DOWNLOAD],
    };
    let captures = patterns.iter().find_map(|pattern| pattern.as_ref()?.captures(text))?;
    Version::find(captures.get(1)?.as_str())
}

/// `module.hugoVersion` gives bounds, no pin: a site that needs at least 0.112 is built by today's release.
fn assumed(settings: &Settings) -> Version {
    let bound =
        |key: &str| settings.module.hugoversion.get(key).and_then(Value::as_str).and_then(Version::find);
    let version = bound("min").map_or(NEWEST, |min| NEWEST.max(min));
    bound("max").map_or(version, |max| version.min(max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    #[test]
    fn pins_are_found_in_all_their_spellings() {
        for (path, text, version) in [
            ("netlify.toml", "[build.environment]\nHUGO_VERSION = \"0.152.0\"", Some((0, 152, 0))),
            (".github/workflows/deploy.yml", "env:\n  HUGO_VERSION: 0.128.1\n", Some((0, 128, 1))),
            (".github/workflows/gh.yaml", "with:\n  hugo-version: '0.119.0'\n", Some((0, 119, 0))),
            (".github/workflows/gh.yaml", "with:\n  hugo-version: 'latest'\n", None),
            (".github/workflows/w.yml", "wget hugo_extended_0.111.3_linux-amd64.deb", Some((0, 111, 3))),
            ("Dockerfile", "FROM klakegg/hugo:0.107.0-ext-alpine", Some((0, 107, 0))),
            ("Dockerfile", "ARG HUGO_VERSION=0.107.0", Some((0, 107, 0))),
            (".hugo-version", "v0.150.1\n", Some((0, 150, 1))),
            (".tool-versions", "nodejs 20.1.0\nhugo extended_0.113.0\n", Some((0, 113, 0))),
            ("mise.toml", "[tools]\nnode = '20.1.0'\nhugo = \"0.152.2\"\n", Some((0, 152, 2))),
            ("mise.toml", "[tools]\n\"aqua:gohugoio/hugo\" = \"0.152.2\"\n", Some((0, 152, 2))),
            (
                "package.json",
                "{\n  \"devDependencies\": {\n    \"hugo-extended\": \"^0.140.0\"\n  }\n}",
                Some((0, 140, 0)),
            ),
            (
                "package.json",
                "{\"hugo-bin\": {\"buildTags\": \"extended\", \"version\": \"0.141.0\"}}",
                Some((0, 141, 0)),
            ),
            ("package.json", "{\"dependencies\": {\"hugo-bin\": \"^0.50.0\"}}", None),
            ("vercel.json", "{\"build\": {\"env\": {\"HUGO_VERSION\": \"0.145.0\"}}}", Some((0, 145, 0))),
        ] {
            let files = MemoryFiles::new([(path.to_owned(), text.to_owned())]);
            let hint = super::version(&Settings::default(), &files, None);
            let expected = version.map_or(
                VersionHint { version: NEWEST, source: VersionSource::Newest },
                |(major, minor, patch)| VersionHint {
                    version: Version::new(major, minor, patch),
                    source: VersionSource::Pinned(RelPath::from(path)),
                },
            );
            assert_eq!(hint, expected, "{path} {text}");
        }
    }

    #[test]
    fn what_the_user_asks_for_wins_over_a_pin() {
        let files = MemoryFiles::new([(".hugo-version".to_owned(), "0.63.1".to_owned())]);
        let asked = |version| super::version(&Settings::default(), &files, version).version;
        assert_eq!(asked(None), Version::new(0, 63, 1));
        assert_eq!(asked(Some(Version::new(0, 120, 0))), Version::new(0, 120, 0));
        assert_eq!(asked(Some(Version::LATEST)), NEWEST);
    }

    #[test]
    fn bounds_of_a_module_are_no_pin() {
        let settings = |json: &str| serde_json::from_str::<Settings>(json).unwrap_or_default();
        let min = settings(r#"{"module": {"hugoversion": {"min": "0.112.0"}}}"#);
        assert_eq!(assumed(&min), NEWEST);
        let max = settings(r#"{"module": {"hugoversion": {"max": "0.140.0"}}}"#);
        assert_eq!(assumed(&max), Version::new(0, 140, 0));
    }
}
