//! Directory data: `posts/posts.json` and `posts/posts.11tydata.json` give defaults to the files below `posts/`.

use crate::site::files::Files;
use crate::site::shared::config;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The data of each folder that has some.
#[derive(Debug, Default)]
pub struct DirectoryData {
    folders: BTreeMap<String, Map<String, Value>>,
}

impl DirectoryData {
    /// Reads the files of that kind. Those that are code are not run.
    pub fn load(files: &dyn Files) -> DirectoryData {
        let mut folders: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        for path in files.matching(&is_data) {
            let Some((folder, _)) = path.rsplit_once('/') else { continue };
            if let Some(Value::Object(table)) = config::json(files, path) {
                folders.entry(folder.to_owned()).or_default().extend(table);
            }
        }
        DirectoryData { folders }
    }

    /// The value that a file inherits for a key: the nearest folder above it that has one.
    pub fn get(&self, path: &str, key: &str) -> Option<&Value> {
        let above = std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'));
        above.into_iter().find_map(|(folder, _)| self.folders.get(folder)?.get(key))
    }

    /// Whether code beside or above a file may give it more.
    pub fn is_data(path: &str) -> bool {
        is_data(path)
    }
}

/// `a/b/b.json` and `a/b/b.11tydata.json`.
fn is_data(path: &str) -> bool {
    let Some((folder, file)) = path.rsplit_once('/') else { return false };
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let stem = file.strip_suffix(".11tydata.json").or_else(|| file.strip_suffix(".json"));
    stem == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn the_nearest_folder_wins() {
        let files = [
            ("src/src.json", "{\"layout\": \"page\", \"lang\": \"en\"}"),
            ("src/posts/posts.11tydata.json", "{\"layout\": \"post\"}"),
            ("src/posts/other.json", "{\"layout\": \"no\"}"),
        ];
        let files = MemoryFiles::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let data = DirectoryData::load(&files);
        let get = |path: &str, key: &str| data.get(path, key).and_then(Value::as_str).map(str::to_owned);
        assert_eq!(get("src/posts/a.md", "layout").as_deref(), Some("post"));
        assert_eq!(get("src/posts/x/a.md", "lang").as_deref(), Some("en"));
        assert_eq!(get("src/a.md", "layout").as_deref(), Some("page"));
        assert_eq!(get("a.md", "layout"), None);
    }
}
