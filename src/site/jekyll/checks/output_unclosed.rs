//! `output-unclosed`: two braces that open a value and are not closed by two, which stops the build.

use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::syntax::shortcode::{Call, CallKind};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "output-unclosed",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/output-unclosed.md"),
};

/// The tags whose inner text is not read.
const VERBATIM: &[&str] = &["raw", "comment"];

/// The first value that does not end with two braces: Liquid ends it at the first one (lib/liquid.rb,
/// `VariableIncompleteEnd`), and then misses the second.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.data.boolean("render_with_liquid") == Some(false) {
        return Vec::new();
    }
    let text = input.post.text;
    let tags: Vec<Span> = skipped(input);
    let mut at = input.data.front().map_or(0, |front| front.body_start);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + found;
        let next = tags.partition_point(|tag| tag.end() <= start);
        if let Some(tag) = tags.get(next).filter(|tag| tag.start() <= start) {
            at = tag.end();
            continue;
        }
        let inside = text.get(start + 2..).unwrap_or_default();
        let end =
            inside.find('}').filter(|end| inside.get(*end..).is_some_and(|rest| rest.starts_with("}}")));
        match end {
            Some(end) => at = start + 2 + end + 2,
            None => {
                let message = "Jekyll stops here: a value in `{{` must end with `}}`, and no other brace may stand \
                               before. Put `{% raw %}` and `{% endraw %}` around braces that are meant as they are.";
                return vec![input.when_published(RULE.at(Span::new(start, start + 2), message))];
            }
        }
    }
    Vec::new()
}

/// The bytes of all tags, and of what stands between those that are not read, in the order of the text.
fn skipped(input: &Input<'_>) -> Vec<Span> {
    let calls: Vec<&Call> = input.post.document.shortcodes.running().map(|(_, call)| call).collect();
    let span = |(index, call): (usize, &&Call)| {
        let opens = call.kind == CallKind::Open && VERBATIM.contains(&call.name.as_str());
        let close = calls.get(index + 1).map_or(input.post.text.len(), |close| close.span.start());
        if opens { call.span.join(Span::empty(close)) } else { call.span }
    };
    calls.iter().enumerate().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    #[test]
    fn only_values_that_liquid_cannot_read() {
        for (body, expected) in [
            ("a {{ x } b", &["error output-unclosed `{{`"][..]),
            ("a {{ x", &["error output-unclosed `{{`"]),
            ("{{ \"{% nope %}\" }}", &["error output-unclosed `{{`"]),
            ("{{ x }} {{y}} {{- z -}}", &[]),
            ("{% raw %}{{ x }{% endraw %} {% comment %}{{{% endcomment %}", &[]),
            ("{% include a.html b=\"{{ x\" %}", &[]),
            ("{ { x", &[]),
        ] {
            assert_eq!(marks(&[("_posts/2024-01-02-a.md", body)]), expected, "{body}");
        }
        assert_eq!(
            marks(&[("_posts/2024-01-02-a.md", "---\nrender_with_liquid: false\n---\n{{ x")]),
            [""; 0]
        );
    }
}
