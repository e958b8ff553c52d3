//! The settings in `editors/vscode/package.json` are those of the server, and the few that only the extension has.

use crate::settings::{Setting, settings};
use crate::{hold, read, section};
use serde_json::{Map, Value, json};

const FILE: &str = "editors/vscode/package.json";

/// A line of the file may be so long, in characters, before it is broken: one rule is one line.
const MAX_WIDTH: usize = 260;

/// One after the other, since the readme lists what is in the package.
#[test]
fn the_extension_has_every_setting_of_the_server_and_its_readme_lists_them() {
    settings_of_the_package();
    lists_of_the_readme();
}

fn settings_of_the_package() {
    let text = read(FILE);
    let package: Value = serde_json::from_str(&text).unwrap();
    let present = package["contributes"]["configuration"]["properties"].as_object().unwrap();
    let ours = settings();
    let of_server = |name: &str| {
        let top = |setting: &Setting| setting.name.split('.').next().map(str::to_owned);
        let name = name.trim_start_matches("frontis.").split('.').next().map(str::to_owned);
        ours.iter().any(|setting| top(setting) == name)
    };
    let own =
        present.iter().filter(|(name, _)| !of_server(name)).map(|(name, own)| (name.clone(), own.clone()));
    let generated = ours.iter().map(|setting| (format!("frontis.{}", setting.name), property(setting)));
    let properties: Map<String, Value> = own.chain(generated).collect();
    let expected = replaced(&text, "properties", &written(&Value::Object(properties), 3));
    hold(FILE, &text, &expected, "contributes.configuration");
}

/// The readme that VS Code shows names each command and each setting.
fn lists_of_the_readme() {
    let package: Value = serde_json::from_str(&read(FILE)).unwrap();
    let contributes = &package["contributes"];
    let mut table = String::from("| command | |\n|---|---|\n");
    for command in contributes["commands"].as_array().unwrap() {
        let id = command["command"].as_str().unwrap();
        table += &format!("| **frontis: {}** | `{id}` |\n", command["title"].as_str().unwrap());
    }
    section("editors/vscode/README.md", "commands", &table);
    let mut table = String::from("| setting | default | |\n|---|---|---|\n");
    for (name, property) in contributes["configuration"]["properties"].as_object().unwrap() {
        let texts = ["markdownDescription", "description"];
        let text = texts.iter().find_map(|key| property[*key].as_str()).unwrap();
        let default = match &property["default"] {
            Value::Null => "not set".to_owned(),
            Value::String(text) if text.is_empty() => "empty".to_owned(),
            Value::String(text) => format!("`{text}`"),
            default => format!("`{default}`"),
        };
        table += &format!("| `{name}` | {default} | {} |\n", text.replace('|', "\\|"));
    }
    section("editors/vscode/README.md", "settings", &table);
}

/// What VS Code wants to know of a setting.
fn property(setting: &Setting) -> Value {
    let mut property = json!({});
    let nullable = setting.default.is_null();
    property["type"] = if nullable { json!([setting.kind, "null"]) } else { json!(setting.kind) };
    match setting.kind.as_str() {
        "object" if setting.name == "rules" => {
            property["properties"] = rules(setting);
            property["additionalProperties"] = json!(false);
        }
        "object" => property["additionalProperties"] = setting.entries.clone(),
        _ if !setting.words.is_empty() => choices(setting, nullable, &mut property),
        _ => {}
    }
    if let Some(minimum) = setting.minimum {
        property["minimum"] = json!(minimum);
    }
    property["default"] = setting.default.clone();
    property["scope"] = json!("window");
    property["markdownDescription"] = json!(setting.description);
    property
}

fn choices(setting: &Setting, nullable: bool, property: &mut Value) {
    let words = setting.words.iter().map(|(word, _)| json!(word));
    property["enum"] = words.chain(nullable.then_some(Value::Null)).collect();
    if setting.words.iter().any(|(_, meaning)| !meaning.is_empty()) {
        property["markdownEnumDescriptions"] =
            setting.words.iter().map(|(_, meaning)| json!(meaning)).collect();
    }
}

fn rules(setting: &Setting) -> Value {
    let levels: Vec<&String> = setting.words.iter().map(|(word, _)| word).collect();
    let entry = |rule: &Value| {
        json!({
            "type": "string",
            "enum": levels,
            "default": rule["default"],
            "description": rule["description"],
        })
    };
    let rules = setting.entries.as_object().unwrap().iter();
    rules.map(|(code, rule)| (code.clone(), entry(rule))).collect::<Map<String, Value>>().into()
}

/// The file with another object behind the key `name` of `configuration`; all other bytes stay.
fn replaced(text: &str, name: &str, object: &str) -> String {
    let configuration = text.find("\"configuration\": {").unwrap();
    let key = format!("\"{name}\": ");
    let start = configuration + text[configuration..].find(&key).unwrap() + key.len();
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    values.next().unwrap().unwrap();
    format!("{}{object}{}", &text[..start], &text[start + values.byte_offset()..])
}

/// JSON as a person would write it: what is short stands on one line.
fn written(value: &Value, depth: usize) -> String {
    let (inner, outer) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    let line = one_line(value);
    let has_tables = value.as_object().is_some_and(|object| object.values().any(Value::is_object));
    let is_rule = depth > 5;
    match value {
        Value::Object(object) if !object.is_empty() && (has_tables || !is_rule || line.len() > MAX_WIDTH) => {
            let lines: Vec<String> = object
                .iter()
                .map(|(key, value)| format!("{inner}{}: {}", json!(key), written(value, depth + 1)))
                .collect();
            format!("{{\n{}\n{outer}}}", lines.join(",\n"))
        }
        _ => line,
    }
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        Value::Object(object) if object.is_empty() => "{}".to_owned(),
        Value::Object(object) => {
            let pairs: Vec<String> =
                object.iter().map(|(key, value)| format!("{}: {}", json!(key), one_line(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        scalar => scalar.to_string(),
    }
}
