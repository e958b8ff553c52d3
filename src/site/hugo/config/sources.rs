//! Where Hugo looks for configuration, and how each file finds its place in the tree (config/configLoader.go).

use serde_json::Value;
use serde_yaml::options::DuplicateKeyPolicy;

use super::merge::{lower_keys, nest, overlay};
use crate::site::files::{Files, RelPath};

/// The names of a configuration file, the one that wins first.
const NAMES: [&str; 2] = ["hugo", "config"];

/// The extensions of a configuration file, the one that wins first.
const EXTENSIONS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// The folders that a production build reads, the later over the earlier.
const ENVIRONMENTS: [&str; 2] = ["_default", "production"];

/// The configuration file at the top of `dir`: `hugo.toml` before `hugo.yaml` before `config.toml`.
pub fn root_config(files: &dyn Files, dir: &str) -> Option<String> {
    let names = NAMES.iter().flat_map(|name| EXTENSIONS.iter().map(move |ext| format!("{dir}{name}.{ext}")));
    names.into_iter().find(|path| files.exists(path))
}

/// Whether a path below the root of a site or theme holds configuration.
pub fn is_config_path(path: &str) -> bool {
    let Some((stem, ext)) = path.rsplit_once('.') else { return false };
    EXTENSIONS.contains(&ext) && (NAMES.contains(&stem) || path.starts_with("config/"))
}

/// The merged tree of everything that is configured below `dir`, and the files that did not parse with the reasons.
pub fn read(files: &dyn Files, dir: &str) -> (Value, Vec<(RelPath, String)>) {
    let mut tree = Value::Object(serde_json::Map::new());
    let mut broken = Vec::new();
    let mut add = |path: &str, place: &[&str]| match parse(files, path) {
        Ok(value) => overlay(&mut tree, rename(nest(place, unwrap(place, value)))),
        Err(why) => broken.push((RelPath::from(path), why)),
    };
    if let Some(path) = root_config(files, dir) {
        add(&path, &[]);
    }
    for environment in ENVIRONMENTS {
        let folder = format!("{dir}config/{environment}");
        for path in files.under(&folder) {
            if is_config_path(path.strip_prefix(dir).unwrap_or(path)) {
                add(path, &place(path));
            }
        }
    }
    (tree, broken)
}

/// Where the content of a split file goes: `menus.ja.toml` under `languages.ja.menus`.
fn place(path: &str) -> Vec<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if NAMES.contains(&stem) {
        return Vec::new();
    }
    match stem.rsplit_once('.') {
        None => vec![stem],
        Some(("menu" | "menus", language)) => vec!["languages", language, "menus"],
        Some(("params", language)) => vec!["languages", language, "params"],
        Some((_, language)) => vec!["languages", language],
    }
}

/// A split file may repeat its own name as its only key: `cascade.yaml` with `cascade: [...]`.
fn unwrap(place: &[&str], value: Value) -> Value {
    let [name] = place else { return value };
    match value {
        Value::Object(mut map) if map.len() == 1 && map.contains_key(*name) => {
            map.remove(*name).unwrap_or(Value::Null)
        }
        other => other,
    }
}

/// The old names of two keys.
fn rename(tree: Value) -> Value {
    let Value::Object(map) = tree else { return tree };
    let renamed = |key: String| match key.as_str() {
        "menu" => "menus".to_owned(),
        "indexes" => "taxonomies".to_owned(),
        _ => key,
    };
    Value::Object(map.into_iter().map(|(key, value)| (renamed(key), value)).collect())
}

fn parse(files: &dyn Files, path: &str) -> Result<Value, String> {
    let text = files.read(path).ok_or("it is no UTF-8 text")?;
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = match path.rsplit('.').next().unwrap_or_default() {
        "toml" => toml::from_str(text).map_err(|error| toml_reason(text, &error))?,
        "json" => serde_json::from_str(text).map_err(|error| error.to_string())?,
        _ if text.trim().is_empty() => Value::Null,
        _ => yaml(text)?,
    };
    match value {
        Value::Null => Ok(Value::Object(serde_json::Map::new())),
        Value::Object(map) => Ok(lower_keys(Value::Object(map))),
        _ => Err("it is no map of keys and values".to_owned()),
    }
}

/// The line and the reason; the parser's own text is a drawing of several lines.
fn toml_reason(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let reason = error.message().lines().collect::<Vec<_>>().join(", ");
    format!("line {}, {reason}", before.matches('\n').count() + 1)
}

/// Duplicate keys are fatal only since 0.152; an older site must not lose its configuration over one.
fn yaml(text: &str) -> Result<Value, String> {
    let mut options = serde_yaml::Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::LastWins;
    options.strict_booleans = true;
    let first_line =
        |error: serde_yaml::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
    serde_yaml::from_str_with_options(text, options).map_err(first_line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use serde_json::json;

    fn tree(files: &[(&str, &str)]) -> Value {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        read(&MemoryFiles::new(files), "").0
    }

    #[test]
    fn hugo_toml_wins_over_config_yaml() {
        assert_eq!(tree(&[("hugo.toml", "title = 'a'"), ("config.yaml", "title: b")]), json!({"title": "a"}));
    }

    #[test]
    fn split_files_find_their_place() {
        let tree = tree(&[
            ("config/_default/hugo.yaml", "title: a\nParams:\n  x: 1\n"),
            ("config/_default/params.toml", "Y = 2"),
            ("config/_default/menus.ja.toml", "[[main]]\nname = 'm'"),
            ("config/_default/languages.toml", "[ja]\nweight = 2"),
            ("config/production/config.toml", "title = 'b'"),
            ("config/staging/config.toml", "title = 'c'"),
            ("config/_default/cascade.yaml", "cascade:\n- draft: true\n"),
        ]);
        assert_eq!(
            tree,
            json!({
                "title": "b",
                "params": {"x": 1, "y": 2},
                "languages": {"ja": {"menus": {"main": [{"name": "m"}]}, "weight": 2}},
                "cascade": [{"draft": true}],
            })
        );
    }

    #[test]
    fn a_broken_file_is_told_and_the_rest_stays() {
        let files = [("hugo.toml", "title = "), ("config/_default/params.toml", "a = 1")];
        let files = MemoryFiles::new(files.map(|(path, text)| (path.to_string(), text.to_string())));
        let (tree, broken) = read(&files, "");
        assert_eq!(tree, json!({"params": {"a": 1}}));
        let [(path, why)] = broken.as_slice() else { panic!("{broken:?}") };
        assert_eq!(&**path, "hugo.toml");
        assert!(why.starts_with("line 1, "), "{why}");
    }

    #[test]
    fn configuration_is_told_by_its_name() {
        for path in ["hugo.toml", "config.yml", "config/_default/params.toml", "config/staging/a/b.json"] {
            assert!(is_config_path(path), "{path}");
        }
        for path in ["netlify.toml", "data/config.toml", "config/README.md", "hugo.md"] {
            assert!(!is_config_path(path), "{path}");
        }
    }
}
