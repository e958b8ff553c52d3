//! Findings as SARIF 2.1.0, the format of code scanning.

use super::paths::Base;
use crate::cli::check::checked::{Checked, Outcome, fingerprint};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::{LineIndex, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Where the schema of the format is, as every log says of itself.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Stands for the folder that the paths are relative to.
const BASE: &str = "SRCROOT";

/// Prints one log with one run.
pub fn print(out: &mut impl Write, posts: &[Checked]) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&log(&Base::of_run(), posts)).map_err(io::Error::other)?;
    writeln!(out, "{text}")
}

fn log(base: &Base, posts: &[Checked]) -> Value {
    let rules = rules(posts);
    let results: Vec<Value> = posts.iter().flat_map(|post| results(base, &rules, post)).collect();
    let notifications: Vec<Value> = posts.iter().filter_map(|post| notification(base, post)).collect();
    let driver = json!({
        "name": "frontis",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules.values().map(|rule| described(rule)).collect::<Vec<_>>(),
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": notifications.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

/// The rules that something was found of, by their codes.
fn rules(posts: &[Checked]) -> BTreeMap<&'static str, &'static Rule> {
    let problems = posts.iter().flat_map(|post| post.findings().1);
    problems.map(|problem| (problem.rule.code, problem.rule)).collect()
}

fn described(rule: &Rule) -> Value {
    let title = rule.page.lines().next().unwrap_or_default().trim_start_matches("# ");
    json!({
        "id": rule.code,
        "shortDescription": { "text": title },
        "fullDescription": { "text": title },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

/// The results of one post. Two findings of one code on the same text are told apart by their number.
fn results(base: &Base, rules: &BTreeMap<&str, &Rule>, post: &Checked) -> Vec<Value> {
    let (text, problems) = post.findings();
    let lines = LineIndex::new(text);
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut result = |problem: &Problem| {
        let print = fingerprint(text, problem.span);
        let number = seen.entry((problem.rule.code, print.clone())).or_default();
        *number += 1;
        let file = File { base, path: &post.path, text, lines: &lines };
        file.result(rules, problem, &format!("{print}#{number}"))
    };
    problems.iter().map(&mut result).collect()
}

/// One post with what its places are computed from.
struct File<'a> {
    base: &'a Base,
    path: &'a Path,
    text: &'a str,
    lines: &'a LineIndex<'a>,
}

impl File<'_> {
    fn result(&self, rules: &BTreeMap<&str, &Rule>, problem: &Problem, fingerprint: &str) -> Value {
        let fixes = problem.fixes.iter().filter(|fix| fix.create.is_none() && !fix.edits.is_empty());
        let related = problem.related.iter().filter(|related| related.path.is_none());
        let related: Vec<Value> = related
            .map(|related| {
                let mut location = self.location(related.span);
                location["message"] = json!({ "text": related.message });
                location
            })
            .collect();
        json!({
            "ruleId": problem.rule.code,
            "ruleIndex": rules.keys().position(|code| *code == problem.rule.code),
            "level": level(problem.severity),
            "message": { "text": problem.message },
            "locations": [self.location(problem.span)],
            "relatedLocations": related,
            "partialFingerprints": { "markedText/v1": fingerprint },
            "fixes": fixes.map(|fix| self.fix(fix)).collect::<Vec<_>>(),
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({
            "physicalLocation": { "artifactLocation": artifact(self.base, self.path), "region": self.region(span) }
        })
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.lines.locate(span.start()), self.lines.locate(span.end()));
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let inside = fix.edits.iter().filter(|edit| self.text.get(edit.span.range()).is_some());
        let replacements: Vec<Value> = inside
            .map(|edit| {
                json!({ "deletedRegion": self.region(edit.span), "insertedContent": { "text": edit.text } })
            })
            .collect();
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": artifact(self.base, self.path),
                "replacements": replacements,
            }],
        })
    }
}

fn artifact(base: &Base, path: &Path) -> Value {
    let uri = base.uri(path);
    match uri.starts_with("file:") {
        true => json!({ "uri": uri }),
        false => json!({ "uri": uri, "uriBaseId": BASE }),
    }
}

fn notification(base: &Base, post: &Checked) -> Option<Value> {
    let Outcome::Unreadable(why) = &post.outcome else { return None };
    Some(json!({
        "level": "error",
        "message": { "text": format!("This post was not checked: {why}") },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact(base, &post.path) } }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{posts, printed};
    use super::*;

    #[test]
    fn a_log_has_the_rules_the_results_and_what_could_not_be_read() {
        let log: Value = serde_json::from_str(&printed(print)).unwrap();
        let run = &log["runs"][0];
        let codes: Vec<&Value> =
            run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
        assert_eq!(codes, ["duplicate-key", "term-spelling"]);
        let result = &run["results"][0];
        assert_eq!((&result["ruleIndex"], &result["level"]), (&0.into(), &"error".into()));
        assert_eq!(
            result["locations"][0],
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": "content/%E6%97%A5%20%E8%A8%98,1.md", "uriBaseId": "SRCROOT" },
                "region": { "startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 13 },
            }})
        );
        assert_eq!(
            result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
            "'a:'"
        );
        assert_eq!(result["partialFingerprints"]["markedText/v1"], "a:#1");
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "It starts here.");
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        assert_eq!(invocation["toolExecutionNotifications"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn findings_alike_are_told_apart() {
        let mut posts = posts();
        if let Outcome::Read(_, problems) = &mut posts[0].outcome {
            let first = problems[0].clone();
            problems.push(first);
        }
        let log = log(&Base::of_run(), &posts);
        assert_eq!(log["runs"][0]["results"][2]["partialFingerprints"]["markedText/v1"], "a:#2");
    }
}
