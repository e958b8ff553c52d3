//! All settings with their types, defaults and descriptions, as `frontis schema` prints them.

use serde_json::Value;
use std::process::Command;

/// One setting.
pub struct Setting {
    /// Its path in `frontis.toml`, and behind `frontis.` in editors: `completion.limit`.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its JSON type, without null.
    pub kind: String,
    /// The value when it is not set.
    pub default: Value,
    /// The smallest number.
    pub minimum: Option<u64>,
    /// The words that it takes, with their meanings; empty where any value of the type will do, or no word needs one.
    pub words: Vec<(String, String)>,
    /// For a table: what stands behind each key.
    pub entries: Value,
}

/// Every setting, in the order of the code.
pub fn settings() -> Vec<Setting> {
    let output = Command::new(env!("CARGO_BIN_EXE_frontis")).arg("schema").output().unwrap();
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut all = Vec::new();
    collect(&schema, &schema, "", &mut all);
    assert!(all.len() > 5, "the schema has lost its settings");
    all
}

fn collect(schema: &Value, table: &Value, prefix: &str, all: &mut Vec<Setting>) {
    for (key, property) in table["properties"].as_object().unwrap() {
        let (name, target) = (format!("{prefix}{key}"), resolved(schema, property));
        if target["additionalProperties"] == Value::Bool(false)
            && target["properties"].is_object()
            && name != "rules"
        {
            collect(schema, target, &format!("{name}."), all);
        } else {
            all.push(setting(schema, name, property, target));
        }
    }
}

fn setting(schema: &Value, name: String, property: &Value, target: &Value) -> Setting {
    let entries = match name.as_str() {
        "rules" => &target["properties"],
        _ => &target["additionalProperties"],
    };
    Setting {
        description: sentence(property),
        kind: kind(target),
        default: property["default"].clone(),
        minimum: target["minimum"].as_u64(),
        words: words(match entries.as_object().and_then(|entries| entries.values().next()) {
            Some(first) if name == "rules" => resolved(schema, first),
            _ => target,
        }),
        entries: entries.clone(),
        name,
    }
}

/// What a `$ref` points to, or the value itself.
fn resolved<'a>(schema: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// A description on one line.
fn sentence(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_else(|| panic!("no description: {value}"));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(target: &Value) -> String {
    let kinds: Vec<&str> = match &target["type"] {
        Value::Array(kinds) => {
            kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect()
        }
        kind => kind.as_str().into_iter().collect(),
    };
    // A choice of words has the type on each word.
    kinds.first().unwrap_or(&"string").to_string()
}

fn words(target: &Value) -> Vec<(String, String)> {
    if let Some(choices) = target["oneOf"].as_array() {
        let word = |choice: &Value| (choice["const"].as_str().unwrap().to_owned(), sentence(choice));
        return choices.iter().map(word).collect();
    }
    let plain = target["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    plain.map(|word| (word.to_owned(), String::new())).collect()
}
