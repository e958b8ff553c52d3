//! `shortcode-plain-template`: a template in Markdown or plain text can't be called with `{{< >}}`.

use super::edit::fix;
use super::input::Input;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::shortcode::{Origin, ShortcodeDef};
use crate::syntax::shortcode::{Call, CallKind, Delimiter};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-plain-template",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-plain-template.md"),
};

/// Calls with angle brackets of shortcodes whose only templates are no HTML (oracle `sclookup/md-ext-angle`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let calls = input.post.document.shortcodes.running().map(|(_, call)| call);
    calls
        .filter(|call| call.delimiter == Delimiter::Angle && call.kind == CallKind::Open)
        .filter(|call| is_plain_only(input, call))
        .map(|call| {
            let message = format!(
                "{} stops here: the template of `{}` is not HTML, so it must be called as `{{{{% {} %}}}}`.",
                input.hugo(),
                call.name,
                call.name
            );
            let (start, end) = (call.span.start(), call.span.end());
            let title = "Call it with percent signs";
            let edits = [
                (Span::new(start, start + 3), "{{%".to_owned()),
                (Span::new(end.saturating_sub(3), end), "%}}".to_owned()),
            ];
            input.when_rendered(RULE.at(call.name_span, message).fix(fix(title, edits)))
        })
        .collect()
}

fn is_plain_only(input: &Input<'_>, call: &Call) -> bool {
    // Hugo's own is HTML, and answers where the site's is for another format (a `ref.llms.txt`).
    let is_own = |def: &ShortcodeDef| def.name.eq_ignore_ascii_case(&call.name);
    if input.model.builtin_shortcodes().iter().any(is_own) {
        return false;
    }
    let Some(Origin::Template(path)) = input.site.shortcode(&call.name).map(|def| &def.origin) else {
        return false;
    };
    let Some((folder, file)) = path.rsplit_once('/') else { return false };
    let plain = |file: &str| file.ends_with(".md") || file.ends_with(".txt");
    let Some(stem) = file.split('.').next().filter(|_| plain(file)) else { return false };
    let same = |other: &str| {
        other
            .rsplit('/')
            .next()
            .and_then(|file| file.split('.').next())
            .is_some_and(|name| name.eq_ignore_ascii_case(stem))
    };
    input.site.files_under(folder).iter().filter(|other| same(other)).all(|other| plain(other))
}
