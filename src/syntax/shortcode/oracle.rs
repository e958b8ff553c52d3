//! Compares lexing, pairing and template inference with recorded runs of Hugo, where those lie beside the checkout.

use super::{Arg, Call, CallKind, Effect, InnerUse, PairProblemKind, Shortcodes, lex, pair};
use crate::syntax::shortcode::HUGO;
use crate::syntax::template::{TemplateInner, infer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The runs of a group whose verdict depends on single tags and their templates.
const GROUPS: [&str; 2] = ["shortcode", "shortcode-inner"];

/// Runs whose verdict no tag and no single template can tell: what an inline template or a template does when it
/// runs, and templates that include another file, of which inference says that it does not know.
const BEYOND: [&str; 7] = [
    "sc/inline-unclosed",
    "sc/inline-nodef",
    "sc/inline-badtemplate",
    "innerdetect/range",
    "innerdetect/template-arg",
    "innerdetect-noclose/template-include",
    "innerdetect-noclose/index",
];

/// The shortcodes of Hugo itself that the runs use; none takes inner text.
const EMBEDDED: [&str; 1] = ["ref"];

#[test]
fn agrees_with_recorded_runs() {
    let Some(cases) = recorded() else {
        eprintln!("SKIPPED: no shared/oracle/hugo_cases.json beside the checkout");
        return;
    };
    let mut wrong = Vec::new();
    let mut checked = 0;
    for case in cases.iter().filter(|case| GROUPS.contains(&text(case, "group"))) {
        let name = text(case, "name");
        if BEYOND.contains(&name) {
            continue;
        }
        checked += 1;
        let (ours, hugos) = (predicted(case), reported(case));
        if ours != hugos {
            wrong.push(format!("{name}: {ours:?}, Hugo {hugos:?}: {}", text(case, "stderr")));
        }
    }
    eprintln!("{checked} runs compared, {} differ", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn decodes_arguments_as_recorded() {
    let Some(cases) = recorded() else { return };
    let mut wrong = Vec::new();
    let mut checked = 0;
    for case in &cases {
        let page = case["pages"]["a/index.html"].as_str().unwrap_or("");
        let Some((_, shown)) = page.split_once("[noinner ") else { continue };
        let Some(Ok(published)) = serde_json::Deserializer::from_str(shown).into_iter::<Value>().next()
        else {
            continue;
        };
        let post = case["files"]["content/a.md"].as_str().unwrap_or("");
        let shortcodes = lex(post, post.find("\n---\n").map_or(0, |at| at + 5), &HUGO);
        let Some(call) = shortcodes.calls.iter().find(|call| call.name.eq_ignore_ascii_case("noinner"))
        else {
            continue;
        };
        checked += 1;
        let ours = given(call);
        if ours != flat(&published) {
            wrong.push(format!("{}: {ours:?}, Hugo {published}", text(case, "name")));
        }
    }
    eprintln!("arguments of {checked} calls compared, {} differ", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names and values, the last of equal names winning; values by position under their numbers.
fn given(call: &Call) -> BTreeMap<String, String> {
    let name = |(index, arg): (usize, &Arg)| {
        arg.name.as_ref().map_or(index.to_string(), |name| name.text.to_string())
    };
    call.args.iter().enumerate().map(|pair| (name(pair), pair.1.value.to_string())).collect()
}

fn flat(published: &Value) -> BTreeMap<String, String> {
    let show = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    match published {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), show(item))).collect()
        }
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), show(value))).collect(),
        _ => BTreeMap::new(),
    }
}

fn recorded() -> Option<Vec<Value>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut places =
        ["../shared", "../../shared"].iter().map(|up| root.join(up).join("oracle/hugo_cases.json"));
    let path: PathBuf = places.find(|path| path.exists())?;
    serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
}

fn text<'c>(case: &'c Value, key: &str) -> &'c str {
    case[key].as_str().unwrap_or("")
}

/// Line and column, in bytes and from 1, where Hugo stopped; `None` when it built.
fn reported(case: &Value) -> Option<(usize, usize)> {
    if case["exit"] == 0 {
        return None;
    }
    let (_, place) = text(case, "stderr").split_once("content/a.md:")?;
    let mut numbers = place.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

fn predicted(case: &Value) -> Option<(usize, usize)> {
    let post = case["files"]["content/a.md"].as_str()?;
    let body = post.find("\n---\n").map_or(0, |at| at + 5);
    let shortcodes = lex(post, body, &HUGO);
    let templates = templates(case);
    let at = first_fatal(&shortcodes, &templates)?;
    let before = &post[..at];
    Some((before.matches('\n').count() + 1, at - before.rfind('\n').map_or(0, |line| line + 1) + 1))
}

fn templates(case: &Value) -> BTreeMap<String, InnerUse> {
    let files = case["files"].as_object().into_iter().flatten();
    let embedded = EMBEDDED.iter().map(|name| ((*name).to_owned(), InnerUse::Unused));
    let own = files.filter_map(|(path, body)| {
        let name = path.strip_prefix("layouts/_shortcodes/")?.strip_suffix(".html")?;
        let facts = infer(body.as_str()?);
        let inner = match facts.inner {
            TemplateInner::Used => InnerUse::Used,
            TemplateInner::Unused => InnerUse::Unused,
            TemplateInner::Unknown => InnerUse::Unknown,
        };
        Some((name.to_lowercase(), inner))
    });
    embedded.chain(own).collect()
}

/// The byte at which the build stops first. Hugo takes tag by tag, and looks at what is left open last.
fn first_fatal(shortcodes: &Shortcodes, templates: &BTreeMap<String, InnerUse>) -> Option<usize> {
    let use_of = |name: &str| templates.get(&name.to_lowercase()).copied();
    let pairing = pair(shortcodes, |name| use_of(name).unwrap_or(InnerUse::Unknown));
    for (index, call) in shortcodes.calls.iter().enumerate() {
        let fault = shortcodes.problems.iter().find(|problem| problem.call == index);
        let known = call.name.is_empty() || call.is_inline() || use_of(&call.name).is_some();
        // The name is looked up before the rest of the tag is seen to be faulty.
        let named = fault.is_none_or(|problem| problem.reported_at > call.name_span.start());
        if call.runs() && call.kind != CallKind::Close && !known && named {
            return Some(outermost(shortcodes, &pairing.parents, index));
        }
        if let Some(problem) = fault {
            return Some(problem.reported_at);
        }
        let fatal = pairing.problems.iter().find(|problem| {
            problem.call == index
                && problem.effect == Effect::Fatal
                && problem.kind != PairProblemKind::Unclosed
        });
        if let Some(problem) = fatal {
            return Some(problem.reported_at);
        }
    }
    pairing.problems.iter().find(|problem| problem.effect == Effect::Fatal).map(|problem| problem.reported_at)
}

fn outermost(shortcodes: &Shortcodes, parents: &[Option<usize>], mut index: usize) -> usize {
    while let Some(parent) = parents[index] {
        index = parent;
    }
    shortcodes.calls[index].span.start()
}
