//! `shortcode-argument`: one of Hugo's own shortcodes lacks a parameter or has a value that stops the build.

use super::calls::{argument, own_calls};
use super::input::Input;
use crate::site::hugo::scalars::{self, Scalar};
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::version::Version;
use crate::syntax::shortcode::{Arg, Call, CallKind, Quote};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-argument",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-argument.md"),
};

/// The first release whose `highlight` does without a language (measured release by release).
const LANGUAGE_OPTIONAL: Version = Version::new(0, 162, 0);

/// A fault: where, and what the shortcode wants.
type Fault = (Span, String);

/// Those that no theme defines anew, though it could: all others may be a theme's that is not on disk.
const NEVER_REDEFINED: &[&str] = &["param", "ref", "relref"];

/// What the templates of Hugo's shortcodes insist on (oracle group `embedded-shortcodes`).
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    own_calls(input)
        .filter(|call| call.kind != CallKind::Close)
        .filter(|call| !input.lacks(UnknownPart::Templates) || NEVER_REDEFINED.contains(&call.name.as_str()))
        .filter_map(|call| {
            let (span, wants) = fault(input, call)?;
            let message = format!("{} stops here: `{}` {wants}.", input.hugo(), call.name);
            Some(input.when_rendered(RULE.at(span, message)))
        })
        .collect()
}

fn fault(input: &Input<'_>, call: &Call) -> Option<Fault> {
    match call.name.to_lowercase().as_str() {
        "instagram" => instagram(call),
        "param" => param(input, call),
        "qr" => qr(call),
        "vimeo" | "vimeo_simple" | "youtube" => {
            missing(call, argument(call, "id", 0), "needs the id of the video as its first value")
        }
        "x" | "x_simple" => x(call),
        "ref" | "relref" => reference(call),
        "highlight" => highlight(input, call),
        "figure" => figure(call),
        _ => None,
    }
}

fn missing(call: &Call, arg: Option<&Arg>, wants: &str) -> Option<Fault> {
    let given = arg.is_some_and(|arg| !arg.value.is_empty());
    (!given).then(|| (arg.map_or(call.name_span, |arg| arg.span), wants.to_owned()))
}

fn instagram(call: &Call) -> Option<Fault> {
    let named = call.args.iter().find(|arg| arg.name.is_some());
    match named {
        Some(arg) => Some((arg.span, "takes the id of the post without a name in front".to_owned())),
        None => missing(call, call.positional(0), "needs the id of the post"),
    }
}

fn x(call: &Call) -> Option<Fault> {
    let wants = "needs both `user` and `id`, by name";
    missing(call, call.named("user"), wants).or_else(|| missing(call, call.named("id"), wants))
}

/// The key must be one of the page or of the site; a theme that is not on disk may bring more.
fn param(input: &Input<'_>, call: &Call) -> Option<Fault> {
    let Some(arg) = call.positional(0).filter(|arg| !arg.value.is_empty()) else {
        return missing(call, None, "needs the key of a value");
    };
    let keys: Vec<String> = arg.value.to_lowercase().split('.').map(str::to_owned).collect();
    let first = keys.first()?;
    let in_front = input.entry(first).is_some()
        || input.entry("params").is_some_and(|params| input.child(&params.value, first).is_some());
    let path: Vec<&str> = std::iter::once("params").chain(keys.iter().map(String::as_str)).collect();
    let computed =
        matches!(first.as_str(), "title" | "date" | "lastmod" | "publishdate" | "draft" | "iscjklanguage");
    let hidden = input.lacks(UnknownPart::Templates)
        || input.lacks(UnknownPart::Config)
        || input.config.settings.cascade.is_object();
    let found = in_front || computed || hidden || input.config.get(&path).is_some() || inherits(input);
    (!found).then(|| (arg.span, format!("finds no `{}` in this page or in the site's `params`", arg.value)))
}

/// A section above may hand values down; they are not looked up, so nothing is said below one.
fn inherits(input: &Input<'_>) -> bool {
    let mut folder = input.post.path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        folder = above;
        if input.site.file_exists(&format!("{folder}/_index.md")) {
            return true;
        }
    }
    false
}

fn qr(call: &Call) -> Option<Fault> {
    let has_text = call.named("text").is_some_and(|arg| !arg.value.is_empty());
    if call.kind == CallKind::SelfClosing && !has_text {
        return missing(call, call.named("text"), "needs a `text`");
    }
    if let Some(level) = call
        .named("level")
        .filter(|arg| !matches!(arg.value.as_str(), "low" | "medium" | "quartile" | "high"))
    {
        return Some((level.value_span, "knows the levels low, medium, quartile and high".to_owned()));
    }
    let scale = call.named("scale")?;
    let number = scale.value.parse::<i64>().ok().filter(|_| scale.quote == Quote::Bare);
    number
        .is_none_or(|number| number < 2)
        .then(|| (scale.span, "wants `scale` to be a whole number from 2 on, without quotes".to_owned()))
}

fn reference(call: &Call) -> Option<Fault> {
    if call.args.is_empty() {
        return missing(call, None, "needs the path of a page");
    }
    let third = call.positional(2)?;
    Some((third.span, "takes a path and an output format, nothing more".to_owned()))
}

/// Options are pairs with commas between them; each must have one `=` (markup/highlight/config.go).
fn highlight(input: &Input<'_>, call: &Call) -> Option<Fault> {
    if input.version() < LANGUAGE_OPTIONAL && call.positional(0).is_none() {
        return missing(call, None, "needs the language of the code");
    }
    let options = call.positional(1).filter(|_| call.positional(2).is_none())?;
    for option in options.value.split(',').filter(|_| !options.value.is_empty()) {
        let parts: Vec<&str> = option.split('=').collect();
        let [key, value] = parts.as_slice() else {
            return Some((
                options.value_span,
                format!(
                    "can't read the option `{}`: write `key=value`, with commas between them",
                    option.trim()
                ),
            ));
        };
        let number = key.trim().eq_ignore_ascii_case("linenostart");
        if number && !matches!(scalars::plain(value.trim()), Scalar::Int(_)) {
            return Some((options.value_span, "wants a whole number for `linenostart`".to_owned()));
        }
    }
    None
}

/// The source is parsed as a URL.
fn figure(call: &Call) -> Option<Fault> {
    let src = call.named("src")?;
    let broken = src.value.starts_with(':') || !percent_signs_are_escapes(&src.value);
    broken
        .then(|| (src.value_span, "can't read this as an address. Write `%25` for a percent sign".to_owned()))
}

/// Whether each `%` of a URL is followed by two hexadecimal digits, without which Go refuses it.
pub fn percent_signs_are_escapes(url: &str) -> bool {
    url.match_indices('%').all(|(at, _)| {
        url.as_bytes().get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}
