//! `fence-attributes`: attributes behind the language of a code fence that Hugo can't read stop the build.

use super::attributes;
use super::input::Input;
use crate::site::hugo::scalars::{Scalar, plain};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "fence-attributes",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/fence-attributes.md"),
};

/// Braces in info strings that goldmark refuses (oracle `md/fence-attrs-*`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let fences = input.post.document.markdown.code.iter().filter_map(|code| code.info);
    fences.filter_map(|info| problem(input, info)).collect()
}

fn problem(input: &Input<'_>, info: Span) -> Option<Problem> {
    let text = info.of(input.post.text);
    let brace = text.find('{')?;
    let span = Span::new(info.start() + brace, info.end());
    let refused = match attributes::parse(text) {
        Err(()) => "these attributes can't be read. Put each value in double quotes, as in `{title=\"x\"}`",
        Ok(found)
            if found.iter().any(|(name, value)| name == "linenostart" && !value.is_some_and(is_number)) =>
        {
            "`linenostart` must be a number"
        }
        Ok(_) => return None,
    };
    let problem = RULE.at(span, format!("{} stops here: {refused}.", input.hugo()));
    let straight = text.get(brace..)?.replace('\'', "\"");
    let helps = straight.contains('"') && text.contains('\'') && attributes::parse(&straight).is_ok();
    let problem = if helps { problem.fix(Fix::safe("Use double quotes", span, straight)) } else { problem };
    Some(input.when_rendered(problem))
}

fn is_number(text: &str) -> bool {
    matches!(plain(text), Scalar::Int(_) | Scalar::Float(_))
}
