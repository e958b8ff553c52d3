//! `include-arguments`: values behind an include that are no `name=value`, which stops the build.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::Call;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The rule.
pub static RULE: Rule = Rule {
    code: "include-arguments",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/include-arguments.md"),
};

/// One argument (lib/jekyll/tags/include.rb, `VALID_SYNTAX`).
static ARGUMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?s)\A[\w-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.-]+)"#).ok()
});

/// The first thing behind the name of an include that is no argument.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let includes = input.calls().filter(|call| call.caller.is_some() && !call.name.is_empty());
    let found = includes.filter_map(|call| {
        let span = first_fault(call, input.post.text)?;
        let message = "Jekyll stops here: values behind the name of an include are written `name=\"value\"`, with a \
                       blank between them.";
        Some(input.when_published(RULE.at(span, message)))
    });
    found.collect()
}

fn first_fault(call: &Call, text: &str) -> Option<Span> {
    let argument = ARGUMENT.as_ref()?;
    let (mut at, end) = (call.name_span.end(), call.content.end());
    // A value that is computed in braces makes all before it part of the name.
    if Span::new(at, end).of(text).contains("{{") {
        return None;
    }
    loop {
        let rest = Span::new(at, end).of(text);
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let length = argument.find(rest).map_or(0, |found| found.end());
        let behind = rest.get(length..).unwrap_or_default();
        if length == 0 || !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
            let word = behind.find(char::is_whitespace).unwrap_or(behind.len());
            return Some(Span::new(at + length, at + length + word.max(1)));
        }
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_what_is_no_name_with_a_value() {
        for (body, expected) in [
            ("{% include a.html b %}", &["error include-arguments `b`"][..]),
            ("{% include a.html b='c', d=e %}", &["error include-arguments `,`"]),
            ("{% include a.html \"b\" %}", &["error include-arguments `\"b\"`"]),
            ("{% include a.html b=c|d %}", &["error include-arguments `|d`"]),
            ("{% include a.html b=\"c d\" e='f' g=page.h -%}", &[]),
            ("{% include a.html\n  b = \"c\"\n %}", &[]),
            ("{% include a.html b=\"{{ c }}\" %}", &[]),
            ("{% include a.html %}", &[]),
        ] {
            assert_eq!(marks(&[("_posts/2024-01-02-a.md", body)]), expected, "{body}");
        }
    }
}
