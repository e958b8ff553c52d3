//! How severe the findings of the shared rules are to Zola.

use super::links::is_generated;
use super::template;
use crate::site::model::{PageKind, PostInput};
use crate::site::problem::{Problem, Severity};
use crate::site::shared::anchors::is_empty_anchor;
use crate::site::zola::ZolaModel;
use crate::site::zola::fields::field;
use crate::site::zola::version::Era;
use crate::syntax::front_matter::{Format, SplitProblemKind, SyntaxError, SyntaxErrorKind};

/// The severity of a shared finding in a post; `None` when Zola does not mind, or when a rule of its own says more.
pub fn judge(model: &ZolaModel, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let content = model.layout.content(post.path)?;
    if content.is_passed_over() {
        return None;
    }
    let code = problem.rule.code;
    let severity = match code {
        "front-matter-delimiter" => delimiter(problem, post),
        "front-matter-syntax" if is_empty_anchor(problem, post) => return None,
        "front-matter-syntax" => syntax(problem, post)?,
        "anchor-unknown" if is_checked(problem, post) || is_generated(problem.span.of(post.text)) => {
            return None;
        }
        "link-unpublished" if is_checked(problem, post) => return None,
        "duplicate-key" => duplicate(problem, post, content.kind),
        "key-typo" => key_typo(problem, post)?,
        // A template that does not read the text between the tags harms nobody (case `sc-inline-called-body`).
        "shortcode-closed-without-need" => return None,
        "shortcode-syntax" => shortcode_syntax(model, problem, post)?,
        // A whole table that is handed on.
        "shortcode-unknown-parameter" if problem.span.of(post.text).starts_with('{') => return None,
        "shortcode-missing-parameter" if has_spread(problem, post) => return None,
        "shortcode-missing-parameter" => Severity::Error,
        // The order of components counts, whatever their names (case `v23-mismatched-close`).
        "shortcode-unclosed" | "shortcode-crossed" if model.era == Era::Components => Severity::Error,
        "term-collision" => collision(problem.span.of(post.text)),
        _ => problem.severity,
    };
    let is_of_body = code.starts_with("shortcode");
    if is_of_body && !is_wrong_anyway(model, post) {
        return None;
    }
    let severity =
        if code == "shortcode-unknown-parameter" { unknown_parameter(model, severity) } else { severity };
    let is_front_left_out = !content.is_section() && model.sections.is_left_out(&content.dir);
    // A site that shows neither of the syntaxes is hardly there as a whole.
    let is_unsure = model.era == Era::Unknown;
    let builds = if is_of_body { post.page.draft || is_unsure } else { is_front_left_out };
    Some(if builds { severity.min(Severity::Warning) } else { severity })
}

/// What to add to a shared finding: what Zola makes of it.
pub fn remark(_model: &ZolaModel, problem: &Problem, _post: &PostInput<'_>) -> Option<String> {
    match problem.rule.code {
        "term-collision" => Some("Zola lists the posts of both under the name that comes first.".to_owned()),
        _ => None,
    }
}

/// Whether Zola itself follows the link, so that a rule of its own has said more.
fn is_checked(problem: &Problem, post: &PostInput<'_>) -> bool {
    let links = post.document.markdown.links.iter().map(|link| link.dest_span);
    let definitions = post.document.markdown.definitions.iter().map(|definition| definition.dest_span);
    let around = links.chain(definitions).find(|dest| dest.covers(problem.span));
    around.is_some_and(|dest| dest.of(post.text).starts_with(['@', '#']))
}

/// A file without front matter stops the build, whatever hides it.
fn delimiter(problem: &Problem, post: &PostInput<'_>) -> Severity {
    let found = post.document.front.problems.iter().find(|found| found.span == problem.span);
    let is_fatal = matches!(
        found.map(|found| &found.kind),
        Some(SplitProblemKind::TextAfterOpener | SplitProblemKind::LateCloser { .. })
    );
    if is_fatal || post.document.front_matter().is_none() { Severity::Error } else { problem.severity }
}

/// Of a site of an unknown version only what both syntaxes refuse is wrong; and from 0.23 on a post may be no template.
fn is_wrong_anyway(model: &ZolaModel, post: &PostInput<'_>) -> bool {
    match model.era {
        Era::Shortcodes => true,
        Era::Components => model.layout.is_templated(post.path),
        Era::Unknown => template::body(model, post).is_some_and(|body| !body.faults.is_empty()),
    }
}

/// A shortcode passes over what it does not read, a component stops (cases `sc-extra-arg`, `v23-extra-arg`).
fn unknown_parameter(model: &ZolaModel, severity: Severity) -> Severity {
    if model.era == Era::Components { Severity::Error } else { severity }
}

/// Whether a tag hands a whole table of arguments on, so that none of them is surely missing.
fn has_spread(problem: &Problem, post: &PostInput<'_>) -> bool {
    let call = post.document.shortcodes.at(problem.span.start());
    call.is_some_and(|(_, call)| call.args.iter().any(|arg| arg.name.is_none()))
}

/// Terms that differ in more than accents and blanks are hardly one: `C` and `C++`. Others are merged, and all their
/// posts are listed (case `tax-term-collision`).
fn collision(term: &str) -> Severity {
    let is_lost =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '_' | '\'' | '"' | '/' | '.' | ',' | ':');
    if term.contains(is_lost) { Severity::Warning } else { Severity::Information }
}

/// TOML is 1.1 in today's releases; older ones are given the benefit of the doubt.
fn syntax(problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let front = post.document.front_matter()?;
    let same = |error: &&SyntaxError| error.span == problem.span && error.message() == problem.message;
    let error = front.errors.iter().find(same);
    match (front.format, error.map(|error| &error.kind)) {
        (Format::Toml, Some(SyntaxErrorKind::NewlineInInlineTable)) => None,
        _ => Some(Severity::Error),
    }
}

/// TOML refuses every second setting; YAML one of a field that Zola knows, while tables keep the last.
fn duplicate(problem: &Problem, post: &PostInput<'_>, kind: PageKind) -> Severity {
    let Some(front) = post.document.front_matter() else { return problem.severity };
    let entry =
        front.root.iter().find(|entry| entry.key.span == problem.span || entry.key.inner == problem.span);
    let is_known = entry.is_some_and(|entry| field(&entry.key.text, kind).is_some());
    if front.format == Format::Toml || is_known { Severity::Error } else { Severity::Warning }
}

/// At the top and below `taxonomies` the rules about unknown keys say more.
fn key_typo(problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let front = post.document.front_matter()?;
    let is_top = front.root.iter().any(|entry| entry.key.inner == problem.span);
    let taxonomies = front.root.iter().filter(|entry| entry.key.text == "taxonomies");
    let is_taxonomy =
        taxonomies.flat_map(|entry| entry.value.entries()).any(|entry| entry.key.inner == problem.span);
    (!is_top && !is_taxonomy).then_some(problem.severity)
}

/// What does not read as a call is text: worth a word only where the name is that of a shortcode.
fn shortcode_syntax(model: &ZolaModel, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let (_, call) = post.document.shortcodes.at(problem.span.start())?;
    model.layout.has_shortcode(&call.name).then_some(problem.severity)
}
