//! `cascade-invalid`: keys and targets of `cascade` that stop the build.

use super::input::{Input, describe};
use crate::site::hugo::fields::{KINDS, TARGET_LANG_REMOVED};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::version::Version;
use crate::syntax::front_matter::{Entry, Value};
use globset::Glob;

/// The rule.
pub static RULE: Rule = Rule {
    code: "cascade-invalid",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/cascade-invalid.md"),
};

/// Keys that pages can't inherit (oracle `type/cascade-key-*`).
const FORBIDDEN: &[&str] = &["kind", "path", "lang", "cascade"];

/// The first release that stops at a broken pattern; older ones ignore it (oracle `type/cascade-bad-glob`).
const BAD_GLOB_FATAL: Version = Version::new(0, 161, 0);

/// What is wrong in each table of `cascade`.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    input.cascades().into_iter().flat_map(|cascade| table(input, cascade)).collect()
}

fn table(input: &Input<'_>, cascade: &Value) -> Vec<Problem> {
    let mut found: Vec<Problem> = cascade
        .entries()
        .iter()
        .filter(|entry| FORBIDDEN.iter().any(|key| entry.key.text.eq_ignore_ascii_case(key)))
        .map(|entry| forbidden(input, entry))
        .collect();
    for key in ["target", "_target"] {
        let Some(entry) = input.child(cascade, key) else { continue };
        found.extend(target(input, &entry.value));
    }
    found
}

fn forbidden(input: &Input<'_>, entry: &Entry) -> Problem {
    let key = &entry.key.text;
    let hint = match key.to_lowercase().as_str() {
        "kind" | "path" => " To choose pages by it, put it below `target`.",
        _ => "",
    };
    RULE.at(entry.key.span, format!("{} stops at `{key}` here: pages can't inherit it.{hint}", input.hugo()))
}

fn target(input: &Input<'_>, target: &Value) -> Vec<Problem> {
    let value = input.resolve(target);
    if value.scalar().is_some_and(|scalar| !scalar.text.is_empty()) || value.list().is_some() {
        let message = format!(
            "{} stops here: `target` must be a table, and this is {}.",
            input.hugo(),
            describe(value)
        );
        return vec![RULE.at(value.span, message)];
    }
    let mut found = Vec::new();
    found.extend(input.child(value, "kind").and_then(|entry| kind(input, entry)));
    found.extend(input.child(value, "path").and_then(|entry| path(input, entry)));
    found.extend(input.child(value, "lang").and_then(|entry| lang(input, entry)));
    found
}

/// The kind is a pattern over the names of kinds.
fn kind(input: &Input<'_>, entry: &Entry) -> Option<Problem> {
    let value = input.resolve(&entry.value);
    let Some(text) = value.text() else {
        let message = format!("{} stops here: `kind` must be a single word.", input.hugo());
        return value.list().map(|_| RULE.at(value.span, message));
    };
    let matcher = Glob::new(&text.to_lowercase()).ok()?.compile_matcher();
    if text.is_empty() || KINDS.iter().any(|kind| matcher.is_match(kind)) {
        return None;
    }
    let message = format!(
        "{} stops here: `{text}` is no kind of page. The kinds are {}.",
        input.hugo(),
        KINDS.join(", ")
    );
    Some(RULE.at(value.span, message))
}

fn path(input: &Input<'_>, entry: &Entry) -> Option<Problem> {
    let value = input.resolve(&entry.value);
    let text = value.text()?;
    let broken = unclosed(text)?;
    let (severity, effect) = if input.version() >= BAD_GLOB_FATAL {
        (Severity::Error, "stops at this pattern")
    } else {
        (Severity::Warning, "ignores this pattern")
    };
    let message = format!("{} {effect}: its `{broken}` is never closed.", input.hugo());
    Some(RULE.at(value.span, message).severity(severity))
}

/// The bracket of a pattern that stays open.
fn unclosed(pattern: &str) -> Option<char> {
    [('[', ']'), ('{', '}')]
        .into_iter()
        .find(|(open, close)| pattern.matches(*open).count() > pattern.matches(*close).count())
        .map(|(open, _)| open)
}

/// Deprecated in 0.150, fatal since 0.165 (oracle `type/cascade-on-target-lang`).
fn lang(input: &Input<'_>, entry: &Entry) -> Option<Problem> {
    if input.version() < TARGET_LANG_REMOVED {
        return None;
    }
    let code = input.resolve(&entry.value).text()?;
    let message =
        format!("{} no longer reads `lang` here and stops. Write `sites.matrix.languages`.", input.hugo());
    let problem = RULE.at(entry.key.span, message);
    let in_line = input.format() == crate::syntax::front_matter::Format::Yaml;
    Some(if in_line {
        problem.fix(Fix::suggestion(
            "Choose the language by `sites`",
            entry.span,
            format!("sites: {{matrix: {{languages: [{code}]}}}}"),
        ))
    } else {
        problem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_bracket_is_found() {
        for (pattern, expected) in
            [("[", Some('[')), ("/posts/**", None), ("/{a,b}/**", None), ("/{a", Some('{'))]
        {
            assert_eq!(unclosed(pattern), expected, "{pattern}");
        }
    }
}
