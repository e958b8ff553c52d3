//! `content-template`: from 0.23 on the text of a post is a template, and must read as one.

use super::input::Input;
use super::template;
use crate::site::model::UnknownPart;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::site::zola::version::Era;
use crate::syntax::shortcode::Escaped;
use crate::syntax::tera::{Fault, FaultKind, Lookup, Name, Need, Needed, PieceKind};
use crate::text::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "content-template",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/content-template.md"),
};

/// What content can read (case `v23-undefined-var`).
const VARIABLES: &[&str] = &["config", "lang", "zola_version", "page", "section", "loop", "__tera_context"];

/// The functions of Zola and of Tera 2.4 (`components/templates/src/lib.rs`, `components/site/src/tpls.rs`, Tera's
/// `src/tera.rs`); posts can call `text_direction` from 0.23.5 on (getzola/zola#3262).
const FUNCTIONS: &[&str] = &[
    "now",
    "get_url",
    "get_hash",
    "get_section",
    "get_page",
    "get_taxonomy",
    "get_taxonomy_term",
    "get_taxonomy_url",
    "trans",
    "resize_image",
    "get_image_metadata",
    "load_data",
    "get_random",
    "range",
    "throw",
    "super",
    "text_direction",
    "get_env",
];

/// Their filters.
const FILTERS: &[&str] = &[
    "abs",
    "base64_decode",
    "base64_encode",
    "capitalize",
    "date",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "filesizeformat",
    "filter",
    "first",
    "float",
    "format",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json_encode",
    "keys",
    "last",
    "length",
    "lower",
    "map",
    "markdown",
    "newlines_to_br",
    "nth",
    "num_format",
    "pairs",
    "pluralize",
    "regex_replace",
    "replace",
    "reverse",
    "round",
    "safe",
    "shuffle",
    "slice",
    "slugify",
    "sort",
    "spaceless",
    "split",
    "str",
    "striptags",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "urlencode_strict",
    "values",
    "wordcount",
];

/// Faults of the template and names that it cannot have (group `components-0.23`). Zola names one alone, by a line of
/// the body.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    if input.model.era != Era::Components {
        return Vec::new();
    }
    let Some(content) = template::of(input) else { return Vec::new() };
    let faults = content.faults.iter().filter_map(|fault| of_fault(input, fault));
    let names = content.names.iter().filter_map(|name| of_name(input, name));
    let lookups = content.lookups.iter().filter_map(|lookup| of_lookup(input, lookup));
    faults.chain(names).chain(lookups).map(|problem| input.when_published(problem)).collect()
}

/// A heading's id that opens a comment has a rule of its own.
fn of_fault(input: &Input<'_>, fault: &Fault) -> Option<Problem> {
    let why = match fault.kind {
        FaultKind::Unclosed(PieceKind::Comment) => return None,
        FaultKind::Unclosed(_) => "this is never closed",
        FaultKind::OpenBlock => "this tag is never closed",
        FaultKind::NotOpen => "there is no open tag that this could close",
        FaultKind::UnknownTag => "a template has no such tag",
        FaultKind::OfTemplates => "only a template of the site can have this tag",
        FaultKind::Unexpected => "this does not read as an expression",
        FaultKind::NotSelfClosed => "a component that stands alone must end with `/>`",
        FaultKind::BareAttribute => "a value must be in quotes or in braces",
        FaultKind::LargeNumber => "the number is too large",
    };
    Some(RULE.at(fault.span, format!("{} stops here: {why}.{}", input.zola(), way_out(input, fault.span))))
}

/// All of the text is a template, code included.
fn way_out(input: &Input<'_>, span: Span) -> &'static str {
    let in_code = input.post.document.markdown.code.iter().any(|code| code.span.covers(span));
    match in_code {
        true => " Code is read as a template, too: put it between `{% raw %}` and `{% endraw %}`.",
        false => " To show it as text put it between `{% raw %}` and `{% endraw %}`.",
    }
}

/// A page or section that is asked for by the path of a file that is not there (`components/templates/src/functions`,
/// cases `v23-get-content-prefix`, `v23-get-self`). Whether one that is there is found yet depends on the release.
fn of_lookup(input: &Input<'_>, lookup: &Lookup) -> Option<Problem> {
    let path = lookup.path.of(input.post.text);
    let is_plain = path.ends_with(".md") && !path.starts_with('/') && !path.contains([':', '\\']);
    let is_file = is_plain && path.split('/').all(|part| !part.starts_with(['.', '@']) && !part.is_empty());
    // The section at the top is there without its file.
    let is_top = path.starts_with("_index.");
    let file = |path: &str| input.site.file_exists(&format!("content/{path}"));
    if !is_file || is_top || file(path) || input.lacks(UnknownPart::Content) {
        return None;
    }
    let message = format!("{} stops here: there is no file `content/{path}`.", input.zola());
    let problem = RULE.at(lookup.path, message);
    Some(match path.strip_prefix("content/").filter(|rest| file(rest)) {
        Some(rest) => problem.fix(Fix::suggestion(format!("Change to `{rest}`"), lookup.path, rest)),
        None => problem,
    })
}

fn of_name(input: &Input<'_>, needed: &Needed) -> Option<Problem> {
    let name = needed.span.of(input.post.text);
    if input
        .post
        .document
        .shortcodes
        .calls
        .iter()
        .any(|call| call.name_span.covers(needed.span) && call.escaped == Escaped::No)
    {
        return None;
    }
    let what = match needed.name {
        Name::Variable if needed.need == Need::Certain && !VARIABLES.contains(&name) => "value",
        Name::Function if !FUNCTIONS.contains(&name) => "function",
        Name::Filter if !FILTERS.contains(&name) => "filter",
        _ => return None,
    };
    let message =
        format!("{} stops here: there is no {what} `{name}`.{}", input.zola(), way_out(input, needed.span));
    Some(RULE.at(needed.span, message))
}
