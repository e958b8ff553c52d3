//! What can be told of a configuration that is code: the input folder, where it stands there as a text.

use crate::site::files::Files;
use crate::site::shared::files::first;
use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

/// The names of the configuration.
pub const NAMES: &[&str] = &[
    ".eleventy.js",
    ".eleventy.cjs",
    "eleventy.config.js",
    "eleventy.config.cjs",
    "eleventy.config.mjs",
    "eleventy.config.ts",
];

/// `input: "src"` and `setInputDirectory("src")`.
static INPUT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?:\binput['"]?\s*:|\bsetInputDirectory\()\s*['"]([^'"]+)['"]"#).ok());

/// The folder of the content below the root, empty for the root itself; `None` when the code computes it.
pub fn input(files: &dyn Files) -> Option<String> {
    let code = first("", NAMES, files).and_then(|path| files.read(&path)).unwrap_or_default();
    if let Some(found) = INPUT.as_ref()?.captures(&code) {
        let folder = found.get(1)?.as_str().trim_start_matches("./").trim_matches('/');
        return Some(if folder == "." { String::new() } else { folder.to_owned() });
    }
    let mentions = code.contains("input:") || code.contains("setInputDirectory") || code.contains("input,");
    (!mentions).then(String::new)
}

/// The file that says which release of Eleventy a site is built by.
pub const PACKAGE: &str = "package.json";

/// The first release that takes YAML's word for it that a tab cannot indent: it brings js-yaml 4. Those before, of which 2.0.1
/// was run, indent by tabs as well.
const WITHOUT_TABS: u32 = 3;

/// Whether the site may be built by a release that lets tabs indent.
pub fn lets_tabs_indent(files: &dyn Files) -> bool {
    let package = files.read(PACKAGE).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let Some(package) = package else { return false };
    let named =
        ["dependencies", "devDependencies"].map(|key| package.get(key)?.get("@11ty/eleventy")?.as_str());
    let major = |range: &str| {
        let from = range.find(|letter: char| letter.is_ascii_digit())?;
        range.get(from..)?.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<u32>().ok()
    };
    named.into_iter().flatten().filter_map(major).any(|major| major < WITHOUT_TABS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn old_releases_let_tabs_indent() {
        for (range, expected) in [("^2.0.1", true), ("~1", true), (">=3", false), ("latest", false)] {
            let package = format!("{{\"devDependencies\": {{\"@11ty/eleventy\": \"{range}\"}}}}");
            let files = MemoryFiles::new([(PACKAGE.to_owned(), package)]);
            assert_eq!(lets_tabs_indent(&files), expected, "{range}");
        }
        assert!(!lets_tabs_indent(&MemoryFiles::default()));
    }

    #[test]
    fn the_input_folder_is_read_where_it_is_a_text() {
        for (code, expected) in [
            ("return { dir: { input: './src/' } }", Some("src")),
            ("config.setInputDirectory(\"content\")", Some("content")),
            ("return { dir: { input: \".\" } }", Some("")),
            ("return { dir: { input: folder } }", None),
            ("module.exports = {}", Some("")),
        ] {
            let files = MemoryFiles::new([(".eleventy.js".to_owned(), code.to_owned())]);
            assert_eq!(input(&files).as_deref(), expected, "{code}");
        }
    }
}
