//! `url-colon`: a colon in `url` starts a token, and a token that Hugo does not know crashes it.

use super::input::Input;
use crate::site::hugo::go_time;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::{Format, ScalarStyle};
use jiff::civil::DateTime;

/// The rule.
pub static RULE: Rule = Rule {
    code: "url-colon",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/url-colon.md"),
};

/// The tokens of resources/page/permalinks.go.
pub const TOKENS: &[&str] = &[
    "year",
    "month",
    "monthname",
    "day",
    "weekday",
    "weekdayname",
    "yearday",
    "section",
    "sections",
    "sectionslug",
    "sectionslugs",
    "title",
    "slug",
    "slugorfilename",
    "filename",
    "contentbasename",
    "slugorcontentbasename",
];

/// Hugo writes this moment by a token to see whether it is a date layout.
const REFERENCE: DateTime = DateTime::constant(2019, 11, 9, 23, 1, 42, 1);

/// Colons in `url` that are no tokens (oracle `type/url-badtoken`, `url/url-token-time`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let Some(value) = input.entry("url").map(|entry| input.resolve(&entry.value)) else { return Vec::new() };
    let Some(scalar) = value.scalar() else { return Vec::new() };
    let escape = match (input.format(), scalar.style) {
        (Format::Yaml, ScalarStyle::DoubleQuoted)
        | (Format::Toml, ScalarStyle::DoubleQuoted)
        | (Format::Json, _) => "\\\\:",
        _ => "\\:",
    };
    let fixed = |at: usize, text: &str| {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        format!("{before}{escape}{}", after.strip_prefix(':').unwrap_or(after))
    };
    tokens(&scalar.text).into_iter().filter_map(|(at, token)| {
        let is_clock = token.starts_with(|c: char| c.is_ascii_digit());
        let problem = match (TOKENS.contains(&token), is_layout(token)) {
            (true, _) => return None,
            (false, true) if !is_clock || token.len() == 4 => return None,
            (false, true) => RULE.at(value.span, format!("Hugo takes `:{token}` for a part of the date, so the address changes. Write `\\:` for a plain colon.")).severity(Severity::Warning),
            (false, false) => RULE.at(value.span, format!("`:{token}` is none of the tokens that {} knows, and it crashes on it. Write `\\:` for a plain colon.", input.hugo())),
        };
        let plain = scalar.text == scalar.inner.of(input.post.text);
        Some(if plain { problem.fix(Fix::safe("Escape the colon", scalar.inner, fixed(at, &scalar.text))) } else { problem })
    }).collect()
}

/// The words behind colons that are not escaped, with the byte of the colon.
fn tokens(url: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in url.match_indices(':') {
        let (before, rest) = url.split_at_checked(at).unwrap_or((url, ""));
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        let token = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        if !before.ends_with('\\') && !token.is_empty() {
            found.push((at, token));
        }
    }
    found
}

fn is_layout(token: &str) -> bool {
    go_time::write(token, REFERENCE, 0) != token
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_colons_are_tokens_unless_escaped() {
        assert_eq!(tokens("/:year/a\\:b/10:30/:/"), [(1, "year"), (14, "30")]);
        for (token, expected) in
            [("2006", true), ("Jan", true), ("30", true), ("99", false), ("b", false), ("foo", false)]
        {
            assert_eq!(is_layout(token), expected, "{token}");
        }
    }
}
