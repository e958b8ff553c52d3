//! Configuration files in YAML or JSON as one tree that is asked by key.

use crate::site::files::Files;
use serde_json::{Map, Value};
use serde_yaml::options::DuplicateKeyPolicy;

/// The tree of a YAML file; an empty one when the file is absent or empty.
///
/// # Errors
///
/// The parser's reason when the file is no YAML.
pub fn yaml(files: &dyn Files, path: &str) -> Result<Value, String> {
    let Some(text) = files.read(path) else { return Ok(empty()) };
    let options = serde_yaml::options! { duplicate_keys: DuplicateKeyPolicy::LastWins };
    match serde_yaml::from_str_with_options(&text, options) {
        Ok(Value::Null) => Ok(empty()),
        Ok(value) => Ok(value),
        Err(error) => Err(error.to_string().lines().next().unwrap_or_default().to_owned()),
    }
}

/// The tree of a JSON file; `None` when it is absent or broken.
pub fn json(files: &dyn Files, path: &str) -> Option<Value> {
    serde_json::from_str(&files.read(path)?).ok()
}

/// A tree without keys.
pub fn empty() -> Value {
    Value::Object(Map::new())
}

/// The text at a key, numbers and booleans as they are written; `None` for anything else.
pub fn text(tree: &Value, key: &str) -> Option<String> {
    plain(tree.get(key)?)
}

/// A single value as text.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Whether a key is set to true.
pub fn flag(tree: &Value, key: &str) -> bool {
    tree.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// The texts of a list at a key; a single text is a list of one.
pub fn list(tree: &Value, key: &str) -> Vec<String> {
    match tree.get(key) {
        Some(Value::Array(items)) => items.iter().filter_map(plain).collect(),
        Some(value) => plain(value).into_iter().collect(),
        None => Vec::new(),
    }
}
