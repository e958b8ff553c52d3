//! `docs/configuration.md`: every setting, and every rule with its severity.

use crate::settings::{Setting, settings};
use crate::{read, section, severity, title};
use frontis::features::diagnostics::rules;
use frontis::world::Settings;

const FILE: &str = "docs/configuration.md";

#[test]
fn the_manual_describes_every_setting() {
    section(FILE, "settings", &settings().iter().map(described).collect::<String>());
}

#[test]
fn the_manual_lists_every_rule_with_its_severity() {
    let mut table = String::from("| code | unless set otherwise | what it is about |\n|---|---|---|\n");
    for rule in rules() {
        let (severity, title) = (severity(rule), title(rule));
        table += &format!("| [`{0}`](rules/{0}.md) | {severity} | {title} |\n", rule.code);
    }
    section(FILE, "rules", &table);
}

/// The file that the manual shows sets everything that there is, each to something else than the default.
#[test]
fn the_example_is_whole_and_is_understood() {
    let page = read(FILE);
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let read: serde_json::Value = serde_json::to_value(Settings::from_toml(example).unwrap()).unwrap();
    for setting in settings() {
        let value = read.pointer(&format!("/{}", setting.name.replace('.', "/"))).unwrap();
        assert_ne!(*value, setting.default, "the example does not set `{}`", setting.name);
    }
}

/// The short example of the readme is understood as well.
#[test]
fn the_example_of_the_readme_is_understood() {
    let page = read("README.md");
    let part = page.split("\n## Configuration\n").nth(1).unwrap();
    let example = part.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_ne!(Settings::from_toml(example), Ok(Settings::default()));
}

/// Each editor's documentation of the settings names only settings that exist.
#[test]
fn a_setting_that_is_named_somewhere_exists() {
    let known: Vec<String> = settings().into_iter().map(|setting| setting.name).collect();
    let own = ["server.path", "trace.server", "preview.address"];
    for file in ["editors/vscode/README.md", "docs/configuration.md", "README.md"] {
        for name in read(file).split('`').filter_map(|code| code.strip_prefix("frontis.")) {
            let is_known = known.iter().any(|known| known == name) || own.contains(&name);
            let is_file = ["toml", "vsix"].contains(&name);
            let is_command = name.chars().all(char::is_alphanumeric) && file.contains("vscode");
            assert!(is_known || is_file || is_command, "{file} speaks of `frontis.{name}`");
        }
    }
}

fn described(setting: &Setting) -> String {
    let Setting { name, description, .. } = setting;
    let mut text = format!("### `{name}`\n\n{description}\n\n{}. ", type_of(setting));
    text += &match &setting.default {
        serde_json::Value::Null => "Not set by default.\n\n".to_owned(),
        serde_json::Value::Object(_) => "Empty by default.\n\n".to_owned(),
        default => format!("Default: `{default}`.\n\n"),
    };
    if setting.words.iter().any(|(_, meaning)| !meaning.is_empty()) {
        text += "| value | |\n|---|---|\n";
        for (word, meaning) in &setting.words {
            text += &format!("| `\"{word}\"` | {meaning} |\n");
        }
        text += "\n";
    }
    text
}

fn type_of(setting: &Setting) -> String {
    match setting.kind.as_str() {
        "boolean" => "`true` or `false`".to_owned(),
        "integer" => match setting.minimum {
            Some(minimum) => format!("A whole number, {minimum} or more"),
            None => "A whole number".to_owned(),
        },
        "object" if setting.name == "rules" => {
            "A table: the code of a rule, and one of the words below".to_owned()
        }
        "object" => "A table: a text for each key".to_owned(),
        _ if setting.words.is_empty() => "A text".to_owned(),
        _ if setting.words.iter().any(|(_, meaning)| !meaning.is_empty()) => {
            "One of the words below".to_owned()
        }
        _ => {
            let words: Vec<String> = setting.words.iter().map(|(word, _)| format!("`\"{word}\"`")).collect();
            format!("One of {}", words.join(", "))
        }
    }
}
