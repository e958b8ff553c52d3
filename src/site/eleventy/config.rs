//! What can be told of a configuration that is code: the input folder, where it stands there as a text.

use crate::site::files::Files;
use crate::site::shared::files::first;
use regex::Regex;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

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
