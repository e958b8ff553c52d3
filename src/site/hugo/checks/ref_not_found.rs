//! `ref-not-found`: a `ref` or `relref` to a page that does not exist stops the build.

use super::calls::{argument, own_calls};
use super::input::Input;
use super::output_unknown::may_exist;
use super::reference::{self, Target};
use super::shortcode_argument::percent_signs_are_escapes;
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::{Call, CallKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-not-found",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/ref-not-found.md"),
};

/// References that lead nowhere or to several pages (oracle group `links`). Fragments are never checked by Hugo.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    own_calls(input)
        .filter(|call| {
            matches!(call.name.to_lowercase().as_str(), "ref" | "relref") && call.kind != CallKind::Close
        })
        .filter_map(|call| problem(input, call))
        .collect()
}

fn problem(input: &Input<'_>, call: &Call) -> Option<Problem> {
    let path = argument(call, "path", 0)?;
    let language = match call.named("lang").filter(|lang| !lang.value.is_empty()) {
        Some(lang) if !knows_language(input, &lang.value) => {
            let message = format!("stops here: the site has no language `{}`.", lang.value);
            return Some(at_level(input, RULE.at(lang.value_span, format!("{} {message}", input.hugo()))));
        }
        Some(lang) => lang.value.as_str(),
        None => input.post.page.language.as_str(),
    };
    if let Some(format) = argument(call, "outputFormat", 1)
        .filter(|format| !format.value.is_empty() && !may_exist(input, &format.value))
    {
        let message = format!("{}: the site has no output format `{}`.", verdict(input), format.value);
        return Some(at_level(input, RULE.at(format.value_span, message)));
    }
    if !percent_signs_are_escapes(&path.value) {
        let message =
            format!("{} stops here: a percent sign in an address must be written `%25`.", input.hugo());
        return Some(input.when_rendered(RULE.at(path.value_span, message)));
    }
    // Pages may come from an adapter or a module that is not on disk.
    if input.lacks(UnknownPart::Content) {
        return None;
    }
    let what = match reference::resolve(input, &path.value, language) {
        Target::Fine => return None,
        Target::Missing => format!("there is no page `{}`", path.value),
        Target::OtherLanguage(target) => {
            let found = input.site.page(&target).map(|page| page.language.as_str()).unwrap_or_default();
            format!("the page `{}` exists in the language `{found}` only, not in `{language}`", path.value)
        }
        Target::Unpublished(target) => {
            format!("`{target}` is not published now, so `{}` leads nowhere", path.value)
        }
        Target::Ambiguous(pages) => {
            let paths: Vec<String> = pages.iter().take(3).map(|path| format!("`{path}`")).collect();
            format!("`{}` may be {}. Write more of the path", path.value, paths.join(" or "))
        }
    };
    Some(at_level(input, RULE.at(path.value_span, format!("{}: {what}.", verdict(input)))))
}

/// A site of one language has that of its configuration alone.
fn knows_language(input: &Input<'_>, code: &str) -> bool {
    input.config.languages.is_empty() || input.config.languages.iter().any(|language| language.code == code)
}

/// `refLinksErrorLevel = "warning"` lets the build go on.
fn is_lenient(input: &Input<'_>) -> bool {
    input.config.text(&["reflinkserrorlevel"]).unwrap_or_default().eq_ignore_ascii_case("warning")
}

fn verdict(input: &Input<'_>) -> String {
    format!("{} {} here", input.hugo(), if is_lenient(input) { "warns" } else { "stops" })
}

fn at_level(input: &Input<'_>, problem: Problem) -> Problem {
    if is_lenient(input) {
        return problem.severity(Severity::Warning);
    }
    input.when_rendered(problem)
}
