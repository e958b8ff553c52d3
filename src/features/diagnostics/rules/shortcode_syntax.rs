//! A shortcode tag that cannot be read.

use super::shortcode_tags::{content_end, or_escape, tag_of};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::shortcode::{Call, Effect, LexProblem, LexProblemKind};
use crate::text::{Edit, Span};
use crate::world::PostView;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-syntax",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-syntax.md"),
};

/// The faults of single tags, but for those that other rules explain better.
pub fn check(view: &PostView) -> Vec<Problem> {
    let shortcodes = &view.document.shortcodes;
    let found = shortcodes.problems.iter().filter_map(|found| {
        let call = shortcodes.calls.get(found.call)?;
        let message = message(view, call, &found.kind)?;
        let mut problem = RULE.at(found.span, message).severity(severity(found.effect));
        problem.fixes = fixes(view, call, found);
        Some(or_escape(view, call, problem))
    });
    found.collect()
}

/// What builds is not an error, though the tag shows up as text.
pub fn severity(effect: Effect) -> Severity {
    match effect {
        Effect::Fatal => Severity::Error,
        Effect::Printed | Effect::Accepted => Severity::Warning,
    }
}

/// `None` for the kinds that belong to another rule.
fn message(view: &PostView, call: &Call, kind: &LexProblemKind) -> Option<String> {
    use LexProblemKind::*;
    let close = tag_of(view, call).map_or("", |tag| tag.close);
    Some(match kind {
        UnterminatedTag => format!("This tag is never closed. Add `{close}` at its end."),
        ValueSwallowsEnd => {
            format!(
                "Without a blank before it, `{close}` is read as a part of the value. Put a blank between them."
            )
        }
        WrongEnd { .. } => format!("A tag that starts like this one must end with `{close}`."),
        UnterminatedQuote => "This `\"` is never closed. Add `\"` at the end of the value.".to_string(),
        UnterminatedRaw => "This backtick is never closed. Add one at the end of the value.".to_string(),
        UnrecognizedCharacter(c) => unrecognized(*c),
        UnquotedSlash => "A value with a slash in it must be in quotes.".to_string(),
        BadEscape => "A backtick cannot be escaped. Put the value in double quotes.".to_string(),
        NoName => "This tag names no shortcode.".to_string(),
        PeriodInName => "The name of a shortcode cannot hold a period.".to_string(),
        CommentUnclosed => format!("A tag that is only shown must end with `*/{close}`."),
        JunkInClosing => "Nothing may follow the name in a closing tag.".to_string(),
        InlineNesting => "A shortcode that holds its own template cannot hold other shortcodes.".to_string(),
        Malformed => "This does not read as a call, so it is shown as text.".to_string(),
        Mixed(_) | NothingOpen | NeverOpened { .. } => return None,
    })
}

fn unrecognized(c: char) -> String {
    match c {
        '\'' => "A single quote is no quote in a tag. Use double quotes.".to_string(),
        '“' | '”' | '„' | '＂' | '«' | '»' | '‘' | '’' => {
            format!("`{c}` is a typographic quote. Use the straight quote `\"`.")
        }
        c if c.is_whitespace() => {
            format!("This space (U+{:04X}) is not a normal one. Type a normal space instead.", c as u32)
        }
        c => format!("A value with `{c}` in it must be in quotes."),
    }
}

fn fixes(view: &PostView, call: &Call, found: &LexProblem) -> Vec<Fix> {
    use LexProblemKind::*;
    let tag = tag_of(view, call);
    let insert = |title: String, at: usize, text: String| {
        vec![Fix { edits: vec![Edit::insert(at, text)], ..Fix::suggestion(title, found.span, "") }]
    };
    if let Some(value) = found.quotable {
        let quoted = format!("\"{}\"", value.of(&view.text));
        return vec![Fix::safe("Put the value in quotes", value, quoted)];
    }
    match (&found.kind, tag) {
        (UnterminatedTag, Some(tag)) => {
            insert(format!("Add `{}`", tag.close), content_end(&view.text, call), format!(" {}", tag.close))
        }
        (ValueSwallowsEnd, _) => {
            insert("Put a blank between them".to_string(), found.span.end(), " ".to_string())
        }
        (WrongEnd { .. }, Some(tag)) => {
            vec![Fix::safe(format!("Write `{}`", tag.close), found.span, tag.close)]
        }
        (UnterminatedQuote, _) => close_quote(view, found.span, '"'),
        (UnterminatedRaw, _) => close_quote(view, found.span, '`'),
        (UnrecognizedCharacter(c), _) => replace_character(view, call, *c),
        (JunkInClosing, _) => vec![Fix::safe("Remove what follows the name", found.span, "")],
        _ => Vec::new(),
    }
}

fn close_quote(view: &PostView, value: Span, quote: char) -> Vec<Fix> {
    let end = value.start() + value.of(&view.text).trim_end().len();
    let edits = vec![Edit::insert(end, quote.to_string())];
    vec![Fix { edits, ..Fix::suggestion("Close the quotes", value, "") }]
}

/// Every such character in the tag becomes the one that was meant.
fn replace_character(view: &PostView, call: &Call, c: char) -> Vec<Fix> {
    let quotes: &[char] = &['\'', '“', '”', '„', '＂', '«', '»', '‘', '’'];
    let same = [c];
    let (title, right, wrong) = match c {
        c if quotes.contains(&c) => ("Use straight double quotes", "\"", quotes),
        c if c.is_whitespace() => ("Use normal spaces", " ", same.as_slice()),
        '＝' => ("Use a normal equals sign", "=", same.as_slice()),
        _ => return Vec::new(),
    };
    let content = call.content;
    let edits: Vec<Edit> = content
        .of(&view.text)
        .char_indices()
        .filter(|(_, found)| wrong.contains(found))
        .map(|(at, found)| Edit::replace(Span::new(at, at + found.len_utf8()).shift(content.start()), right))
        .collect();
    vec![Fix { edits, ..Fix::suggestion(title, content, "") }]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended_body, site_with_body};

    #[test]
    fn each_fault_has_its_words_and_its_fix() {
        for (body, marked, mended) in [
            ("{{< pic src=\"a.png >}}\n", "\"a.png", "{{< pic src=\"a.png\" >}}\n"),
            ("{{< pic src=a.png>}}\n", "a.png>}}", ""),
            ("{{< pic src=\"a.png\" %}}\n", "%}}", "{{< pic src=\"a.png\" >}}\n"),
            ("{{< clip a/b.mp4 >}}\n", "a/b.mp4", "{{< clip \"a/b.mp4\" >}}\n"),
            ("{{< clip “a” >}}\n", "“", "{{< clip \"a\" >}}\n"),
            ("{{< clip\u{3000}a >}}\n", "\u{3000}", "{{< clip a >}}\n"),
        ] {
            let found = found(&site_with_body(body), RULE.code);
            assert_eq!(found.len(), 1, "{body}: {found:?}");
            assert!(found[0].starts_with("error"), "{}", found[0]);
            if !mended.is_empty() {
                assert!(found[0].contains(&format!("`{marked}`")), "{marked}: {}", found[0]);
                assert_eq!(mended_body(body, RULE.code), mended);
            }
        }
    }

    #[test]
    fn tags_that_read_well_are_fine() {
        for body in [
            "{{< pic src=\"a b.png\" alt=`x \"y\"` >}}",
            "{{</* pic src=\"a */>}}",
            "{{ x }} {% y %} {{- z -}}",
            "{{< note >}}x{{< /note >}} {{% note %}}x{{% /note %}}",
            "{{< clip\n  a\n>}}",
        ] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }
}
