//! The parts of the manual that the code writes: `UPDATE_DOCS=1 cargo test --test docs` brings them up to date.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use frontis::features::diagnostics::rules;
use std::fs;
use std::path::Path;

#[test]
fn the_readme_lists_every_rule() {
    let mut table = String::from("| code | severity | what it is about |\n|---|---|---|\n");
    for rule in rules() {
        let title = rule.page.lines().next().unwrap_or_default().trim_start_matches("# ");
        let severity = format!("{:?}", rule.severity).to_lowercase();
        table += &format!("| [`{0}`](docs/rules/{0}.md) | {severity} | {title} |\n", rule.code);
    }
    section("README.md", "rules", &table);
}

/// Holds the text between `<!-- name -->` and `<!-- /name -->` of a file to what the code says.
fn section(file: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("{file} has no {open}")) + open.len();
    let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("{file} has no {close}"));
    if text[start..end] == *expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_DOCS").is_some(),
        "the section `{name}` of {file} is out of date: run UPDATE_DOCS=1 cargo test --test docs"
    );
    fs::write(&path, format!("{}{expected}{}", &text[..start], &text[end..])).unwrap();
}
