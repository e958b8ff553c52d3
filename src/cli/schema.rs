//! `frontis schema`: the JSON Schema of the settings, each rule by its name.

use crate::cli::output;
use crate::features::diagnostics::rules;
use crate::site::generators;
use crate::world::Settings;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the schema.
pub fn run() -> io::Result<ExitCode> {
    let mut out = output::stdout();
    let text = serde_json::to_string_pretty(&schema()).map_err(io::Error::other)?;
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The schema of `frontis.toml`, and of what editors hold under `frontis`.
fn schema() -> Value {
    let mut schema = schemars::schema_for!(Settings).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_string(), "frontis".into());
    }
    if let Some(named) =
        schema.pointer_mut("/$defs/SiteSettings/properties/generator").and_then(Value::as_object_mut)
    {
        let words = generators::ALL.iter().map(|generator| Value::from(generator.id()));
        named.insert("enum".to_string(), words.chain([Value::Null]).collect());
    }
    if let Some(property) = schema.pointer_mut("/properties/rules").and_then(Value::as_object_mut) {
        let level = property.get("additionalProperties").cloned().unwrap_or(Value::Bool(true));
        let named: Map<String, Value> =
            rules().into_iter().map(|rule| (rule.code.to_string(), entry(rule, &level))).collect();
        property.insert("properties".to_string(), Value::Object(named));
        // A code that does not exist is a slip that an editor of the file can show at once.
        property.insert("additionalProperties".to_string(), Value::Bool(false));
    }
    schema
}

fn entry(rule: &crate::site::problem::Rule, level: &Value) -> Value {
    let title = rule.page.lines().next().unwrap_or_default().trim_start_matches("# ");
    let mut entry = json!({ "description": format!("{title}."), "default": rule.severity });
    if let (Some(entry), Some(level)) = (entry.as_object_mut(), level.as_object()) {
        entry.extend(level.clone());
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generator_can_be_named() {
        let schema = schema();
        let words = &schema["$defs"]["SiteSettings"]["properties"]["generator"]["enum"];
        assert_eq!(words.as_array().map(Vec::len), Some(generators::ALL.len() + 1), "{words}");
    }

    #[test]
    fn every_rule_has_its_entry_with_the_levels() {
        let schema = schema();
        let named = schema.pointer("/properties/rules/properties").and_then(Value::as_object).unwrap();
        assert_eq!(named.len(), rules().len());
        assert_eq!(named["duplicate-key"]["default"], "error");
        let reference = named["duplicate-key"]["$ref"].as_str().unwrap();
        assert!(schema.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        assert_eq!(schema.pointer("/properties/rules/additionalProperties"), Some(&Value::Bool(false)));
    }
}
