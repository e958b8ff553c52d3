//! The content collections of a site: where their files lie, as far as the code says it in texts.

use crate::site::files::{Files, join};
use crate::site::shared::files::{below, first};
use regex::Regex;
use std::sync::LazyLock;

/// Where collections are defined; the later place is that of older releases.
pub const CONFIGS: &[&str] = &[
    "src/content.config.ts",
    "src/content.config.mjs",
    "src/content.config.js",
    "src/content.config.mts",
    "src/content/config.ts",
    "src/content/config.mjs",
    "src/content/config.js",
];

/// The folder in which a folder is a collection by itself.
const CONTENT: &str = "src/content";

/// `const blog = defineCollection(` and `blog: defineCollection(`.
static DEFINED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"['"]?([\w-]+)['"]?\s*(?::[^=:\n]+)?[=:]\s*defineCollection\s*\("#).ok());

/// `base: "./src/data/blog"`.
static BASE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\bbase\s*:\s*['"`]([^'"`$]+)['"`]"#).ok());

/// `collections = { blog, notes: noteCollection }`.
static EXPORTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\bcollections\s*=\s*\{([^{}]*)\}").ok());

/// `from './schemas'` and `import("../x.ts")`.
static IMPORTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]"#).ok());

/// One collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its name, which is that of its schema.
    pub name: String,
    /// The folder of its files below the root.
    pub folder: String,
}

/// The collections that are defined, and the folders of `src/content` besides.
pub fn collections(files: &dyn Files) -> Vec<Collection> {
    let code = first("", CONFIGS, files).and_then(|path| files.read(&path)).unwrap_or_default();
    let mut found = defined(&code);
    // Which folders there are counts, and not which posts are in them.
    for path in files.unrecorded().under(CONTENT) {
        if let Some(name) = folder_of(path).filter(|name| !is_known(&found, name)) {
            files.note(name);
            found.push(Collection { name: name.to_owned(), folder: format!("{CONTENT}/{name}") });
        }
    }
    found
}

/// Whether a file of that path makes a collection that is not among these, by the folder that it lies in.
pub fn makes_one(collections: &[Collection], path: &str) -> bool {
    folder_of(path).is_some_and(|name| !is_known(collections, name))
}

fn is_known(collections: &[Collection], name: &str) -> bool {
    collections.iter().any(|known| known.name == name)
}

/// The folder of [`CONTENT`] that a file lies in.
fn folder_of(path: &str) -> Option<&str> {
    Some(below(path, CONTENT)?.split_once('/')?.0)
}

/// The files that define the collections: the configuration and the modules beside it that it imports. `None` where there
/// is none, or one imports a module whose file cannot be told.
pub fn code(files: &dyn Files) -> Option<Vec<String>> {
    let mut found = vec![first("", CONFIGS, files)?];
    let mut at = 0;
    while let Some(path) = found.get(at).cloned() {
        let (folder, _) = path.rsplit_once('/')?;
        let text = files.read(&path)?;
        for module in IMPORTED.as_ref()?.captures_iter(&text).filter_map(|found| Some(found.get(1)?.as_str()))
        {
            match module.chars().next()? {
                '.' => {
                    let file = module_file(files, &join(folder, module)?)?;
                    if !found.contains(&file) {
                        found.push(file);
                    }
                }
                // An alias of a folder of the site: which one, the settings of TypeScript know.
                '~' | '#' | '/' => return None,
                _ if module.starts_with("@/") || module.starts_with("src/") => return None,
                _ => {}
            }
        }
        at += 1;
    }
    Some(found)
}

/// The file of a module, which may be named without its extension.
fn module_file(files: &dyn Files, path: &str) -> Option<String> {
    let bare = path.trim_end_matches(".js");
    let ends = ["", ".ts", ".js", ".mjs", ".mts", "/index.ts", "/index.js"];
    let names = ends.iter().map(|end| format!("{path}{end}")).chain([format!("{bare}.ts")]);
    names.into_iter().find(|name| files.exists(name))
}

/// The collection that a file belongs to: the one with the longest folder above it.
pub fn of<'c>(collections: &'c [Collection], path: &str) -> Option<&'c Collection> {
    let above = collections.iter().filter(|own| below(path, &own.folder).is_some());
    above.max_by_key(|own| own.folder.len())
}

fn defined(code: &str) -> Vec<Collection> {
    let (Some(defined), Some(base)) = (DEFINED.as_ref(), BASE.as_ref()) else { return Vec::new() };
    let starts: Vec<(usize, &str)> = defined
        .captures_iter(code)
        .filter_map(|found| Some((found.get(0)?.end(), found.get(1)?.as_str())))
        .collect();
    let mut collections = Vec::new();
    for (index, (start, variable)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(code.len(), |(next, _)| *next);
        let body = code.get(*start..end).unwrap_or_default();
        let name = exported_as(code, variable);
        let folder = match base.captures(body).and_then(|found| found.get(1)) {
            Some(base) => base.as_str().trim_start_matches("./").trim_matches('/').to_owned(),
            None if body.contains("loader") => continue,
            None => format!("{CONTENT}/{name}"),
        };
        collections.push(Collection { name, folder });
    }
    collections
}

/// The name under which a variable is exported; its own when nothing else is said.
fn exported_as(code: &str, variable: &str) -> String {
    let list = EXPORTED.as_ref().and_then(|exported| exported.captures(code)).and_then(|found| found.get(1));
    let pairs = list.map_or("", |list| list.as_str()).split(',').filter_map(|pair| pair.split_once(':'));
    let mut named = pairs.filter(|(_, value)| value.trim() == variable);
    named.next().map_or(variable, |(name, _)| name.trim().trim_matches(['"', '\''])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn folders_are_read_from_the_code_and_from_the_disk() {
        let code = "const post = defineCollection({ loader: glob({ base: './content/posts', pattern: '**/*.md' }) });\n\
                    const data = defineCollection({ loader: file('x.json') });\n\
                    const old = defineCollection({ schema: z.object({}) });\n\
                    export const collections = { blog: post, data, old };\n";
        let files = [("src/content.config.ts", code), ("src/content/spec/a.md", "")];
        let files = MemoryFiles::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let found = collections(&files);
        let shown: Vec<String> = found.iter().map(|own| format!("{} {}", own.name, own.folder)).collect();
        assert_eq!(shown, ["blog content/posts", "old src/content/old", "spec src/content/spec"]);
        assert_eq!(of(&found, "content/posts/a/b.md").map(|own| own.name.as_str()), Some("blog"));
        assert_eq!(of(&found, "content/a.md"), None);
        let makes_one = |path| makes_one(&found, path);
        assert!(makes_one("src/content/new/a.md"));
        assert!(
            !makes_one("src/content/spec/b.md") && !makes_one("src/content/a.md") && !makes_one("new/a.md")
        );
    }
}
