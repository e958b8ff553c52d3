//! The parts of the manual that the code writes, and the examples that must be true.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` brings the written parts up to date.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod configuration;
mod examples;
mod settings;
mod vscode;

use frontis::features::diagnostics::rules;
use frontis::site::problem::Rule;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_readme_lists_every_rule() {
    let mut table = String::from("| code | severity | what it is about |\n|---|---|---|\n");
    for rule in rules() {
        let (severity, title) = (severity(rule), title(rule));
        table += &format!("| [`{0}`](docs/rules/{0}.md) | {severity} | {title} |\n", rule.code);
    }
    section("README.md", "rules", &table);
}

/// Each request of our own is described, and none that does not exist.
#[test]
fn the_manual_describes_every_request() {
    let names = |text: &str, quote: char| -> Vec<String> {
        let quoted = text.split(quote).filter(|text| text.starts_with("frontis/"));
        let mut names: Vec<String> = quoted.map(str::to_owned).collect();
        names.sort();
        names
    };
    let code = read("src/server/routes.rs") + &read("src/server/refresh.rs").replace('`', "");
    assert_eq!(names(&read("docs/protocol.md"), '`'), names(&code, '"'));
}

/// The severity in lower case, as the settings have it.
fn severity(rule: &Rule) -> String {
    format!("{:?}", rule.severity).to_lowercase()
}

/// The first heading of the rule's page.
fn title(rule: &Rule) -> &'static str {
    rule.page.lines().next().unwrap_or_default().trim_start_matches("# ")
}

/// A file of the project.
fn at(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(at(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Holds the text between `<!-- name -->` and `<!-- /name -->` of a file to what the code says.
fn section(file: &str, name: &str, expected: &str) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let text = read(file);
    let start = text.find(&open).unwrap_or_else(|| panic!("{file} has no {open}")) + open.len();
    let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("{file} has no {close}"));
    hold(file, &text, &format!("{}{expected}{}", &text[..start], &text[end..]), name);
}

/// Holds a whole file to what the code says; `part` names what may differ.
fn hold(file: &str, text: &str, expected: &str, part: &str) {
    if text == expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_DOCS").is_some(),
        "the part `{part}` of {file} is out of date: run UPDATE_DOCS=1 cargo test --test docs"
    );
    fs::write(at(file), expected).unwrap();
}
