//! `template-not-found`: a page that names a template that does not exist stops the build.

use super::input::Input;
use super::template;
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::zola::version::Era;
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "template-not-found",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/template-not-found.md"),
};

/// Templates that Zola makes up itself when they are not there (`components/templates/src/lib.rs`).
const OWN: &[&str] = &[
    "index.html",
    "page.html",
    "section.html",
    "404.html",
    "atom.xml",
    "rss.xml",
    "sitemap.xml",
    "split_sitemap_index.xml",
    "robots.txt",
    "anchor-link.html",
    "summary-cutoff.html",
    "internal/alias.html",
];

/// `template` and `page_template` (cases `page-template-missing`, `section-page-template-missing`), and what the text
/// includes. `zola check` does not notice a template of the front matter, `zola build` does.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.lacks(UnknownPart::Templates) || input.lacks(UnknownPart::Config) {
        return Vec::new();
    }
    let mut found = named(input);
    found.extend(included(input));
    found
}

fn named(input: &Input<'_>) -> Vec<Problem> {
    let keys = ["template", "page_template"].into_iter().filter_map(|key| input.entry(key));
    keys.filter_map(|entry| {
        let name = input.resolve(&entry.value).text()?;
        let problem = missing(input, name, entry.value.span)?;
        // It matters only once a page below uses it.
        let is_used = entry.key.text == "template" && input.post.page.rendered;
        Some(match is_used {
            true => input.when_published(problem),
            false => problem.severity(Severity::Warning),
        })
    })
    .collect()
}

/// From 0.23 on the text is a template, which is held against the others as a whole, whether or not it would come to
/// what it includes (case `v23-include`; Tera's `src/tera.rs`).
fn included(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Components {
        return Vec::new();
    }
    let Some(content) = template::of(input) else { return Vec::new() };
    let of = |span: &Span| {
        let text = span.of(input.post.text);
        let name = text.get(1..text.len().saturating_sub(1))?;
        // What an escape stands for does not matter to the few who would write one here.
        let problem = if name.contains('\\') { None } else { missing(input, name, *span) };
        problem.map(|problem| input.when_published(problem))
    };
    content.includes.iter().filter_map(of).collect()
}

fn missing(input: &Input<'_>, name: &str, span: Span) -> Option<Problem> {
    let is_missing = !name.is_empty() && !exists(input, name);
    is_missing.then(|| RULE.at(span, format!("{} stops here: there is no template `{name}`.", input.zola())))
}

fn exists(input: &Input<'_>, name: &str) -> bool {
    let own = input.site.file_exists(&format!("templates/{name}"));
    let theme = input.model.config.theme.as_ref().is_some_and(|theme| {
        let named = name.strip_prefix(theme.as_str()).and_then(|rest| rest.strip_prefix("/templates/"));
        let below = format!("themes/{theme}/templates/{}", named.unwrap_or(name));
        input.site.file_exists(&below)
    });
    own || theme || OWN.contains(&name) || name.starts_with("__zola_builtins/")
}
