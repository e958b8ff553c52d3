//! `content-format-denied`: newer releases of Hugo refuse content in HTML and Org unless the site permits it.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::version::Version;
use crate::text::Span;
use serde_json::Value as Json;

/// The rule.
pub static RULE: Rule = Rule {
    code: "content-format-denied",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/content-format-denied.md"),
};

/// The first releases that refuse them (measured release by release).
const DENIED: &[(&str, Version)] =
    &[("text/html", Version::new(0, 162, 0)), ("text/org", Version::new(0, 166, 0))];

/// Whether a content format may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Allowed,
    /// Hugo stops at it.
    Denied,
}

/// The extension of the post's file.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let extension = input.post.path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let media = match extension.as_str() {
        "html" | "htm" => "text/html",
        "org" => "text/org",
        _ => return Vec::new(),
    };
    if access(input, media) == Access::Allowed {
        return Vec::new();
    }
    let end = input.post.text.find('\n').unwrap_or(input.post.text.len());
    vec![RULE.at(
        Span::new(0, end),
        format!("{} refuses content of the type `{media}`, so the build fails. Permit it in the site's `security.allowContent`, or write Markdown.", input.hugo()),
    )]
}

/// Whether the site may have content of that media type. A policy of its own is taken to permit it unless it is the
/// default: its patterns are regular expressions of another language, so silence is all that is certain.
pub fn access(input: &Input<'_>, media: &str) -> Access {
    if DENIED.iter().any(|(denied, since)| *denied == media && input.version() < *since) {
        return Access::Allowed;
    }
    match input.config.get(&["security", "allowcontent"]) {
        None => Access::Denied,
        Some(policy) => {
            let denied = format!("! ^{media}$");
            let patterns: Vec<&str> = match policy {
                Json::Array(items) => items.iter().filter_map(Json::as_str).collect(),
                Json::String(text) => vec![text],
                _ => Vec::new(),
            };
            if patterns.contains(&denied.as_str()) { Access::Denied } else { Access::Allowed }
        }
    }
}
