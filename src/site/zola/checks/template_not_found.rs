//! `template-not-found`: a page that names a template that does not exist stops the build.

use super::input::Input;
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "template-not-found",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/template-not-found.md"),
};

/// Templates that Zola makes up itself when they are not there.
const OWN: &[&str] =
    &["index.html", "page.html", "section.html", "404.html", "atom.xml", "rss.xml", "sitemap.xml"];

/// `template` and `page_template` (cases `page-template-missing`, `section-page-template-missing`). `zola check` does
/// not notice, `zola build` does.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.lacks(UnknownPart::Templates) || input.lacks(UnknownPart::Config) {
        return Vec::new();
    }
    let keys = ["template", "page_template"].into_iter().filter_map(|key| input.entry(key));
    keys.filter_map(|entry| {
        let name = input.resolve(&entry.value).text()?;
        if name.is_empty() || exists(input, name) {
            return None;
        }
        let message = format!("{} stops here: there is no template `{name}`.", input.zola());
        let problem = RULE.at(entry.value.span, message);
        // It matters only once a page below uses it.
        let is_used = entry.key.text == "template" && input.post.page.rendered;
        Some(match is_used {
            true => input.when_published(problem),
            false => problem.severity(Severity::Warning),
        })
    })
    .collect()
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
