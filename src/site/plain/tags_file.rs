//! The tags that Docusaurus reads from the `tags.yml` of a folder of docs or posts, and what it does about others.

use crate::site::files::Files;
use crate::site::model::{DeclaredTerm, DeclaredTerms, OtherTerms};
use crate::site::shared::config;
use crate::site::shared::files::{below, first};
use regex::Regex;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The name of the file (`docusaurus-utils-validation/src/tagsFile.ts`).
pub const NAME: &str = "tags.yml";

/// The names of the configuration.
pub const CONFIGS: &[&str] = &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"];

/// So many files are read: each version of the docs has one, and no site has more versions than this.
const MAX_FILES: usize = 64;

/// `onInlineTags: 'warn'`, and the option in any other way.
static OPTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\bonInlineTags\b(?:['"]?\s*:\s*['"](\w+)['"]\s*(?:[,}\r\n]|$))?"#).ok());

/// Another name of the file, or none: `tags: false`.
static OTHER_FILE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\btags['"]?\s*[:,]"#).ok());

/// Reads the files of a site, whose tags are the taxonomy of that index. One that the build would turn away is left out.
pub fn load(files: &dyn Files, taxonomy: usize) -> Vec<DeclaredTerms> {
    let code = first("", CONFIGS, files).and_then(|path| files.read(&path)).unwrap_or_default();
    let others = others(&code);
    let paths = files.matching(&is_tags_file).into_iter().take(MAX_FILES);
    let read =
        paths.map(|path| DeclaredTerms { path: path.clone(), taxonomy, terms: terms(files, path), others });
    read.filter(|file| !file.terms.is_empty()).collect()
}

/// The file that holds for the post at `path`: the one of the folder of all docs, or of all posts, above it.
pub fn above<'f>(files: &'f [DeclaredTerms], path: &str) -> Option<&'f DeclaredTerms> {
    let above = files.iter().filter(|file| below(path, folder(&file.path)).is_some());
    above.min_by_key(|file| file.path.len())
}

/// Whether a file is one of them.
pub fn is_tags_file(path: &str) -> bool {
    path.rsplit('/').next() == Some(NAME)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The tags of a file; none where the build would turn the file away.
fn terms(files: &dyn Files, path: &str) -> Vec<DeclaredTerm> {
    let Ok(tree) = config::yaml(files, path) else { return Vec::new() };
    let sorted: BTreeMap<&String, _> = tree.as_object().into_iter().flatten().collect();
    let term = |(name, tag): (&String, &serde_json::Value)| DeclaredTerm {
        name: SmolStr::new(name),
        label: config::text(tag, "label").map_or_else(|| capitalized(name), SmolStr::from),
        doc: config::text(tag, "description").unwrap_or_default(),
    };
    sorted.into_iter().map(term).collect()
}

/// Without a label the name is shown, its first letter large and all others small (`normalizeTagsFile`).
fn capitalized(name: &str) -> SmolStr {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// What the code of a configuration says: only where each mention of the option says so in plain words, since which
/// of the plugins one belongs to is not known, and only of `tags.yml`.
fn others(code: &str) -> OtherTerms {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let names_other_file = OTHER_FILE.as_ref().is_none_or(|pattern| pattern.is_match(&code));
    let Some(option) = OPTION.as_ref().filter(|_| !names_other_file) else { return OtherTerms::Taken };
    let said: Vec<OtherTerms> = option
        .captures_iter(&code)
        .map(|found| match found.get(1).map(|word| word.as_str()) {
            Some("warn") => OtherTerms::Warned,
            Some("throw") => OtherTerms::Refused,
            _ => OtherTerms::Taken,
        })
        .collect();
    match said.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => *first,
        [_, ..] if !said.contains(&OtherTerms::Taken) => OtherTerms::Warned,
        _ => OtherTerms::Taken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn the_file_of_the_folder_above_a_post_declares_its_tags() {
        let pair = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        let files = MemoryFiles::new(
            [
                (
                    "docs/tags.yml",
                    "b-c:\n  label: B and C\n  description: Both.\nRye BREAD:\n2024: {label: 5}\n",
                ),
                ("docs/deep/tags.yml", "x:\n"),
                ("blog/tags.yml", "- no\n- table\n"),
                ("broken/tags.yml", "a: [\n"),
            ]
            .map(pair),
        );
        let tags = load(&files, 3);
        for (path, expected) in [
            ("docs/a.md", "2024=5: b-c=B and C:Both. Rye BREAD=Rye bread:"),
            ("docs/deep/a.md", "2024=5: b-c=B and C:Both. Rye BREAD=Rye bread:"),
            ("docsy/a.md", ""),
            ("blog/a.md", ""),
            ("broken/a.md", ""),
        ] {
            let terms = above(&tags, path).map_or(&[][..], |file| &file.terms);
            let mut shown: Vec<String> =
                terms.iter().map(|term| format!("{}={}:{}", term.name, term.label, term.doc)).collect();
            shown.sort_by_key(|term| term.to_lowercase());
            assert_eq!(shown.join(" "), expected, "{path}");
        }
    }

    #[test]
    fn only_what_a_configuration_says_in_plain_words_counts() {
        use OtherTerms::*;
        for (code, expected) in [
            ("docs: { onInlineTags: 'warn' },", Warned),
            ("docs: { \"onInlineTags\": \"throw\",\n}", Refused),
            ("docs: { onInlineTags: 'throw' }, blog: { onInlineTags: 'warn' }", Warned),
            ("docs: { onInlineTags: 'throw' }, blog: { onInlineTags: 'ignore' }", Taken),
            ("docs: { onInlineTags: isCI ? 'throw' : 'warn' }", Taken),
            ("docs: { onInlineTags: 'warn' + x }", Taken),
            ("docs: { onInlineTags }", Taken),
            ("docs: { onInlineTags: 'warn', tags: 'other.yml' }", Taken),
            ("// onInlineTags: 'throw'\n", Taken),
            ("// blog: { tags: false }\nonInlineTags: 'throw'\n", Refused),
            ("", Taken),
        ] {
            assert_eq!(others(code), expected, "{code}");
        }
    }
}
